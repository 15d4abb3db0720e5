import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { onlineScene } from '../../test/support/online-scene.ts';
import { textKept } from '../../test/support/text-kept.ts';
import { HERE } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { CONDUCT_READERS, READERS } from './roles.ts';

let world: World;
let ids: Record<string, string>;
const { say, staffId, windowId } = onlineScene(() => world);
const SECRETS = ['打印机不工作', '社保业务系统', '正在看电影', '网上如何申请', '199-0000-0001'];

beforeAll(async () => {
  world = await createWorld();
  const ticket = await say('askItHelp', 'ItTicket', { windowId: windowId(), problem: '打印机不工作' });
  const software = { windowId: windowId(), software: '社保业务系统', purpose: '社保业务' };
  const request = await say('requestSoftware', 'SoftwareInstallRequest', software);
  const inspected = {
    windowId: windowId(),
    inspectedAt: '2026-09-28T08:45:00+08:00',
    findings: [{ kind: 'PERSONAL_USE', staffId: staffId('WINDOW_STAFF'), note: '正在看电影' }],
  };
  const inspection = await say('recordInspection', 'DeviceInspection', inspected, 'ASSESSOR');
  const asked = { question: '网上如何申请', contact: '199-0000-0001' };
  const question = await say('askOnline', 'OnlineConsultation', asked, 'FRONTEND');
  ids = {
    ItTicket: ticket.id,
    SoftwareInstallRequest: request.id,
    DeviceInspection: inspection.id,
    DeviceFinding: inspection.findings.edges[0].node.id,
    OnlineConsultation: question.id,
  };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const INSPECTORS: readonly Role[] = [...CONDUCT_READERS, 'DUTY_OFFICER', 'COUNTY_IT'];
/** Who reads an object: by role, and the clerk whom a finding concerns. */
const MAY_READ: Readonly<Record<string, readonly Role[]>> = {
  ItTicket: READERS,
  SoftwareInstallRequest: READERS,
  DeviceInspection: INSPECTORS,
  DeviceFinding: [...INSPECTORS, 'WINDOW_STAFF'],
  OnlineConsultation: STAFF_ROLES,
};
/** Every list that leads to them, with what is closed. */
const LISTS: readonly (readonly [type: string, list: string, secret: string])[] = [
  ['ItTicket', 'itTickets { edges { node { problem } } }', '打印机不工作'],
  ['SoftwareInstallRequest', 'softwareInstallRequests { edges { node { software } } }', '社保业务系统'],
  [
    'DeviceInspection',
    'deviceInspections { edges { node { findings { edges { node { note } } } } } }',
    '正在看电影',
  ],
  ['OnlineConsultation', 'onlineConsultations { edges { node { question contact } } }', '199-0000-0001'],
];
const ask = (query: string, as: Role | 'NOBODY', variables = {}, from = HERE) =>
  world.ask(query, { as, at: HERE, from, variables });
const reads = (type: string, as: string) => (MAY_READ[type] ?? []).includes(as as Role);

describe.each(Object.keys(MAY_READ))('%s', (type) => {
  test.each(VIEWERS)('一(七): whether %s reaches it by its id', async (as) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${plainFields(type)} } } }`;
    const { data } = await ask(query, as, { id: ids[type] });
    expect((data?.node ?? null) !== null).toBe(reads(type, as));
  });
});

test.each(VIEWERS)('一(七): through the lists %s reads what he may and nothing else', async (as) => {
  for (const [type, list, secret] of LISTS) {
    const text = JSON.stringify((await ask(`{ ${list} }`, as)).data ?? null);
    expect({ list, found: text.includes(secret) }).toEqual({ list, found: reads(type, as) });
  }
});

test('一(七): nobody but the asker reads the query code, staff included', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on OnlineConsultation { queryCode } } }';
  for (const as of STAFF_ROLES) {
    const { data } = await ask(query, as, { id: ids['OnlineConsultation'] });
    expect(data.node).toEqual({ queryCode: null });
  }
});

test('一(七): no word of them stands in an event, audit entry or message', async () => {
  const text = await textKept(world);
  expect(text).toContain('inspection.finding');
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
});
