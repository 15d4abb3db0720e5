import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticeScene } from '../../test/support/notice-scene.ts';
import { HERE, inTables, submit } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { READERS } from './roles.ts';

let world: World;
let own: { id: string; number: string; queryCode: string };
let noticeId: string;
let foreignNotice: string;
let guideId: string;
let questionId: string;
const { notice, read, say } = noticeScene(() => world);

beforeAll(async () => {
  world = await createWorld();
  own = await submit(world, 'PROMISE-5', { as: 'APPLICANT', view: 'id number queryCode' });
  noticeId = (await notice(own.id, ['户口本复印件'])).id;
  const foreign = await submit(world, 'PROMISE-5');
  foreignNotice = (await notice(foreign.id, ['婚姻证明'])).id;
  const guide = await say('issueGuideNotice', {
    itemId: world.town(HERE).itemId('PROMISE-5'),
    name: '申请人乙',
    phone: '199-0000-0002',
  });
  guideId = guide.id;
  const asked = await say('askGuideQuestion', { guideId, question: '低保户可以减免吗' });
  questionId = asked.questions.edges[0].node.id;
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const STAFF: readonly string[] = ALL_ROLES.filter(
  (role) => !['APPLICANT', 'FRONTEND'].includes(role) && !role.startsWith('COUNTY_'),
);
const COUNTY: readonly string[] = ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'];

test.each(VIEWERS)('一(二)2 (承诺) · written-notice-has-two-copies: what %s sees of notices', async (as) => {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Notice { id reason items { text }
    contents { queryMethod } } } }`;
  const { data } = await world.ask(query, { as, at: HERE, variables: { ids: [noticeId, foreignNotice] } });
  const staff = STAFF.includes(as);
  const [mine, other] = data?.nodes ?? [null, null];
  expect(mine !== null).toBe(staff || COUNTY.includes(as) || as === 'APPLICANT');
  expect(other !== null).toBe(staff || COUNTY.includes(as));
  // The county reads what was asked for, not the code that opens the case.
  expect(JSON.stringify(mine ?? '').includes(own.queryCode)).toBe(staff || as === 'APPLICANT');
  const list = await world.ask('{ notices { edges { node { id } } } }', { as, at: HERE });
  const listed = list.data?.notices?.edges.length ?? 0;
  expect(listed).toBe((READERS as readonly string[]).includes(as) ? 2 : as === 'APPLICANT' ? 1 : 0);
});

test.each(VIEWERS)('一(二)1 · guide-tells-all: what %s sees of an inquiry', async (as) => {
  const node = await world.ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on GuideNotice { number queryCode inquirer inquirerPhone }
      ... on GuideQuestion { question } } }`,
    { as, at: HERE, variables: { ids: [guideId, questionId] } },
  );
  const list = await world.ask('{ guideNotices { edges { node { inquirer inquirerPhone } } } }', {
    as,
    at: HERE,
  });
  const text = JSON.stringify([node, list]);
  expect(text.includes('低保户')).toBe(STAFF.includes(as));
  expect(text.includes('申***')).toBe(STAFF.includes(as));
  for (const secret of ['申请人乙', '199-0000-0002']) expect(text).not.toContain(secret);
});

test.each(VIEWERS)(
  '一(二)2 (once) · extra-trips-are-a-candidate: candidates are for the leaders, not for %s unless he is one',
  async (as) => {
    const { data } = await world.ask('{ noticeBreaches { edges { node { id } } } }', { as, at: HERE });
    const reads = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'].includes(as);
    expect(data?.noticeBreaches ?? null).toEqual(reads ? { edges: [] } : null);
  },
);

test('一(二)2 (承诺) · copy-is-acknowledged-in-a-fit-way: whoever tracks a case by its code sees its notices; events carry no words of them', async () => {
  const { trackCase } = await read(
    `query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { notices { edges { node { items { text } contents { queryMethod } } } } } }`,
    'NOBODY',
    { n: own.number, q: own.queryCode },
  );
  expect(trackCase.notices.edges[0].node.items).toEqual([{ text: '户口本复印件' }]);
  expect(trackCase.notices.edges[0].node.contents.queryMethod).toContain(own.queryCode);
  const rows = await inTables(world, (tx) =>
    tx.outboxEvent.findMany({ select: { type: true, payload: true } }),
  );
  const events = JSON.stringify(rows);
  expect(events).toContain('notice.issued');
  for (const secret of ['户口本', '婚姻证明', '低保', '申请人', '199-0000', own.queryCode])
    expect(events).not.toContain(secret);
});
