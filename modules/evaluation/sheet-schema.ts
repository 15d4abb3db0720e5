import type { AppBuilder } from '../../core/graphql/builder.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { globalId, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { windowOf } from '../../core/people/reference.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import { addCountyScores } from './county-schema.ts';
import { sheetIn } from './period-rules.ts';
import { addPeriods } from './period-schema.ts';
import { addReplay } from './replay-schema.ts';
import { LEDGER_READERS } from './roles.ts';
import { criterionOf } from './scoring-catalogue.ts';
import {
  maySeeSheet,
  VIRTUES,
  virtueView,
  type BlockScore,
  type Satisfaction,
  type Sheet,
  type SheetLine,
  type Virtue,
} from './sheet-rules.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ScoreVirtue: Virtue;
  }
}

/** A sheet of a township, as it was frozen or as it is reckoned now. */
export interface TownshipSheet extends Sheet {
  readonly townshipId: string;
}

/** The type of a sheet. */
export type SheetNode = ReturnType<typeof addSheetNode>;

/** The type of a sheet's content, for which no row stands. */
export type SheetRef = ReturnType<typeof addContent>;

/** Periods and sheets of 考评, their ranking, replay and preview. */
export function addSheets(schema: ModuleSchema): void {
  const content = addContent(schema.builder);
  const node = addSheetNode(schema.builder, content);
  addPeriods(schema, content, node);
  addReplay(schema, content);
  addCountyScores(schema);
}

/** Whether the viewer may see the sheet of a subject: his own, his window's, or everybody's. */
export function mayReadSheet(ctx: Context, townshipId: string, subject: Subject): boolean {
  const { id: staffId, roles } = ctx.viewer;
  const windowId = ctx.platform.directory.findStaff(staffId ?? '')?.windowId ?? null;
  return ctx.viewer.townshipId === townshipId && maySeeSheet.decide({ staffId, windowId, roles }, subject);
}

/** Points as the API gives them. */
const points = (hundredths: number) => hundredths / 100;
const pointsOrNull = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100);

function addSheetNode(builder: AppBuilder, content: SheetRef) {
  return builder.prismaNode('ScoreSheet', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('封账的考评表', 'a sheet as it was frozen', CLAUSES.sheet),
    authScopes: ({ townshipId, staffId, windowId }, ctx) =>
      seenIf(
        mayReadSheet(ctx, townshipId, {
          kind: staffId === null ? 'WINDOW' : 'STAFF',
          id: staffId ?? windowId ?? '',
        }),
      ),
    fields: (t) => ({
      period: t.relation('period', { description: doc('考评期', 'its period', CLAUSES.periods) }),
      total: t.float({ description: doc('得分', 'score'), resolve: ({ total }) => points(total) }),
      digest: t.exposeString('digest', {
        description: doc('考评表全文的SHA-256校验值', 'SHA-256 of the whole sheet'),
      }),
      content: t.field({
        type: content,
        description: doc('考评表内容', 'what stands on it', CLAUSES.sheet),
        resolve: ({ townshipId, text }) => ({ ...sheetIn(text), townshipId }),
      }),
    }),
  });
}

function addContent(builder: AppBuilder) {
  addEnums(builder);
  const [block, line, virtue, satisfaction, part] = [
    addBlock(builder),
    addLine(builder),
    addVirtue(builder),
    addSatisfaction(builder),
    addPart(builder),
  ];
  const ref = builder.objectRef<TownshipSheet>('ScoreReckoning');
  builder.objectType(ref, {
    description: doc(
      '考评表内容：五个小项、奖励分和各笔计分',
      'what a sheet says: five sub-items, bonus points and the entries',
      CLAUSES.sheet,
    ),
    // Whoever may not see it is not given it: see `mayReadSheet`.
    authScopes: { signedIn: true },
    fields: (t) => ({
      staff: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('工作人员；窗口的为空', 'the person; null of a window'),
        resolve: ({ subject }, _args, ctx) =>
          subject.kind === 'STAFF' ? ctx.platform.directory.findStaff(subject.id) : null,
      }),
      window: t.field({
        type: 'Window',
        nullable: true,
        description: doc('窗口；个人的为空', 'the window; null of a person'),
        resolve: ({ subject, townshipId }, _args, ctx) =>
          subject.kind === 'WINDOW' ? windowOf(ctx, townshipId, subject.id) : null,
      }),
      period: t.exposeString('period', {
        description: doc('考评期：2026-10、2026-Q4或2026', 'period: 2026-10, 2026-Q4 or 2026'),
      }),
      partial: t.exposeBoolean('partial', {
        description: doc('期中进驻或离开，不满全期', 'joined or left in the period', CLAUSES.scope),
      }),
      blocks: t.field({
        type: [block],
        description: doc('五个小项', 'the five sub-items', CLAUSES.sheet),
        resolve: ({ blocks }) => [...blocks],
      }),
      bonus: t.float({
        description: doc('奖励分', 'bonus points', CLAUSES.specialHelp),
        resolve: ({ bonus }) => points(bonus),
      }),
      total: t.float({
        nullable: true,
        description: doc('得分；评议未定时为空', 'score; null while the survey is not decided'),
        resolve: ({ total }) => pointsOrNull(total),
      }),
      disqualified: t.exposeStringList('disqualified', {
        description: doc('取消评先评优资格的项目', 'what excludes from awards', CLAUSES.complained),
      }),
      satisfaction: t.field({
        type: satisfaction,
        nullable: true,
        description: doc('评议结果，限于月考评表', 'the survey; of a month only', CLAUSES.satisfaction),
        resolve: (sheet) => sheet.satisfaction,
      }),
      lines: t.field({
        type: [line],
        description: doc('各笔计分，限于月考评表', 'the entries; of a month only', CLAUSES.principles),
        resolve: ({ lines, townshipId }) => lines.map((one) => ({ ...one, townshipId })),
      }),
      parts: t.field({
        type: [part],
        description: doc('所含各月或各季得分', 'totals of the months or quarters', CLAUSES.periods),
        resolve: ({ parts }) => [...parts],
      }),
      virtues: t.field({
        type: [virtue],
        description: doc(
          '德能勤绩廉：同一计分的另一种看法，不另计分',
          'the five virtues: a view on the same points, no second score',
          CLAUSES.awards,
        ),
        resolve: (sheet) => VIRTUES.map((name) => ({ virtue: name, ...virtueView.decide(sheet, name) })),
      }),
    }),
  });
  return ref;
}

function addEnums(builder: AppBuilder): void {
  const value = (zh: string, en: string) => ({ description: doc(zh, en) });
  builder.enumType('ScoreVirtue', {
    description: doc('德能勤绩廉', 'the five virtues', CLAUSES.awards),
    values: {
      MORALITY: value('德：服务质量', 'morality: quality of service'),
      ABILITY: value('能：办件管理和网上办理', 'ability: cases and online processing'),
      DILIGENCE: value('勤：工作纪律', 'diligence: discipline'),
      RESULTS: value('绩：办件管理和网上办理', 'results: cases and online processing'),
      INTEGRITY: value('廉：廉洁', 'integrity'),
    },
  });
}

function addBlock(builder: AppBuilder) {
  const ref = builder.objectRef<BlockScore>('ScoreBlockResult');
  builder.objectType(ref, {
    description: doc('一个小项的得分', 'the score of a sub-item', CLAUSES.clamp),
    authScopes: { signedIn: true },
    fields: (t) => ({
      block: t.expose('block', { type: 'ScoreBlock', description: doc('小项', 'sub-item') }),
      full: t.float({ description: doc('满分', 'full marks'), resolve: ({ full }) => points(full) }),
      sum: t.float({
        nullable: true,
        description: doc(
          '封顶、扣完之前的加扣分合计，供考评组参考',
          'sum of points before the clamp, for the group’s information',
        ),
        resolve: ({ sum }) => pointsOrNull(sum),
      }),
      score: t.float({
        nullable: true,
        description: doc('得分；评议未定时为空', 'score; null while not decided'),
        resolve: ({ score }) => pointsOrNull(score),
      }),
    }),
  });
  return ref;
}

function addLine(builder: AppBuilder) {
  const ref = builder.objectRef<SheetLine & { townshipId: string }>('ScoreLine');
  builder.objectType(ref, {
    description: doc('考评表上的一笔计分', 'an entry on a sheet', CLAUSES.principles),
    authScopes: { signedIn: true },
    fields: (t) => ({
      entryId: t.id({
        description: doc('台账记录', 'the entry of the ledger'),
        resolve: ({ townshipId, entryId: id }) => globalId('LedgerEntry', { townshipId, id }),
      }),
      code: t.exposeString('code', { description: doc('计分项代码', 'code of the scoring rule') }),
      title: t.string({
        description: doc('计分项', 'the scoring rule'),
        resolve: ({ code }) => criterionOf(code)?.title.zh ?? code,
      }),
      block: t.expose('block', { type: 'ScoreBlock', description: doc('小项', 'sub-item') }),
      occurredOn: t.field({
        type: 'Date',
        description: doc('发生日期', 'day of the fact'),
        resolve: ({ occurredOn }) => civilDate(occurredOn),
      }),
      month: t.exposeString('month', { description: doc('确认月份', 'month of confirmation') }),
      units: t.float({ description: doc('数量', 'units'), resolve: ({ units }) => points(units) }),
      points: t.float({
        description: doc('本身分值', 'points by itself'),
        resolve: (one) => points(one.points),
      }),
      counted: t.float({
        description: doc('本表实际计入', 'what it changes on this sheet'),
        resolve: ({ counted }) => points(counted),
      }),
      insteadId: t.id({
        nullable: true,
        description: doc('同一事实中代替它计分的记录', 'the entry of the same fact that counts instead'),
        resolve: ({ townshipId, insteadId: id }) =>
          id === null ? null : globalId('LedgerEntry', { townshipId, id }),
      }),
      takenBack: t.exposeBoolean('takenBack', { description: doc('已更正撤销', 'taken back') }),
      derived: t.exposeBoolean('derived', {
        description: doc('由窗口扣分派生', 'derived from the window’s', CLAUSES.cases),
      }),
    }),
  });
  return ref;
}

function addVirtue(builder: AppBuilder) {
  const ref = builder.objectRef<{
    virtue: Virtue;
    full: number;
    score: number | null;
    clean: boolean | null;
  }>('ScoreVirtueResult');
  builder.objectType(ref, {
    description: doc('德能勤绩廉之一', 'one of the five virtues', CLAUSES.awards),
    authScopes: { signedIn: true },
    fields: (t) => ({
      virtue: t.expose('virtue', { type: 'ScoreVirtue', description: doc('名称', 'which') }),
      full: t.float({ description: doc('满分', 'full marks'), resolve: ({ full }) => points(full) }),
      score: t.float({
        nullable: true,
        description: doc('得分；廉不计分', 'score; none of integrity'),
        resolve: ({ score }) => pointsOrNull(score),
      }),
      clean: t.exposeBoolean('clean', {
        nullable: true,
        description: doc('廉：没有不廉洁行为', 'integrity: nothing unclean', CLAUSES.unclean),
      }),
    }),
  });
  return ref;
}

function addSatisfaction(builder: AppBuilder) {
  const ref = builder.objectRef<Satisfaction>('ScoreSatisfaction');
  builder.objectType(ref, {
    description: doc('民主评议结果', 'what the survey came to', CLAUSES.satisfaction),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      answers: t.exposeInt('answers', { description: doc('答卷数', 'answers') }),
      satisfied: t.exposeInt('satisfied', { description: doc('满意数', 'satisfied answers') }),
      decided: t.float({
        nullable: true,
        description: doc('答卷不足时考评组确定的分', 'points that the group decided'),
        resolve: ({ decided }) => pointsOrNull(decided),
      }),
    }),
  });
  return ref;
}

function addPart(builder: AppBuilder) {
  const ref = builder.objectRef<{ period: string; total: number }>('ScorePart');
  builder.objectType(ref, {
    description: doc('所含的一个月或季', 'a month or quarter of the period', CLAUSES.periods),
    authScopes: { signedIn: true },
    fields: (t) => ({
      period: t.exposeString('period', { description: doc('考评期', 'period') }),
      total: t.float({ description: doc('得分', 'score'), resolve: ({ total }) => points(total) }),
    }),
  });
  return ref;
}
