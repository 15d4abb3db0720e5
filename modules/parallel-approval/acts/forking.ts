import type { Act } from '../../../core/acts/act.ts';
import type { CaseFacts } from '../../../core/cases/contribution.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { stateAllows, versionIsCurrent } from '../../../core/cases/rules.ts';
import { stepCase } from '../../../core/cases/service.ts';
import { findCase } from '../../../core/cases/store.ts';
import { caseSubject } from '../../../core/clocks/clock-row.ts';
import { readingOf, startClock } from '../../../core/clocks/service.ts';
import { findClock } from '../../../core/clocks/store.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { notJoint } from '../refusals.ts';
import { branchesStartTogether, branchHasMaterials, type ForkedTo } from '../catalogue-rules.ts';
import { leadLeads, secondRoundBudget } from '../rules.ts';
import { branchFor, moveBranch, openBranch, resumeCase, stationOfActor } from '../service.ts';
import { findCatalogue, findJoint, JOINT, lockCase, MODULE_ID, type CatalogueRow } from '../store.ts';

/** 一(五)4(2): what the catalogue sends when the lead makes no choice of his own. */
export function standardChoice({ participants }: CatalogueRow): (ForkedTo & { required: string[] })[] {
  return participants.map((p) => ({ ...p, required: p.materials }));
}

/**
 * 一(五)4(2): the lead accepts the case and sends it to the stations that it concerns, each with its materials, at once.
 * Refusals: NOT_FOUND, NOT_A_JOINT_CASE, LEAD_STATION_ONLY, BRANCH_MATERIAL_MISSING, and those of `acceptCase`.
 */
export async function forkBranches(
  act: Act,
  input: {
    readonly caseId: string;
    readonly version?: number | null | undefined;
    readonly branches: readonly { readonly stationId: string; readonly materials: readonly string[] }[];
  },
): Promise<string> {
  const { townshipId, tx } = act;
  const before = await findCase(tx, townshipId, input.caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  for (const { stationId } of input.branches)
    if (!act.platform.directory.findStation(townshipId, stationId))
      throw new Refused(notFound({ type: 'Station', id: stationId }));
  await lockCase(tx, townshipId, before.id);
  const catalogue = await findCatalogue(tx, townshipId, before.itemId);
  if (!catalogue) throw new Refused(notJoint({}, CLAUSES.fork));
  enforce(
    versionIsCurrent(before, input.version),
    stateAllows(before, 'acceptCase'),
    leadLeads.decide(stationOfActor(act), catalogue.leadStationId),
  );
  const chosen = input.branches.map(({ stationId, materials }) => {
    const known = catalogue.participants.find((p) => p.stationId === stationId);
    if (!known) throw new Refused(notJoint({}, CLAUSES.fork));
    return { ...known, materials, required: known.materials };
  });
  const twice = new Set(chosen.map((c) => c.stationId)).size < chosen.length;
  if (twice || !chosen.some((c) => c.stationId !== catalogue.leadStationId))
    throw new Refused(notJoint({}, CLAUSES.parallel));
  enforce(branchHasMaterials.decide(chosen, before.materialsGiven));
  await keepJoint(act, before.id, catalogue);
  const after = await stepCase(act, 'acceptCase', { caseId: before.id });
  await fork(act, after, catalogue, chosen);
  return after.id;
}

async function keepJoint(act: Act, caseId: string, catalogue: CatalogueRow): Promise<void> {
  const { id: forkedBy } = act.actor;
  await act.tx.jointCase.create({
    data: {
      townshipId: act.townshipId,
      caseId,
      catalogueId: catalogue.id,
      forkedAt: act.now,
      forkedBy: act.actor.kind === 'STAFF' ? forkedBy : null,
    },
  });
}

/** 一(五)1: an acceptance forks all branches of the catalogue, unless the lead's own choice does. */
export async function forkOnAcceptance(act: Act, facts: CaseFacts): Promise<void> {
  const catalogue = await findCatalogue(act.tx, act.townshipId, facts.itemId);
  if (!catalogue || (await findJoint(act.tx, act.townshipId, facts.id))) return;
  await keepJoint(act, facts.id, catalogue);
  await fork(act, facts, catalogue, standardChoice(catalogue));
}

/** All branches in this transaction, with the same start; the joint limit runs from the same day. */
async function fork(
  act: Act,
  facts: CaseFacts,
  catalogue: CatalogueRow,
  chosen: readonly ForkedTo[],
): Promise<void> {
  await startClock(act, {
    ...caseSubject(facts.id),
    caseId: facts.id,
    module: MODULE_ID,
    kind: JOINT,
    clause: CLAUSES.catalogue.id,
    startedOn: act.today,
    budgetDays: catalogue.jointDays,
    stopsFor: ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE', 'MODULE_OFF'],
    endsIn: ['DECIDED', 'WITHDRAWN'],
  });
  const branches: string[] = [];
  for (const { stationId, materials, position, days } of branchesStartTogether.decide(chosen, act.today))
    branches.push(
      await openBranch(
        act,
        {
          caseId: facts.id,
          position,
          round: 1,
          firstId: null,
          stationId,
          ...deskOf(act, stationId),
          days,
          materials,
        },
        facts.number,
      ),
    );
  act.emit({
    type: 'joint.forked',
    caseId: facts.id,
    factId: `joint.forked/${facts.id}`,
    payload: { caseId: facts.id, catalogueId: catalogue.id, branches, day: act.today },
  });
}

/** The first open window of a station and who sits there; null where it has none in the centre. */
function deskOf(act: Act, stationId: string): { windowId: string | null; handlerId: string | null } {
  const { directory } = act.platform;
  const window = [...directory.windowsOf(act.townshipId)].find((w) => w.open && w.stationId === stationId);
  const clerk = directory
    .staffWithRole(act.townshipId, 'WINDOW_STAFF')
    .find((s) => s.stationId === stationId && (!window || s.windowId === window.id));
  return { windowId: window?.id ?? null, handlerId: clerk?.id ?? null };
}

/**
 * 一(五)4(4): what was to be rectified was; the second application is a branch of its own, linked to the first.
 * Refusals: those of a branch's step, LEAD_STATION_ONLY, BRANCH_MATERIAL_MISSING.
 */
export async function openSecondApplication(
  act: Act,
  input: { readonly branchId: string; readonly materials: readonly string[] },
): Promise<string> {
  const first = await branchFor(act, input.branchId, 'second');
  const joint = await findJoint(act.tx, act.townshipId, first.caseId);
  if (!joint) throw new Error('a branch belongs to a joint case');
  enforce(leadLeads.decide(stationOfActor(act), joint.catalogue.leadStationId));
  const materials = [...new Set([...first.materials, ...input.materials])];
  await moveBranch(act, first, {
    verb: 'openSecondApplication',
    note: '已整改，进入二次申请',
    clause: CLAUSES.limit,
    data: { state: 'RECTIFIED' },
  });
  await resumeCase(act, first.caseId, '二次申请 / second application');
  const clock = await findClock(act.tx, act.townshipId, caseSubject(first.caseId), JOINT);
  if (!clock) throw new Error('a joint case must have its limit');
  return openBranch(
    act,
    {
      caseId: first.caseId,
      position: first.position,
      round: first.round + 1,
      firstId: first.id,
      stationId: first.stationId,
      windowId: first.windowId,
      handlerId: first.handlerId,
      days: secondRoundBudget.decide(first.days, readingOf(act, clock).remainingDays),
      materials,
    },
    first.case.number,
  );
}
