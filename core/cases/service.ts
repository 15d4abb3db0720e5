import type { Act } from '../acts/act.ts';
import type { ItemFacts } from '../catalogue/rules.ts';
import { findItemVersion } from '../catalogue/store.ts';
import { caseSubject } from '../clocks/clock-row.ts';
import { endClocks, resumeClocks, stopClocks } from '../clocks/service.ts';
import type { Prisma } from '../db/client.ts';
import { decisionDocument } from '../documents/kernel-kinds.ts';
import { issueDocument } from '../documents/service.ts';
import { enforce, Refused } from '../regulation/index.ts';
import { civilDateOf } from '../time/index.ts';
import type { CaseFacts } from './contribution.ts';
import { askGuards, runEffects } from './contributions.ts';
import type { CaseInputs } from './inputs.ts';
import { sameCode } from './query-code.ts';
import { notFound, notOwnCase, staleVersion } from './refusals.ts';
import { stateAllows, textsAreGiven, versionIsCurrent } from './rules.ts';
import { advanceCase, findCase, type CaseRow } from './store.ts';
import { stateAfter, type CaseVerb } from './states.ts';
import { recordStep } from './timeline.ts';

/** What a verb changes besides the state, and how its timeline line reads. */
interface Change<V extends CaseVerb> {
  readonly data?: (act: Act, input: CaseInputs[V]) => Prisma.CaseUncheckedUpdateManyInput;
  readonly note: (input: CaseInputs[V]) => string | null;
  readonly eventExtra?: (input: CaseInputs[V]) => Record<string, unknown>;
  /** What happens to the case's clocks, before its modules follow up. */
  readonly clocks?: (act: Act, facts: CaseFacts, input: CaseInputs[V]) => Promise<void>;
}

const CHANGES: { readonly [V in CaseVerb]: Change<V> } = {
  requestSupplement: {
    note: (i) => `${i.reason}；需补正：${i.items.join('、')}`,
    clocks: (act, facts, i) => stopClocks(act, caseSubject(facts.id), 'APPLICANT_DELAY', i.reason),
  },
  supplementCase: {
    data: (_act, i) => ({ materialsGiven: { push: [...i.materials] } }),
    note: (i) => `补正：${i.materials.join('、')}`,
    clocks: (act, facts) =>
      resumeClocks(act, caseSubject(facts.id), ['APPLICANT_DELAY'], '已补正 / supplemented'),
  },
  acceptCase: {
    data: (act, i) => ({
      acceptedAt: i.asOf ?? act.now,
      ...(act.actor.kind === 'STAFF' ? { handlerId: act.actor.id } : {}),
    }),
    note: (i) => i.note ?? null,
  },
  refuseCase: { data: (act) => ({ closedAt: act.now }), note: (i) => `${i.reason}（依据：${i.basis}）` },
  suspendCase: {
    note: (i) => i.reason,
    eventExtra: (i) => ({ cause: i.cause }),
    clocks: (act, facts, i) =>
      stopClocks(
        act,
        caseSubject(facts.id),
        i.cause === 'APPLICANT_DELAY' ? 'APPLICANT_DELAY' : 'STATUTORY_PROCEDURE',
        i.reason,
      ),
  },
  resumeCase: {
    note: (i) => i.note ?? null,
    clocks: (act, facts, i) =>
      resumeClocks(
        act,
        caseSubject(facts.id),
        ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE'],
        i.note ?? '恢复办理 / resumed',
      ),
  },
  decideCase: {
    data: (act, i) => ({ decidedAt: act.now, outcome: i.outcome }),
    note: (i) => i.result,
    eventExtra: (i) => ({ outcome: i.outcome }),
  },
  deliverCase: { data: (act) => ({ closedAt: act.now }), note: (i) => i.method },
  withdrawCase: { data: (act) => ({ closedAt: act.now }), note: (i) => i.reason },
};

/**
 * Takes one step in a case's life: checks version, table, texts and the modules' guards, then writes the new state,
 * clocks, timeline, audit, event and the modules' effects in the act's transaction.
 * Refusals: NOT_FOUND, NOT_OWN_CASE, CONFLICT, STATE_NOT_ALLOWED, TEXT_REQUIRED, and those of enabled modules.
 */
export async function stepCase<V extends CaseVerb>(
  act: Act,
  verb: V,
  input: CaseInputs[V],
): Promise<CaseRow> {
  const before = await findCase(act.tx, act.townshipId, input.caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  await requireOwnCase(act, before, input);
  enforce(versionIsCurrent(before, input.version), stateAllows(before, verb), textsAreGiven(verb, input));
  const item = await findItemVersion(act, before.itemId, before.itemVersion);
  if (!item) throw new Error('a case must have its item version');
  await askGuards(act, verb, { case: before, item, input });

  const change: Change<V> = CHANGES[verb];
  const to = stateAfter(verb, before);
  const after = await advanceCase(act.tx, before, { ...change.data?.(act, input), state: to });
  if (!after) throw new Refused(staleVersion({ expected: before.version, actual: before.version + 1 }));
  await change.clocks?.(act, after, input);
  const ended = await endClocks(act, caseSubject(after.id), to);
  recordStep(act, {
    verb,
    before,
    after,
    note: change.note(input),
    ended,
    extra: change.eventExtra?.(input) ?? {},
  });
  if (verb === 'decideCase') await keepResult(act, after, item, input as CaseInputs['decideCase']);
  return runEffects(act, verb, { case: after, item, input, ended });
}

/** Applicants act on their own cases; a machine client shows the query code of the case it acts for. */
async function requireOwnCase(act: Act, facts: CaseFacts, input: object): Promise<void> {
  if (act.actor.kind === 'FRONTEND') {
    const code = (input as { queryCode?: string | null }).queryCode;
    if (!code || !sameCode(code, facts.queryCode)) throw new Refused(notOwnCase({}));
  }
  if (act.actor.kind !== 'APPLICANT') return;
  const applicant = await act.tx.applicant.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: facts.applicantId } },
  });
  if (!applicant || applicant.subject !== act.actor.id) throw new Refused(notOwnCase({}));
}

/** A decision leaves its outcome document; without one a case cannot be completed. */
async function keepResult(
  act: Act,
  facts: CaseFacts,
  item: ItemFacts,
  input: CaseInputs['decideCase'],
): Promise<void> {
  const acceptedOn = facts.acceptedAt && civilDateOf(facts.acceptedAt);
  const { kind, data } = decisionDocument(input, item, acceptedOn);
  await issueDocument(act, kind, { caseId: facts.id }, data);
}
