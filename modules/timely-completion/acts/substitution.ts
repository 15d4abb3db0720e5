import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { requireStaff } from '../../../core/people/members.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { awaySpan, whoServes, type AwaySpan } from '../rules.ts';
import { findAbsences, findPostsOfA } from '../store.ts';

/** Whether a member of staff is on leave or out on the day of the act. */
export function isAway(act: Act, staffId: string): boolean {
  const staff = act.platform.directory.findStaff(staffId);
  if (!staff?.active) return true;
  return (
    staff.awayFrom !== null &&
    staff.awayFrom <= act.today &&
    (staff.awayThrough === null || act.today <= staff.awayThrough)
  );
}

/**
 * 一(四)1: records that somebody is away, besides what was recorded before; when it begins today his open cases go to B at
 * once. Refusal: NOT_FOUND.
 */
export async function recordAbsence(
  act: Act,
  input: { staffId: string; from: CivilDate; through: CivilDate },
): Promise<string> {
  const { id: staffId } = requireStaff(act, input.staffId);
  const { townshipId } = act;
  const span = { fromDay: input.from, throughDay: input.through };
  const row = await act.tx.staffAbsence.upsert({
    where: { townshipId_staffId_fromDay_throughDay: { townshipId, staffId, ...span } },
    create: { townshipId, id: randomUUID(), staffId, ...span, recordedAt: act.now },
    update: { endedAt: null },
  });
  audit(act, 'recordAbsence', row.id);
  await keepAway(act, staffId, await absencesOf(act, staffId));
  if (input.from <= act.today && act.today <= input.through) await substitute(act, staffId);
  return staffId;
}

/** 一(四)1: an absence that does not take place: new cases are A's again on its days, unless another one covers them. */
export async function endAbsence(
  act: Act,
  { staffId, from, through }: { staffId: string; from: CivilDate; through: CivilDate },
): Promise<void> {
  const row = await act.tx.staffAbsence.findFirst({
    where: { townshipId: act.townshipId, staffId, fromDay: from, throughDay: through, endedAt: null },
  });
  if (!row) return;
  await act.tx.staffAbsence.updateMany({
    where: { townshipId: act.townshipId, id: row.id },
    data: { endedAt: act.now },
  });
  audit(act, 'endAbsence', row.id);
  await keepAway(act, staffId, await absencesOf(act, staffId));
}

function audit(act: Act, verb: string, absenceId: string): void {
  act.audit({ verb, subjectType: 'StaffAbsence', subjectId: absenceId, fields: ['fromDay', 'throughDay'] });
}

/** The absences of a member of staff that are not over. */
async function absencesOf(act: Act, staffId: string): Promise<AwaySpan[]> {
  return (await findAbsences(act.tx, act.townshipId, act.today, staffId)).get(staffId) ?? [];
}

/** Keeps the absence that is, or comes next, where every process reads it; returns it. */
async function keepAway(act: Act, staffId: string, absences: readonly AwaySpan[]): Promise<AwaySpan | null> {
  const span = awaySpan.decide(absences);
  const kept = { awayFrom: span?.from ?? null, awayThrough: span?.through ?? null };
  const where = { townshipId: act.townshipId, id: staffId };
  const before = await act.tx.staff.findUniqueOrThrow({
    where: { townshipId_id: where },
    select: { awayFrom: true, awayThrough: true },
  });
  if (before.awayFrom === kept.awayFrom && before.awayThrough === kept.awayThrough) return span;
  await act.tx.staff.updateMany({ where, data: kept });
  act.audit({ verb: 'keepAway', subjectType: 'Staff', subjectId: staffId, fields: Object.keys(kept) });
  act.announce('reference');
  return span;
}

/** Every morning: whoever is away today hands his open cases to B. */
export async function substituteAbsent(act: Act): Promise<void> {
  for (const [staffId, absences] of await findAbsences(act.tx, act.townshipId, act.today)) {
    const span = await keepAway(act, staffId, absences);
    if (span && span.from <= act.today) await substitute(act, staffId);
  }
}

async function substitute(act: Act, staffAId: string): Promise<void> {
  for (const post of await findPostsOfA(act.tx, act.townshipId, staffAId)) {
    if (whoServes.decide({ a: true, b: isAway(act, post.staffBId) }) === 'A') continue;
    const { count } = await act.tx.case.updateMany({
      where: {
        townshipId: act.townshipId,
        itemId: post.itemId,
        handlerId: staffAId,
        state: { in: ['SUBMITTED', 'AWAITING_SUPPLEMENT', 'ACCEPTED', 'SUSPENDED'] },
      },
      data: { handlerId: post.staffBId },
    });
    if (count === 0) continue;
    act.audit({
      verb: 'substitutePost',
      subjectType: 'Post',
      subjectId: post.id,
      fields: ['handlerId'],
      content: count,
    });
    act.emit({
      type: 'post.substituted',
      factId: `post.substituted/${post.id}/${act.today}`,
      payload: { postId: post.id, staffAId, staffBId: post.staffBId, day: act.today, cases: count },
    });
  }
}
