import type { Act } from '../../core/acts/act.ts';
import type { GuardQuestion, TakenStep } from '../../core/cases/contribution.ts';
import { findCase } from '../../core/cases/store.ts';
import { resumeClocks, stopClocks } from '../../core/clocks/service.ts';
import { allow, permit, type Verdict } from '../../core/regulation/index.ts';
import { forkOnAcceptance, handedIn, standardChoice } from './acts/forking.ts';
import { branchHasMaterials, entryIsAtLead } from './catalogue-rules.ts';
import { caseWaitsForBranches, leadLeads, OPEN_STATES } from './rules.ts';
import { endBranch, payloadOf, stationOfActor, stopCase } from './service.ts';
import {
  branchSubject,
  findBranches,
  findCaseFiles,
  findCatalogue,
  findJoint,
  type BranchRow,
} from './store.ts';

/** 一(五)4(1): one applies at the lead. */
export async function beforeSubmit(act: Act, { item }: GuardQuestion<'submitCase'>): Promise<Verdict> {
  const station = stationOfActor(act);
  // The lead is the item's own station: whoever applies there, or by himself, needs no look into the catalogue.
  if (station === null || station === item.stationId) return allow();
  const catalogue = await findCatalogue(act.tx, act.townshipId, item.itemId);
  if (!catalogue) return allow();
  return entryIsAtLead.decide(station, {
    id: catalogue.leadStationId,
    name: catalogue.lead.name,
  });
}

/** 一(五)3, 4(2): the lead accepts, FORBIDDEN to other stations, and every branch gets its materials. What the law accepts by itself is not held up. */
export async function beforeAccept(act: Act, question: GuardQuestion<'acceptCase'>): Promise<Verdict> {
  const { id = '' } = question.case ?? {};
  const catalogue = await findCatalogue(act.tx, act.townshipId, question.item.itemId);
  if (!catalogue || act.actor.kind !== 'STAFF') return allow();
  permit(leadLeads.decide(stationOfActor(act), catalogue.leadStationId));
  if (await findJoint(act.tx, act.townshipId, id)) return allow();
  const names = (await findCase(act.tx, act.townshipId, id))?.materialsGiven ?? [];
  const files = await findCaseFiles(act.tx, act.townshipId, id);
  return branchHasMaterials.decide(standardChoice(catalogue, files), handedIn(names, files));
}

export async function onAccept(act: Act, { case: facts }: TakenStep<'acceptCase'>): Promise<void> {
  await forkOnAcceptance(act, facts);
}

/** 一(五)3: the lead answers, FORBIDDEN to other stations, once every branch has its opinion. */
export async function beforeDecide(act: Act, question: GuardQuestion<'decideCase'>): Promise<Verdict> {
  const { id = '' } = question.case ?? {};
  const joint = await findJoint(act.tx, act.townshipId, id);
  if (!joint) return allow();
  permit(leadLeads.decide(stationOfActor(act), joint.catalogue.leadStationId));
  const branches = await findBranches(act.tx, act.townshipId, id);
  return caseWaitsForBranches.decide(
    branches.map(({ state, station }) => ({ state, station: station.name })),
    question.input.outcome,
  );
}

/** A case that ended leaves no branch behind. */
export async function onEnd(
  act: Act,
  { case: facts }: TakenStep<'decideCase' | 'withdrawCase'>,
): Promise<void> {
  for (const row of await findBranches(act.tx, act.townshipId, facts.id)) await cancelBranch(act, row);
}

/** Cancels a branch that is not concluded; its case ended without it. */
export async function cancelBranch(act: Act, row: BranchRow): Promise<void> {
  if (!(OPEN_STATES as readonly string[]).includes(row.state) && row.state !== 'RECTIFY') return;
  const where = { townshipId: act.townshipId, id: row.id };
  await act.tx.branch.updateMany({ where, data: { state: 'CANCELLED', concludedAt: act.now } });
  await act.tx.branchSuspension.updateMany({
    where: { townshipId: act.townshipId, branchId: row.id, toDay: null },
    data: { toDay: act.today },
  });
  await endBranch(act, row.id);
  act.audit({ verb: 'cancelBranch', subjectType: 'Branch', subjectId: row.id, fields: ['state'] });
  act.emit({
    type: 'branch.cancelled',
    caseId: row.caseId,
    factId: `branch.cancelled/${row.id}`,
    payload: payloadOf(act, row),
  });
}

/** What stops the case itself stops its branches. */
export async function onStop(
  act: Act,
  { case: facts, input }: TakenStep<'suspendCase' | 'requestSupplement'>,
): Promise<void> {
  if (facts.acceptedAt === null) return;
  for (const { id } of await findBranches(act.tx, act.townshipId, facts.id))
    await stopClocks(act, branchSubject(id), 'STATUTORY_PROCEDURE', input.reason);
}

/** They run again with the case; while one of them waits for the applicant, the case's own limits stand on. */
export async function onGo(
  act: Act,
  { case: facts }: TakenStep<'resumeCase' | 'supplementCase'>,
): Promise<void> {
  if (facts.acceptedAt === null) return;
  const branches = await findBranches(act.tx, act.townshipId, facts.id);
  for (const { id } of branches)
    await resumeClocks(act, branchSubject(id), ['STATUTORY_PROCEDURE'], '办件恢复 / case resumed');
  if (branches.some(({ state }) => state === 'SUSPENDED' || state === 'RECTIFY'))
    await stopCase(act, facts.id, '分支待申请人 / a branch waits for the applicant');
}
