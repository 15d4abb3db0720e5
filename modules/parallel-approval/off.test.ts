import { beforeEach, expect, test } from 'vitest';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import type { Role } from '../../core/auth/roles.ts';
import {
  accepted,
  eventsOf,
  HERE,
  inTables,
  uuidOf,
  type Answered,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let land: Place;
let village: Place;
const { addPlace, branchesOf, configure, forked, look, night, publish, read, say } = parallelScene(
  () => world,
);

beforeEach(async () => {
  world = await createWorld();
  land = await addPlace('L01', '国土所');
  village = await addPlace('L02', '规划所');
  return () => world.close();
});

const opine = (branchId: string, as: Place) =>
  say('giveOpinion', { branchId, opinion: 'APPROVE', text: '同意' }, as);

test('off: its types and verbs are absent, and a case is its own station’s alone', async () => {
  await publish([land]);
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const query =
      '{ __schema { types { name } queryType { fields { name } } mutationType { fields { name } } } case: __type(name: "Case") { fields { name } } }';
    return JSON.stringify((await world.ask(query, { at })).data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['Branch', 'jointCatalogues', 'giveOpinion', 'jointDate']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
  const { id: caseId } = await accepted(world, 'PROMISE-5');
  expect(await say('decideCase', { caseId, outcome: 'APPROVED', result: '准予' })).toMatchObject({
    state: 'DECIDED',
  });
  expect(await inTables(world, (tx) => tx.branch.count())).toBe(0);
});

test('REFUSE lists every branch without an opinion, and leaves the chapter on', async () => {
  await publish([land, village]);
  const { caseId, branches } = await forked();
  await opine(branches[0].id, land);
  const { number } = await look(caseId, 'number');
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 1,
      openWork: [{ kind: 'BRANCH', id: uuidOf(branches[1].id), label: `${number}，规划所` }],
    },
  });
  expect(await opine(branches[1].id, village)).toMatchObject({ state: 'APPROVED' });
});

/** What a role reads of the work that stands frozen, in the director's own township unless another is named. */
async function frozen(as: Role, township = HERE): Promise<Answered> {
  const { data } = await world.ask(
    `{ township(code: "${township}") { modules { module { id } enabled openWork { kind label } } } }`,
    { as, at: HERE },
  );
  return data.township.modules.find((m: Answered) => m.module.id === 'parallel-approval').openWork;
}

const messagesTo = (recipient: string, template: string) =>
  inTables(world, (tx) => tx.notification.findMany({ where: { recipient, template } }));

test('FREEZE lists the frozen branches: to the county in its answer, to the director in a message and whenever he asks, to no window', async () => {
  await publish([land, village]);
  const { caseId, branches } = await forked();
  await opine(branches[0].id, land);
  const { number } = await look(caseId, 'number');
  const left = [{ kind: 'BRANCH', label: `${number}，规划所` }];
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({
    enabled: false,
    openWork: left,
  });
  for (const as of ['CENTRE_DIRECTOR', 'UNIT_HEAD', 'COUNTY_BUREAU'] as const)
    expect(await frozen(as)).toEqual(left);
  expect(await frozen('WINDOW_STAFF')).toBeNull();
  expect(await frozen('CENTRE_DIRECTOR', 'dongshan')).toBeNull();
  const [told, ...more] = await messagesTo('CENTRE_DIRECTOR', 'module.frozen');
  expect(more).toEqual([]);
  expect(told?.text).toBe(`“并联审批”停用，1件未办完的工作冻结，恢复启用后继续：${number}，规划所。`);
  const { notifications } = await read('{ notifications { edges { node { text } } } }', 'CENTRE_DIRECTOR');
  expect(JSON.stringify(notifications)).toContain('未办完的工作冻结');
  await configure({ enabled: true });
  expect(await opine(branches[1].id, village)).toMatchObject({ state: 'APPROVED' });
  expect(await frozen('CENTRE_DIRECTOR')).toEqual([]);
});

test('FREEZE in the middle: branches stand still, no silence, no points; on again they go on with their days given back', async () => {
  await publish([land, village]);
  const { caseId, branches } = await forked();
  await opine(branches[0].id, land);
  world.at('2026-09-29');
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-10-16');
  await night();
  expect(await eventsOf(world, 'branch.overdue')).toEqual([]);
  expect(await eventsOf(world, 'branch.silent')).toEqual([]);
  const kept = await inTables(world, (tx) => tx.branch.findMany({ orderBy: { position: 'asc' } }));
  expect(kept.map((row) => row.state)).toEqual(['APPROVED', 'OPEN']);
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await night();
  // Nothing was counted from 09-29 to 10-15; the five days are 10-16 and 10-19 to 10-22.
  expect(await branchesOf(caseId)).toMatchObject([
    { state: 'APPROVED' },
    { state: 'OPEN', dueOn: '2026-10-22', overdueDays: 0 },
  ]);
  expect(await look(caseId)).toMatchObject({ jointDate: '2026-10-22' });
  expect(await messagesTo('CENTRE_DIRECTOR', 'parallel-approval.thawed')).toHaveLength(1);
  await opine(branches[1].id, village);
  expect(await say('decideCase', { caseId, outcome: 'APPROVED', result: '准予' })).toMatchObject({
    state: 'DECIDED',
  });
});

test('一(四)4: a limit that the joint meeting set while it was off is the joint one when it is on again', async () => {
  await publish([land]);
  const { caseId } = await forked();
  await configure({ enabled: false, openWork: 'FREEZE' });
  const limit = { caseId, meetingOn: '2026-09-28', workingDays: 2, extensionApproved: false };
  await say('setMeetingLimit', limit, 'CENTRE_DIRECTOR');
  await night();
  await configure({ enabled: true });
  await night();
  expect(await look(caseId)).toMatchObject({ jointDate: '2026-09-30' });
  expect(await branchesOf(caseId)).toMatchObject([{ dueOn: '2026-09-30' }]);
});

test('a case that its lead decided meanwhile leaves no branch in work, and is frozen work no more; on again its branches are cancelled', async () => {
  await publish([land]);
  const { caseId } = await forked();
  await configure({ enabled: false, openWork: 'FREEZE' });
  expect(await frozen('CENTRE_DIRECTOR')).toHaveLength(1);
  expect(await say('decideCase', { caseId, outcome: 'APPROVED', result: '准予' })).toMatchObject({
    state: 'DECIDED',
  });
  expect(await frozen('CENTRE_DIRECTOR')).toEqual([]);
  world.at('2026-10-16');
  await configure({ enabled: true });
  await night();
  expect(await messagesTo('CENTRE_DIRECTOR', 'parallel-approval.thawed')).toEqual([]);
  for (const type of ['branch.overdue', 'branch.silent'] as const)
    expect(await eventsOf(world, type)).toEqual([]);
  expect(await branchesOf(caseId)).toMatchObject([{ state: 'CANCELLED' }]);
  const open = await inTables(world, (tx) =>
    tx.clock.count({ where: { subjectType: 'Branch', endedOn: null } }),
  );
  expect(open).toBe(0);
});
