import { afterAll, beforeAll, expect, test } from 'vitest';
import { file, messagesFor, staffId, take, type Receipt } from '../../test/support/complaint-scene.ts';
import { gid, HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';

let world: World;
let plain: Receipt & { id: string };
let bribery: Receipt & { id: string };
beforeAll(async () => {
  world = await createWorld();
  plain = await file(world, { severity: 'MAJOR' });
  bribery = await file(world, { category: 'BRIBERY', content: '索要礼品' });
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
type Viewer = (typeof VIEWERS)[number];
const READERS: readonly Viewer[] = ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'];
const BRIBERY_READERS: readonly Viewer[] = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'];

/** All that a viewer gets of a complaint, by the list and by its node id. */
async function seen(as: Viewer, { number, id }: { number: string; id: string }) {
  const list = await world.ask(
    'query ($number: String) { complaints(number: $number) { edges { node { id content complainant phone } } } }',
    { as, at: HERE, variables: { number } },
  );
  const node = await world.ask(
    'query ($id: ID!) { node(id: $id) { ... on Complaint { id content complainant phone notes } } }',
    { as, at: HERE, variables: { id } },
  );
  return {
    listed: list.data?.complaints?.edges ?? [],
    node: node.data?.node ?? null,
    text: JSON.stringify([list, node]),
  };
}

test.each(VIEWERS)('三(二)1(1) · file-is-closed-to-the-respondent: what %s sees of a file', async (as) => {
  const { listed, node, text } = await seen(as, plain);
  const reads = READERS.includes(as);
  expect(listed).toHaveLength(reads ? 1 : 0);
  expect(node !== null).toBe(reads);
  expect(text.includes('材料齐全仍不收件')).toBe(reads);
  expect(text.includes('申请人甲')).toBe(as === 'COMPLAINT_OFFICER');
  expect(text.includes('199-0000-0001')).toBe(as === 'COMPLAINT_OFFICER');
});

test.each(VIEWERS)('三(二)2(5) · bribery-is-restricted: what %s sees of a bribery file', async (as) => {
  const { listed, node, text } = await seen(as, bribery);
  const reads = BRIBERY_READERS.includes(as);
  expect(listed).toHaveLength(reads ? 1 : 0);
  expect(node !== null).toBe(reads);
  expect(text.includes('索要礼品')).toBe(reads);
  for (const secret of ['申请人甲', '199-0000-0001']) expect(text).not.toContain(secret);
});

test.each(VIEWERS)(
  '三(二)2(5) · bribery-is-restricted: notifications tell %s nothing of a file',
  async (as) => {
    const reply = await world.ask('{ notifications { edges { node { text } } } }', { as, at: HERE });
    const text = JSON.stringify(reply);
    if (as === 'UNIT_DEPUTY') expect(text).toContain('重大投诉举报');
    const secrets = ['申请人甲', '199-0000-0001', '索要礼品', '材料齐全', plain.number, bribery.number];
    for (const secret of secrets) expect(text).not.toContain(secret);
  },
);

test('三(二)1(1) · file-is-closed-to-the-respondent: to window staff the list is FORBIDDEN, the verbs know no file', async () => {
  const { errors } = await world.ask('{ complaints { edges { cursor } } }', { as: 'WINDOW_STAFF', at: HERE });
  expect(errors?.map((e) => e.extensions.code)).toEqual(['FORBIDDEN']);
  const accept = take(world, 'WINDOW_STAFF', 'acceptComplaint', { complaintId: plain.id });
  await expect(accept).rejects.toThrow('FORBIDDEN');
});

test('三(二)1(1) · file-is-closed-to-the-respondent: to a director or deputy as respondent it does not exist, and others are told', async () => {
  const against = (role: string, more: object) =>
    file(world, { respondentId: staffId(world, role), content: '态度粗暴', ...more });
  const director = await against('CENTRE_DIRECTOR', { category: 'BRIBERY' });
  expect(await seen('CENTRE_DIRECTOR', director)).toMatchObject({ listed: [], node: null });
  expect(await take(world, 'CENTRE_DIRECTOR', 'acceptComplaint', { complaintId: director.id })).toMatchObject(
    {
      code: 'NOT_FOUND',
    },
  );
  const before = await messagesFor(world, 'UNIT_DEPUTY');
  const townshipId = world.town(HERE).id;
  const deputy = await take(world, 'NOBODY', 'fileComplaint', {
    category: 'ATTITUDE',
    severity: 'MAJOR',
    content: '态度粗暴',
    respondentId: staffId(world, 'UNIT_DEPUTY'),
    name: '申请人甲',
    phone: '199-0000-0001',
  });
  const row = await inTables(world, (tx) =>
    tx.complaint.findUniqueOrThrow({ where: { townshipId_number: { townshipId, number: deputy.number } } }),
  );
  const id = gid(world, 'Complaint', row.id);
  expect(await seen('UNIT_DEPUTY', { number: deputy.number, id })).toMatchObject({ listed: [], node: null });
  expect(await messagesFor(world, 'UNIT_DEPUTY')).toEqual(before);
  expect(await messagesFor(world, 'UNIT_HEAD')).toEqual(['有一件重大投诉举报，请立即阅处。']);
});

test('三(二)1(1) · file-is-closed-to-the-respondent: an officer who sits at the respondent’s station sees none of it', async () => {
  const town = world.town(HERE);
  const where = { townshipId_id: { townshipId: town.id, id: town.staff['COMPLAINT_OFFICER'] ?? '' } };
  const sit = async (stationId: string | null) => {
    await inTables(world, (tx) => tx.staff.update({ where, data: { stationId } }));
    await world.platform.directory.reload();
  };
  await sit(town.stationId);
  expect(await seen('COMPLAINT_OFFICER', plain)).toMatchObject({ listed: [], node: null });
  const noted = { complaintId: plain.id, text: '已核实' };
  expect(await take(world, 'COMPLAINT_OFFICER', 'noteInvestigation', noted)).toMatchObject({
    code: 'NOT_FOUND',
  });
  await sit(null);
  expect((await seen('COMPLAINT_OFFICER', plain)).node).not.toBeNull();
});
