import { afterAll, beforeAll, expect, test } from 'vitest';
import { Served } from '../../test/support/http.ts';
import { pdfPages } from '../../test/support/document-scene.ts';
import { accepted, HERE, step, submit, type Answered } from '../../test/support/timely-scene.ts';
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

/** The documents of a case as its applicant gets them, by number and query code, each with the text layer of its PDF. */
async function papersOf({ number, queryCode }: { number: string; queryCode: string }) {
  const reply = await world.ask(
    `query ($number: String!, $code: String!) { trackCase(number: $number, queryCode: $code) {
      documents { edges { node { kind title clause genuine text url html content } } } } }`,
    { at: HERE, variables: { number, code: queryCode } },
  );
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  const papers = new Map<string, Answered>();
  for (const { node } of reply.data.trackCase.documents.edges) {
    const response = await fetch(served.url + node.url);
    const [page = '', ...more] = await pdfPages(new Uint8Array(await response.arrayBuffer()));
    papers.set(node.kind, { ...node, page, more });
  }
  return papers;
}

/** What every paper must show: on its page, in its text layer and as HTML. */
function expectShown(paper: Answered, parts: readonly string[]): void {
  expect(paper).toMatchObject({ genuine: true, more: [] });
  for (const part of parts) {
    expect(paper.page).toContain(part.replace(/\s/g, ''));
    expect(paper.html).toContain(part);
  }
}

const cited = ({ id, text }: { id: string; text: string }) => [
  `${id.replace(/ \([a-z]+\)$/, '')}：“${text}”`,
];

test('一(四)2 (承诺) · acceptance-starts-both-clocks: the notice of Mon 2026-09-28 as PDF holds number, 2026-10-10, 2026-10-30 and the clause', async () => {
  world.at('2026-09-28');
  const facts = await accepted(world, 'PROMISE-5');
  const paper = (await papersOf(facts)).get('ACCEPTANCE_NOTICE');
  expectShown(paper, [
    '受理通知书',
    facts.number,
    '申请人甲：',
    '残疾人证办理',
    '承诺办结时间：2026-10-10。自2026-09-28的次日起算，共5个工作日',
    '法定办结时限：2026-10-30。',
    '承办单位（盖章）：民政所',
    '01号民政窗口',
    '2026年9月28日',
    ...cited(CLAUSES.promised),
  ]);
  expect(paper.content.data).toMatchObject({
    caseNumber: facts.number,
    acceptedOn: '2026-09-28',
    promisedDueOn: '2026-10-10',
    statutoryDueOn: '2026-10-30',
    addressee: '申请人甲',
  });
  // Anyone may read the notice over his shoulder; the query code is the applicant's secret.
  expect(paper.text).not.toContain(facts.queryCode);
});

test('一(四)3 (refusal) · refusal-has-basis-and-reason: the notice as PDF holds number, reason, basis, remedies and the clause', async () => {
  const facts = await submit(world, 'PROMISE-5');
  const [basis, reason] = ['《示例规定》第三条', '不属本镇管辖'];
  await step(world, 'refuseCase', { caseId: facts.id, basis, reason });
  expectShown((await papersOf(facts)).get('REFUSAL_NOTICE'), [
    '不予受理通知书',
    facts.number,
    '申请人甲：',
    `理由：${reason}。`,
    `依据：${basis}。`,
    '六十日内申请行政复议，或者六个月内提起行政诉讼',
    '2026年9月28日',
    ...cited(CLAUSES.refusal),
  ]);
});

test('一(四)3 (extension) · extension-is-reasoned: the notice to 2026-10-16 as PDF holds number, reason, all dates and the clause', async () => {
  const facts = await accepted(world, 'PROMISE-5');
  const reason = '需要现场勘查';
  await step(
    world,
    'extendCase',
    { caseId: facts.id, newDueOn: '2026-10-16', reason },
    { as: 'STATION_HEAD' },
  );
  expectShown((await papersOf(facts)).get('EXTENSION_NOTICE'), [
    '延期告知书',
    facts.number,
    '申请人甲：',
    '原承诺办结时间为2026-10-10',
    `因${reason}，经批准延期至2026-10-16办结`,
    '法定办结时限为2026-10-30',
    ...cited(CLAUSES.extension),
  ]);
});

test('一(四)5 · completion-is-told: a decision leaves its paper and the notice of completion, with both dates and the clause', async () => {
  world.at('2026-09-28');
  const facts = await accepted(world, 'PROMISE-5');
  world.at('2026-10-09');
  await step(world, 'decideCase', { caseId: facts.id, outcome: 'APPROVED', result: '准予办理。' });
  const papers = await papersOf(facts);
  expectShown(papers.get('DECISION'), [
    '准予决定书',
    facts.number,
    '准予办理。',
    '已于2026-09-28受理',
    '依据：《示例规定》。',
    '中华人民共和国行政许可法（2019年修正）》第三十八条',
  ]);
  expectShown(papers.get('COMPLETION_NOTICE'), [
    '办结通知',
    facts.number,
    '已于2026-10-09办结，结果为准予',
    '承诺办结时间：2026-10-10。',
    '法定办结时限：2026-10-30。',
    '最迟于2026-10-22颁发、送达',
    ...cited(CLAUSES.tellApplicant),
  ]);
});

test('a decision against the applicant names reasons and remedies, whether or not the clerk did', async () => {
  const facts = await accepted(world, 'PROMISE-5');
  await step(world, 'decideCase', { caseId: facts.id, outcome: 'DENIED', result: '不符合规定的条件。' });
  const papers = await papersOf(facts);
  expectShown(papers.get('DENIAL'), [
    '不予许可决定书',
    facts.number,
    '理由：不符合规定的条件。',
    '可在收到本决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
    '应当说明理由，并告知申请人享有依法申请行政复议或者提起行政诉讼的权利',
  ]);
  expect(papers.get('COMPLETION_NOTICE').text).toContain('结果为不予许可');
  expect(papers.get('COMPLETION_NOTICE').text).not.toContain('送达。');
});
