import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { Served } from '../../test/support/http.ts';
import { accepted, HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let served: Served;
let second: Served;
beforeAll(async () => {
  world = await createWorld();
  served = await Served.over(world);
  second = await Served.over(world);
});
afterAll(async () => {
  await served.stop();
  await second.stop();
  await world.close();
});

const { item, publish, say, staffId } = disclosureScene(() => world);

const FEED = `{ screenFeed {
  items(first: 100) { edges { node { version item { name promisedDays fees { text } } provenance { source publishedBy effectiveFrom } } } }
  staff { edges { node { name officePhone } } } rules { texts { edges { node { title } } } channels { verb } }
  results { edges { node { itemName maskedName } } } } }`;
const path = (query: string, town = HERE) => `/t/${town}/graphql?query=${encodeURIComponent(query)}`;
const get = (query: string, headers: Record<string, string> = {}, from = served) =>
  from.send({ method: 'GET', path: path(query), headers: { accept: 'application/json', ...headers } });

test('一(三)3(4) · screen-shows-what-is-published: polled by GET it is 304 until something changes, in every process', async () => {
  const before = await get(FEED);
  expect(before.status).toBe(200);
  expect(before.headers).toMatchObject({
    'cache-control': 'public, no-cache',
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
    vary: 'Accept, Accept-Language, Authorization, X-Township',
  });
  const etag = String(before.headers.etag);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get(FEED, { 'if-none-match': known }, second);
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
  }
  await publish(await item());
  const after = await get(FEED, { 'if-none-match': etag }, second);
  expect(after.status).toBe(200);
  expect(after.headers.etag).not.toBe(etag);
  expect(after.body.data.screenFeed.items.edges).toHaveLength(1);
  const entry = { photo: 'photo/1', duties: '受理', promise: '限时办结' };
  await say('publishBoardEntry', 'BoardEntry', { staffId: staffId('WINDOW_STAFF'), ...entry });
  const changed = await get(FEED, { 'if-none-match': String(after.headers.etag) });
  expect(changed.body.data.screenFeed.staff.edges).toHaveLength(1);
});

test('一(三)3(4) · screen-shows-what-is-published: anyone reads the catalogue by GET without a token', async () => {
  const query = '{ township(code: "shexi") { serviceItems(first: 20) { edges { node { name } } } } }';
  const { status, headers, body } = await get(query);
  expect([status, headers['cache-control']]).toEqual([200, 'public, no-cache']);
  expect(body.data.township.serviceItems.edges.length).toBeGreaterThan(0);
});

test('what is for one person or goes wrong is kept by nobody', async () => {
  const made = await accepted(world, 'PROMISE-5');
  const tracked = `{ trackCase(number: "${made.number}", queryCode: "${made.queryCode}") { number } }`;
  const token = { authorization: `Bearer ${await world.token('WINDOW_STAFF', HERE)}` };
  for (const reply of [
    await get(tracked),
    await get(FEED, token),
    await get('{ publicStaffBoard(township: "dongshan") { edges { node { officePhone } } } }'),
    await get('{ nothing }'),
  ]) {
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers.etag).toBeUndefined();
  }
  expect((await get(tracked)).body.data.trackCase).toEqual({ number: made.number });
});

test('一(三)2(3) · gone-when-the-posting-ends: the telephone of another township’s staff is not returned', async () => {
  const query = '{ publicStaffBoard(township: "dongshan") { edges { node { name officePhone } } } }';
  const { body, code } = await get(query);
  expect([body.data?.publicStaffBoard ?? null, code]).toEqual([null, 'FORBIDDEN']);
  const county = await served.send({
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { accept: 'application/json' },
  });
  expect(county.code).toBe('TOWNSHIP_REQUIRED');
});
