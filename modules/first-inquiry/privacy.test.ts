import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverEvents } from '../../core/events/delivery.ts';
import { inquiryScene } from '../../test/support/first-inquiry-scene.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { CONDUCT_READERS, READERS } from './roles.ts';

let world: World;
let inquiryId: string;
let handedId: string;
let violationId: string;
let sanctionId: string;
const NAME = '申请人甲';
const PHONE = '199-0000-0001';
const { addPlace, ask, dispose, list, register, say, staffId } = inquiryScene(() => world);

beforeAll(async () => {
  world = await createWorld();
  const place = await addPlace('P02');
  const visitor = { visitorName: NAME, visitorPhone: PHONE };
  inquiryId = (await register(visitor)).id;
  handedId = (await register(visitor)).id;
  await dispose(handedId, 'TO_WINDOW', { windowId: place.windowId });
  const report = { staffId: staffId('WINDOW_STAFF'), ground: 'RUDE', account: '大声呵斥来访人', inquiryId };
  violationId = (await say('reportViolation', report, 'ASSESSOR')).id;
  const confirm = { violationId, sanction: 'NOTICE_OF_CRITICISM', reason: '录像核实' };
  sanctionId = (await say('confirmViolation', confirm, 'CENTRE_DIRECTOR')).sanction.id;
  await deliverEvents(world.platform, world.town(HERE).id);
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
type Viewer = (typeof VIEWERS)[number];
const among = (roles: readonly string[], who: Viewer) => roles.includes(who);

describe('the visitor', () => {
  test.each(VIEWERS)('一(一)1: what %s sees of a visitor’s name and telephone', async (as) => {
    const view = 'id matter visitorName visitorPhone queryCode';
    const listed = await ask(`{ firstInquiries { edges { node { ${view} } } } }`, as);
    const node = await ask(`query ($id: ID!) { node(id: $id) { ... on FirstInquiry { ${view} } } }`, as, {
      id: inquiryId,
    });
    const reads = among(READERS, as);
    expect(listed.data?.firstInquiries?.edges ?? []).toHaveLength(reads ? 2 : 0);
    expect((node.data?.node ?? null) !== null).toBe(reads);
    const text = JSON.stringify([listed, node]);
    for (const secret of [NAME, PHONE]) expect(text.includes(secret)).toBe(as === 'WINDOW_STAFF');
    expect(text.includes('"visitorName":"申***"')).toBe(reads && as !== 'WINDOW_STAFF');
    expect(/"queryCode":"/.test(text)).toBe(as === 'WINDOW_STAFF');
  });

  test('stands in no event, audit entry or message', async () => {
    const kept = await inTables(world, async (tx) => [
      await tx.outboxEvent.findMany(),
      await tx.auditEntry.findMany(),
      await tx.notification.findMany(),
      await tx.tally.findMany(),
    ]);
    const text = JSON.stringify(kept, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).toContain('firstInquiry.registered');
    for (const secret of [NAME, PHONE, '大声呵斥', '录像核实', '残疾人证办理'])
      expect(text).not.toContain(secret);
  });
});

describe('violations and sanctions', () => {
  test.each(VIEWERS)('一(一)4: what %s sees of a violation and its sanction', async (as) => {
    const listed = await ask(
      '{ conductViolations { edges { node { id account decisionReason sanction { kind } } } } }',
      as,
    );
    const nodes = await ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ConductViolation { account } ... on ConductSanction { kind } } }`,
      as,
      { ids: [violationId, sanctionId] },
    );
    // The clerk is the person concerned.
    const reads = among(CONDUCT_READERS, as) || as === 'WINDOW_STAFF';
    expect(listed.data?.conductViolations?.edges ?? []).toHaveLength(reads ? 1 : 0);
    expect((nodes.data?.nodes ?? []).filter(Boolean)).toHaveLength(reads ? 2 : 0);
    const text = JSON.stringify([listed, nodes]);
    for (const secret of ['大声呵斥', '录像核实', 'NOTICE_OF_CRITICISM'])
      expect(text.includes(secret)).toBe(reads);
  });

  test('一(一)4: the person concerned is told that there is something, and nobody else what', async () => {
    const mine = await list('conductViolations(mine: true)', 'ground sanction { kind }', 'WINDOW_STAFF');
    expect(mine).toEqual([{ ground: 'RUDE', sanction: { kind: 'NOTICE_OF_CRITICISM' } }]);
    expect(await list('conductViolations(mine: true)', 'id', 'CENTRE_DIRECTOR')).toEqual([]);
    const messages = await list('notifications(mine: true)', 'text', 'WINDOW_STAFF');
    expect(messages).toEqual([{ text: '有一项首问责任情节经查实，已记录处理，请查看。' }]);
    for (const as of VIEWERS.filter((who) => who !== 'WINDOW_STAFF')) {
      const { data } = await ask('{ notifications { edges { node { text } } } }', as);
      expect(JSON.stringify(data ?? null)).not.toContain('经查实');
    }
  });
});
