import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { requireStaff, requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { VALUABLES } from '../messages.ts';
import { warningSettled, windowChecked } from '../refusals.ts';
import {
  checkedAtClosing,
  eachItemCounts,
  toldBeforeItCounts,
  valuablesAreDescribed,
  type ClosingItem,
} from '../rules.ts';
import { tellLeaders } from '../service.ts';
import type { ValuablesKind } from '../store.ts';

/**
 * 四(四)2, 三(一)4A(1)⑤: checks a window after closing; each item left on or in disorder is a finding of its own.
 * Refusals: NOT_FOUND, NOT_CLOSING_YET, WINDOW_CHECKED.
 */
export async function checkWindow(
  act: Act,
  input: { windowId: string; staffId: string; left: readonly ClosingItem[] },
): Promise<string> {
  const { directory } = act.platform;
  const { id: windowId } = requireWindow(act, input.windowId);
  const { id: staffId } = requireStaff(act, input.staffId);
  enforce(checkedAtClosing.decide(act.now, directory.openingHoursOf(act.townshipId)));
  const id = randomUUID();
  const left = eachItemCounts.decide(input.left);
  const row = { townshipId: act.townshipId, id, windowId, staffId, left, day: act.today };
  const { count } = await act.tx.closingCheck.createMany({
    data: [{ ...row, checkedAt: act.now, checkedById: act.actor.id }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(windowChecked({}, CLAUSES.power));
  act.audit({ verb: 'checkWindowAtClosing', subjectType: 'ClosingCheck', subjectId: id, fields: ['left'] });
  for (const item of left)
    act.emit({
      type: 'inspection.finding',
      factId: `closingCheck/${id}/${item}`,
      payload: {
        findingId: id,
        inspectionId: null,
        code: 'WD5',
        staffId,
        windowId,
        item,
        occurredOn: act.today,
      },
    });
  return id;
}

/** 三(一)4A(1)④: tells a window of disorder; nothing counts yet. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function warnWindow(act: Act, input: { windowId: string; note: string }): Promise<string> {
  const { id: windowId } = requireWindow(act, input.windowId);
  if (!input.note.trim()) throw new Refused(textMissing({ field: 'note' }, CLAUSES.untidy));
  const id = randomUUID();
  await act.tx.untidyWarning.create({
    data: {
      townshipId: act.townshipId,
      id,
      windowId,
      note: input.note,
      toldAt: act.now,
      toldById: act.actor.id,
      state: 'TOLD',
    },
  });
  act.audit({ verb: 'warnUntidyWindow', subjectType: 'UntidyWarning', subjectId: id, fields: ['state'] });
  return id;
}

/** 三(一)4A(1)④: looks again; what was told and not corrected is a finding. Refusals: NOT_FOUND, WARNING_SETTLED. */
export async function recheckWindow(
  act: Act,
  input: { warningId: string; corrected: boolean },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.warningId };
  const row = await act.tx.untidyWarning.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'UntidyWarning', id: input.warningId }));
  const state = input.corrected ? 'CORRECTED' : 'UNCORRECTED';
  const { count } = await act.tx.untidyWarning.updateMany({
    where: { ...where, state: 'TOLD' },
    data: { state, recheckedAt: act.now },
  });
  if (count === 0) throw new Refused(warningSettled({}, CLAUSES.untidy));
  act.audit({
    verb: 'recheckUntidyWindow',
    subjectType: 'UntidyWarning',
    subjectId: row.id,
    fields: ['state'],
  });
  if (toldBeforeItCounts.decide(state))
    act.emit({
      type: 'inspection.finding',
      factId: `untidyWarning/${row.id}`,
      payload: {
        findingId: row.id,
        inspectionId: null,
        code: 'WD4',
        staffId: null,
        windowId: row.windowId,
        item: null,
        occurredOn: civilDateOf(act.now),
      },
    });
  return row.id;
}

/** 四(四)3: records cash, securities or valuables found in the hall. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function recordValuables(
  act: Act,
  input: { windowId: string | null; kind: ValuablesKind; note: string },
): Promise<string> {
  if (input.windowId !== null) requireWindow(act, input.windowId);
  enforce(valuablesAreDescribed.decide(input.note));
  const id = randomUUID();
  await act.tx.valuablesFinding.create({
    data: {
      ...input,
      townshipId: act.townshipId,
      id,
      foundOn: act.today,
      recordedAt: act.now,
      foundById: act.actor.id,
    },
  });
  act.audit({ verb: 'recordValuables', subjectType: 'ValuablesFinding', subjectId: id, fields: ['kind'] });
  act.emit({
    type: 'safety.valuablesFound',
    factId: `valuablesFinding/${id}`,
    payload: { findingId: id, windowId: input.windowId, kind: input.kind, day: act.today },
  });
  await tellLeaders(act, VALUABLES, { day: act.today }, `safety.valuables/${id}`);
  return id;
}
