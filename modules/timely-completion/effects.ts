import type { Act } from '../../core/acts/act.ts';
import type { CaseChange, TakenStep } from '../../core/cases/contribution.ts';
import { fileNegative } from '../../core/documents/negative-filing.ts';
import { issueDocument } from '../../core/documents/service.ts';
import { startClock } from '../../core/clocks/service.ts';
import { caseSubject, factsOf, type ClockRow, type ClockStart } from '../../core/clocks/clock-row.ts';
import { explainClock } from '../../core/time/index.ts';
import { isAway } from './acts/substitution.ts';
import { CLAUSES } from './clauses.ts';
import { budgetsOfAcceptance, deliveryLimit, whoServes } from './rules.ts';
import { settingsOf, tellApplicant } from './service.ts';
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
  const shared = {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    startedOn: act.today,
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
  await issueDocument(act, {
    kind: 'ACCEPTANCE_NOTICE',
    title: '受理通知书',
    caseId: facts.id,
    clause: CLAUSES.promised.id,
    data: {
      number: facts.number,
      acceptedOn: act.today,
      promisedDueOn: promise?.dueOn ?? null,
      statutoryDueOn: statutory?.dueOn ?? null,
      provisional: promise?.provisional ?? false,
    },
    text: [
      `办件编号：${facts.number}，事项：${item.name}。`,
      `您的申请已于${act.today}受理。`,
      promise && `承诺办结时间：${promise.dueOn}。${sentence(act, promise)}`,
      statutory && `法定办结时限：${statutory.dueOn}。${sentence(act, statutory)}`,
      '查询方式：凭办件编号和提交申请时取得的查询码查询办理进度。',
    ],
  });
}

/** 一(四)3: a refusal leaves a written notice and a negative filing. */
export async function onRefuse(
  act: Act,
  { case: facts, item, input }: TakenStep<'refuseCase'>,
): Promise<void> {
  const remedies = input.remedies?.trim() || settingsOf(act).remedies;
  await issueDocument(act, {
    kind: 'REFUSAL_NOTICE',
    title: '不予受理通知书',
    caseId: facts.id,
    clause: CLAUSES.refusal.id,
    data: { number: facts.number, basis: input.basis, reason: input.reason, remedies },
    text: [
      `办件编号：${facts.number}，事项：${item.name}。`,
      `决定：不予受理。理由：${input.reason}。依据：${input.basis}。`,
      `救济途径：${remedies}`,
    ],
  });
  await fileNegative(act, {
    caseId: facts.id,
    reason: input.reason,
    legalBasis: input.basis,
    clause: CLAUSES.refusal.id,
  });
}

/** 一(四)5 and Art. 44: the applicant is told of the completion, and delivery gets its own limit. */
export async function onDecide(
  act: Act,
  { case: facts, item, input }: TakenStep<'decideCase'>,
): Promise<void> {
  await tellApplicant(act, facts, {
    text: `您申请的“${item.name}”（${facts.number}）已于${act.today}办结，请凭查询码查询结果。`,
    dedupeKey: `completed/${facts.id}`,
  });
  const days = deliveryLimit.decide(input.outcome, settingsOf(act));
  await startIf(act, days, {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    kind: DELIVERY,
    clause: CLAUSES.delivery.id,
    startedOn: act.today,
    stopsFor: [],
    endsIn: ['DELIVERED'],
  });
}

function startIf(
  act: Act,
  days: number | null,
  start: Omit<ClockStart, 'budgetDays'>,
): Promise<ClockRow | null> {
  return days === null ? Promise.resolve(null) : startClock(act, { ...start, budgetDays: days });
}

function sentence(act: Act, row: ClockRow): string {
  return explainClock(factsOf(row), act.platform.directory.calendar, act.today, 'zh').sentence;
}
