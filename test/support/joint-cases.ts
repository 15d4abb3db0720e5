import type { Role } from '../../core/auth/roles.ts';
import { parallelScene } from './parallel-scene.ts';
import type { World } from './world.ts';

/** Uses a verb that must succeed; the global id of its answer. */
type Did = (as: Role, verb: string, input: object) => Promise<string>;

/** A branch of each fate: rectified, silent and signed, cancelled with its case; a visit and a meeting that nobody came to. */
export async function jointCases(world: World, did: Did): Promise<void> {
  const { addItem, addPlace, branchesOf, forked, night, publish, say } = parallelScene(() => world);
  world.at('2026-09-28');
  const [one, two] = [await addPlace('L11', '规划所'), await addPlace('L12', '林业站')];
  const itemId = await addItem('EVENTS');
  await publish([one, two], { itemId, deemedConsentAllowed: true });
  const { caseId, branches } = await forked(itemId);
  const [first, second] = branches.map((b) => b.id as string);
  await say('urgeBranch', { branchId: first, text: '批评教育' });
  await say('reportBranchUpward', { branchId: first, to: '经核实上报', expectedDays: 3 }, one);
  const stop = { branchId: first, reason: '申请人甲未到', applicantCause: true, evidence: '录像' };
  await say('suspendBranch', stop, one);
  await say('resumeBranch', { branchId: first }, one);
  const rectify = { branchId: first, opinion: 'RECTIFY', text: '经核实', requirements: ['照片'] };
  await say('giveOpinion', rectify, one);
  await say('openSecondApplication', { branchId: first, materials: ['照片'] });
  for (const kind of ['VISIT', 'MEETING']) {
    const session = { caseId, kind, day: '2026-09-28', place: '会议室' };
    const { id: sessionId } = await say('organiseJointSession', session, 'CENTRE_DIRECTOR');
    const [, , there] = await branchesOf(caseId);
    const attended = [{ branchId: there.id, present: true, rulesBroken: '大声呵斥' }];
    await say('recordJointAttendance', { sessionId, attended }, 'CENTRE_DIRECTOR');
  }
  world.at('2026-10-30');
  await night();
  await say('checkSilence', { branchId: second, reasonable: false, note: '经核实' }, 'CENTRE_DIRECTOR');
  await say('signDeemedConsent', { branchId: second, sign: true }, 'SEAL_HOLDER');
  const shirking = { branchId: second, ground: 'SHIRKING', evidence: '录像' };
  const { id: accountabilityId } = await say('openAccountability', shirking, 'CENTRE_DIRECTOR');
  await say('decideAccountability', { accountabilityId, upheld: true, decision: '批评教育' }, 'UNIT_HEAD');
  await did('CENTRE_DIRECTOR', 'setMeetingLimit', {
    caseId,
    meetingOn: '2026-09-28',
    workingDays: 10,
    extensionApproved: false,
  });
  await did('WINDOW_STAFF', 'withdrawCase', { caseId, reason: '不再需要' });
  world.at('2026-10-12');
}
