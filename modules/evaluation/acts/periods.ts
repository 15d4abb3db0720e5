import { createHash, randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import type { Prisma } from '../../../core/db/client.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { lockMonth } from '../ledger-store.ts';
import {
  onlyOverIsFrozen,
  partsAreFrozen,
  satisfactionIsIn,
  sheetText,
  type Period,
} from '../period-rules.ts';
import { periodState, periodWithoutEvaluation } from '../period-refusals.ts';
import type { Sheet } from '../sheet-rules.ts';
import { findPeriods, publishedOf, readDisqualifications, readSheets } from '../sheet-store.ts';
import { asEntered, partsOf, reckonMeans, reckonMonth, wasOnIn } from './reckoning.ts';

/** What a period was frozen with. */
interface Frozen {
  /** Of a month its roster, of a quarter or year the disqualifications that stood. */
  readonly roster: Prisma.InputJsonObject;
  readonly sheets: readonly Sheet[];
}

/**
 * 三(一)4B(1): freezes a month, quarter or year that is over: the sheets of all are reckoned and kept; what is found later
 * counts in the month of its confirmation. Refusals: PERIOD_NOT_OVER, PERIOD_WITHOUT_EVALUATION, PERIOD_STATE,
 * SURVEY_STILL_OPEN, SATISFACTION_UNDECIDED, PERIOD_PARTS_NOT_FROZEN.
 */
export async function freezePeriod(act: Act, period: Period): Promise<string> {
  const { tx, townshipId } = act;
  enforce(onlyOverIsFrozen.decide(period, act.today));
  if (!wasOnIn(act, period))
    throw new Refused(periodWithoutEvaluation({ period: period.key }, CLAUSES.periods));
  await lockMonth(tx, townshipId, period.key, 'FREEZE');
  const id = await openPeriod(act, period);
  const { roster, sheets } = await (period.kind === 'MONTH' ? freezeMonth : freezeMeans)(act, period);
  await tx.scoreSheet.createMany({ data: sheets.map((sheet) => rowOf(townshipId, id, sheet)) });
  await tx.assessmentPeriod.update({
    where: { townshipId_id: { townshipId, id } },
    data: { state: 'FROZEN', roster, frozenAt: act.now, frozenById: act.actor.id },
  });
  const { kind, key } = period;
  act.audit({
    verb: 'freezePeriod',
    subjectType: 'AssessmentPeriod',
    subjectId: id,
    fields: ['state', 'roster'],
    content: sheets.map(sheetText),
  });
  act.emit({
    type: 'period.frozen',
    factId: `period.frozen/${id}`,
    payload: { periodId: id, kind, key, sheets: sheets.length },
  });
  return id;
}

/** The period's row, which comes to be with its freeze. PERIOD_STATE where it is frozen already. */
async function openPeriod(act: Act, { kind, key }: Period): Promise<string> {
  const { tx, townshipId } = act;
  const known = (await findPeriods(tx, townshipId, [key])).get(key);
  if (known && known.state !== 'OPEN')
    throw new Refused(periodState({ period: key, state: known.state }, CLAUSES.periods));
  if (known) return known.id;
  const id = randomUUID();
  await tx.assessmentPeriod.create({ data: { townshipId, id, kind, key, state: 'OPEN' } });
  return id;
}

async function freezeMonth(act: Act, month: Period): Promise<Frozen> {
  const { roster, surveyOpen, sheets } = await reckonMonth(act, month, asEntered(act));
  const waiting = sheets.filter(({ total }) => total === null).length;
  enforce(satisfactionIsIn.decide({ month: month.key, surveyOpen, waiting }));
  return { roster: roster as unknown as Prisma.InputJsonObject, sheets };
}

async function freezeMeans(act: Act, period: Period): Promise<Frozen> {
  const { tx, townshipId } = act;
  const periods = await findPeriods(tx, townshipId, period.parts);
  const frozen = [...periods.values()].filter(({ state }) => state !== 'OPEN');
  const isFrozen = (key: string) => frozen.some((part) => part.key === key);
  enforce(
    partsAreFrozen.decide(
      period,
      partsOf(period).map((part) => ({
        key: part.key,
        on: wasOnIn(act, part),
        frozen: isFrozen(part.key),
      })),
    ),
  );
  const sheets = await readSheets(
    tx,
    townshipId,
    frozen.map(({ id }) => id),
  );
  const standing = (await readDisqualifications(tx, townshipId, period)).filter(
    ({ takenBack }) => !takenBack,
  );
  return {
    roster: { disqualifications: standing.map(({ id }) => id) },
    sheets: reckonMeans(act, period, sheets, standing),
  };
}

function rowOf(townshipId: string, periodId: string, sheet: Sheet): Prisma.ScoreSheetCreateManyInput {
  const { subject, total, bonus, disqualified, partial } = sheet;
  if (total === null) throw new Error('a sheet without its total is not kept');
  const scores = new Map(sheet.blocks.map(({ block, score }) => [block, score ?? 0]));
  const text = sheetText(sheet);
  return {
    townshipId,
    id: randomUUID(),
    periodId,
    subjectKind: subject.kind,
    staffId: subject.kind === 'STAFF' ? subject.id : null,
    windowId: subject.kind === 'WINDOW' ? subject.id : null,
    wd: scores.get('WD') ?? 0,
    sq: scores.get('SQ') ?? 0,
    cm: scores.get('CM') ?? 0,
    ol: scores.get('OL') ?? 0,
    sat: scores.get('SAT') ?? 0,
    bonus,
    total,
    disqualified: [...disqualified],
    partial,
    text,
    digest: createHash('sha256').update(text).digest('hex'),
  };
}

/**
 * 三(一)4B(1): publishes a frozen period; the scores of windows become public, those of persons stay where they are.
 * Refusals: NOT_FOUND, PERIOD_STATE.
 */
export async function publishPeriod(act: Act, periodId: string): Promise<string> {
  const { tx, townshipId } = act;
  const where = { townshipId, id: periodId };
  const period = await tx.assessmentPeriod.findUnique({ where: { townshipId_id: where } });
  if (!period) throw new Refused(notFound({ type: 'AssessmentPeriod', id: periodId }));
  const { count } = await tx.assessmentPeriod.updateMany({
    where: { ...where, state: 'FROZEN' },
    data: { state: 'PUBLISHED', publishedAt: act.now },
  });
  if (count === 0)
    throw new Refused(periodState({ period: period.key, state: period.state }, CLAUSES.periods));
  act.audit({
    verb: 'publishPeriod',
    subjectType: 'AssessmentPeriod',
    subjectId: periodId,
    fields: ['state'],
  });
  const payload = publishedOf(period, await readSheets(tx, townshipId, [periodId]));
  act.emit({ type: 'period.published', factId: `period.published/${periodId}`, payload });
  return periodId;
}
