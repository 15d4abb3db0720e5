import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { draftOf, queueMessages } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { addDays, civilDate, instantAt, type CivilDate } from '../../../core/time/index.ts';
import { actingStaff, requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import {
  dayHasCome,
  everyWorkingDay,
  keptByTheOfficer,
  lateEntry,
  logTakes,
  onlyItsOfficerWrites,
  seenOnTheDay,
  toldFirst,
  TOLD_FIRST,
} from '../log-rules.ts';
import { LOG_MISSING, LOG_MONTH } from '../messages.ts';
import { dailyLogThere, notAssessedThen, warningRechecked } from '../refusals.ts';
import { monthOf, sourcesOf, wasOn } from '../service.ts';
import { countObservations, findLog, findLogDays, findOnDuty, findWarning } from '../store.ts';
import { enterByHand, requireCriterion } from './by-hand.ts';

/**
 * 三(一)4B(3): opens the log of a day, today's or an earlier one, which is marked late.
 * Refusals: DAY_NOT_YET, NOT_ASSESSED_THEN, DUTY_OF_ANOTHER, DAILY_LOG_THERE.
 */
export async function openDailyLog(act: Act, input: { day: CivilDate | null }): Promise<string> {
  const { townshipId, tx } = act;
  const day = input.day ?? act.today;
  const officerId = actingStaff(act);
  enforce(dayHasCome.decide(day, act.today));
  if (!wasOn(act, day)) throw new Refused(notAssessedThen({ day }, CLAUSES.dailyLog));
  const rostered = await findOnDuty(tx, townshipId, day);
  enforce(
    keptByTheOfficer.decide(
      { staffId: officerId, roles: act.actor.roles },
      rostered.map((staffId) => keeperOf(act, staffId)),
    ),
  );
  const id = randomUUID();
  const late = lateEntry.decide(day, act.today);
  const { count } = await tx.dailyLog.createMany({
    data: [{ townshipId, id, day, officerId, openedAt: act.now, late }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(dailyLogThere({ day }, CLAUSES.dailyLog));
  act.audit({ verb: 'openDailyLog', subjectType: 'DailyLog', subjectId: id, fields: ['day', 'late'] });
  return id;
}

/** 三(一)4B(3): who is on duty on a day keeps its log; attendance has the roster. */
export async function noteDuty(
  act: Act,
  { day, staffId, onDuty }: { day: string; staffId: string; onDuty: boolean },
): Promise<void> {
  const key = { townshipId: act.townshipId, day, staffId };
  await act.tx.dutyDay.upsert({
    where: { townshipId_day_staffId: key },
    create: { ...key, onDuty },
    update: { onDuty },
  });
}

export interface ObservationInput {
  readonly logId: string;
  readonly code: string;
  readonly staffId: string | null;
  readonly windowId: string | null;
  readonly at: Date;
  readonly units: number;
  readonly evidence: string;
}

/**
 * 三(一)4B(3): enters what the duty officer saw, as a proposal for the group; the same thing of the same minute stands once.
 * Refusals: NOT_FOUND, DUTY_OF_ANOTHER, DAILY_LOG_CLOSED, CRITERION_UNKNOWN, SUBJECT_NOT_OF_CRITERION, OBSERVATION_OFF_DAY,
 * FOR_THE_GROUP, SOURCE_IS_ON, WARN_FIRST, UNITS_INVALID, EVIDENCE_REQUIRED, FACT_ALREADY_PROPOSED.
 */
export async function recordObservation(act: Act, input: ObservationInput): Promise<string> {
  const { id: logId, day } = await requireOwnLog(act, input.logId);
  const criterion = requireCriterion(input.code);
  enforce(
    seenOnTheDay.decide(input.at, day, act.now),
    logTakes.decide(criterion, sourcesOf(act, criterion.code, day)),
    toldFirst.decide(criterion.code, null),
  );
  const { staffId, windowId, units, evidence, at } = input;
  const minute = at.toISOString().slice(0, 16);
  return enterByHand(act, {
    source: 'DAILY_LOG',
    criterion,
    staffId,
    windowId,
    units,
    evidence,
    occurredOn: day,
    factId: `dailyObservation/${logId}/${staffId ?? windowId}/${criterion.code}/${minute}`,
    log: { id: logId, observedAt: at },
  });
}

/** 三(一)4A(1)④: tells a window of disorder; nothing counts yet. Refusals: as recordObservation, TEXT_REQUIRED. */
export async function warnInLog(
  act: Act,
  input: { logId: string; windowId: string; text: string },
): Promise<string> {
  const { townshipId, tx } = act;
  const log = await requireOwnLog(act, input.logId);
  const { id: windowId } = requireWindow(act, input.windowId);
  enforce(logTakes.decide(requireCriterion(TOLD_FIRST), sourcesOf(act, TOLD_FIRST, log.day)));
  if (!input.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.dailyLog));
  const id = randomUUID();
  await tx.dailyWarning.create({
    data: { townshipId, id, logId: log.id, windowId, text: input.text, warnedAt: act.now },
  });
  act.audit({ verb: 'warnInDailyLog', subjectType: 'DailyWarning', subjectId: id, fields: ['windowId'] });
  return id;
}

/**
 * 三(一)4A(1)④: looks again; what was told and not put right is proposed as WD4.
 * Refusals: NOT_FOUND, DUTY_OF_ANOTHER, DAILY_LOG_CLOSED, WARNING_RECHECKED.
 */
export async function recheckInLog(
  act: Act,
  input: { warningId: string; corrected: boolean },
): Promise<string> {
  const { townshipId, tx } = act;
  const { corrected } = input;
  const warning = await findWarning(tx, townshipId, input.warningId);
  if (!warning) throw new Refused(notFound({ type: 'DailyWarning', id: input.warningId }));
  const log = await requireOwnLog(act, warning.logId);
  const { count } = await tx.dailyWarning.updateMany({
    where: { townshipId, id: warning.id, recheckedAt: null },
    data: { recheckedAt: act.now, corrected },
  });
  if (count === 0) throw new Refused(warningRechecked({}, CLAUSES.dailyLog));
  act.audit({
    verb: 'recheckInDailyLog',
    subjectType: 'DailyWarning',
    subjectId: warning.id,
    fields: ['corrected'],
  });
  if (!toldFirst.decide(TOLD_FIRST, { corrected }).allowed) return warning.id;
  await enterByHand(act, {
    source: 'DAILY_LOG',
    criterion: requireCriterion(TOLD_FIRST),
    staffId: null,
    windowId: warning.windowId,
    units: 1,
    evidence: warning.text,
    occurredOn: log.day,
    factId: `dailyWarning/${warning.id}`,
    log: { id: log.id, observedAt: act.now },
  });
  return warning.id;
}

/** 三(一)4B(3): closes a log; a day on which nothing was seen is closed as such. Refusals: NOT_FOUND, DUTY_OF_ANOTHER, DAILY_LOG_CLOSED. */
export async function closeDailyLog(
  act: Act,
  input: { logId: string; summary: string | null },
): Promise<string> {
  const { id } = await requireOwnLog(act, input.logId);
  await act.tx.dailyLog.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data: { closedAt: act.now, summary: input.summary?.trim() || null },
  });
  act.audit({ verb: 'closeDailyLog', subjectType: 'DailyLog', subjectId: id, fields: ['summary'] });
  return id;
}

/** Days back for which a missing log is still looked for, as after an outage or a long holiday. */
const LOOK_BACK_DAYS = 14;

/** The job: a working day that is over and has no log is reported, once. */
export async function reportMissingLogs(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const from = addDays(act.today, -LOOK_BACK_DAYS);
  const months = [...new Set([monthOf(from), monthOf(act.today)])];
  const kept = await findLogDays(tx, townshipId, from, act.today);
  const missing = months.flatMap((month) => missingOf(act, month, kept).missing).filter((day) => day >= from);
  if (missing.length === 0) return;
  const factOf = (day: CivilDate) => `dailyLog/${townshipId}/${day}`;
  // What was reported of these days was delivered since the first of them: no more of the outbox is read.
  const since = [{ deliveredAt: null }, { deliveredAt: { gte: instantAt(from, '00:00') } }];
  const reported = await tx.outboxEvent.findMany({
    where: { townshipId, type: 'dailyLog.missing', factId: { in: missing.map(factOf) }, OR: since },
    select: { factId: true },
  });
  const known = new Set(reported.map(({ factId }) => factId));
  for (const day of missing.filter((each) => !known.has(factOf(each)))) {
    act.audit({ verb: 'reportMissingLog', subjectType: 'Township', subjectId: townshipId });
    act.emit({ type: 'dailyLog.missing', factId: factOf(day), payload: { day } });
    await queueMessages(act, [
      draftOf(LOG_MISSING, {
        caseId: null,
        recipient: 'CENTRE_DIRECTOR',
        data: { day },
        dedupeKey: `dailyLog.missing/${day}`,
      }),
    ]);
  }
}

/** The job: when a month is over its log is counted, and the director told, once. */
export async function tellMonth(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const last = addDays(civilDate(`${monthOf(act.today)}-01`), -1);
  const month = monthOf(last);
  const dedupeKey = `dailyLog.month/${month}`;
  if (!wasOn(act, last) || (await tx.notification.count({ where: { townshipId, dedupeKey } })) > 0) return;
  const kept = await findLogDays(tx, townshipId, civilDate(`${month}-01`), last);
  const { found, missing } = missingOf(act, month, kept);
  const counts = await countObservations(tx, townshipId, month);
  const observations = counts.reduce((sum, { count }) => sum + count, 0);
  await queueMessages(act, [
    draftOf(LOG_MONTH, {
      caseId: null,
      recipient: 'CENTRE_DIRECTOR',
      data: {
        month,
        expected: String(found + missing.length),
        found: String(found),
        missing: missing.join('、') || '无',
        observations: String(observations),
      },
      dedupeKey,
    }),
  ]);
  act.audit({ verb: 'tellDailyLogMonth', subjectType: 'Township', subjectId: townshipId });
}

function missingOf(act: Act, month: string, kept: readonly string[]) {
  const { calendar } = act.platform.directory;
  return everyWorkingDay.decide(month, kept, (day) => wasOn(act, day), act.today, calendar);
}

/** A log in which the actor may write. */
async function requireOwnLog(act: Act, id: string) {
  const log = await findLog(act.tx, act.townshipId, id);
  if (!log) throw new Refused(notFound({ type: 'DailyLog', id }));
  const officer = keeperOf(act, log.officerId);
  enforce(onlyItsOfficerWrites.decide({ officer, closed: log.closedAt !== null }, actingStaff(act)));
  return { id: log.id, day: civilDate(log.day) };
}

/** Somebody on duty, with the roles that he holds now. */
function keeperOf(act: Act, staffId: string) {
  return { staffId, roles: act.platform.directory.findStaff(staffId)?.roles ?? [] };
}
