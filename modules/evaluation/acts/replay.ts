import { notFound } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import type { Subject } from '../counting-rules.ts';
import { periodOf, sheetText } from '../period-rules.ts';
import { periodState } from '../period-refusals.ts';
import type { Sheet } from '../sheet-rules.ts';
import { findSheetTexts } from '../sheet-store.ts';
import { fromFacts, reckon, type Reckoner } from './reckoning.ts';

/** What a replay found. */
export interface Replay {
  /** Sheets that were compared. */
  readonly sheets: number;
  readonly differences: readonly Difference[];
}

/** A sheet that the facts and the settings of those days give otherwise than it was kept. */
export interface Difference {
  readonly subject: Subject;
  /** Null where none was kept. */
  readonly kept: string | null;
  /** Null where the replay gives none. */
  readonly replayed: Sheet | null;
}

/**
 * 三(一)1: reckons a frozen period anew from the ledger, the survey's sums, the roster and the settings that were in force
 * then, and compares byte for byte; it writes nothing. Refusals: NOT_FOUND, PERIOD_STATE.
 */
export async function replayPeriod(reckoner: Reckoner, id: string): Promise<Replay> {
  const { tx, townshipId } = reckoner;
  const row = await tx.assessmentPeriod.findUnique({ where: { townshipId_id: { townshipId, id } } });
  const period = row && periodOf(row.key);
  if (!period) throw new Refused(notFound({ type: 'AssessmentPeriod', id }));
  if (row.state === 'OPEN')
    throw new Refused(periodState({ period: row.key, state: row.state }, CLAUSES.periods));
  const kept = await findSheetTexts(tx, townshipId, id);
  const replayed = new Map(
    (await reckon(reckoner, period, fromFacts(reckoner))).map((sheet) => [sheet.subject.id, sheet]),
  );
  const differences = [...new Set([...kept.keys(), ...replayed.keys()])]
    .toSorted()
    .flatMap((subjectId): Difference[] => {
      const [was, now] = [kept.get(subjectId) ?? null, replayed.get(subjectId) ?? null];
      const subject = now?.subject ?? was?.subject;
      if (!subject || was?.text === (now && sheetText(now))) return [];
      return [{ subject, kept: was?.text ?? null, replayed: now }];
    });
  return { sheets: kept.size, differences };
}
