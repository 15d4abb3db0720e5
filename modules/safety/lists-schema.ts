import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { doc } from '../../core/graphql/doc.ts';
import { ownUnless } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import { INCIDENT_READERS, READERS } from './roles.ts';

/** The lists of 安全保卫; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addRegisters(schema);
  addWatched(schema);
}

function addRegisters({ list }: ModuleSchema): void {
  list('safetyLetters', {
    of: 'SafetyLetter',
    seenBy: STAFF_ROLES,
    description: doc('安全责任书', 'responsibility letters', CLAUSES.everyone),
    args: (arg) => ({
      year: arg.int({ required: true, description: doc('年度', 'year') }),
      unsigned: arg.boolean({ description: doc('只看未签的', 'only the unsigned') }),
    }),
    where: ({ year, unsigned }) => ({ year, ...(unsigned ? { signedAt: null } : {}) }),
    order: { staff: { staffNo: 'asc' } },
  });
  list('closingChecks', {
    of: 'ClosingCheck',
    seenBy: STAFF_ROLES,
    description: doc('下班检查：检查人员看全部，其他人看自己的', 'checks: all, or one’s own', CLAUSES.power),
    args: (arg) => ({ day: arg({ type: 'Date', description: doc('只看这一天的', 'only of this day') }) }),
    where: ({ day }, ctx) => ({ ...(day ? { day } : {}), ...ownUnless(ctx, READERS) }),
    order: { day: 'desc' },
  });
  list('untidyWarnings', {
    of: 'UntidyWarning',
    seenBy: STAFF_ROLES,
    description: doc('脏乱差提醒，最近的在前', 'warnings, the latest first', CLAUSES.untidy),
    order: { toldAt: 'desc' },
  });
  list('seals', {
    of: 'Seal',
    seenBy: STAFF_ROLES,
    description: doc('印章登记', 'the seals', CLAUSES.keeping),
    order: { name: 'asc' },
  });
  list('valuablesFindings', {
    of: 'ValuablesFinding',
    seenBy: READERS,
    description: doc('现金、贵重物品检查', 'valuables found in the hall', CLAUSES.keeping),
    order: { foundOn: 'desc' },
  });
}

function addWatched({ list }: ModuleSchema): void {
  list('dutyChecklists', {
    of: 'DutyChecklist',
    seenBy: STAFF_ROLES,
    description: doc('值班检查表，最近的在前', 'duty lists, the latest first', CLAUSES.duty),
    order: { day: 'desc' },
  });
  list('hazards', {
    of: 'Hazard',
    seenBy: STAFF_ROLES,
    description: doc('安全隐患，最近的在前', 'hazards, the latest first', CLAUSES.duty),
    args: (arg) => ({ open: arg.boolean({ description: doc('只看未消除的', 'only those that stand') }) }),
    where: ({ open }) => (open ? { state: 'OPEN' } : {}),
    order: { foundOn: 'desc' },
  });
  list('safetyIncidents', {
    of: 'SafetyIncident',
    seenBy: INCIDENT_READERS,
    description: doc('安全事故', 'accidents', CLAUSES.accidents),
    order: { occurredOn: 'desc' },
  });
  list('incidentAccountability', {
    of: 'IncidentAccountability',
    seenBy: STAFF_ROLES,
    description: doc(
      '责任追究：领导看全部，其他人看自己的',
      'held responsible: all, or oneself',
      CLAUSES.accidents,
    ),
    where: (_args, ctx) => ownUnless(ctx, INCIDENT_READERS),
    order: { incidentId: 'asc' },
  });
}
