import { beforeEach, expect, test } from 'vitest';
import { onlineScene } from '../../test/support/online-scene.ts';
import { accepted, eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, deliver, jobs, look, say, windowId } = onlineScene(() => world);

test('off: its verbs are not in the township’s schema, and nothing is fed; on again the feed has the steps taken meanwhile', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const { errors } = await world.ask('{ monitoringFeed { edges { cursor } } }', { at: HERE });
  expect(errors?.[0].message).toBe('Cannot query field "monitoringFeed" on type "Query".');
  await accepted(world, 'PROMISE-5');
  await deliver();
  expect(await inTables(world, (tx) => tx.monitoringEntry.count())).toBe(0);
  await configure({ enabled: true });
  await deliver();
  const rows = await inTables(world, (tx) => tx.monitoringEntry.findMany({ orderBy: { position: 'asc' } }));
  expect(rows.map(({ type }) => type)).toEqual(['case.submitted', 'case.accepted']);
});

test('REFUSE lists what is open; FREEZE silences and lets the limit stand; on again the feed catches up', async () => {
  const { id } = await say('askOnline', 'OnlineConsultation', { question: '可以代办吗' }, 'FRONTEND');
  await say('askItHelp', 'ItTicket', { problem: '打印机不工作' });
  const asked = { windowId: windowId(), software: '社保业务系统', purpose: '社保业务' };
  await say('requestSoftware', 'SoftwareInstallRequest', asked);
  const before = await accepted(world, 'PROMISE-5');
  await deliver();
  const refused = await configure({ enabled: false });
  expect(refused.code).toBe('MODULE_HAS_OPEN_WORK');
  const details = JSON.stringify(refused.details);
  for (const text of ['应于2026-10-10答复', '设备求助', '软件安装申请']) expect(details).toContain(text);
  await configure({ enabled: false, openWork: 'FREEZE' });
  world.at('2026-10-19');
  await jobs();
  expect(await eventsOf(world, 'onlineConsultation.unanswered')).toEqual([]);
  await world.ask(
    'mutation ($id: ID!) { decideCase(input: { caseId: $id, outcome: APPROVED, result: "准予" }) { ... on Case { id } } }',
    { as: 'WINDOW_STAFF', at: HERE, variables: { id: before.id } },
  );
  await deliver();
  await configure({ enabled: true });
  const query = 'query ($id: ID!) { node(id: $id) { ... on OnlineConsultation { dueOn clocks { phase } } } }';
  const { node } = await look(query, 'WINDOW_STAFF', { id });
  expect(node).toEqual({ dueOn: '2026-10-23', clocks: [{ phase: 'RUNNING' }] });
  // The step taken meanwhile comes before the next one of its case.
  const deliverCase =
    'mutation ($id: ID!) { deliverCase(input: { caseId: $id, method: "自取" }) { ... on Case { id } } }';
  await world.ask(deliverCase, { as: 'WINDOW_STAFF', at: HERE, variables: { id: before.id } });
  await deliver();
  const rows = await inTables(world, (tx) => tx.monitoringEntry.findMany({ orderBy: { position: 'asc' } }));
  expect(rows.map((row) => row.type)).toEqual([
    'case.submitted',
    'case.accepted',
    'case.completed',
    'case.delivered',
  ]);
  await jobs();
  expect(await eventsOf(world, 'onlineConsultation.unanswered')).toEqual([]);
});
