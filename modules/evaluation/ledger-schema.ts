import { limitsOf } from '../../core/clocks/limit-fields.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { staffIn, windowIn } from '../../core/people/reference.ts';
import { CLAUSES } from './clauses.ts';
import { addLedgerEnums } from './ledger-enums-schema.ts';
import { addLedgerLists } from './ledger-lists-schema.ts';
import { everybodySeesHisOwn } from './ledger-rules.ts';
import { appealSubject } from './ledger-store.ts';
import { addLedgerVerbs } from './ledger-verbs-schema.ts';
import { addCriterion, addProposal, OF_FACT } from './proposal-schema.ts';
import { LEDGER_READERS } from './roles.ts';
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
      criterion: t.field(OF_FACT.criterion),
      subjectKind: t.field(OF_FACT.subjectKind),
      staff: t.field(staffIn('staffId', doc('记在何人名下', 'whose points they are'))),
      window: t.field(windowIn('windowId', doc('记在何窗口名下', 'which window’s points they are'))),
      units: t.float(OF_FACT.units),
      points: t.float({
        description: doc(
          '分值；更正为相反数',
          'points; a correction has those that it takes back with the other sign',
        ),
        resolve: (row) => row.points / 100,
      }),
      occurredOn: t.field(OF_FACT.occurredOn),
      month: t.exposeString('month', {
        description: doc('计入的月份，即确认之月', 'month it counts in, that of the confirmation'),
      }),
      factId: t.exposeString('factId', OF_FACT.factId),
      evidence: t.exposeString('evidence', {
        description: doc(
          '依据：事件及条款，或记录',
          'evidence: event and clause, or what was recorded',
          CLAUSES.principles,
        ),
      }),
      recordedBy: t.field(OF_FACT.recordedBy),
      confirmedBy: t.field(
        staffIn(
          'confirmedById',
          doc('确认人', 'who confirmed it; null where a rule is posted without confirmation'),
        ),
      ),
      secondBy: t.field(
        staffIn('secondById', doc('再次确认人', 'the second member who confirmed it', CLAUSES.group)),
      ),
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

/** The limit within which an appeal is answered. */
const APPEAL_LIMITS = limitsOf(appealSubject);

function addAppeal(builder: AppBuilder): void {
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
      decidedBy: t.field(
        staffIn(
          'decidedById',
          doc('决定人；来源自行撤回的为空', 'who decided; null where the source took the fact back'),
        ),
      ),
      dueOn: t.field(APPEAL_LIMITS.dueOn(doc('应答复日', 'day by which it is to be answered'))),
      clocks: t.prismaField(APPEAL_LIMITS.clocks(doc('答复期限及其由来', 'its limit, with the explanation'))),
      staff: t.field(staffIn('staffId', doc('申诉人', 'who appeals'))),
      entry: t.relation('entry', { description: doc('所申诉的计分', 'the entry') }),
    }),
  });
}
