import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma } from '../../core/db/client.ts';
import { configure as configureModule } from '../../test/support/county-scene.ts';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { accepted, eventsOf, HERE, step, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { TEN_FIELDS, type DisclosedField } from './rules.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { change, configure, deliver, item, publish, read, reply, say, staffId } = disclosureScene(() => world);

const LACKING: Record<DisclosedField, Partial<Prisma.ServiceItemVersionCreateManyInput>> = {
  name: { name: '' },
  legalBasis: { legalBasis: [] },
  conditions: { conditions: null },
  quantity: { quantity: null },
  procedure: { procedure: [] },
  limit: { promisedDays: null, statutoryDays: null },
  flow: { flow: null },
  materials: { materials: [] },
  sampleForms: { sampleForms: [] },
  laws: { laws: [] },
};

describe('一(三)2(1): items', () => {
  test.each(TEN_FIELDS)(
    '一(三)2(1) · incomplete-is-not-published: without %s it is not published and takes no case',
    async (field) => {
      const itemId = await item(LACKING[field]);
      expect(await publish(itemId)).toMatchObject({
        code: 'DISCLOSURE_INCOMPLETE',
        clause: { id: '一(三)2(1)' },
        details: { missing: [field] },
      });
      const refused = await submit(world, itemId);
      expect(refused.code).toBe('ITEM_NOT_ACCEPTABLE');
      expect(refused.details.missing).toContain(field);
      expect(await read('{ publishedItems { edges { node { id } } } }')).toEqual({
        publishedItems: { edges: [] },
      });
    },
  );

  test('一(三)2(1) · incomplete-is-not-published: a complete one is published once, by its station or the director', async () => {
    const itemId = await item({ source: { sourceUrl: 'https://example.gov.cn/1' } });
    expect(
      (await reply('publishServiceItem', 'ItemPublication', { itemId }, 'WINDOW_STAFF')).errors?.[0],
    ).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const published = await publish(itemId, 'STATION_HEAD');
    expect(published).toMatchObject({
      version: 1,
      provenance: {
        source: 'https://example.gov.cn/1',
        version: 1,
        publishedBy: '民政所',
        effectiveFrom: '2024-01-01',
        publishedAt: '2026-09-28T01:00:00.000Z',
      },
    });
    expect(await publish(itemId)).toMatchObject({ code: 'ALREADY_PUBLISHED', details: { version: 1 } });
    expect(await eventsOf(world, 'item.published')).toMatchObject([
      { itemId: uuidOf(itemId), version: 1, day: '2026-09-28' },
    ]);
    const { publishedItems } = await read(
      '{ publishedItems(first: 5) { edges { node { version item { name laws sampleForms } } } } }',
    );
    expect(publishedItems.edges).toMatchObject([{ node: { item: { sampleForms: ['申请表（样表）'] } } }]);
    const later = '{ publishedItems(since: "2026-09-28T02:00:00Z") { edges { node { version } } } }';
    expect((await read(later)).publishedItems.edges).toEqual([]);
  });
});

test('一(四)2 (class), 一(四)3 (limits): with 按时办结 on, an item of no kind or with a promise beyond the law is not published', async () => {
  expect(await publish(await item({ kind: null }))).toMatchObject({
    code: 'ITEM_NOT_ACCEPTABLE',
    clause: { id: '一(四)2 (class)' },
    details: { missing: ['kind'] },
  });
  const beyond = await item({ promisedDays: 25 });
  expect(await publish(beyond)).toMatchObject({
    code: 'PROMISE_EXCEEDS_STATUTORY',
    clause: { id: '一(四)3 (limits)' },
    details: { promisedDays: 25, statutoryDays: 20 },
  });
  await configureModule(world, 'timely-completion', { enabled: false });
  expect(await publish(beyond)).toMatchObject({ version: 1 });
});

describe('一(三)2(2): fees', () => {
  const fee = {
    text: '10元',
    amountFen: 1000,
    basis: '《示例收费办法》',
    legalBasis: '《示例条例》',
    approvalDocNo: '示价字〔2020〕1号',
  };

  test('一(三)2(2) · charged-as-published: published ¥10, charged ¥15 is blocked and told; with a reason it is let through and logged', async () => {
    const { id: caseId } = await accepted(world, await item({ fees: [fee] }));
    const charge = (amount: number, more: object = {}) =>
      say('chargeFee', 'FeeCharge', { caseId, amount, ...more }, 'WINDOW_STAFF');
    expect(await charge(1500)).toMatchObject({
      code: 'FEE_NOT_AS_PUBLISHED',
      message: '公布¥10，拟收¥15，不得收取',
      details: { publishedFen: 1000, chargedFen: 1500 },
    });
    expect(await eventsOf(world, 'integrity.feeMismatch')).toMatchObject([
      { publishedFen: 1000, chargedFen: 1500, chargeId: null, overridden: false },
    ]);
    expect(await charge(1500, { overrideReason: '加急制证' })).toMatchObject({
      amount: 1500,
      published: 1000,
      overrideReason: '加急制证',
    });
    expect(await eventsOf(world, 'integrity.feeMismatch')).toMatchObject([
      { overridden: false },
      { overridden: true, staffId: world.town(HERE).staff['WINDOW_STAFF'] },
    ]);
    expect(await eventsOf(world, 'fee.charged')).toHaveLength(1);
  });

  test('一(三)2(2) · charged-as-published: the published fee is charged once', async () => {
    const { id: caseId } = await accepted(world, await item({ fees: [fee] }));
    const charge = () => say('chargeFee', 'FeeCharge', { caseId, amount: 1000 }, 'WINDOW_STAFF');
    expect(await charge()).toMatchObject({ amount: 1000, published: 1000, overrideReason: null });
    expect(await charge()).toMatchObject({ code: 'FEE_NOT_AS_PUBLISHED', details: { chargedFen: 2000 } });
    const handedIn = await submit(world, 'PROMISE-5');
    const early = { caseId: handedIn.id, amount: 1000 };
    expect(await say('chargeFee', 'FeeCharge', early, 'WINDOW_STAFF')).toMatchObject({
      code: 'CHARGE_NOT_POSSIBLE',
    });
  });

  test('一(三)2(2) · fee-has-its-basis: a fee without its approval document is not published', async () => {
    expect(await publish(await item({ fees: [{ ...fee, approvalDocNo: '' }] }))).toMatchObject({
      code: 'FEE_BASIS_INCOMPLETE',
      details: { missing: ['approvalDocNo'] },
    });
  });
});

test('一(三)2(3) · gone-when-the-posting-ends: posted until 2026-09-30 he is absent on 2026-10-01', async () => {
  const entry = { photo: 'photo/1', duties: '受理民政事项', promise: '限时办结', endsOn: '2026-09-30' };
  const input = { staffId: staffId('WINDOW_STAFF'), ...entry };
  const put = await say('publishBoardEntry', 'BoardEntry', input, 'STATION_HEAD');
  expect(put).toMatchObject({ photo: 'photo/1', provenance: { version: 1, publishedBy: '民政所' } });
  const board = `{ publicStaffBoard(township: "${HERE}") { edges { node { name post photo duties promise officePhone } } } }`;
  expect((await read(board)).publicStaffBoard.edges).toHaveLength(1);
  const byId = () =>
    world.ask('query ($id: ID!) { node(id: $id) { id } }', { at: HERE, variables: { id: put.id } });
  world.at('2026-09-30', '23:59');
  expect((await read(board)).publicStaffBoard.edges).toHaveLength(1);
  expect((await byId()).data.node).toEqual({ id: put.id });
  world.at('2026-10-01', '00:00');
  expect((await read(board)).publicStaffBoard.edges).toEqual([]);
  expect((await byId()).data.node).toBeNull();
  const elsewhere = await world.ask(board, { at: 'dongshan' });
  expect(elsewhere.errors?.[0].extensions.code).toBe('FORBIDDEN');
});

test('一(三)2(4) · text-in-force: the text with the ways to complain, of complaints only while that is on', async () => {
  const text = {
    code: 'discipline',
    kind: 'DISCIPLINE',
    title: '工作纪律',
    text: '持证挂牌上岗',
    source: '本中心',
  };
  expect(await say('publishText', 'PublicText', { ...text, source: ' ' })).toMatchObject({
    code: 'SOURCE_REQUIRED',
  });
  await say('publishText', 'PublicText', text);
  await say('publishText', 'PublicText', { ...text, text: '文明服务' });
  await configure({ settings: { supervisionPhone: '0797-0000001' } });
  const query =
    '{ publicRules { texts { edges { node { text provenance { version } } } } channels { verb phone } } }';
  const phone = { verb: null, phone: '0797-0000001' };
  const report = { verb: 'reportIntegrity', phone: null };
  expect((await read(query)).publicRules).toEqual({
    texts: { edges: [{ node: { text: '文明服务', provenance: { version: 2 } } }] },
    channels: [{ verb: 'fileComplaint', phone: null }, report, phone],
  });
  await world.ask(
    'mutation { configureModule(input: { township: "shexi", module: "complaints", enabled: false }) { __typename } }',
    { as: 'COUNTY_BUREAU' },
  );
  expect((await read(query)).publicRules.channels).toEqual([report, phone]);
});

test('一(三)3(1) · channel-shows-the-published-version: item v4 published, the bulletin still v3', async () => {
  const itemId = await item();
  await change(itemId, 3, '2026-09-01');
  const v3 = await publish(itemId);
  const post = (channel: string, publicationId: string) =>
    say(
      'recordPublication',
      'PublicationRecord',
      { channel, publicationId, photo: 'photo/9' },
      'WINDOW_STAFF',
    );
  await post('BULLETIN', v3.id);
  await post('WINDOW_BOARD', v3.id);
  const stale = async () =>
    (await read('{ staleChannels { channel version published } }', 'CENTRE_DIRECTOR')).staleChannels;
  expect(await stale()).toEqual([]);
  await change(itemId, 4, '2026-09-28');
  const v4 = await publish(itemId);
  await post('WINDOW_BOARD', v4.id);
  expect(await stale()).toEqual([{ channel: 'BULLETIN', version: 3, published: 4 }]);
  await post('BULLETIN', v4.id);
  expect(await stale()).toEqual([]);
});

test('一(三)3(2) · result-names-nobody: item, date, outcome and 申*; nothing of the case', async () => {
  const { id: caseId } = await accepted(world, 'PROMISE-5');
  await step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });
  await deliver();
  await deliver();
  const { publicResults } = await read(
    '{ publicResults { edges { node { itemName decidedOn outcome maskedName provenance { source version publishedBy effectiveFrom } } } } }',
  );
  expect(publicResults.edges).toEqual([
    {
      node: {
        itemName: '残疾人证办理',
        decidedOn: '2026-09-28',
        outcome: 'APPROVED',
        maskedName: '申*',
        provenance: {
          source: 'shexi镇综合便民服务中心',
          version: 1,
          publishedBy: 'shexi镇综合便民服务中心',
          effectiveFrom: '2026-09-28',
        },
      },
    },
  ]);
});

test.each([true, false])(
  '一(三)3(2), 一(七)1 · result-names-nobody: of a classified item nothing is published, 网上办理 on: %s',
  async (on) => {
    const { data } = await world.ask(
      `mutation ($input: SetItemChannelInput!) { setItemChannel(input: $input) {
        ... on ItemChannel { channel } ... on Refusal { code } } }`,
      {
        as: 'CENTRE_DIRECTOR',
        at: 'shexi',
        variables: { input: { itemId: world.town('shexi').itemId('PROMISE-5'), channel: 'CLASSIFIED' } },
      },
    );
    expect(data.setItemChannel).toEqual({ channel: 'CLASSIFIED' });
    if (!on) await configureModule(world, 'online-processing', { enabled: false, openWork: 'FREEZE' });
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    await step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });
    await deliver();
    const { publicResults } = await read('{ publicResults { edges { node { itemName } } } }');
    expect(publicResults.edges).toEqual([]);
  },
);
