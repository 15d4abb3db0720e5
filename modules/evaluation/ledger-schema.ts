import { readingFor } from '../../core/clocks/schema.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addLedgerEnums } from './ledger-enums-schema.ts';
import { addLedgerLists } from './ledger-lists-schema.ts';
import { everybodySeesHisOwn } from './ledger-rules.ts';
import { appealSubject } from './ledger-store.ts';
import { addLedgerVerbs } from './ledger-verbs-schema.ts';
import { addCriterion, addProposal, criterionFor, personOf, placeOf } from './proposal-schema.ts';
import { LEDGER_READERS } from './roles.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { AppealState } from './store.ts';

/** Types, lists and verbs of the ledger. */
export function addLedger(schema: ModuleSchema): void {
  addLedgerEnums(schema);
  addCriterion(schema.builder);
  addProposal(schema.builder);
  addEntry(schema.builder);
  addAppeal(schema.builder);
  addLedgerLists(schema);
  addLedgerVerbs(schema);
}

/** The viewer, as the rule on who reads entries sees him. */
function viewerOf({ viewer, platform }: Context) {
  const windowId = viewer.id === null ? null : (platform.directory.findStaff(viewer.id)?.windowId ?? null);
  return { id: viewer.id, roles: viewer.roles, windowId };
}

/** Whoever an entry concerns, and who reads the ledger of others. */
function ofConcerned(row: RowKey & { staffId: string | null; windowId: string | null }, ctx: Context) {
  const isOfTownship = ctx.viewer.townshipId === row.townshipId;
  return seenIf(isOfTownship && everybodySeesHisOwn.decide(viewerOf(ctx), row));
}

function addEntry(builder: AppBuilder): void {
  builder.prismaNode('LedgerEntry', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('考核台账的一笔，不改不删', 'an entry of the ledger; never edited', CLAUSES.principles),
    authScopes: ofConcerned,
    fields: (t) => ({
      criterion: t.field({
        type: 'ScoreCriterion',
        nullable: true,
        description: doc('计分项，按事实发生之日', 'its scoring rule, as on the day of the fact'),
        resolve: (row, _args, ctx) => criterionFor(ctx, row),
      }),
      subjectKind: t.field({
        type: 'ScoreSubject',
        description: doc('对象种类', 'kind of its subject'),
        resolve: (row) => row.subjectKind as SubjectKind,
      }),
      staff: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('记在何人名下', 'whose points they are'),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.staffId),
      }),
      window: t.field({
        type: 'Window',
        nullable: true,
        description: doc('记在何窗口名下', 'which window’s points they are'),
        resolve: (row, _args, ctx) => placeOf(ctx, row.townshipId, row.windowId),
      }),
      units: t.float({
        description: doc('计分单位数', 'units of the rule'),
        resolve: (row) => row.units / 100,
      }),
      points: t.float({
        description: doc(
          '分值；更正为相反数',
          'points; a correction has those that it takes back with the other sign',
        ),
        resolve: (row) => row.points / 100,
      }),
      occurredOn: t.field({
        type: 'Date',
        description: doc('事实发生日', 'day of the fact'),
        resolve: (row) => civilDate(row.occurredOn),
      }),
      month: t.exposeString('month', {
        description: doc('计入的月份，即确认之月', 'month it counts in, that of the confirmation'),
      }),
      factId: t.exposeString('factId', {
        description: doc('事实编号，同一事实只计一次', 'the fact; one fact counts once'),
      }),
      evidence: t.exposeString('evidence', {
        description: doc(
          '依据：事件及条款，或记录',
          'evidence: event and clause, or what was recorded',
          CLAUSES.principles,
        ),
      }),
      recordedBy: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('记录人', 'who recorded it; null where an event did'),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.recordedById),
      }),
      confirmedBy: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('确认人', 'who confirmed it; null where a rule is posted without confirmation'),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.confirmedById),
      }),
      secondBy: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('再次确认人', 'the second member who confirmed it', CLAUSES.group),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.secondById),
      }),
      postedAt: t.expose('postedAt', { type: 'DateTime', description: doc('记入时间', 'when entered') }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: doc('更正的理由', 'why it takes another back'),
      }),
      corrects: t.relation('corrects', {
        nullable: true,
        description: doc('所更正的一笔', 'the entry that it takes back'),
      }),
      correctedBy: t.relation('correctedBy', {
        nullable: true,
        description: doc('更正它的一笔', 'the entry that takes it back'),
      }),
      derivedFrom: t.relation('derivedFrom', {
        nullable: true,
        description: doc('所源自的窗口计分', 'the window’s entry it was derived from', CLAUSES.cases),
      }),
      appeal: t.relation('appeal', {
        nullable: true,
        description: doc('对它的申诉', 'the appeal against it'),
      }),
    }),
  });
}

function addAppeal(builder: AppBuilder): void {
  const clocksOf = (ctx: Context, row: RowKey) =>
    ctx.clocksOf.load({ townshipId: row.townshipId, ...appealSubject(row.id) });
  builder.prismaNode('ScoreAppeal', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('对一笔计分的申诉', 'an appeal against an entry', CLAUSES.principles),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId &&
          (ctx.viewer.id === row.staffId || hasRole(ctx, ...LEDGER_READERS)),
      ),
    fields: (t) => ({
      state: t.field({
        type: 'ScoreAppealState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as AppealState,
      }),
      text: t.exposeString('text', { description: doc('理由', 'what is said') }),
      filedAt: t.expose('filedAt', { type: 'DateTime', description: doc('提出时间', 'when') }),
      decision: t.exposeString('decision', { nullable: true, description: doc('决定', 'the answer') }),
      decidedAt: t.expose('decidedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('决定时间', 'when decided'),
      }),
      decidedBy: t.field({
        type: 'Staff',
        nullable: true,
        description: doc(
          '决定人；来源自行撤回的为空',
          'who decided; null where the source took the fact back',
        ),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.decidedById),
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('应答复日', 'day by which it is to be answered'),
        resolve: async (row, _args, ctx) => {
          const [clock] = await clocksOf(ctx, row);
          return clock ? readingFor(ctx, clock).dueOn : null;
        },
      }),
      clocks: t.prismaField({
        type: ['Clock'],
        description: doc('答复期限及其由来', 'its limit, with the explanation'),
        resolve: (_query, row, _args, ctx) => clocksOf(ctx, row),
      }),
      staff: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('申诉人', 'who appeals'),
        resolve: (row, _args, ctx) => personOf(ctx, row.townshipId, row.staffId),
      }),
      entry: t.relation('entry', { description: doc('所申诉的计分', 'the entry') }),
    }),
  });
}
