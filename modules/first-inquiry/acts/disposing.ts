import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import type { Prisma } from '../../../core/db/client.ts';
import { fileNegative } from '../../../core/documents/negative-filing.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { LEADER_ASKED } from '../messages.ts';
import { inquiryNotInHand, notTheHolder } from '../refusals.ts';
import {
  explainedInFull,
  filingHasBasis,
  holderDisposes,
  leaderCoordinates,
  promisedDue,
  windowIsNamed,
  windowIsOpen,
  type DispositionKind,
} from '../rules.ts';
import { addHandOver, moveInquiry, requireInquiry, tell } from '../service.ts';
import { hasCase, hasStation, isNotice, NOTICES } from '../store.ts';
import { checkPhrases } from './phrases.ts';

/** What is done with an inquiry; which fields count depends on the disposition. */
export interface DisposeInput {
  readonly inquiryId: string;
  readonly disposition: DispositionKind;
  /** What the visitor is told. */
  readonly reply: string | null;
  readonly itemId: string | null;
  readonly windowId: string | null;
  readonly stationId: string | null;
  /** A body outside the centre. */
  readonly body: string | null;
  /** The document of the one-time notice. */
  readonly noticeId: string | null;
  readonly caseId: string | null;
  readonly leaderId: string | null;
  readonly stationIds: readonly string[];
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly legalBasis: string | null;
  /** Why a forbidden phrase in the text turns nobody away. */
  readonly phraseReason: string | null;
}

/**
 * 一(一)2 and 一(一)3: the holder handles it, sends the visitor to a window, explains, refers him to another station, asks
 * a leader to coordinate, or files what cannot be done. Refusals: NOT_FOUND, INQUIRY_NOT_IN_HAND, NOT_THE_HOLDER,
 * FORBIDDEN_PHRASE, PHRASE_NEEDS_REASON, WINDOW_NOT_OPEN, WINDOW_MUST_BE_NAMED, NOTICE_REQUIRED, NOT_A_LEADER,
 * TEXT_REQUIRED.
 */
export async function disposeFirstInquiry(act: Act, input: DisposeInput): Promise<string> {
  const inquiry = await requireInquiry(act, input.inquiryId);
  enforce(holderDisposes.decide(inquiry, act.actor.id));
  const texts = [input.reply, input.outcome, input.reason, input.body];
  const checked = await checkPhrases(act, input.disposition, texts, input.phraseReason);
  const plan = await PLANS[input.disposition](act, input);
  const item = findItem(act, input.itemId ?? inquiry.itemId);
  if (input.caseId && !(await hasCase(act.tx, act.townshipId, input.caseId)))
    throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  const promise = plan.promises ? promisedDue.decide(item, act.today, act.platform.directory.calendar) : null;
  await moveInquiry(act, inquiry, { state: plan.state }, CLAUSES.responsible);
  const filingId =
    input.disposition === 'CANNOT_HANDLE'
      ? await fileNegative(act, {
          caseId: input.caseId,
          reason: input.reason ?? '',
          legalBasis: input.legalBasis ?? '',
          clause: CLAUSES.outOfScope.id,
        })
      : null;
  const step = {
    kind: input.disposition,
    reply: input.reply?.trim() || null,
    itemId: item?.itemId ?? null,
    promisedDueOn: promise?.dueOn ?? null,
    provisional: promise?.provisional ?? false,
    windowId: plan.window?.id ?? null,
    stationId: plan.stationId,
    body: plan.body,
    noticeId: plan.noticeId,
    caseId: input.caseId,
    leaderId: plan.leaderId,
    stationIds: plan.stationIds,
    outcome: plan.outcome,
    filingId,
    ...checked,
  };
  await addStep(act, inquiry, step);
  if (plan.state === 'HANDED_OVER' && plan.window)
    await addHandOver(act, inquiry, {
      fromId: inquiry.holderId,
      stationId: plan.window.stationId,
      windowId: plan.window.id,
    });
  if (plan.leaderId)
    await tell(act, LEADER_ASKED, [plan.leaderId], `inquiry.led/${inquiry.id}/${act.now.toISOString()}`);
  return inquiry.id;
}

/** What a disposition comes to, once its own demands are met. */
interface Plan {
  readonly state: 'CLOSED' | 'HANDED_OVER' | 'COORDINATING';
  /** Whether the visitor is promised the item's limit. */
  readonly promises: boolean;
  readonly window: { id: string; stationId: string; open: boolean } | null;
  readonly stationId: string | null;
  readonly body: string | null;
  readonly noticeId: string | null;
  readonly leaderId: string | null;
  readonly stationIds: string[];
  readonly outcome: string | null;
}

const NOTHING: Plan = {
  state: 'CLOSED',
  promises: false,
  window: null,
  stationId: null,
  body: null,
  noticeId: null,
  leaderId: null,
  stationIds: [],
  outcome: null,
};

const PLANS: Record<DispositionKind, (act: Act, input: DisposeInput) => Promise<Plan> | Plan> = {
  HANDLED: () => NOTHING,
  TO_WINDOW: async (act, input) => {
    const window = await findWindow(act, input.windowId);
    enforce(windowIsOpen.decide(window));
    return { ...NOTHING, state: 'HANDED_OVER', promises: true, window, stationId: window?.stationId ?? null };
  },
  EXPLAINED: async (act, input) => {
    const { noticeId, reply } = input;
    if (noticeId && !(await isNotice(act.tx, act.townshipId, noticeId)))
      throw new Refused(notFound({ type: 'Document', id: noticeId }, CLAUSES.inScope));
    const noticesOn = act.platform.switches.isEnabled(act.townshipId, NOTICES);
    enforce(explainedInFull.decide({ noticesOn, hasNotice: noticeId !== null, reply }));
    return { ...NOTHING, promises: true, noticeId };
  },
  REFERRED: async (act, { windowId, stationId, body }) => {
    const window = await findWindow(act, windowId);
    const where = { townshipId: act.townshipId, stationId: stationId ?? '' };
    if (stationId && !(await hasStation(act.tx, act.townshipId, stationId)))
      throw new Refused(notFound({ type: 'Station', id: stationId }));
    const stationWindows = stationId ? await act.tx.window.count({ where }) : null;
    enforce(windowIsNamed.decide({ window, stationId, stationWindows, body }));
    const state = window ? 'HANDED_OVER' : 'CLOSED';
    return {
      ...NOTHING,
      state,
      window,
      stationId: window?.stationId ?? stationId,
      body: body?.trim() || null,
    };
  },
  COORDINATED: async (act, { leaderId, stationIds, outcome }) => {
    const leader = leaderId ? act.platform.directory.findStaff(leaderId) : null;
    enforce(leaderCoordinates.decide(leader?.townshipId === act.townshipId ? leader : null, act.actor.id));
    for (const id of stationIds)
      if (!(await hasStation(act.tx, act.townshipId, id)))
        throw new Refused(notFound({ type: 'Station', id }));
    const settled = outcome?.trim() || null;
    return {
      ...NOTHING,
      state: settled ? 'CLOSED' : 'COORDINATING',
      leaderId,
      stationIds: [...stationIds],
      outcome: settled,
    };
  },
  CANNOT_HANDLE: (_act, input) => {
    enforce(filingHasBasis.decide(input));
    return NOTHING;
  },
};

export interface SettleInput {
  readonly inquiryId: string;
  readonly outcome: string;
  /** The window that takes it, if the outcome is that one does. */
  readonly windowId: string | null;
  readonly phraseReason: string | null;
}

/**
 * 一(一)3: the leader who was asked, or the holder, records what the coordination came to; the inquiry is closed, or handed
 * to a window. Refusals: NOT_FOUND, INQUIRY_NOT_IN_HAND, NOT_THE_HOLDER, TEXT_REQUIRED, WINDOW_NOT_OPEN, PHRASE_NEEDS_REASON.
 */
export async function settleCoordination(act: Act, input: SettleInput): Promise<string> {
  const inquiry = await requireInquiry(act, input.inquiryId);
  if (inquiry.state !== 'COORDINATING')
    throw new Refused(inquiryNotInHand({ state: inquiry.state }, CLAUSES.outOfScope));
  const step = await act.tx.inquiryDisposition.findFirstOrThrow({
    where: { townshipId: act.townshipId, inquiryId: inquiry.id, kind: 'COORDINATED' },
    orderBy: { seq: 'desc' },
  });
  if (act.actor.id !== inquiry.holderId && act.actor.id !== step.leaderId)
    throw new Refused(notTheHolder({}, CLAUSES.outOfScope));
  if (!input.outcome.trim()) throw new Refused(textMissing({ field: 'outcome' }, CLAUSES.outOfScope));
  await checkPhrases(act, 'COORDINATED', [input.outcome], input.phraseReason);
  const window = input.windowId ? await findWindow(act, input.windowId) : null;
  if (input.windowId) enforce(windowIsOpen.decide(window));
  const state = window ? 'HANDED_OVER' : 'CLOSED';
  await moveInquiry(act, inquiry, { state }, CLAUSES.outOfScope);
  await act.tx.inquiryDisposition.update({
    where: { townshipId_id: { townshipId: act.townshipId, id: step.id } },
    data: { outcome: input.outcome.trim() },
  });
  act.audit({
    verb: 'settleCoordination',
    subjectType: 'InquiryDisposition',
    subjectId: step.id,
    fields: ['outcome'],
  });
  if (window)
    await addHandOver(act, inquiry, {
      fromId: inquiry.holderId,
      stationId: window.stationId,
      windowId: window.id,
    });
  return inquiry.id;
}

/** A disposition as it is added; its place and time come with the act. */
type Step = Omit<
  Prisma.InquiryDispositionUncheckedCreateInput,
  'townshipId' | 'id' | 'inquiryId' | 'seq' | 'at' | 'staffId'
>;

/** Adds a disposition after the inquiry was moved, and tells of it. */
export async function addStep(
  act: Act,
  inquiry: { id: string },
  step: Step,
  staffId = actingStaff(act),
): Promise<void> {
  const { townshipId, tx } = act;
  const id = randomUUID();
  const seq = (await tx.inquiryDisposition.count({ where: { townshipId, inquiryId: inquiry.id } })) + 1;
  const data = { ...step, townshipId, id, inquiryId: inquiry.id, seq, at: act.now, staffId };
  const row = await tx.inquiryDisposition.create({ data });
  act.audit({
    verb: 'disposeFirstInquiry',
    subjectType: 'InquiryDisposition',
    subjectId: id,
    fields: ['kind', 'reply'],
  });
  act.emit({
    type: 'firstInquiry.disposed',
    caseId: row.caseId,
    factId: `firstInquiry.disposed/${id}`,
    payload: {
      inquiryId: inquiry.id,
      disposition: row.kind,
      staffId,
      windowId: row.windowId,
      stationId: row.stationId,
      caseId: row.caseId,
      noticeId: row.noticeId,
      promisedDueOn: row.promisedDueOn,
    },
  });
}

async function findWindow(act: Act, id: string | null) {
  if (id === null) return null;
  const window = await act.tx.window.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
  });
  if (!window) throw new Refused(notFound({ type: 'Window', id }));
  return window;
}

function findItem(act: Act, id: string | null) {
  if (id === null) return null;
  const item = act.platform.directory.findItem(act.townshipId, id)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id }));
  return item;
}
