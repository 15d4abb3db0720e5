import { clauseType } from '../../core/graphql/clause-type.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { staffIn, windowIn } from '../../core/people/reference.ts';
import { civilDate, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { pointsOfTheDay } from './counting-rules.ts';
import { LEDGER_READERS } from './roles.ts';
import { criterionOf, type CriterionRow, type SubjectKind } from './scoring-catalogue.ts';
import { settingsOn } from './service.ts';
import type { ProposalSource, ProposalState } from './store.ts';

/** A scoring rule with what it is worth in a township on a day. */
export interface CriterionInForce extends CriterionRow {
  /** hundredths of a point */
  readonly inForce: number;
}

declare module '../../core/graphql/objects.ts' {
  interface ObjectShapes {
    ScoreCriterion: CriterionInForce;
  }
}

/** A scoring rule as it stands in a township on a day. */
export function inForceOn(
  ctx: Context,
  townshipId: string,
  day: CivilDate,
  row: CriterionRow,
): CriterionInForce {
  const settings = settingsOn({ platform: ctx.platform, townshipId }, day);
  return { ...row, inForce: pointsOfTheDay.decide(row.code, 100, settings) };
}

/** The rule of a row's code, as it stood on the day of the fact. */
function criterionFor(ctx: Context, row: { townshipId: string; code: string; occurredOn: string }) {
  const criterion = criterionOf(row.code);
  return criterion && inForceOn(ctx, row.townshipId, civilDate(row.occurredOn), criterion);
}

/** A row of a fact that was proposed or entered. */
interface FactRow {
  readonly townshipId: string;
  readonly code: string;
  readonly subjectKind: string;
  /** hundredths of a unit */
  readonly units: number;
  readonly occurredOn: string;
}

/** The options of the fields that a proposal and an entry have alike. */
export const OF_FACT = {
  criterion: {
    type: 'ScoreCriterion',
    nullable: true,
    description: doc('计分项，按事实发生之日', 'its scoring rule, as on the day of the fact'),
    resolve: (row: FactRow, _args: unknown, ctx: Context) => criterionFor(ctx, row),
  },
  subjectKind: {
    type: 'ScoreSubject',
    description: doc('对象种类', 'kind of its subject'),
    resolve: (row: FactRow) => row.subjectKind as SubjectKind,
  },
  units: {
    description: doc('计分单位数', 'units of the rule'),
    resolve: (row: FactRow) => row.units / 100,
  },
  occurredOn: {
    type: 'Date',
    description: doc('事实发生日', 'day of the fact'),
    resolve: (row: FactRow) => civilDate(row.occurredOn),
  },
  factId: { description: doc('事实编号，同一事实只计一次', 'the fact; one fact counts once') },
  recordedBy: staffIn('recordedById', doc('记录人', 'who recorded it; null where an event did')),
} as const;

export function addCriterion(builder: AppBuilder): void {
  const ref = builder.objectRef<CriterionInForce>('ScoreCriterion');
  const clause = clauseType(builder);
  builder.objectType(ref, {
    description: doc('计分项', 'a scoring rule', CLAUSES.sheet),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'code, e.g. WD1a') }),
      block: t.field({ type: 'ScoreBlock', description: doc('小项', 'sub-item'), resolve: (c) => c.block }),
      title: t.string({
        description: doc('内容', 'what it is about'),
        resolve: (c, _args, ctx) => c.title[ctx.locale],
      }),
      unit: t.string({
        description: doc('计分单位', 'what one unit is'),
        resolve: (c, _args, ctx) => c.unit[ctx.locale],
      }),
      clause: t.field({
        type: clause,
        nullable: true,
        description: doc('依据的条款', 'its clause'),
        resolve: (c, _args, ctx) =>
          ctx.platform.registry.clauses.find((known) => known.clause.id === c.clauseId)?.clause ?? null,
      }),
      points: t.float({
        description: doc(
          '本镇当日每单位分值，扣分为负',
          'points for one unit as in force; negative = deducted',
        ),
        resolve: (c) => c.inForce / 100,
      }),
      regulationPoints: t.exposeFloat('points', {
        description: doc('规定的分值', 'points of the regulation'),
      }),
      subjects: t.field({
        type: ['ScoreSubject'],
        description: doc('记在谁名下', 'whose sheet it is on', CLAUSES.scope),
        resolve: (c) => [...c.subjects],
      }),
    }),
  });
}

export function addProposal(builder: AppBuilder): void {
  builder.prismaNode('ScoreProposal', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc(
      '计分建议，考评组确认后记入台账',
      'a proposal; the group enters it in the ledger',
      CLAUSES.group,
    ),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId &&
          (hasRole(ctx, ...LEDGER_READERS) || ctx.viewer.id === row.recordedById),
      ),
    fields: (t) => ({
      criterion: t.field(OF_FACT.criterion),
      source: t.field({
        type: 'ScoreProposalSource',
        description: doc('来源', 'where it comes from'),
        resolve: (row) => row.source as ProposalSource,
      }),
      state: t.field({
        type: 'ScoreProposalState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as ProposalState,
      }),
      subjectKind: t.field(OF_FACT.subjectKind),
      staff: t.field(
        staffIn('staffId', doc('涉及的人员，尚不明确为空', 'the person concerned; null until known')),
      ),
      window: t.field(windowIn('windowId', doc('涉及的窗口', 'the window concerned'))),
      handler: t.field(
        staffIn('handlerId', doc('窗口的责任经办人', 'who is accountable within the window', CLAUSES.cases)),
      ),
      units: t.float(OF_FACT.units),
      occurredOn: t.field(OF_FACT.occurredOn),
      factId: t.exposeString('factId', OF_FACT.factId),
      eventType: t.exposeString('eventType', {
        nullable: true,
        description: doc('来源事件', 'type of the event that stated it'),
      }),
      measuredBy: t.exposeString('clauseId', {
        description: doc('认定所依条款', 'id of the clause that the fact was measured by'),
      }),
      evidence: t.exposeString('evidence', {
        nullable: true,
        description: doc('依据', 'what it rests on, where a person recorded it'),
      }),
      recordedBy: t.field(OF_FACT.recordedBy),
      recordedAt: t.expose('recordedAt', { type: 'DateTime', description: doc('提出时间', 'when') }),
      firstBy: t.field(
        staffIn('firstById', doc('首次确认人，待另一成员确认', 'who confirmed first and waits for a second')),
      ),
      decidedBy: t.field(staffIn('decidedById', doc('决定人', 'who decided'))),
      decidedAt: t.expose('decidedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('决定时间', 'when decided'),
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: doc('不予记分的理由', 'why it was not confirmed'),
      }),
      entries: t.relatedConnection('entries', {
        cursor: 'townshipId_id',
        nullable: true,
        description: doc('记入的各笔，包括更正', 'its entries, corrections included'),
        query: { orderBy: [{ postedAt: 'asc' }, { id: 'asc' }] },
      }),
    }),
  });
}
