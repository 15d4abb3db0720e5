import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { caseNumber, nextNumber } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { trackByNumber, type Tracked } from '../../../core/cases/track.ts';
import { endClocks, startClock } from '../../../core/clocks/service.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { anHourBefore, yearOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { ERROR_REPORTED } from '../messages.ts';
import { errorResolved } from '../refusals.ts';
import { correctionIsSaid, correctionLimit, reportsAreBounded } from '../rules.ts';
import { enforceOwnStation, giveTask, settingsOf } from '../service.ts';
import { CORRECTION, errorSubject, findErrorByNumber, MODULE_ID } from '../store.ts';

export interface ErrorInput {
  readonly itemId: string | null;
  /** What is wrong, e.g. the fee. */
  readonly field: string;
  readonly account: string;
  /** How the reporter can be reached; personal data, shown to the township's staff only. */
  readonly contact: string | null;
}

/** 一(三)1: anyone reports that something published is wrong; a task for the station. Refusals: TEXT_MISSING, NOT_FOUND, TOO_MANY_REPORTS. */
export async function reportDisclosureError(act: Act, input: ErrorInput): Promise<string> {
  const { townshipId, tx } = act;
  for (const field of ['field', 'account'] as const)
    if (!input[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.principle));
  // The series' row is locked to the commit, so reports of the same moment are counted one after another.
  const year = yearOf(act.today);
  const sequence = await nextNumber(tx, townshipId, 'DISCLOSURE_ERROR', year);
  const reportedAt = { gt: anHourBefore(act.now) };
  const inLastHour = await tx.disclosureError.count({ where: { townshipId, reportedAt } });
  enforce(reportsAreBounded.decide(inLastHour, settingsOf(act)));
  const where = { townshipId_id: { townshipId, id: input.itemId ?? '' } };
  const item = input.itemId === null ? null : await tx.serviceItem.findUnique({ where });
  if (input.itemId !== null && !item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  const id = randomUUID();
  const township = act.platform.directory.findTownship(townshipId);
  const number = `GK-${caseNumber(township?.code ?? '', year, sequence)}`;
  const stationId = item?.stationId ?? null;
  await tx.disclosureError.create({
    data: { ...input, townshipId, id, number, stationId, queryCode: newQueryCode(), reportedAt: act.now },
  });
  const { dueOn } = await startClock(act, {
    ...errorSubject(id),
    ...correctionLimit.decide(act.today, settingsOf(act)),
    caseId: null,
    module: MODULE_ID,
    kind: CORRECTION,
    clause: CLAUSES.principle.id,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['RESOLVED'],
  });
  await giveTask(act, stationId, ERROR_REPORTED, {
    data: { number, dueOn },
    dedupeKey: `disclosure.error/${id}`,
  });
  act.audit({
    verb: 'reportDisclosureError',
    subjectType: 'DisclosureError',
    subjectId: id,
    fields: ['field', 'account'],
  });
  act.emit({
    type: 'disclosure.errorReported',
    factId: `disclosure.errorReported/${id}`,
    payload: { errorId: id, itemId: input.itemId, stationId, day: act.today, dueOn },
  });
  return id;
}

/** 一(三)1: says what was corrected, and ends the limit. Refusals: NOT_FOUND, OF_ANOTHER_STATION, CORRECTION_REQUIRED, DISCLOSURE_ERROR_RESOLVED. */
export async function resolveDisclosureError(
  act: Act,
  input: { errorId: string; correction: string },
): Promise<string> {
  const { townshipId, tx } = act;
  const where = { townshipId, id: input.errorId };
  const row = await tx.disclosureError.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'DisclosureError', id: input.errorId }));
  enforceOwnStation(act, row.stationId, CLAUSES.principle);
  enforce(correctionIsSaid.decide(input.correction));
  const { count } = await tx.disclosureError.updateMany({
    where: { ...where, resolvedAt: null },
    data: { resolvedAt: act.now, resolvedById: act.actor.id, correction: input.correction },
  });
  if (count === 0) throw new Refused(errorResolved({}, CLAUSES.principle));
  await endClocks(act, errorSubject(row.id), 'RESOLVED');
  act.audit({
    verb: 'resolveDisclosureError',
    subjectType: 'DisclosureError',
    subjectId: row.id,
    fields: ['correction'],
  });
  act.emit({
    type: 'disclosure.errorResolved',
    factId: `disclosure.errorResolved/${row.id}`,
    payload: {
      errorId: row.id,
      itemId: row.itemId,
      stationId: row.stationId,
      staffId: act.actor.id,
      day: act.today,
    },
  });
  return row.id;
}

/** Finds a report by its number and query code; wrong codes are counted and lock the number. */
export function trackError(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: 'GK-', find: findErrorByNumber });
}
