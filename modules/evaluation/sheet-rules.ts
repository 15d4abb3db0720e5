import { rule } from '../../core/regulation/index.ts';
import { SCORED_BLOCKS, type Block, type ScoredBlock } from './scoring-catalogue.ts';
import { CLAUSES } from './clauses.ts';
import { LEDGER_READERS } from './roles.ts';
import { oneFactOnce, type CountedEntry, type Subject, type WeighedEntry } from './counting-rules.ts';
import type { EvaluationSettings } from './settings.ts';

/** The answers of the survey that count for a subject, or what the group decided where there were too few. */
export interface Satisfaction {
  readonly satisfied: number;
  readonly answers: number;
  /** hundredths of a point, decided by the group with its reasons; null = read off the answers */
  readonly decided: number | null;
}

/** What a month's reckoning of one subject starts from. */
export interface SheetFacts {
  readonly subject: Subject;
  /** YYYY-MM */
  readonly month: string;
  /** The subject's own entries of this month and of months before it. */
  readonly entries: readonly WeighedEntry[];
  /** Of a window: the entries of each person posted to it, one list a person. Empty for a person. */
  readonly staff: readonly (readonly WeighedEntry[])[];
  readonly satisfaction: Satisfaction;
  /** Joined or left in the month. */
  readonly partial: boolean;
}

/** One block of a sheet. All points are hundredths. */
export interface BlockScore {
  readonly block: ScoredBlock;
  readonly full: number;
  /** Sum of what is added and deducted, unclamped; the group sees it as information. Null while the group has to decide. */
  readonly sum: number | null;
  readonly score: number | null;
}

/** An entry as it stands on a sheet. All points are hundredths. */
export interface SheetLine {
  readonly entryId: string;
  readonly code: string;
  readonly block: Block;
  readonly factId: string;
  readonly occurredOn: string;
  /** Month of confirmation; an earlier one where only the difference counts now. */
  readonly month: string;
  /** hundredths of a unit */
  readonly units: number;
  /** What it is worth by itself. */
  readonly points: number;
  /** What it changes on this sheet. */
  readonly counted: number;
  readonly insteadId: string | null;
  readonly takenBack: boolean;
  readonly derived: boolean;
}

/** A sheet of one subject and period. All points are hundredths; a text that holds it has its keys in `SHEET_KEYS`' order. */
export interface Sheet {
  readonly subject: Subject;
  /** 2026-10, 2026-Q4 or 2026 */
  readonly period: string;
  readonly partial: boolean;
  readonly blocks: readonly BlockScore[];
  readonly bonus: number;
  /** Null while the survey is not in, or the group has to decide. */
  readonly total: number | null;
  /** Codes of what excludes from awards, confirmed in this period and standing. */
  readonly disqualified: readonly string[];
  /** Of a month. */
  readonly satisfaction: Satisfaction | null;
  /** Of a month: the subject's own entries with what each counts. */
  readonly lines: readonly SheetLine[];
  /** Of a quarter or year: the totals that it is the mean of. */
  readonly parts: readonly { readonly period: string; readonly total: number }[];
}

export const summedThenClamped = rule({
  id: 'summed-then-clamped-once',
  clause: CLAUSES.clamp,
  says: {
    zh: '每小项先合计加、扣分，再一次封顶、扣完为止',
    en: 'a sub-item is summed, then clamped once between nothing and full marks',
  },
  decide: (full: number, sum: number): number => Math.min(full, Math.max(0, full + sum)),
});

export const satisfactionPoints = rule({
  id: 'satisfaction-by-bands',
  clause: CLAUSES.satisfaction,
  says: {
    zh: '按满意数与答卷数的整数比较定档，不用四舍五入的百分数',
    en: 'the band is found by comparing whole numbers, never a rounded percentage',
  },
  /** Hundredths of a point; null when there are too few answers and the group has not decided. */
  decide: (
    { satisfied, answers, decided }: Satisfaction,
    { satisfactionBands, minimumAnswers }: Pick<EvaluationSettings, 'satisfactionBands' | 'minimumAnswers'>,
  ): number | null => {
    if (decided !== null) return decided;
    if (answers < minimumAnswers) return null;
    const band = satisfactionBands.find(({ fromPercent }) => satisfied * 100 >= fromPercent * answers);
    return Math.round((band ?? satisfactionBands.at(-1)!).points * 100);
  },
});

export const windowSum = rule({
  id: 'window-sum-with-mean-of-staff',
  clause: CLAUSES.sheet,
  says: {
    zh: '窗口小项＝满分＋窗口扣加分＋窗口人员扣加分的平均，由窗口派生的不再计',
    en: 'a window’s sub-item is full marks, its own points and the mean of its staff’s, without what was derived from it',
  },
  /** Hundredths, rounded half up. */
  decide: (own: number, staff: readonly number[]): number => own + (staff.length === 0 ? 0 : meanOf(staff)),
});

export const meanOfPeriods = rule({
  id: 'quarter-and-year-are-means',
  clause: CLAUSES.periods,
  says: {
    zh: '季度分为三个月的平均，年度分为四个季度的平均',
    en: 'a quarter is the mean of its three months, a year the mean of its four quarters',
  },
  /** Hundredths, rounded half up; null without any part. */
  decide: (parts: readonly number[]): number | null => (parts.length === 0 ? null : meanOf(parts)),
});

/** The mean of whole numbers as a whole number, rounded half up. */
function meanOf(parts: readonly number[]): number {
  const sum = parts.reduce((a, b) => a + b, 0);
  return Math.floor((2 * sum + parts.length) / (2 * parts.length));
}

export const monthSheet = rule({
  id: 'sheet-of-a-month',
  clause: CLAUSES.sheet,
  says: {
    zh: '基本分100分，四个方面五个小项，另加奖励分',
    en: 'a hundred points in five sub-items, and bonus points beside them',
  },
  decide: (facts: SheetFacts, settings: EvaluationSettings): Sheet => {
    const { subject, month, partial, satisfaction } = facts;
    const satisfied = satisfactionPoints.decide(satisfaction, settings);
    const lines = oneFactOnce.decide(facts.entries, month, settings);
    const staff = facts.staff.map((entries) =>
      oneFactOnce.decide(
        entries.filter(({ derived }) => !derived),
        month,
        settings,
      ),
    );
    const sumOf = (block: Block) =>
      windowSum.decide(
        sum(lines, block),
        staff.map((own) => sum(own, block)),
      );
    const blocks = SCORED_BLOCKS.map((block): BlockScore => {
      const full = settings.fullMarks[block] * 100;
      const change = block === 'SAT' ? (satisfied === null ? null : satisfied - full) : sumOf(block);
      const score = change === null ? null : summedThenClamped.decide(full, change);
      return { block, full, sum: change, score };
    });
    const earned = Math.max(0, sumOf('BN'));
    const bonus = settings.bonusCap === null ? earned : Math.min(earned, Math.round(settings.bonusCap * 100));
    return {
      subject,
      period: month,
      partial,
      blocks,
      bonus,
      total: satisfied === null ? null : blocks.reduce((total, { score }) => total + (score ?? 0), bonus),
      disqualified: disqualifying(lines),
      satisfaction,
      lines: lines.map(lineOf),
      parts: [],
    };
  },
});

function lineOf({ entry, block, counted, insteadId, takenBack }: CountedEntry): SheetLine {
  const { id: entryId, code, factId, occurredOn, month, units, points, derived } = entry;
  return {
    entryId,
    code,
    block,
    factId,
    occurredOn,
    month,
    units,
    points,
    counted,
    insteadId,
    takenBack,
    derived,
  };
}

function sum(lines: readonly CountedEntry[], block: Block): number {
  return lines.reduce((total, line) => total + (line.block === block ? line.counted : 0), 0);
}

/** Codes of the month's standing disqualifications, each once, in order. */
function disqualifying(lines: readonly CountedEntry[]): string[] {
  const codes = lines
    .filter(({ block, takenBack }) => block === 'DQ' && !takenBack)
    .map(({ entry }) => entry.code);
  return [...new Set(codes)].toSorted();
}

/** 德能勤绩廉 */
export const VIRTUES = ['MORALITY', 'ABILITY', 'DILIGENCE', 'RESULTS', 'INTEGRITY'] as const;
export type Virtue = (typeof VIRTUES)[number];

const BLOCKS_OF: Readonly<Record<Virtue, readonly ScoredBlock[]>> = {
  MORALITY: ['SQ'],
  ABILITY: ['CM', 'OL'],
  DILIGENCE: ['WD'],
  RESULTS: ['CM', 'OL'],
  INTEGRITY: [],
};

export const virtueView = rule({
  id: 'virtues-are-a-view',
  clause: CLAUSES.awards,
  says: {
    zh: '德能勤绩廉取自同一考评表：德＝服务质量，勤＝工作纪律，能、绩＝办件管理和网上办理，廉＝没有不廉洁行为',
    en: 'the five virtues are read off the same sheet: no second score',
  },
  /** Hundredths; of integrity only whether nothing stands against it. */
  decide: (sheet: Pick<Sheet, 'blocks' | 'disqualified'>, virtue: Virtue) => {
    const blocks = sheet.blocks.filter(({ block }) => BLOCKS_OF[virtue].includes(block));
    if (blocks.length === 0) return { full: 0, score: null, clean: !sheet.disqualified.includes('DQ3') };
    return {
      full: blocks.reduce((all, { full }) => all + full, 0),
      score: blocks.reduce((all, { score }) => all + (score ?? 0), 0),
      clean: null,
    };
  },
});

/** Who wants to see a sheet of his township. */
export interface SheetReader {
  readonly staffId: string | null;
  readonly windowId: string | null;
  readonly roles: readonly string[];
}

export const maySeeSheet = rule({
  id: 'sheets-are-seen-by-whom-they-concern',
  clause: CLAUSES.principles,
  says: {
    zh: '考评表由本人、本窗口人员和考评组、主要领导查看',
    en: 'a sheet is seen by the person concerned, the window’s staff, the group and the head of the unit',
  },
  decide: ({ staffId, windowId, roles }: SheetReader, subject: Subject): boolean =>
    roles.some((role) => (LEDGER_READERS as readonly string[]).includes(role)) ||
    (subject.kind === 'STAFF' ? subject.id === staffId : subject.id === windowId),
});

export const SHEET_RULES = [
  summedThenClamped,
  satisfactionPoints,
  windowSum,
  meanOfPeriods,
  monthSheet,
  virtueView,
  maySeeSheet,
];
