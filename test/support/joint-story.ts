import { addMaterial } from './case-file.ts';
import { parallelScene } from './parallel-scene.ts';
import type { World } from './world.ts';

/** What 并联审批 keeps of a township: a joint case with a branch in work, its visit, an accountability case. */
export async function fillJoint(world: World, code: string): Promise<Record<string, string>> {
  const { addItem, addPlace, branchesOf, publish, say, submit } = parallelScene(() => world, code);
  const place = await addPlace('L01', '国土所');
  const itemId = await addItem();
  const catalogue = await publish([place], { itemId });
  const { id: caseId } = await submit(itemId);
  const fileId = await addMaterial(world, code, { caseId, material: '申请表' });
  await addMaterial(world, code, { caseId, material: '申请表' });
  await say('acceptCase', { caseId });
  const [{ id: branchId }] = await branchesOf(caseId);
  await say('logBranchContact', { branchId, text: '已联系' }, place);
  await say(
    'suspendBranch',
    { branchId, reason: '未到中心', applicantCause: true, evidence: '通话记录' },
    place,
  );
  await say('resumeBranch', { branchId }, place);
  const visit = { caseId, kind: 'VISIT', day: '2026-10-08', place: '现场' };
  const session = await say('organiseJointSession', visit, 'CENTRE_DIRECTOR');
  const ground = { branchId, ground: 'SHIRKING', evidence: '推诿记录' };
  const accountability = await say('openAccountability', ground, 'CENTRE_DIRECTOR');
  return {
    CaseFile: fileId,
    JointCatalogue: catalogue.id,
    Branch: branchId,
    JointSession: session.id,
    AccountabilityCase: accountability.id,
  };
}
