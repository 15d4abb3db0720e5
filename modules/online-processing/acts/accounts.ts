import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import type { CaseStep } from '../../../core/cases/contribution.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { allow, enforce, Refused, type Refusal, type Verdict } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import type { AccountPayload } from '../events.ts';
import { alertDecided } from '../refusals.ts';
import { alertOfAnother, concurrentUse, ownWindow, windowTaken } from '../rules.ts';
import { requireText, settingsOf } from '../service.ts';
import { lastSession, ownWindows } from '../store.ts';

/**
 * 一(七)3: binds the account that acts to a window, again and again while it is used there. At another window than its own it
 * is refused (NOT_OWN_WINDOW), but what was seen stays: an account at two windows within a minute is an alert.
 */
export async function useWindow(act: Act, windowId: string): Promise<{ id: string; refusal?: Refusal }> {
  requireWindow(act, windowId);
  const { townshipId } = act;
  const staffId = act.actor.id ?? '';
  // Held, so that two windows at the same moment see one another.
  await act.tx
    .$queryRaw`select 1 from "Staff" where "townshipId" = ${townshipId}::uuid and "id" = ${staffId}::uuid for no key update`;
  const last = await lastSession(act.tx, townshipId, staffId);
  const verdict = ownWindow.decide(windowId, await ownWindows(act.tx, townshipId, staffId));
  const id = last?.windowId === windowId ? last.id : randomUUID();
  if (last?.windowId === windowId)
    await act.tx.windowSession.updateMany({ where: { townshipId, id }, data: { seenAt: act.now } });
  else
    await act.tx.windowSession.create({
      data: { townshipId, id, staffId, windowId, own: verdict.allowed, openedAt: act.now, seenAt: act.now },
    });
  act.audit({ verb: 'useWindow', subjectType: 'WindowSession', subjectId: id, fields: ['windowId'] });
  if (last && concurrentUse.decide(last, { windowId, at: act.now }, settingsOf(act)))
    await raiseAlert(act, { staffId, windowId, otherId: last.windowId });
  return verdict.allowed ? { id } : { id, refusal: verdict.refusal };
}

/** 一(七)3: where the setting demands it, a member of staff takes his own window before a step. Refusals: WINDOW_NOT_TAKEN. */
async function askWindow(act: Act): Promise<Verdict> {
  const settings = settingsOf(act);
  const { townshipId, actor, tx } = act;
  if (!settings.windowDemanded || actor.kind !== 'STAFF' || actor.id === null) return allow();
  const last = await lastSession(tx, townshipId, actor.id);
  return windowTaken.decide(last, await ownWindows(tx, townshipId, actor.id), act.today, settings);
}

/** Asked before every step of a case. */
export const WINDOW_GUARDS = {
  submitCase: askWindow,
  requestSupplement: askWindow,
  supplementCase: askWindow,
  acceptCase: askWindow,
  refuseCase: askWindow,
  suspendCase: askWindow,
  resumeCase: askWindow,
  decideCase: askWindow,
  deliverCase: askWindow,
  withdrawCase: askWindow,
} as const satisfies Record<CaseStep, typeof askWindow>;

async function raiseAlert(
  act: Act,
  seen: { staffId: string; windowId: string; otherId: string },
): Promise<void> {
  const row = { ...seen, id: randomUUID(), raisedAt: act.now };
  await act.tx.accountAlert.create({ data: { ...row, townshipId: act.townshipId, state: 'OPEN' } });
  act.audit({ verb: 'raiseAccountAlert', subjectType: 'AccountAlert', subjectId: row.id, fields: ['state'] });
  act.emit({
    type: 'account.concurrentUse',
    factId: `account.concurrentUse/${row.id}`,
    payload: payloadOf(row),
  });
}

/**
 * 一(七)3: the director says whether an account was shared; the regulation gives it no points.
 * Refusals: NOT_FOUND, TEXT_REQUIRED, ACCOUNT_ALERT_ABOUT_ONESELF, ACCOUNT_ALERT_DECIDED.
 */
export async function decideAccountAlert(
  act: Act,
  input: { alertId: string; shared: boolean; reason: string },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.alertId };
  const row = await act.tx.accountAlert.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'AccountAlert', id: input.alertId }));
  enforce(alertOfAnother.decide(row.staffId, act.actor.id));
  const reason = requireText(input.reason, 'reason', CLAUSES.account);
  const state = input.shared ? 'CONFIRMED' : 'DISMISSED';
  const { count } = await act.tx.accountAlert.updateMany({
    where: { ...where, state: 'OPEN' },
    data: { state, reason, decidedAt: act.now, decidedById: act.actor.id },
  });
  if (count === 0) throw new Refused(alertDecided({}, CLAUSES.account));
  act.audit({
    verb: 'decideAccountAlert',
    subjectType: 'AccountAlert',
    subjectId: row.id,
    fields: ['state'],
  });
  if (input.shared)
    act.emit({
      type: 'account.sharingConfirmed',
      factId: `account.concurrentUse/${row.id}`,
      payload: payloadOf(row),
    });
  return row.id;
}

function payloadOf(row: {
  id: string;
  staffId: string;
  windowId: string;
  otherId: string;
  raisedAt: Date;
}): AccountPayload {
  return {
    alertId: row.id,
    staffId: row.staffId,
    windowId: row.windowId,
    otherWindowId: row.otherId,
    occurredOn: civilDateOf(row.raisedAt),
  };
}
