import { beforeEach, describe, expect, test } from 'vitest';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let land: Place;
let village: Place;
let forestry: Place;
const { addPlace, branchesOf, denied, forked, gid, look, publish, read, say, submit } = parallelScene(
  () => world,
);

beforeEach(async () => {
  world = await createWorld();
  land = await addPlace('L01', '国土所');
  village = await addPlace('L02', '规划所');
  forestry = await addPlace('L03', '林业站');
  return () => world.close();
});

const LEAD_ONLY = { code: 'FORBIDDEN', reason: 'LEAD_STATION_ONLY', clause: '一(五)3' };
const opine = (branchId: string, as: Place, opinion = 'APPROVE', more: object = {}) =>
  say('giveOpinion', { branchId, opinion, text: '符合规划', ...more }, as);

describe('catalogue and fork', () => {
  test('一(五)1 · branches-start-together: three branches all start on 2026-09-28, none waits for another', async () => {
    await publish([land, village, forestry]);
    const { caseId, branches } = await forked();
    expect(branches.map((b) => [b.state, b.receivedAt.slice(0, 10), b.dueOn, b.materials])).toEqual(
      Array.from({ length: 3 }, () => ['OPEN', '2026-09-28', '2026-10-10', ['申请表']]),
    );
    expect(await look(caseId)).toMatchObject({ jointDate: '2026-10-10', promisedDueOn: '2026-10-10' });
    expect(await eventsOf(world, 'joint.forked')).toMatchObject([
      { branches: branches.map((b) => uuidOf(b.id)) },
    ]);
    expect(await opine(branches[2].id, forestry)).toMatchObject({ state: 'APPROVED' });
  });

  test('一(五)2 · branch-limit-within-joint: branch 12 wd, joint 10 wd is refused; a change is a new version', async () => {
    const station = gid('Station', land.stationId);
    const twelve = { jointDays: 10, participants: [{ stationId: station, days: 12, materials: [] }] };
    expect(await publish([], twelve)).toMatchObject({
      code: 'BRANCH_LIMIT_EXCEEDS_JOINT',
      clause: { id: '一(五)2' },
      details: { days: 12, jointDays: 10 },
    });
    const first = await publish([land]);
    expect(first).toMatchObject({ version: 1 });
    expect(first.flowChart).toContain('accept --> b1["国土所审批（5个工作日）"] --> answer');
    expect(first.flowChartSvg).toContain('国土所（5个工作日）</text>');
    const old = await forked();
    expect(await publish([land, village])).toMatchObject({ version: 2 });
    expect(await branchesOf(old.caseId)).toHaveLength(1);
    expect((await forked()).branches).toHaveLength(2);
    const { data } = await world.ask('{ jointCatalogues { edges { node { version lead { name } } } } }', {
      at: HERE,
    });
    expect(data.jointCatalogues.edges.map((e: { node: object }) => e.node)).toEqual([
      { version: 2, lead: { name: '民政所' } },
      { version: 1, lead: { name: '民政所' } },
    ]);
  });

  test('一(五)4(1) · entry-is-at-the-lead: a participant’s window points to the lead', async () => {
    await publish([land]);
    const application = { itemId: world.town(HERE).itemId('PROMISE-5'), applicant: { name: '申请人甲' } };
    expect(await say('submitCase', application, land)).toMatchObject({
      code: 'JOINT_ENTRY_AT_LEAD',
      clause: { id: '一(五)4(1)' },
      details: { leadStation: '民政所' },
    });
  });

  test('一(五)4(2) · branch-gets-its-materials: a branch without its material is not forked; each gets what was chosen for it', async () => {
    await publish([land, village]);
    const application = { itemId: world.town(HERE).itemId('PROMISE-5'), applicant: { name: '申请人甲' } };
    const { id: bare } = await say('submitCase', application);
    expect(await say('acceptCase', { caseId: bare })).toMatchObject({
      code: 'BRANCH_MATERIAL_MISSING',
      details: { missing: ['申请表'] },
    });
    const { id: caseId } = await say('submitCase', { ...application, materials: ['申请表', '林权证'] });
    const branches = [{ stationId: gid('Station', land.stationId), materials: ['申请表', '林权证'] }];
    expect(await denied('forkBranches', { caseId, branches }, land)).toMatchObject(LEAD_ONLY);
    expect(await say('forkBranches', { caseId, branches })).toMatchObject({ state: 'ACCEPTED' });
    expect(await branchesOf(caseId)).toMatchObject([
      { station: { name: '国土所' }, materials: ['申请表', '林权证'] },
    ]);
    expect(await say('forkBranches', { caseId, branches })).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
  });
});

describe('opinions', () => {
  test('一(五)3 · lead-accepts-urges-and-answers: a participant that closes the joint case is FORBIDDEN', async () => {
    await publish([land, village]);
    const { caseId, branches } = await forked();
    for (const [i, place] of [land, village].entries()) await opine(branches[i].id, place);
    const decision = { caseId, outcome: 'APPROVED', result: '准予' };
    const error = await denied('decideCase', decision, land);
    expect(error).toMatchObject(LEAD_ONLY);
    expect(error.message).toBe(
      '只有牵头站所可以受理、抄告、催办、汇总和答复；协办站所请在自己的分支中给出意见（一(五)3）',
    );
    expect(await look(caseId)).toMatchObject({ state: 'ACCEPTED' });
    const { id: other } = await submit();
    expect(await denied('acceptCase', { caseId: other }, land)).toMatchObject(LEAD_ONLY);
    expect(await say('decideCase', decision)).toMatchObject({ state: 'DECIDED' });
  });

  test('一(五)3 · station-handles-its-own-branch: another’s opinion, contact, report, suspension are FORBIDDEN, to the lead too', async () => {
    await publish([land, village]);
    const { branches } = await forked();
    const branchId = branches[0].id;
    const error = {
      code: 'FORBIDDEN',
      reason: 'BRANCH_OF_ANOTHER_STATION',
      clause: '一(五)3',
      message: '分支只能由承办站所的人员办理，牵头站所不能代写意见，可以催办（一(五)3）',
    };
    const suspension = { reason: '未到', applicantCause: true, evidence: '通话记录' };
    for (const as of ['WINDOW_STAFF', village] as const) {
      expect(await denied('giveOpinion', { branchId, opinion: 'APPROVE', text: '同意' }, as)).toMatchObject(
        error,
      );
      expect(await denied('logBranchContact', { branchId, text: '已联系' }, as)).toMatchObject(error);
      expect(await denied('reportBranchUpward', { branchId, to: '县局', expectedDays: 3 }, as)).toMatchObject(
        error,
      );
      expect(await denied('suspendBranch', { branchId, ...suspension }, as)).toMatchObject(error);
    }
    await say('suspendBranch', { branchId, ...suspension }, land);
    expect(await denied('resumeBranch', { branchId }, village)).toMatchObject(error);
  });

  test('一(五)3 · case-closes-after-its-branches: not before all opinions, not over an objection, and then denied', async () => {
    await publish([land, village]);
    const { caseId, branches } = await forked();
    const decision = { caseId, outcome: 'APPROVED', result: '准予' };
    expect(await say('decideCase', decision)).toMatchObject({
      code: 'JOINT_BRANCHES_OPEN',
      details: { open: ['国土所', '规划所'] },
    });
    expect(await opine(branches[0].id, land)).toMatchObject({ state: 'APPROVED' });
    expect(await opine(branches[0].id, land)).toMatchObject({ code: 'BRANCH_STATE_NOT_ALLOWED' });
    expect(await opine(branches[1].id, village, 'REJECT')).toMatchObject({ state: 'REJECTED' });
    expect(await say('decideCase', decision)).toMatchObject({ code: 'JOINT_BRANCH_OBJECTS' });
    expect(await say('decideCase', { ...decision, outcome: 'DENIED' })).toMatchObject({ state: 'DECIDED' });
  });

  test('一(五)3 · lead-accepts-urges-and-answers: the lead urges, with a log; a participant does not', async () => {
    await publish([land, village]);
    const { branches } = await forked();
    const branchId = branches[0].id;
    expect(await denied('urgeBranch', { branchId, text: '请加快' }, village)).toMatchObject(LEAD_ONLY);
    await say('urgeBranch', { branchId, text: '请加快' });
    await say('logBranchContact', { branchId, text: '已电话联系' }, land);
    const { node } = await read(
      'query ($id: ID!) { node(id: $id) { ... on Branch { entries { kind text staff { name } } } } }',
      'WINDOW_STAFF',
      { id: branchId },
    );
    expect(node.entries.map((e: { kind: string }) => e.kind)).toEqual(['URGE', 'CONTACT']);
    expect(await eventsOf(world, 'branch.urged')).toHaveLength(1);
  });

  test('一(五)4(4) · second-application-within-joint: RECTIFY needs requirements; the second application is linked to the first', async () => {
    await publish([land]);
    const { caseId, branches } = await forked();
    const [first] = branches;
    world.at('2026-09-29');
    expect(await opine(first.id, land, 'RECTIFY')).toMatchObject({
      code: 'OPINION_INCOMPLETE',
      details: { field: 'requirements' },
    });
    await opine(first.id, land, 'RECTIFY', { requirements: ['补四至图'] });
    world.at('2026-10-09');
    const second = await say('openSecondApplication', { branchId: first.id, materials: ['四至图'] });
    // Two of the joint five days were left when the applicant's turn began at the close of 09-28; 09-29 to 10-08 stand still.
    expect(second).toMatchObject({
      state: 'OPEN',
      round: 2,
      first: { id: first.id },
      materials: ['申请表', '四至图'],
    });
    const { jointDate } = await look(caseId);
    expect(jointDate >= second.dueOn).toBe(true);
    expect((await branchesOf(caseId)).map((b) => b.state)).toEqual(['RECTIFIED', 'OPEN']);
    expect(await opine(second.id, land)).toMatchObject({ state: 'APPROVED' });
    expect(await say('decideCase', { caseId, outcome: 'APPROVED', result: '准予' })).toMatchObject({
      state: 'DECIDED',
    });
  });

  test('一(五)4(4) · report-up-within-the-limit: expected days are kept and copied to the lead; an overdue branch is not reported up', async () => {
    await publish([land]);
    const { branches } = await forked();
    const report = { branchId: branches[0].id, to: '县自然资源局，已受理', expectedDays: 8 };
    expect(await say('reportBranchUpward', report, land)).toMatchObject({ state: 'OPEN' });
    expect(await eventsOf(world, 'branch.reportedUp')).toMatchObject([{ expectedDays: 8 }]);
    const told = await inTables(world, (tx) =>
      tx.notification.findMany({ where: { template: 'parallel-approval.reported-up' } }),
    );
    expect(told).toMatchObject([{ recipient: world.town(HERE).staff['WINDOW_STAFF'] }]);
    world.at('2026-10-12');
    expect(await say('reportBranchUpward', report, land)).toMatchObject({ code: 'BRANCH_OVERDUE' });
  });

  test('一(五)4(3): within the station it goes to another member of staff, not to another station', async () => {
    await publish([land]);
    const { branches } = await forked();
    const transfer = { branchId: branches[0].id, text: '属下属机构审批' };
    expect(
      await say('transferBranch', { ...transfer, staffId: gid('Staff', village.clerk) }, land),
    ).toMatchObject({ code: 'BRANCH_OF_ANOTHER_STATION' });
    expect(
      await say('transferBranch', { ...transfer, staffId: gid('Staff', land.clerk) }, land),
    ).toMatchObject({
      state: 'OPEN',
    });
  });
});
