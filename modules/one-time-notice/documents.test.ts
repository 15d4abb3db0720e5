import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfPages } from '../../test/support/document-scene.ts';
import { Served } from '../../test/support/http.ts';
import { noticeScene } from '../../test/support/notice-scene.ts';
import { HERE, submit, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { CLAUSES } from './clauses.ts';

let world: World;
let served: Served;
beforeAll(async () => {
  world = await createWorld();
  served = await Served.over(world);
});
afterAll(async () => {
  await served.stop();
  await world.close();
});
const { notice, read, say } = noticeScene(() => world);
const PAPER = 'title genuine text url html copies';

/** The first and the second copy of a slip, each of as many pages. */
function halves(pages: readonly string[]): [string, string] {
  const middle = pages.length / 2;
  return [pages.slice(0, middle).join(''), pages.slice(middle).join('')];
}

/** The pages of a paper's PDF, without white space. */
async function pagesOf({ url }: { url: string }): Promise<string[]> {
  const response = await fetch(served.url + url);
  return pdfPages(new Uint8Array(await response.arrayBuffer()));
}

test('一(二)3 · notice-has-its-contents: the slip as PDF has two labelled copies, each with all contents and a block to acknowledge', async () => {
  const { id, number, queryCode } = await submit(world, 'PROMISE-5');
  await notice(id, ['申请表原件', '近期照片两张']);
  const { trackCase } = await read(
    `query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { notices { edges { node { document { ${PAPER} } } } } } }`,
    'NOBODY',
    { n: number, q: queryCode },
  );
  const paper: Answered = trackCase.notices.edges[0].node.document;
  expect(paper).toMatchObject({
    title: '补办件回执单',
    genuine: true,
    copies: ['交服务对象', '窗口备案'],
  });
  const pages = await pagesOf(paper);
  const parts = [
    number,
    queryCode,
    '申请人甲',
    '残疾人证办理',
    '您于2026-09-28申报的',
    '1.申请表原件',
    '2.近期照片两张',
    '规定办理程序：受理、审核、办结。规定材料：申请表。承诺时限：受理之日起5个工作日。',
    '承办单位：民政所，经办人员：',
    `一(二)3：“${CLAUSES.contents.text}”`,
  ];
  const [forApplicant = '', forWindow = ''] = halves(pages);
  expect(forApplicant).toContain('交服务对象');
  expect(forWindow).toContain('窗口备案');
  for (const copy of [forApplicant, forWindow])
    for (const part of [...parts, '签收人（签名）']) expect(copy).toContain(part);
});

test('一(二)2 (承诺) · written-notice-has-two-copies: a return has a slip of its own', async () => {
  const { id } = await submit(world, 'PROMISE-5');
  const more = { kind: 'RETURN', basis: '《示例规定》第一条', reason: '不符合办理条件' };
  const { document } = await notice(id, ['户籍不在本镇'], more);
  for (const part of ['予以退件，理由：不符合办理条件', '1. 户籍不在本镇', '残疾人证办理'])
    expect(document.text).toContain(part);
  expect(document.number).toContain('退件回执单');
});

test('一(二)1 · guide-tells-all: the guide as PDF says materials, procedure, limits, fees and how to query', async () => {
  const itemId = world.town(HERE).itemId('PROMISE-5');
  const { id, number, queryCode } = await say('issueGuideNotice', { itemId, name: '申请人甲' });
  const { node } = await read(
    `query ($id: ID!) { node(id: $id) { ... on GuideNotice { document { ${PAPER} } } } }`,
    'WINDOW_STAFF',
    { id },
  );
  // With a sample form to name, its verification stands on a second page.
  const page = (await pagesOf(node.document)).join('');
  for (const part of [
    '一次性告知单',
    '申请人甲：',
    '1.申请表（原件）',
    '办理程序：受理、审核、办结',
    '时限：承诺时限5个工作日，法定时限20个工作日',
    '收费标准：不收费',
    number,
    queryCode,
    `一(二)1：“${CLAUSES.guide.text}”`,
  ])
    expect(page).toContain(part);
});

test('一(二)3 · notice-has-its-contents: the county’s auditors read the slip without name and code', async () => {
  const { id, queryCode } = await submit(world, 'PROMISE-5');
  const { id: noticeId } = await notice(id, ['照片']);
  const { node } = await read(
    `query ($id: ID!) { node(id: $id) { ... on Notice { document { text url } contents { queryMethod } } } }`,
    'COUNTY_SUPERVISION',
    { id: noticeId },
  );
  expect(node.document).toMatchObject({ url: null, text: expect.stringContaining('申***') });
  expect(JSON.stringify(node)).not.toContain(queryCode);
});
