import type { Act } from '../../core/acts/act.ts';
import type { GuardQuestion, TakenStep } from '../../core/cases/contribution.ts';
import { caseSubject } from '../../core/clocks/clock-row.ts';
import { startClock } from '../../core/clocks/service.ts';
import { allow, type Verdict } from '../../core/regulation/index.ts';
import { addDays, civilDateOf } from '../../core/time/index.ts';
import { namedItem } from './acts/notices.ts';
import { CLAUSES } from './clauses.ts';
import { noticeLimit, supplementIsComplete } from './rules.ts';
import { settingsOf, writeNotice } from './service.ts';
import { CITE_GUIDE, findNoticesOf, MODULE_ID, SUPPLEMENT_NOTICE } from './store.ts';

/** Receipt starts the limit of the notice, and the application rests on the guide that its applicant was given. */
export async function onSubmit(act: Act, { case: facts, input }: TakenStep<'submitCase'>): Promise<void> {
  const settings = settingsOf(act);
  await startClock(act, {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    kind: SUPPLEMENT_NOTICE,
    clause: CLAUSES.noticeLimit.id,
    startedOn: civilDateOf(facts.submittedAt),
    budgetDays: noticeLimit.decide(settings),
    // A limit of the law: it runs on whatever happens, until the applicant has an answer.
    stopsFor: [],
    endsIn: ['AWAITING_SUPPLEMENT', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'],
  });
  const phone = input.applicant.phone?.trim() || null;
  const subject = act.actor.kind === 'APPLICANT' ? act.actor.id : null;
  // Whoever gave neither has no guide that could be told to be his.
  if (phone === null && subject === null) return;
  const since = addDays(act.today, -settings.guideHoldsDays);
  act.defer(CITE_GUIDE, [act.townshipId, facts.id, act.now, facts.itemId, since, phone, subject]);
}

/** 一(二)2: whichever verb asks for a supplement, a notice of everything goes with it; the chapter's own verbs wrote theirs before. */
export async function onRequestSupplement(
  act: Act,
  { case: facts, item, input }: TakenStep<'requestSupplement'>,
): Promise<void> {
  const before = { ...facts, version: facts.version - 1 };
  const notices = await findNoticesOf(act.tx, act.townshipId, facts.id);
  if (notices.some(({ caseVersion }) => caseVersion === before.version)) return;
  await writeNotice(act, {
    kind: item.kind === 'IMMEDIATE' ? 'ON_SPOT' : 'SUPPLEMENT',
    facts: before,
    item,
    reason: input.reason,
    items: input.items.map((text) => namedItem(text, item)),
  });
}

/** The clock runs again when all that the last notice asked for is there. */
export async function beforeSupplement(
  act: Act,
  { case: facts, input }: GuardQuestion<'supplementCase'>,
): Promise<Verdict> {
  if (!facts) return allow();
  const last = (await findNoticesOf(act.tx, act.townshipId, facts.id)).at(-1);
  return last ? supplementIsComplete.decide(last.items, input.materials) : allow();
}
