import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { INCIDENT_READERS, READERS } from './roles.ts';

const READ = { cursor: 'townshipId_id', nullable: true, authScopes: { role: STAFF_ROLES } } as const;

/** The lists of 安全保卫; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addRegisters(schema);
  addWatched(schema);
}

function addRegisters({ queries }: ModuleSchema): void {
  queries((t) => ({
    safetyLetters: t.prismaConnection({
      ...READ,
      type: 'SafetyLetter',
      description: doc('安全责任书', 'responsibility letters', CLAUSES.everyone),
      args: {
        year: t.arg.int({ required: true, description: doc('年度', 'year') }),
        unsigned: t.arg.boolean({ description: doc('只看未签的', 'only the unsigned') }),
      },
      resolve: (query, _root, { year, unsigned }, ctx) =>
        ctx.db.safetyLetter.findMany({
          ...query,
          where: { ...inForce(ctx), year, ...(unsigned ? { signedAt: null } : {}) },
          orderBy: [{ staff: { staffNo: 'asc' } }, { id: 'asc' }],
        }),
    }),
    closingChecks: t.prismaConnection({
      ...READ,
      type: 'ClosingCheck',
      description: doc(
        '下班检查：检查人员看全部，其他人看自己的',
        'checks: all, or one’s own',
        CLAUSES.power,
      ),
      args: { day: t.arg({ type: 'Date', description: doc('只看这一天的', 'only of this day') }) },
      resolve: (query, _root, { day }, ctx) =>
        ctx.db.closingCheck.findMany({
          ...query,
          where: {
            ...inForce(ctx),
            ...(day ? { day } : {}),
            ...(hasRole(ctx, ...READERS) ? {} : { staffId: ctx.viewer.id ?? '' }),
          },
          orderBy: [{ day: 'desc' }, { id: 'asc' }],
        }),
    }),
    untidyWarnings: t.prismaConnection({
      ...READ,
      type: 'UntidyWarning',
      description: doc('脏乱差提醒，最近的在前', 'warnings, the latest first', CLAUSES.untidy),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.untidyWarning.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ toldAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    seals: t.prismaConnection({
      ...READ,
      type: 'Seal',
      description: doc('印章登记', 'the seals', CLAUSES.keeping),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.seal.findMany({ ...query, where: inForce(ctx), orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    }),
    valuablesFindings: t.prismaConnection({
      ...READ,
      authScopes: { role: READERS },
      type: 'ValuablesFinding',
      description: doc('现金、贵重物品检查', 'valuables found in the hall', CLAUSES.keeping),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.valuablesFinding.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ foundOn: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addWatched({ queries }: ModuleSchema): void {
  queries((t) => ({
    dutyChecklists: t.prismaConnection({
      ...READ,
      type: 'DutyChecklist',
      description: doc('值班检查表，最近的在前', 'duty lists, the latest first', CLAUSES.duty),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.dutyChecklist.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ day: 'desc' }, { id: 'asc' }],
        }),
    }),
    hazards: t.prismaConnection({
      ...READ,
      type: 'Hazard',
      description: doc('安全隐患，最近的在前', 'hazards, the latest first', CLAUSES.duty),
      args: { open: t.arg.boolean({ description: doc('只看未消除的', 'only those that stand') }) },
      resolve: (query, _root, { open }, ctx) =>
        ctx.db.hazard.findMany({
          ...query,
          where: { ...inForce(ctx), ...(open ? { state: 'OPEN' } : {}) },
          orderBy: [{ foundOn: 'desc' }, { id: 'asc' }],
        }),
    }),
    safetyIncidents: t.prismaConnection({
      ...READ,
      authScopes: { role: INCIDENT_READERS },
      type: 'SafetyIncident',
      description: doc('安全事故', 'accidents', CLAUSES.accidents),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.safetyIncident.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ occurredOn: 'desc' }, { id: 'asc' }],
        }),
    }),
    incidentAccountability: t.prismaConnection({
      ...READ,
      type: 'IncidentAccountability',
      description: doc(
        '责任追究：领导看全部，其他人看自己的',
        'held responsible: all, or oneself',
        CLAUSES.accidents,
      ),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.incidentAccountability.findMany({
          ...query,
          where: {
            ...inForce(ctx),
            ...(hasRole(ctx, ...INCIDENT_READERS) ? {} : { staffId: ctx.viewer.id ?? '' }),
          },
          orderBy: [{ incidentId: 'asc' }, { id: 'asc' }],
        }),
    }),
  }));
}
