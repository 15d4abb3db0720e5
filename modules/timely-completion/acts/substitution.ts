import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { whoServes } from '../rules.ts';
import { findPostsOfA } from '../store.ts';

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

/** 一(四)1: records that somebody is away; when it begins today his open cases go to B at once. */
export async function recordAbsence(
  act: Act,
  input: { staffId: string; from: CivilDate; through: CivilDate },
): Promise<string> {
  const { count } = await act.tx.staff.updateMany({
    where: { townshipId: act.townshipId, id: input.staffId },
    data: { awayFrom: input.from, awayThrough: input.through },
  });
  if (count === 0) throw new Refused(notFound({ type: 'Staff', id: input.staffId }));
  auditAway(act, 'recordAbsence', input.staffId);
  act.announce('reference');
  if (input.from <= act.today && act.today <= input.through) await substitute(act, input.staffId);
  return input.staffId;
}

/** 一(四)1: an absence that does not take place: new cases are A's again, unless another absence was recorded meanwhile. */
export async function endAbsence(
  act: Act,
  input: { staffId: string; from: CivilDate; through: CivilDate },
): Promise<void> {
  const { count } = await act.tx.staff.updateMany({
    where: {
      townshipId: act.townshipId,
      id: input.staffId,
      awayFrom: input.from,
      awayThrough: input.through,
    },
    data: { awayFrom: null, awayThrough: null },
  });
  if (count === 0) return;
  auditAway(act, 'endAbsence', input.staffId);
  act.announce('reference');
}

function auditAway(act: Act, verb: string, staffId: string): void {
  act.audit({ verb, subjectType: 'Staff', subjectId: staffId, fields: ['awayFrom', 'awayThrough'] });
}

/** Every morning: whoever is away today hands his open cases to B. */
export async function substituteAbsent(act: Act): Promise<void> {
  const away = await act.tx.staff.findMany({
    where: {
      townshipId: act.townshipId,
      active: true,
      awayFrom: { lte: act.today },
      OR: [{ awayThrough: null }, { awayThrough: { gte: act.today } }],
    },
    select: { id: true },
  });
  for (const { id } of away) await substitute(act, id);
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
