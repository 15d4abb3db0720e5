import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import type { ScoredFact, ScoreStatement } from '../../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../../core/events/event.ts';
import { civilDate } from '../../../core/time/index.ts';
import {
  laterStatementCounts,
  offTimeIsNotScored,
  postedWithoutConfirmation,
  type Stated,
} from '../ledger-rules.ts';
import { findStanding, holdProposalsOf, type ProposalRow } from '../ledger-store.ts';
import { criterionOf } from '../scoring-catalogue.ts';
import { noteProposal, settingsOn, wasOn } from '../service.ts';
import { postEntries, takeBack } from './entries.ts';

/**
 * 三(一)1: what an event says by the criteria of the other chapters becomes a proposal of the fact, once, whatever is
 * delivered how often; a later statement of the fact changes it, a withdrawal takes it back with what was entered. What was
 * said while evaluation was off comes when it is on again.
 */
export async function takeScored(
  act: Act,
  event: DeliveredEvent,
  statements: readonly ScoreStatement[],
): Promise<void> {
  // Other chapters may state what this regulation gives no points for.
  const scored = statements.filter(({ code }) => criterionOf(code) !== null);
  if (scored.length === 0) return;
  const codes = scored.map(({ code }) => code);
  const known = await holdProposalsOf(act.tx, act.townshipId, event.factId, codes);
  for (const { code, clause, fact } of scored) {
    const former = known.get(code);
    if (fact === null) {
      if (former) await withdraw(act, event, former);
    } else if (
      offTimeIsNotScored.decide({
        known: former !== undefined,
        onThen: wasOn(act, civilDate(fact.occurredOn)),
      })
    )
      await propose(act, event, { code, clauseId: clause.id, fact }, former);
  }
}

interface Statement {
  readonly code: string;
  readonly clauseId: string;
  readonly fact: ScoredFact;
}

async function propose(
  act: Act,
  event: DeliveredEvent,
  { code, clauseId, fact }: Statement,
  former: ProposalRow | undefined,
): Promise<void> {
  const said = statedIn(fact);
  if (former && !laterStatementCounts.decide({ ...heldBy(former), state: former.state }, said)) return;
  if (former?.state === 'CONFIRMED') await takeBackOf(act, event, former);
  const subjectId = said.subjectId ?? (former ? heldBy(former).subjectId : null);
  const changing = {
    staffId: fact.subjectKind === 'STAFF' ? subjectId : null,
    windowId: fact.subjectKind === 'WINDOW' ? subjectId : null,
    handlerId: said.handlerId,
    units: said.units,
    occurredOn: said.occurredOn,
    eventId: event.id,
    eventType: event.type,
    clauseId,
    state: 'PROPOSED',
    firstById: null,
    decidedById: null,
    decidedAt: null,
    reason: null,
  };
  const { townshipId } = act;
  const row = former
    ? await act.tx.scoreProposal.update({
        where: { townshipId_id: { townshipId, id: former.id } },
        data: changing,
      })
    : await act.tx.scoreProposal.create({
        data: {
          ...changing,
          townshipId,
          id: randomUUID(),
          source: 'EVENT',
          code,
          subjectKind: fact.subjectKind,
          factId: event.factId,
          evidence: null,
          recordedById: null,
          recordedAt: act.now,
        },
      });
  noteProposal(act, 'proposeScore', row.id, former ? Object.keys(changing) : ['code', 'factId']);
  if (!postedWithoutConfirmation.decide(code, subjectId, settingsOn(act, act.today))) return;
  await postEntries(act, row, { confirmedById: null, secondById: null });
  await settle(act, row.id, 'CONFIRMED');
}

async function withdraw(act: Act, event: DeliveredEvent, former: ProposalRow): Promise<void> {
  // What the group rejected or the source withdrew before costs nothing.
  if (former.state === 'REJECTED' || former.state === 'WITHDRAWN') return;
  if (former.state === 'CONFIRMED') await takeBackOf(act, event, former);
  await settle(act, former.id, 'WITHDRAWN');
}

async function takeBackOf(act: Act, event: DeliveredEvent, former: ProposalRow): Promise<void> {
  await takeBack(act, await findStanding(act.tx, act.townshipId, { proposalId: former.id }), {
    byId: null,
    eventId: event.id,
    evidence: `${event.type}，${former.clauseId}`,
    reason: '来源已撤回或更正该事实 / its source took the fact back or stated it anew',
  });
}

async function settle(act: Act, id: string, state: 'CONFIRMED' | 'WITHDRAWN'): Promise<void> {
  await act.tx.scoreProposal.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data: { state, decidedAt: act.now },
  });
  noteProposal(act, state === 'CONFIRMED' ? 'confirmScore' : 'withdrawScore', id, ['state']);
}

function statedIn({ subjectId, handlerId = null, units = 1, occurredOn }: ScoredFact): Stated {
  return { subjectId, handlerId, units: Math.round(units * 100), occurredOn };
}

function heldBy({ staffId, windowId, handlerId, units, occurredOn }: ProposalRow): Stated {
  return { subjectId: staffId ?? windowId, handlerId, units, occurredOn };
}
