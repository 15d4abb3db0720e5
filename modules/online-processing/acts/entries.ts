import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import type { ApplicantInput } from '../../../core/cases/inputs.ts';
import { stepCase } from '../../../core/cases/service.ts';
import { submitCase } from '../../../core/cases/submit.ts';
import { enforce } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { entryStanding, entryTimes, noBackEntry, voidKeepsRow } from '../rules.ts';
import { requireText, settingsOf } from '../service.ts';

export interface EntryInput {
  readonly itemId: string;
  readonly applicant: ApplicantInput;
  readonly windowId: string | null;
  readonly materials: readonly string[];
  readonly receivedAt: Date;
  /** When it was completed on paper, if it was. */
  readonly completedAt: Date | null;
  /** Why it is entered after completion all the same. */
  readonly overrideReason: string | null;
}

/**
 * 一(七)2: enters an application that was received at the counter. One completed before is refused, unless a reason is given:
 * it then counts as not registered promptly. Refusals: ENTRY_TIMES_INVALID, BACK_ENTRY_FORBIDDEN, and those of `submitCase`.
 */
export async function enterCounterApplication(act: Act, input: EntryInput): Promise<string> {
  const times = { receivedAt: input.receivedAt, completedAt: input.completedAt, enteredAt: act.now };
  enforce(entryTimes.decide(times), noBackEntry.decide(times, input.overrideReason));
  const { dueOn, standing } = entryStanding.decide(times, settingsOf(act), act.platform.directory.calendar);
  const row = await submitCase(act, {
    itemId: input.itemId,
    applicant: input.applicant,
    channel: 'WINDOW',
    windowId: input.windowId,
    materials: input.materials,
    // Art. 32(4): what the applicant waits for is counted from the day on which he handed it in.
    receivedAt: input.receivedAt,
  });
  const id = randomUUID();
  const staffId = act.actor.id ?? '';
  await act.tx.counterEntry.create({
    data: {
      ...times,
      townshipId: act.townshipId,
      id,
      caseId: row.id,
      staffId,
      dueOn,
      standing,
      reason: standing === 'BACK_ENTRY' ? (input.overrideReason?.trim() ?? null) : null,
    },
  });
  act.audit({
    verb: 'enterCounterApplication',
    subjectType: 'CounterEntry',
    subjectId: id,
    fields: ['receivedAt', 'completedAt', 'standing'],
  });
  act.emit({
    type: 'entry.recorded',
    caseId: row.id,
    factId: `entry/${row.id}`,
    payload: {
      entryId: id,
      caseId: row.id,
      staffId,
      receivedOn: civilDateOf(times.receivedAt),
      completedOn: times.completedAt && civilDateOf(times.completedAt),
      enteredOn: act.today,
      standing,
    },
  });
  return id;
}

/** 一(七)4: takes out a case entered in error; its row, timeline and audit stay. Refusals: TEXT_REQUIRED, and those of `withdrawCase`. */
export async function voidCase(act: Act, input: { caseId: string; reason: string }): Promise<string> {
  const reason = requireText(input.reason, 'reason', CLAUSES.records);
  const { verb, reason: note } = voidKeepsRow.decide(reason);
  await stepCase(act, verb, { caseId: input.caseId, reason: note });
  const id = randomUUID();
  const staffId = act.actor.id ?? '';
  await act.tx.caseVoid.create({
    data: {
      townshipId: act.townshipId,
      id,
      caseId: input.caseId,
      reason,
      voidedAt: act.now,
      voidedById: staffId,
    },
  });
  act.audit({ verb: 'voidCase', subjectType: 'CaseVoid', subjectId: id, fields: ['reason'] });
  act.emit({
    type: 'entry.voided',
    caseId: input.caseId,
    factId: `entry.voided/${input.caseId}`,
    payload: { voidId: id, caseId: input.caseId, staffId },
  });
  return id;
}
