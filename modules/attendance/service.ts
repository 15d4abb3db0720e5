import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { onSince } from '../../core/modules/on-since.ts';
import { addDays, civilDateOf, instantAt, type CivilDate } from '../../core/time/index.ts';
import { marksOfDay, scheduleOf, type Mark, type Schedule } from './day-rules.ts';
import './events.ts';
import type { Note } from './messages.ts';
import { backfillDue, standsSince } from './rules.ts';
import { AttendanceSettings } from './settings.ts';
import { findClosedDays, findFirstClosedDay, lockDays, MODULE_ID, readDays, restateMarks } from './store.ts';

const MINUTE_MS = 60_000;

/** The settings in force in the act's township. */
export function settingsOf(act: Act): AttendanceSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: AttendanceSettings });
}

/** A message to a member of staff, or to a role, that he alone reads. */
export async function tell(act: Act, template: Note, recipient: string, dedupeKey: string): Promise<void> {
  const message = { caseId: null, recipient, readBy: recipient, data: {}, dedupeKey };
  await queueMessages(act, [draftOf(template, message)]);
}

/** Last day on which what happened on a day may be filed; after a time with the chapter off, counted from its return. */
export function filedBy(act: Act, day: CivilDate): CivilDate {
  const { calendar } = act.platform.directory;
  const due = backfillDue.decide(day, settingsOf(act), calendar);
  const since = civilDateOf(onSince(act, MODULE_ID));
  return due < since ? backfillDue.decide(since, settingsOf(act), calendar) : due;
}

/** The hours of a day by the settings of today. */
export function scheduleFor(act: Act, day: CivilDate): Schedule {
  const hours = act.platform.directory.openingHoursOf(act.townshipId);
  return scheduleOf.decide(day, settingsOf(act), hours);
}

/** The instant of a minute of the day in China. */
export function atMinute(day: CivilDate, minute: number): Date {
  return new Date(instantAt(day, '00:00').getTime() + minute * MINUTE_MS);
}

/** The secret of a device, as hex: derived from the platform's own, so that none is kept. */
export function deviceSecret(secret: Uint8Array, device: { townshipId: string; id: string }): string {
  return createHmac('sha256', secret)
    .update(`attendance-device\n${device.townshipId}\n${device.id}`)
    .digest('hex');
}

export interface SignedPunch {
  readonly staffNo: string;
  readonly at: Date;
}

/** What a device signs with its secret: a line for each punch, `staffNo instant`, the instant as ISO in UTC. */
export function signPunches(secret: string, punches: readonly SignedPunch[]): string {
  const text = punches.map(({ staffNo, at }) => `${staffNo} ${at.toISOString()}\n`).join('');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Whether a signature is that of the device's secret. */
export function isSigned(secret: string, punches: readonly SignedPunch[], signature: string): boolean {
  const [wanted, given] = [Buffer.from(signPunches(secret, punches)), Buffer.from(signature.toLowerCase())];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Derives the days of a span anew, as far as they are closed, for these people and for those whose cover they are. */
export async function deriveAnew(
  act: Act,
  staffIds: readonly string[],
  from: CivilDate,
  through: CivilDate,
): Promise<void> {
  const { calendar } = act.platform.directory;
  // Today may close meanwhile; before the first closed day there is nothing to derive.
  const first = (await findFirstClosedDay(act.tx, act.townshipId)) ?? act.today;
  const days: CivilDate[] = [];
  for (let day = from > first ? from : first; day <= through && day <= act.today; day = addDays(day, 1))
    if (calendar.isWorkingDay(day)) days.push(day);
  await deriveDays(act, staffIds, days);
}

/** The same for single days; each is locked, closed or not, so that a day that closes meanwhile sees the new record. */
export async function deriveDays(
  act: Act,
  staffIds: readonly string[],
  days: readonly CivilDate[],
): Promise<void> {
  const inOrder = [...new Set(days)].toSorted();
  if (inOrder.length > 0) await deriveClosed(act, inOrder, new Set(staffIds));
}

/**
 * Derives the marks of those of the days that are closed from all their records, and tells what changed: a mark stated,
 * settled or withdrawn. However many days and people, it takes the same few statements.
 * `only` limits it to these people and those whose cover they are; null = everybody.
 */
export async function deriveClosed(
  act: Act,
  days: readonly CivilDate[],
  only: ReadonlySet<string> | null,
): Promise<void> {
  const { tx, townshipId } = act;
  await lockDays(tx, townshipId, days);
  const closed = await findClosedDays(tx, townshipId, days);
  if (closed.size === 0) return;
  const facts = await readDays(tx, townshipId, [...closed.keys()]);
  const subjects = [...closed].flatMap(([day, { windows }]) =>
    Object.keys(windows)
      .filter(
        (id) =>
          only === null ||
          only.has(id) ||
          facts
            .get(day)
            ?.get(id)
            ?.leaves.some(({ coverId }) => only.has(coverId ?? '')),
      )
      .map((staffId) => ({ day, staffId })),
  );
  const former = await tx.attendanceMark.findMany({
    where: {
      townshipId,
      day: { in: [...closed.keys()] },
      staffId: { in: [...new Set(subjects.map(({ staffId }) => staffId))] },
    },
  });
  const formerOf = Map.groupBy(former, (row) => `${row.day}/${row.staffId}`);
  const created: MarkRow[] = [];
  const changed: MarkRow[] = [];
  const gone: MarkRow[] = [];
  for (const { day, staffId } of subjects) {
    const { schedule, windows } = closed.get(day) ?? {};
    const ofDay = facts.get(day);
    if (!schedule || !ofDay) continue;
    if (!ofDay.has(staffId)) ofDay.set(staffId, { punches: [], leaves: [], outings: [], onDuty: false });
    const known = new Map((formerOf.get(`${day}/${staffId}`) ?? []).map((row) => [keyOf(row), row]));
    const pendingUntil = filedBy(act, day);
    for (const mark of marksOfDay.decide(staffId, ofDay, schedule)) {
      const row = known.get(keyOf(mark));
      known.delete(keyOf(mark));
      const limit = mark.kind === 'ABSENT' || mark.kind === 'OFF_POST' ? pendingUntil : null;
      const stands = row?.state === 'STANDING' || standsSince.decide(limit, act.today);
      const state = stands ? 'STANDING' : 'PENDING';
      const { minutes, halfDays } = mark;
      const after = { minutes, halfDays, state, pendingUntil: limit, derivedAt: act.now };
      if (!row) {
        const windowId = windows?.[staffId] ?? null;
        created.push({ ...mark, ...after, townshipId, id: randomUUID(), staffId, windowId, day });
      } else if (row.minutes !== minutes || row.halfDays !== halfDays || row.state !== state) {
        changed.push({ ...row, ...after });
        if (row.state !== state) tellMark(act, { ...row, ...after });
      }
    }
    gone.push(...[...known.values()].filter((row) => row.state !== 'WITHDRAWN'));
  }
  if (created.length > 0) await tx.attendanceMark.createMany({ data: created });
  for (const row of created) tellMark(act, row);
  for (const row of gone) tellGone(act, row);
  await restateMarks(tx, townshipId, [
    ...changed,
    ...gone.map((row) => ({ ...row, state: 'WITHDRAWN', derivedAt: act.now })),
  ]);
}

interface MarkRow extends Omit<Mark, 'half' | 'kind'> {
  readonly townshipId: string;
  readonly id: string;
  readonly staffId: string;
  readonly windowId: string | null;
  readonly day: string;
  readonly half: string;
  readonly kind: string;
  readonly state: string;
  readonly pendingUntil: string | null;
  readonly derivedAt: Date;
}

function keyOf({ half, kind }: { half: string; kind: string }): string {
  return `${half}/${kind}`;
}

function tellGone(act: Act, row: MarkRow): void {
  audit(act, row);
  const counted = row.state === 'STANDING';
  act.emit({ type: 'punch.markWithdrawn', factId: factOf(row), payload: { ...payloadOf(row), counted } });
}

/** Tells a mark as it is now. */
export function tellMark(act: Act, row: MarkRow): void {
  audit(act, row);
  const [factId, payload] = [factOf(row), payloadOf(row)];
  if (row.kind === 'DUTY_SHORTFALL') act.emit({ type: 'duty.shortfall', factId, payload });
  else {
    const pending = row.state === 'PENDING';
    act.emit({ type: 'punch.dayClosed', factId, payload: { ...payload, pending } });
  }
}

/** A person's half-day and what it is; stated anew it is the same fact. */
function factOf(row: MarkRow): string {
  return `attendance/${row.staffId}/${row.day}/${row.half}/${row.kind}`;
}

function payloadOf({ staffId, windowId, day, half, kind, minutes, halfDays }: MarkRow) {
  return { staffId, windowId, day, half, kind, minutes, halfDays };
}

function audit(act: Act, row: MarkRow): void {
  act.audit({ verb: 'deriveMark', subjectType: 'AttendanceMark', subjectId: row.id, fields: ['state'] });
}
