import type { Act } from '../../../core/acts/act.ts';
import { textMissing } from '../../../core/cases/refusals.ts';
import { readingOf } from '../../../core/clocks/service.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import { draftsToEach, queueMessages, tellEach } from '../../../core/notifications/queue.ts';
import { enforce, permit, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { DEEMED_CONSENT, DEEMED_CONSENT_DRAFT } from '../documents.ts';
import { DRAFT_TO_SIGN, EXPLANATION_AWAITED, SILENCE_TO_CHECK } from '../messages.ts';
import {
  checkAfterExplanation,
  explainUntil,
  ownBranchOnly,
  sealIsHuman,
  silenceBecomes,
  silenceGrounds,
} from '../rules.ts';
import {
  actingStaff,
  branchFor,
  endBranch,
  moveBranch,
  payloadOf,
  settingsOf,
  stationOfActor,
  toStaff,
} from '../service.ts';
import { absencesOf, branchClock, findBranchesIn, findJoint, lockCase, type BranchRow } from '../store.ts';
import { openCaseAgainst } from './accountability.ts';

/** 一(五)6: branches whose limit passed without an opinion wait for an explanation until the close of the next working day. */
export async function openSilences(act: Act): Promise<void> {
  const { directory } = act.platform;
  for (const seen of await findBranchesIn(act.tx, act.townshipId, ['OPEN'])) {
    if (seen.case.state !== 'ACCEPTED') continue;
    const reading = readingOf(act, await branchClock(act.tx, act.townshipId, seen.id));
    if (reading.phase !== 'OVERDUE') continue;
    await lockCase(act.tx, act.townshipId, seen.caseId);
    const row = (await findBranchesIn(act.tx, act.townshipId, ['OPEN'])).find(({ id }) => id === seen.id);
    if (!row) continue;
    const absentFrom = await absencesOf(act.tx, act.townshipId, row.id);
    const { state, explainBy: asked } = row;
    const grounds = silenceGrounds.decide({ state, reading, absentFrom, explainBy: asked });
    if (grounds.length === 0) continue;
    const hours = directory.openingHoursOf(act.townshipId);
    const explainBy = explainUntil.decide(reading.dueOn, settingsOf(act), hours, directory.calendar);
    await moveBranch(act, row, {
      verb: 'reportSilence',
      note: `应于${reading.dueOn}给出意见，未给出`,
      clause: CLAUSES.silence,
      data: { state: 'SILENCE_PENDING', explainBy, silentFor: [...grounds], explanation: null },
    });
    act.emit({
      type: 'branch.silent',
      caseId: row.caseId,
      factId: `branch.silent/${row.id}/${act.now.toISOString()}`,
      payload: { ...payloadOf(act, row), dueOn: reading.dueOn },
    });
    const data = { number: row.case.number, until: civilDateOf(explainBy) };
    const [caseId, dedupeKey] = [row.caseId, `branch.silent/${row.id}/${reading.dueOn}`];
    await queueMessages(act, [
      ...toStaff(EXPLANATION_AWAITED, row.handlerId, caseId, data, dedupeKey),
      ...draftsToEach(SILENCE_TO_CHECK, ['CENTRE_DIRECTOR'], { caseId, data: {}, dedupeKey }),
    ]);
  }
}

/** 一(五)6: the station explains itself in writing, until the director checks; FORBIDDEN to other stations. Refusals: those of a branch's step, TEXT_REQUIRED. */
export async function explainSilence(act: Act, input: { branchId: string; text: string }): Promise<string> {
  const row = await branchFor(act, input.branchId, 'explain');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  if (!input.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.silence));
  await moveBranch(act, row, {
    verb: 'explainSilence',
    note: '已书面说明',
    clause: CLAUSES.silence,
    data: { explanation: input.text, explainedAt: act.now, explainedBy: actingStaff(act) },
  });
  return row.id;
}

/**
 * 一(五)6: the director checks a silence. Explained reasonably, the branch goes on; else consent is deemed where the item
 * allows it: a draft is written and waits for a signature. It never takes effect by itself.
 * Refusals: those of a branch's step, SILENCE_CHECK_TOO_EARLY, TEXT_REQUIRED.
 */
export async function checkSilence(
  act: Act,
  input: { branchId: string; reasonable: boolean; note: string },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'check');
  const { explainBy } = row;
  if (!explainBy) throw new Error('a silent branch must know until when it may explain itself');
  const explained = row.explanation !== null;
  enforce(checkAfterExplanation.decide({ explained, explainBy, now: act.now }));
  if (!input.note.trim()) throw new Refused(textMissing({ field: 'note' }, CLAUSES.silence));
  const joint = await findJoint(act.tx, act.townshipId, row.caseId);
  if (!joint) throw new Error('a branch belongs to a joint case');
  const { deemedConsentAllowed: allowed } = joint.catalogue;
  const state = silenceBecomes.decide({ reasonable: input.reasonable, explained, allowed });
  const draft = state === 'WAITING_SEAL' ? await writeDraft(act, row) : null;
  await moveBranch(act, row, {
    verb: 'checkSilence',
    note: `${state}：${input.note}`,
    clause: CLAUSES.silence,
    data: {
      state,
      silenceNote: input.note,
      checkedBy: actingStaff(act),
      ...(draft ? { draftId: draft } : {}),
    },
  });
  const payload = payloadOf(act, row);
  const factId = `branch.silenceChecked/${row.id}/${act.now.toISOString()}`;
  act.emit({ type: 'branch.silenceChecked', caseId: row.caseId, factId, payload: { ...payload, state } });
  if (draft) {
    await endBranch(act, row.id);
    act.emit({
      type: 'branch.deemedConsent',
      caseId: row.caseId,
      factId: `branch.deemedConsent/${row.id}`,
      payload,
    });
    await openCaseAgainst(act, row, 'NO_RESULT', '到期无意见，视为默认许可');
    const dedupeKey = `branch.deemedConsent/${row.id}`;
    const told = { caseId: row.caseId, data: {}, dedupeKey };
    await tellEach(act, DRAFT_TO_SIGN, settingsOf(act).sealRoles, told);
  }
  return row.id;
}

const GROUNDS: Readonly<Record<string, string>> = {
  LIMIT: '未在时限内办结',
  VISIT: '未参加联合踏勘',
  MEETING: '未参加协调会议',
};

async function papersOf(act: Act, row: BranchRow) {
  const { dueOn } = readingOf(act, await branchClock(act.tx, act.townshipId, row.id));
  return {
    station: row.station.name,
    dueOn,
    grounds: row.silentFor.map((ground) => GROUNDS[ground] ?? ground).join('、'),
  };
}

async function writeDraft(act: Act, row: BranchRow): Promise<string> {
  const data = await papersOf(act, row);
  return (await issueDocument(act, DEEMED_CONSENT_DRAFT, { caseId: row.caseId }, data)).id;
}

/**
 * 一(五)6: a seal holder signs the draft, or withholds the seal with a reason. Whoever may is a setting.
 * Refusals: those of a branch's step, SEAL_HOLDER_ONLY, TEXT_REQUIRED.
 */
export async function signDeemedConsent(
  act: Act,
  input: { branchId: string; sign: boolean; reason: string | null },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'sign');
  enforce(sealIsHuman.decide(act.actor, settingsOf(act)));
  const reason = input.reason?.trim() ?? '';
  if (!input.sign && !reason) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.silence));
  const state = input.sign ? 'DEEMED_CONSENT' : 'SILENT';
  const signedBy = act.platform.directory.findStaff(act.actor.id ?? '')?.staffNo ?? '';
  const decision = input.sign
    ? await issueDocument(
        act,
        DEEMED_CONSENT,
        { caseId: row.caseId },
        { ...(await papersOf(act, row)), signedBy },
      )
    : null;
  await moveBranch(act, row, {
    verb: 'signDeemedConsent',
    note: input.sign ? `已签发${decision?.number ?? ''}` : `不予签发：${reason}`,
    clause: CLAUSES.silence,
    data: {
      state,
      sealedBy: actingStaff(act),
      ...(decision ? { decisionId: decision.id, concludedAt: act.now } : { silenceNote: reason }),
    },
  });
  act.emit({
    type: 'branch.sealed',
    caseId: row.caseId,
    factId: `branch.sealed/${row.id}/${act.now.toISOString()}`,
    payload: { ...payloadOf(act, row), state },
  });
  return row.id;
}
