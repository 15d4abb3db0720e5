import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { actingStaff, requireStaffInService } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { deviceExists, deviceUnknown, punchNotTaken } from '../refusals.ts';
import { dayOfPunch } from '../day-rules.ts';
import { punchIsNotToCome, punchTime, secondPerson } from '../rules.ts';
import { deriveDays, deviceSecret, isSigned, scheduleFor, settingsOf, type SignedPunch } from '../service.ts';
import type { CorrectionKind } from '../store.ts';

/** 四(一)1: registers a device; attendance begins with the first one. Refusals: TEXT_REQUIRED, PUNCH_DEVICE_EXISTS. */
export async function registerDevice(act: Act, input: { code: string; name: string }): Promise<string> {
  const [code, name] = [input.code.trim(), input.name.trim()];
  if (!code) throw new Refused(textMissing({ field: 'code' }, CLAUSES.punches));
  const id = randomUUID();
  const { count } = await act.tx.attendanceDevice.createMany({
    data: [{ townshipId: act.townshipId, id, code, name, registeredAt: act.now, registeredOn: act.today }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(deviceExists({}, CLAUSES.punches));
  act.audit({ verb: 'registerDevice', subjectType: 'AttendanceDevice', subjectId: id, fields: ['code'] });
  return id;
}

/** Switches a device on or off; from then on nothing of it is taken. Refusals: NOT_FOUND. */
export async function setDevice(act: Act, input: { deviceId: string; active: boolean }): Promise<string> {
  const { count } = await act.tx.attendanceDevice.updateMany({
    where: { townshipId: act.townshipId, id: input.deviceId },
    data: { active: input.active },
  });
  if (count === 0) throw new Refused(notFound({ type: 'AttendanceDevice', id: input.deviceId }));
  act.audit({
    verb: 'setDevice',
    subjectType: 'AttendanceDevice',
    subjectId: input.deviceId,
    fields: ['active'],
  });
  return input.deviceId;
}

/** What became of a batch of punches. */
export interface Receipt {
  readonly recorded: number;
  /** There already. */
  readonly repeated: number;
  /** Places in the batch, from 0, of punches of no known staff number or yet to come. */
  readonly notTaken: readonly number[];
}

export interface BatchInput {
  readonly deviceId: string;
  readonly punches: readonly SignedPunch[];
  /** Hex, as `signPunches` makes it. */
  readonly signature: string;
}

/**
 * 四(一)1: takes a batch of punches that a device signed, however late it comes; the same punch is kept once.
 * Refusals: NOT_FOUND, PUNCH_DEVICE_UNKNOWN; PUNCH_NOT_TAKEN when it took none of them.
 */
export async function recordPunches(act: Act, input: BatchInput): Promise<Receipt> {
  const where = { townshipId: act.townshipId, id: input.deviceId };
  const device = await act.tx.attendanceDevice.findUnique({ where: { townshipId_id: where } });
  if (!device) throw new Refused(notFound({ type: 'AttendanceDevice', id: input.deviceId }));
  const secret = deviceSecret(act.platform.documentSecret, device);
  if (!device.active || !isSigned(secret, input.punches, input.signature))
    throw new Refused(deviceUnknown({}, CLAUSES.punches));
  const receipt = await keepPunches(act, device.id, input.punches);
  const [first] = input.punches;
  if (first && receipt.notTaken.length === input.punches.length)
    throw new Refused(punchNotTaken({ staffNo: first.staffNo, at: first.at.toISOString() }, CLAUSES.punches));
  act.audit({
    verb: 'recordPunches',
    subjectType: 'AttendanceDevice',
    subjectId: device.id,
    content: receipt,
  });
  return receipt;
}

/** Keeps punches of a device and derives anew the closed days that they belong to. */
export async function keepPunches(
  act: Act,
  deviceId: string,
  punches: readonly SignedPunch[],
): Promise<Receipt> {
  const { townshipId, tx } = act;
  const settings = settingsOf(act);
  const hours = scheduleFor(act, act.today);
  const staff = await tx.staff.findMany({
    where: { townshipId, staffNo: { in: [...new Set(punches.map((punch) => punch.staffNo))] } },
    select: { id: true, staffNo: true },
  });
  const ids = new Map(staff.map((member) => [member.staffNo, member.id]));
  const notTaken: number[] = [];
  const rows = punches.flatMap(({ staffNo, at: given }, place) => {
    const at = punchTime.decide(given);
    const staffId = ids.get(staffNo);
    if (staffId === undefined || !punchIsNotToCome.decide(at, act.now, settings)) {
      notTaken.push(place);
      return [];
    }
    const day = dayOfPunch.decide(at, hours);
    return [{ townshipId, id: randomUUID(), deviceId, staffId, at, day, receivedAt: act.now }];
  });
  const { count } = await tx.punch.createMany({ data: rows, skipDuplicates: true });
  if (count > 0)
    await deriveDays(
      act,
      rows.map((row) => row.staffId),
      rows.map((row) => row.day),
    );
  return { recorded: count, repeated: rows.length - count, notTaken };
}

export interface CorrectionInput {
  readonly staffId: string;
  readonly kind: CorrectionKind;
  readonly at: Date;
  readonly reason: string;
}

/**
 * 四(一)1, 四(一)5: a punch by hand, or one struck out, by a second person with his reason.
 * Refusals: NOT_FOUND, CONFLICT_OF_INTEREST, TEXT_REQUIRED, PUNCH_NOT_TAKEN.
 */
export async function correctPunch(act: Act, input: CorrectionInput): Promise<string> {
  const staff = requireStaffInService(act, input.staffId);
  enforce(secondPerson.decide(act.actor.id, staff.id));
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.punches));
  const at = punchTime.decide(input.at);
  if (!punchIsNotToCome.decide(at, act.now, settingsOf(act)))
    throw new Refused(punchNotTaken({ staffNo: staff.staffNo, at: at.toISOString() }, CLAUSES.punches));
  const id = randomUUID();
  const day = dayOfPunch.decide(at, scheduleFor(act, act.today));
  await act.tx.punchCorrection.create({
    data: {
      townshipId: act.townshipId,
      id,
      kind: input.kind,
      staffId: staff.id,
      at,
      day,
      reason: input.reason,
      madeById: actingStaff(act),
      madeAt: act.now,
    },
  });
  act.audit({
    verb: 'correctPunch',
    subjectType: 'PunchCorrection',
    subjectId: id,
    fields: ['kind', 'at'],
    content: input,
  });
  await deriveDays(act, [staff.id], [day]);
  return id;
}
