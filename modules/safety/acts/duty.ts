import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { endClocks, readingOf, startClock } from '../../../core/clocks/service.ts';
import { findOpenClocks } from '../../../core/clocks/store.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { tellEach } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { addDays, type CivilDate } from '../../../core/time/index.ts';
import { actingStaff, requireStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { DUTY_MISSING, HAZARD_GIVEN, HAZARD_OVERDUE } from '../messages.ts';
import { dutyListThere, hazardClosed } from '../refusals.ts';
import { dutyListOfDay, hazardLimit, hazardOverdue, missingListReported, type DutyItem } from '../rules.ts';
import { settingsOf, tellLeaders } from '../service.ts';
import { findHazards, findSettledDays, HAZARD_LIMIT, hazardSubject, MODULE_ID } from '../store.ts';

/** 四(四)4: fills the duty list of a day. Refusals: DUTY_DAY, DUTY_REMARK_REQUIRED, DUTY_LIST_THERE. */
export async function fillDutyList(
  act: Act,
  input: { day: CivilDate | null; done: readonly DutyItem[]; remark: string | null },
): Promise<string> {
  const list = { ...input, day: input.day ?? act.today, done: [...new Set(input.done)] };
  enforce(dutyListOfDay.decide(list, act.today));
  const id = randomUUID();
  const by = { filledAt: act.now, filledById: actingStaff(act) };
  const { count } = await act.tx.dutyChecklist.createMany({
    data: [{ ...list, ...by, townshipId: act.townshipId, id }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(dutyListThere({ day: list.day }, CLAUSES.duty));
  act.audit({ verb: 'fillDutyChecklist', subjectType: 'DutyChecklist', subjectId: id, fields: ['done'] });
  return id;
}

/** Days back for which a missing list is still looked for, as after an outage or a long holiday. */
const LOOK_BACK_DAYS = 14;

/** The job: a working day without a list is reported on the next working morning, once. */
export async function reportMissingLists(act: Act): Promise<void> {
  const { calendar } = act.platform.directory;
  const hours = act.platform.directory.openingHoursOf(act.townshipId);
  const since = onSince(act, MODULE_ID);
  const days = Array.from({ length: LOOK_BACK_DAYS }, (_, i) =>
    addDays(act.today, i - LOOK_BACK_DAYS),
  ).filter((day) => missingListReported.decide(day, act.now, since, hours, calendar));
  const settled = await findSettledDays(act.tx, act.townshipId, days);
  for (const day of days.filter((each) => !settled.has(each))) {
    const id = randomUUID();
    const { count } = await act.tx.dutyGap.createMany({
      data: [{ townshipId: act.townshipId, id, day, reportedOn: act.today }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    act.audit({ verb: 'reportDutyGap', subjectType: 'DutyGap', subjectId: id, fields: ['day'] });
    act.emit({ type: 'safety.dutyMissing', factId: `dutyGap/${id}`, payload: { gapId: id, day } });
    await tellLeaders(act, DUTY_MISSING, { day }, `safety.dutyMissing/${day}`);
  }
}

export interface HazardInput {
  readonly place: string;
  readonly description: string;
  readonly responsibleId: string;
}

/** 四(四)4: records a hazard, with a limit to remove it that is a clock, and tells whose it is. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function reportHazard(act: Act, input: HazardInput): Promise<string> {
  for (const field of ['place', 'description'] as const)
    if (!input[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.duty));
  requireStaff(act, input.responsibleId);
  const id = randomUUID();
  await act.tx.hazard.create({
    data: { ...input, townshipId: act.townshipId, id, foundOn: act.today, state: 'OPEN' },
  });
  const { dueOn } = await startClock(act, {
    ...hazardSubject(id),
    ...hazardLimit.decide(act.today, settingsOf(act)),
    caseId: null,
    module: MODULE_ID,
    kind: HAZARD_LIMIT,
    clause: CLAUSES.duty.id,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['CLOSED'],
  });
  await tellEach(act, HAZARD_GIVEN, [input.responsibleId], {
    data: { dueOn },
    dedupeKey: `safety.hazardGiven/${id}`,
  });
  act.audit({ verb: 'reportHazard', subjectType: 'Hazard', subjectId: id, fields: ['place'] });
  return id;
}

/** 四(四)4: a hazard was removed. Refusals: NOT_FOUND, TEXT_REQUIRED, HAZARD_CLOSED. */
export async function closeHazard(act: Act, input: { hazardId: string; remedy: string }): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.hazardId };
  const row = await act.tx.hazard.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'Hazard', id: input.hazardId }));
  if (!input.remedy.trim()) throw new Refused(textMissing({ field: 'remedy' }, CLAUSES.duty));
  const { count } = await act.tx.hazard.updateMany({
    where: { ...where, state: 'OPEN' },
    data: { state: 'CLOSED', remedy: input.remedy, closedAt: act.now },
  });
  if (count === 0) throw new Refused(hazardClosed({}, CLAUSES.duty));
  await endClocks(act, hazardSubject(row.id), 'CLOSED');
  act.audit({ verb: 'closeHazard', subjectType: 'Hazard', subjectId: row.id, fields: ['state'] });
  return row.id;
}

/** The job: a hazard beyond its limit is reported once for each day to which it was held. */
export async function watchHazards(act: Act): Promise<void> {
  const clocks = await findOpenClocks(act.tx, act.townshipId, MODULE_ID);
  const hazards = await findHazards(
    act.tx,
    act.townshipId,
    clocks.map((clock) => clock.subjectId),
  );
  for (const clock of clocks) {
    const row = hazards.get(clock.subjectId);
    const reading = readingOf(act, clock);
    const held = reading.heldThrough;
    if (!row || !hazardOverdue.decide(reading) || row.reportedDueOn === held) continue;
    await act.tx.hazard.updateMany({
      where: { townshipId: act.townshipId, id: row.id },
      data: { reportedDueOn: held },
    });
    act.audit({
      verb: 'reportHazardOverdue',
      subjectType: 'Hazard',
      subjectId: row.id,
      fields: ['reportedDueOn'],
    });
    act.emit({
      type: 'hazard.overdue',
      factId: `hazard/${row.id}/${held}`,
      payload: { hazardId: row.id, responsibleId: row.responsibleId, dueOn: held },
    });
    await tellLeaders(act, HAZARD_OVERDUE, { dueOn: held }, `hazard.overdue/${row.id}/${held}`);
  }
}
