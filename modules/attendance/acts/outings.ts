import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf, type CivilDate } from '../../../core/time/index.ts';
import { actingStaff, requireStaffInService } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { outingOver } from '../refusals.ts';
import { filedInTime, outingIsAskedFirst } from '../rules.ts';
import { deriveAnew, deriveDays, filedBy } from '../service.ts';
import { lockDays } from '../store.ts';

export interface OutingInput {
  readonly leftAt: Date;
  /** When he is to be back; of one filed afterwards, when he was. */
  readonly returnAt: Date;
  readonly reason: string;
}

/** 四(一)4: registers an outing of one's own before it begins. Refusals: TEXT_REQUIRED, OUTING_TIMES_INVALID. */
export function registerOuting(act: Act, input: OutingInput): Promise<string> {
  enforce(outingIsAskedFirst.decide(input, act.now, false));
  return keep(act, input, false);
}

/**
 * 四(一)4: files an urgent outing of one's own afterwards, by the end of the next working day after the return.
 * Refusals: TEXT_REQUIRED, OUTING_TIMES_INVALID, BACKFILL_TOO_LATE.
 */
export function backfillOuting(act: Act, input: OutingInput): Promise<string> {
  enforce(
    outingIsAskedFirst.decide(input, act.now, true),
    filedInTime.decide(filedBy(act, civilDateOf(input.returnAt)), act.today),
  );
  return keep(act, input, true);
}

async function keep(act: Act, input: OutingInput, backfilled: boolean): Promise<string> {
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.outing));
  const staffId = actingStaff(act);
  const id = randomUUID();
  await act.tx.outing.create({
    data: {
      townshipId: act.townshipId,
      id,
      staffId,
      day: civilDateOf(input.leftAt),
      reason: input.reason,
      leftAt: input.leftAt,
      expectedReturn: input.returnAt,
      returnedAt: backfilled ? input.returnAt : null,
      backfilled,
      filedAt: act.now,
      filedById: act.actor.id,
    },
  });
  audit(act, backfilled ? 'backfillOuting' : 'registerOuting', id, ['leftAt', 'expectedReturn']);
  await deriveAnew(act, [staffId], civilDateOf(input.leftAt), civilDateOf(input.returnAt));
  return id;
}

/** 四(一)4: records one's return, now. Refusals: NOT_FOUND, OUTING_OVER. */
export async function returnFromOuting(act: Act, outingId: string): Promise<string> {
  const where = { townshipId: act.townshipId, id: outingId };
  const outing = await act.tx.outing.findUnique({ where: { townshipId_id: where } });
  if (!outing || outing.staffId !== act.actor.id)
    throw new Refused(notFound({ type: 'Outing', id: outingId }));
  const { count } = await act.tx.outing.updateMany({
    where: { ...where, returnedAt: null },
    data: { returnedAt: act.now },
  });
  if (count === 0) throw new Refused(outingOver({}, CLAUSES.outing));
  audit(act, 'returnFromOuting', outing.id, ['returnedAt']);
  await deriveAnew(act, [outing.staffId], civilDateOf(outing.leftAt), act.today);
  return outing.id;
}

/** 四(一)2: puts somebody on the duty roster of a day, or takes him off. Refusals: NOT_FOUND. */
export async function rosterDuty(
  act: Act,
  input: { staffId: string; day: CivilDate; onDuty: boolean },
): Promise<string> {
  const { townshipId } = act;
  const { id: staffId } = requireStaffInService(act, input.staffId);
  const { day, onDuty } = input;
  await lockDays(act.tx, townshipId, [day]);
  const where = { townshipId_day_staffId: { townshipId, day, staffId } };
  const former = await act.tx.dutyRoster.findUnique({ where });
  const row = await act.tx.dutyRoster.upsert({
    where,
    create: { townshipId, id: randomUUID(), day, staffId, onDuty },
    update: { onDuty },
  });
  if (onDuty !== (former?.onDuty ?? false))
    act.emit({
      type: onDuty ? 'duty.rostered' : 'duty.withdrawn',
      factId: `duty/${row.id}`,
      payload: { day, staffId },
    });
  act.audit({ verb: 'rosterDuty', subjectType: 'DutyRoster', subjectId: row.id, fields: ['onDuty'] });
  await deriveDays(act, [staffId], [day]);
  return row.id;
}

function audit(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'Outing', subjectId: id, fields });
}
