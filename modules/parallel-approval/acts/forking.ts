import type { Act } from '../../../core/acts/act.ts';
import type { CaseFacts } from '../../../core/cases/contribution.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { stateAllows, versionIsCurrent } from '../../../core/cases/rules.ts';
import { stepCase } from '../../../core/cases/service.ts';
import { findCase } from '../../../core/cases/store.ts';
import { caseSubject } from '../../../core/clocks/clock-row.ts';
import { readingOf, startClock } from '../../../core/clocks/service.ts';
import { findClock } from '../../../core/clocks/store.ts';
import { grantedFiles } from '../../../core/files/service.ts';
import { enforce, permit, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { notJoint } from '../refusals.ts';
import { branchesStartTogether, branchHasMaterials, type ForkedTo } from '../catalogue-rules.ts';
import { leadLeads, secondRoundBudget } from '../rules.ts';
import {
  actingStaff,
  branchFor,
  moveBranch,
  openBranch,
  permitLead,
  resumeCase,
  stationOfActor,
} from '../service.ts';
import {
  branchSubject,
  findCaseFiles,
  findCatalogue,
  findJoint,
  JOINT,
  lockCase,
  MODULE_ID,
  type CaseFileRow,
  type CatalogueRow,
} from '../store.ts';

/** 一(五)4(2): what the catalogue sends when the lead makes no choice of his own: the materials that it names, and their files. */
export function standardChoice(
  { participants }: CatalogueRow,
  files: readonly CaseFileRow[],
): (ForkedTo & { required: string[] })[] {
  return participants.map((p) => ({
    ...p,
    required: p.materials,
    fileIds: files.filter(({ material }) => p.materials.includes(material)).map(({ fileId }) => fileId),
  }));
}

/** The materials of a case by name: on paper, and uploaded. */
export function handedIn(names: readonly string[], files: readonly CaseFileRow[]): string[] {
  return [...new Set([...names, ...files.map(({ material }) => material)])];
}

/** The files of a case that were chosen by their ids in the API. Refusals: NOT_FOUND for one of another case. */
async function chosenFiles(act: Act, caseId: string, ids: readonly string[]): Promise<CaseFileRow[]> {
  if (ids.length === 0) return [];
  const files = await findCaseFiles(act.tx, act.townshipId, caseId);
  const stranger = ids.find((id) => !files.some((file) => file.id === id));
  if (stranger !== undefined) throw new Refused(notFound({ type: 'CaseFile', id: stranger }));
  return files.filter(({ id }) => ids.includes(id));
}

/** Materials as they are handed on: names, and ids of files of the case, which stand for the material that they are. */
export interface HandedOn {
  readonly materials: readonly string[];
  readonly files: readonly string[];
}

/**
 * 一(五)4(2): the lead accepts the case and sends it to the stations that it concerns, each with its materials, at once.
 * FORBIDDEN to other stations. Refusals: NOT_FOUND, NOT_A_JOINT_CASE, BRANCH_MATERIAL_MISSING, and those of `acceptCase`.
 */
export async function forkBranches(
  act: Act,
  input: {
    readonly caseId: string;
    readonly version?: number | null | undefined;
    readonly branches: readonly (HandedOn & { readonly stationId: string })[];
  },
): Promise<string> {
  const { townshipId, tx } = act;
  // Locked before it is read: whoever accepts at the same moment is seen.
  await lockCase(tx, townshipId, input.caseId);
  const before = await findCase(tx, townshipId, input.caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  for (const { stationId } of input.branches)
    if (!act.platform.directory.findStation(townshipId, stationId))
      throw new Refused(notFound({ type: 'Station', id: stationId }));
  const catalogue = await findCatalogue(tx, townshipId, before.itemId);
  if (!catalogue) throw new Refused(notJoint({}, CLAUSES.fork));
  permit(leadLeads.decide(stationOfActor(act), catalogue.leadStationId));
  enforce(versionIsCurrent(before, input.version), stateAllows(before, 'acceptCase'));
  const wanted = input.branches.flatMap(({ files }) => files);
  const files = await chosenFiles(act, before.id, wanted);
  const chosen = input.branches.map(({ stationId, materials, files: ids }) => {
    const known = catalogue.participants.find((p) => p.stationId === stationId);
    if (!known) throw new Refused(notJoint({}, CLAUSES.fork));
    const own = files.filter(({ id }) => ids.includes(id));
    return {
      ...known,
      materials: handedIn(materials, own),
      fileIds: own.map(({ fileId }) => fileId),
      required: known.materials,
    };
  });
  const twice = new Set(chosen.map((c) => c.stationId)).size < chosen.length;
  if (twice || !chosen.some((c) => c.stationId !== catalogue.leadStationId))
    throw new Refused(notJoint({}, CLAUSES.parallel));
  enforce(branchHasMaterials.decide(chosen, handedIn(before.materialsGiven, files)));
  await keepJoint(act, before.id, catalogue);
  const after = await stepCase(act, 'acceptCase', { caseId: before.id });
  await fork(act, after, catalogue, chosen);
  return after.id;
}

async function keepJoint(act: Act, caseId: string, catalogue: CatalogueRow): Promise<void> {
  await act.tx.jointCase.create({
    data: {
      townshipId: act.townshipId,
      caseId,
      catalogueId: catalogue.id,
      forkedAt: act.now,
      forkedBy: actingStaff(act),
    },
  });
}

/** 一(五)1: an acceptance forks all branches of the catalogue, unless the lead's own choice does. */
export async function forkOnAcceptance(act: Act, facts: CaseFacts): Promise<void> {
  const catalogue = await findCatalogue(act.tx, act.townshipId, facts.itemId);
  if (!catalogue || (await findJoint(act.tx, act.townshipId, facts.id))) return;
  await keepJoint(act, facts.id, catalogue);
  const files = await findCaseFiles(act.tx, act.townshipId, facts.id);
  await fork(act, facts, catalogue, standardChoice(catalogue, files));
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
  const lead = { stationId: catalogue.leadStationId, windowId: facts.windowId, handlerId: facts.handlerId };
  for (const { stationId, materials, fileIds, position, days } of branchesStartTogether.decide(
    chosen,
    act.today,
  ))
    branches.push(
      await openBranch(
        act,
        {
          caseId: facts.id,
          position,
          round: 1,
          firstId: null,
          // The lead's own part stays with whoever handles the case.
          ...(stationId === lead.stationId && lead.handlerId
            ? lead
            : { stationId, ...deskOf(act, stationId) }),
          days,
          materials,
          fileIds,
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
 * It has what the first had, and what was handed in since. FORBIDDEN to other stations than the lead.
 * Refusals: those of a branch's step, NOT_FOUND.
 */
export async function openSecondApplication(
  act: Act,
  input: HandedOn & { readonly branchId: string },
): Promise<string> {
  const first = await branchFor(act, input.branchId, 'second');
  await permitLead(act, first.caseId);
  const added = await chosenFiles(act, first.caseId, input.files);
  const kept = await grantedFiles(act.tx, act.townshipId, branchSubject(first.id));
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
      materials: handedIn([...first.materials, ...input.materials], added),
      fileIds: [...kept.map(({ id }) => id), ...added.map(({ fileId }) => fileId)],
    },
    first.case.number,
  );
}
