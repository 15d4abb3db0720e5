import type { Act } from '../../core/acts/act.ts';
import type { CaseChange, TakenStep } from '../../core/cases/contribution.ts';
import { fileNegative } from '../../core/documents/negative-filing.ts';
import { issueDocument } from '../../core/documents/service.ts';
import { startClock } from '../../core/clocks/service.ts';
import { caseSubject, type ClockRow, type ClockStart } from '../../core/clocks/clock-row.ts';
import { findClocks } from '../../core/clocks/store.ts';
import { applicantOf } from '../../core/notifications/applicant.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { isAway } from './acts/substitution.ts';
import { CLAUSES } from './clauses.ts';
import {
  ACCEPTANCE_NOTICE,
  acceptanceData,
  COMPLETION_NOTICE,
  completionData,
  REFUSAL_NOTICE,
} from './documents.ts';
import { COMPLETED } from './messages.ts';
import { budgetsOfAcceptance, deliveryLimit, whoServes } from './rules.ts';
import { settingsOf } from './service.ts';
import { DELIVERY, MODULE_ID, PROMISE, STATUTORY } from './store.ts';

/** 一(四)1: a new case goes to B when A is away. */
export async function onSubmit(
  act: Act,
  { case: facts, item }: TakenStep<'submitCase'>,
): Promise<CaseChange> {
  if (!item.post) return;
  const { staffAId, staffBId } = item.post;
  const serves = whoServes.decide({ a: isAway(act, staffAId), b: isAway(act, staffBId) });
  if (serves === 'A') return;
  const post = act.platform.directory.findPost(act.townshipId, item.itemId);
  if (!post) return;
  await act.tx.case.update({
    where: { townshipId_id: { townshipId: act.townshipId, id: facts.id } },
    data: { handlerId: staffBId },
  });
  act.emit({
    type: 'post.substituted',
    caseId: facts.id,
    factId: `post.substituted/${facts.id}`,
    payload: { postId: post.id, staffAId, staffBId, day: act.today, cases: 1 },
  });
  return { handlerId: staffBId };
}

/** 一(四)2: acceptance starts both clocks and hands out the acceptance notice with its dates. */
export async function onAccept(act: Act, { case: facts, item }: TakenStep<'acceptCase'>): Promise<void> {
  const budgets = budgetsOfAcceptance.decide(item);
  // The day from which the case counts as accepted, which may lie before the act.
  const acceptedOn = facts.acceptedAt ? civilDateOf(facts.acceptedAt) : act.today;
  const shared = {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    startedOn: acceptedOn,
    endsIn: ['DECIDED', 'WITHDRAWN'],
  };
  const promise = await startIf(act, budgets.promise, {
    ...shared,
    kind: PROMISE,
    clause: CLAUSES.promised.id,
    stopsFor: ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE', 'MODULE_OFF'],
  });
  const statutory = await startIf(act, budgets.statutory, {
    ...shared,
    kind: STATUTORY,
    clause: CLAUSES.limits.id,
    stopsFor: ['STATUTORY_PROCEDURE'],
  });
  const data = acceptanceData({ promise, statutory }, acceptedOn, act.today, act.platform.directory.calendar);
  await issueDocument(act, ACCEPTANCE_NOTICE, { caseId: facts.id }, data);
}

/** 一(四)3: a refusal leaves a written notice and a negative filing. */
export async function onRefuse(act: Act, { case: facts, input }: TakenStep<'refuseCase'>): Promise<void> {
  const { reason, basis } = input;
  const remedies = input.remedies?.trim() || settingsOf(act).remedies;
  await issueDocument(act, REFUSAL_NOTICE, { caseId: facts.id }, { reason, basis, remedies });
  await fileNegative(act, {
    caseId: facts.id,
    reason: input.reason,
    legalBasis: input.basis,
    clause: CLAUSES.refusal.id,
  });
}

/** 一(四)5 and Art. 44: the applicant is told of the completion, by message and on paper, and delivery gets its own limit. */
export async function onDecide(
  act: Act,
  { case: facts, item, input }: TakenStep<'decideCase'>,
): Promise<void> {
  await queueMessages(act, [
    draftOf(COMPLETED, {
      ...(await applicantOf(act, facts)),
      data: { item: item.name, number: facts.number, day: act.today },
      dedupeKey: `completed/${facts.id}`,
    }),
  ]);
  const days = deliveryLimit.decide(input.outcome, settingsOf(act));
  const delivery = await startIf(act, days, {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    kind: DELIVERY,
    clause: CLAUSES.delivery.id,
    startedOn: act.today,
    stopsFor: [],
    endsIn: ['DELIVERED'],
  });
  const clocks = await findClocks(act.tx, act.townshipId, caseSubject(facts.id));
  const clockOf = (kind: string) => clocks.find((row) => row.kind === kind) ?? null;
  const decided = {
    acceptedOn: facts.acceptedAt && civilDateOf(facts.acceptedAt),
    outcome: input.outcome,
  };
  const data = completionData(
    { promise: clockOf(PROMISE), statutory: clockOf(STATUTORY), delivery },
    decided,
    act.today,
  );
  await issueDocument(act, COMPLETION_NOTICE, { caseId: facts.id }, data);
}

function startIf(
  act: Act,
  days: number | null,
  start: Omit<ClockStart, 'budgetDays'>,
): Promise<ClockRow | null> {
  return days === null ? Promise.resolve(null) : startClock(act, { ...start, budgetDays: days });
}
