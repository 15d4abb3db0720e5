import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused, type Refusal } from '../../../core/regulation/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import {
  namedWhereUnknown,
  needsSecond,
  nobodyAboutHimself,
  notAloneAgainstOrFor,
  secondIsAnother,
} from '../ledger-rules.ts';
import { holdProposal, type ProposalRow } from '../ledger-store.ts';
import { NOT_ENTERED } from '../messages.ts';
import { proposalDecided } from '../refusals.ts';
import { concernedOf, deciderOf, noteProposal } from '../service.ts';
import { postEntries } from './entries.ts';
import { tellConcerned } from './telling.ts';

/** A proposal, and whom it concerns where its source does not say so. */
export interface Confirmed {
  readonly proposalId: string;
  readonly staffId: string | null;
  readonly windowId: string | null;
}

/**
 * 三(一)3(1): a member of the group confirms a proposal, which enters it in the ledger. What a station head confirms of his
 * own staff waits for a second member. Returns the proposal's id.
 * Refusals: NOT_FOUND, PROPOSAL_NOT_OPEN, SCORE_SUBJECT_REQUIRED, SCORE_SUBJECT_KNOWN, CONFLICT_OF_INTEREST_IN_SCORING,
 * SECOND_DECIDER_REQUIRED, EVIDENCE_REQUIRED.
 */
export async function confirmScore(act: Act, input: Confirmed): Promise<string> {
  const proposal = withSubject(act, await openProposal(act, input.proposalId), input);
  const [who, concerned] = [deciderOf(act), concernedOf(act, proposal)];
  const { firstById } = proposal;
  const bound = needsSecond.decide(who, concerned);
  enforce(
    nobodyAboutHimself.decide(who, concerned),
    secondIsAnother.decide({ staffId: who.staffId, firstById, bound }),
  );
  const { staffId, windowId } = proposal;
  if (bound) {
    const waits = { state: 'AWAITING_SECOND', firstById: who.staffId, staffId, windowId };
    return changeProposal(act, proposal.id, 'confirmScore', waits);
  }
  await postEntries(act, proposal, {
    confirmedById: firstById ?? who.staffId,
    secondById: firstById === null ? null : who.staffId,
  });
  return changeProposal(act, proposal.id, 'confirmScore', {
    state: 'CONFIRMED',
    decidedById: who.staffId,
    decidedAt: act.now,
    staffId,
    windowId,
  });
}

/** What became of one proposal of several. */
export interface Outcome {
  readonly proposalId: string;
  readonly refusal: Refusal | null;
}

/** The same for several, each judged by itself: a refused one holds up none of the others. */
export async function confirmScores(act: Act, ids: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const proposalId of new Set(ids)) {
    try {
      // All judging comes before the first write, so what is refused has left nothing.
      await confirmScore(act, { proposalId, staffId: null, windowId: null });
      outcomes.push({ proposalId, refusal: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      outcomes.push({ proposalId, refusal: error.refusal });
    }
  }
  act.audit({
    verb: 'confirmScores',
    subjectType: 'Township',
    subjectId: act.townshipId,
    fields: ['outcomes'],
    content: outcomes.map(({ proposalId, refusal }) => [proposalId, refusal?.code ?? null]),
  });
  return outcomes;
}

/**
 * 三(一)3(1): a member of the group does not confirm a proposal, and says why; nothing is entered.
 * Refusals: TEXT_REQUIRED, NOT_FOUND, PROPOSAL_NOT_OPEN, CONFLICT_OF_INTEREST_IN_SCORING, SECOND_DECIDER_REQUIRED.
 */
export async function rejectScore(act: Act, input: { proposalId: string; reason: string }): Promise<string> {
  const { proposalId, reason } = input;
  if (!reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.principles));
  const proposal = await openProposal(act, proposalId);
  const [who, concerned] = [deciderOf(act), concernedOf(act, proposal)];
  enforce(
    nobodyAboutHimself.decide(who, concerned),
    notAloneAgainstOrFor.decide(needsSecond.decide(who, concerned)),
  );
  const { code, occurredOn } = proposal;
  await tellConcerned(act, proposal, NOT_ENTERED, {
    data: { code, occurredOn },
    dedupeKey: `scoreProposal/${proposalId}/rejected`,
  });
  return changeProposal(act, proposalId, 'rejectScore', {
    state: 'REJECTED',
    decidedById: actingStaff(act),
    decidedAt: act.now,
    reason,
  });
}

async function openProposal(act: Act, id: string): Promise<ProposalRow> {
  const row = await holdProposal(act.tx, act.townshipId, id);
  if (!row) throw new Refused(notFound({ type: 'ScoreProposal', id }));
  if (row.state !== 'PROPOSED' && row.state !== 'AWAITING_SECOND')
    throw new Refused(proposalDecided({ state: row.state }, CLAUSES.principles));
  return row;
}

/** The proposal with the person or window that is named for it, of the kind that it concerns. */
function withSubject(act: Act, proposal: ProposalRow, given: Confirmed): ProposalRow {
  const isStaff = proposal.subjectKind === 'STAFF';
  const known = isStaff ? proposal.staffId : proposal.windowId;
  const [named, other] = isStaff ? [given.staffId, given.windowId] : [given.windowId, given.staffId];
  enforce(namedWhereUnknown.decide({ known, named: named ?? other }));
  if (known !== null) return proposal;
  const { directory } = act.platform;
  const found = isStaff
    ? directory.findStaff(named ?? '')
    : directory.findWindow(act.townshipId, named ?? '');
  if (found?.townshipId !== act.townshipId)
    throw new Refused(notFound({ type: isStaff ? 'Staff' : 'Window', id: named ?? '' }));
  return { ...proposal, ...(isStaff ? { staffId: found.id } : { windowId: found.id }) };
}

async function changeProposal(
  act: Act,
  id: string,
  verb: string,
  data: Parameters<Act['tx']['scoreProposal']['update']>[0]['data'],
): Promise<string> {
  await act.tx.scoreProposal.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data,
  });
  noteProposal(act, verb, id, Object.keys(data));
  return id;
}
