import assert from 'node:assert/strict';
import { firstContact } from './first-contact.ts';
import type { Hall } from './hall.ts';
import { fetchPapers, readMessages } from './papers.ts';
import { APPLICANT, AT_WINDOW, REFUSAL } from './people.ts';
import type { Answer, LinkedPaper, Paper, Step, Teller } from './story.ts';

/** A case with its dates and why they are these. */
const DATES = 'state promisedDueOn clocks { kind phase dueOn explanation { sentence } }';

/** An application and how it is followed. */
interface Application {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
}

/**
 * 残疾人证, told from the visitor on: he is sent to the right window and told at once what to bring, applies, is told
 * in one written notice, and is answered on time although National Day lies between. Returns its papers.
 */
export async function disabilityCard(teller: Teller, hall: Hall): Promise<readonly Paper[]> {
  const { itemId, guide } = await firstContact(teller);
  const application = await apply(teller, itemId);
  await oneNotice(teller, application);
  await supplement(teller, application);
  await decide(teller, application);
  await readMessages(teller, hall, application.number);
  const papers = await fetchPapers(teller, hall, [guide, ...(await papersOf(teller, application))]);
  await lookBack(teller, application);
  return papers;
}

async function apply(teller: Teller, itemId: string): Promise<Application> {
  const { submitCase: submitted } = await teller.ask({
    ...AT_WINDOW,
    title: '下午来申请，病历只带了门诊收据 / he applies; of his medical records there is a receipt only',
    when: '2026-09-28 14:30',
    query: `mutation ($input: SubmitCaseInput!) { submitCase(input: $input) {
      ... on Case { id number queryCode state materialsGiven guideNotice { guide { number } }
        noticeLimit { dueOn explanation { sentence } } } ${REFUSAL} } }`,
    variables: {
      input: {
        itemId,
        applicant: APPLICANT,
        channel: 'WINDOW',
        materials: ['身份证', '户口簿', '二寸近期彩照', '相关病历材料', '残疾人证申请表'],
      },
    },
  });
  assert.ok(submitted.guideNotice, 'the application rests on the guide');
  const { acceptCase: accepted } = await teller.ask({
    ...AT_WINDOW,
    title: '窗口受理，承诺七个工作日 / accepted; the promise of seven working days starts',
    query: `mutation ($id: ID!) { acceptCase(input: { caseId: $id, version: 1 }) { ... on Case { ${DATES} } ${REFUSAL} } }`,
    variables: { id: submitted.id },
  });
  // 09-29, 09-30, 10-08, 10-09, Saturday 10-10, 10-12, 10-13.
  assert.equal(accepted.promisedDueOn, '2026-10-13');
  return submitted as Application;
}

/** The notice of what is missing, by the window. */
function notice(
  id: string,
  reason: string,
  item: object,
): { query: string; variables: Record<string, unknown> } {
  return {
    query: `mutation ($input: IssueNoticeInput!) { issueNotice(input: $input) {
      ... on Notice { id ordinal reason items { text material } copies { copy acknowledgedAt } document { number title }
        contents { unit handler appliedOn toSupplement promisedLimit } } ${REFUSAL} } }`,
    variables: { input: { caseId: id, kind: 'SUPPLEMENT', reason, items: [item] } },
  };
}

async function oneNotice(teller: Teller, application: Application): Promise<void> {
  const { id, number, queryCode } = application;
  const { issueNotice: given } = await teller.ask({
    ...AT_WINDOW,
    ...notice(id, '残疾评定须看诊断证明和检查报告，申请时只交了门诊收据', {
      text: '补交医院出具的诊断证明和检查报告',
      material: '相关病历材料',
    }),
    title: '书面告知缺的材料，一式两份 / what is missing is told once, in writing, in two copies',
    when: '2026-09-29 10:00',
  });
  assert.equal(given.copies.length, 2);
  await teller.ask({
    ...AT_WINDOW,
    title: '窗口留存的一份签收 / the window signs for its copy',
    query: `mutation ($id: ID!) {
      acknowledgeNotice(input: { noticeId: $id, copy: WINDOW_FILE, method: SIGNATURE }) {
        ... on Notice { copies { copy method } } ${REFUSAL} } }`,
    variables: { id: given.id },
  });
  const { acknowledgeOwnNotice: acknowledged } = await teller.ask({
    title: '申请人凭查询码确认收到他的一份 / he acknowledges his with his code',
    when: '2026-09-29 18:20',
    at: 'shexi',
    query: `mutation ($number: String!, $queryCode: String!) {
      acknowledgeOwnNotice(input: { number: $number, queryCode: $queryCode }) {
        ... on Notice { copies { copy method acknowledgedAt } } ${REFUSAL} } }`,
    variables: { number, queryCode },
  });
  assert.ok(acknowledged.copies.every((copy: Answer) => copy.method !== null));
  const standing = await track(teller, application, {
    title: '国庆期间查询：时限中止，写明缘由 / he looks: the promise stands still, and why',
    when: '2026-10-03 20:00',
    fields: DATES,
  });
  assert.equal(clockOf(standing, 'PROMISE').phase, 'SUSPENDED');
}

async function supplement(teller: Teller, application: Application): Promise<void> {
  const { id, queryCode } = application;
  const { supplementCase: resumed } = await teller.ask({
    as: 'FRONTEND',
    at: 'shexi',
    title:
      '节后网上补齐，时限恢复，停的日子还给窗口 / handed in online; the promise goes on, the days it stood are given back',
    when: '2026-10-09 09:30',
    query: `mutation ($id: ID!, $queryCode: String!) {
      supplementCase(input: { caseId: $id, queryCode: $queryCode, materials: ["相关病历材料"] }) {
        ... on Case { ${DATES} } ${REFUSAL} } }`,
    variables: { id, queryCode },
  });
  assert.equal(resumed.state, 'ACCEPTED');
  assert.equal(resumed.promisedDueOn, '2026-10-16');
  const { issueNotice: again } = await teller.ask({
    ...AT_WINDOW,
    ...notice(id, '照片底色不符', { text: '重拍白底照片', material: '二寸近期彩照' }),
    title:
      '窗口再要一样：没有负责人的理由，被拒绝 / a second demand without a supervisor’s reason is refused',
    when: '2026-10-09 15:00',
  });
  assert.equal(again.code, 'SECOND_NOTICE_NEEDS_SUPERVISOR');
  assert.equal(again.clause.id, '一(二)2 (once)');
}

async function decide(teller: Teller, { id }: Application): Promise<void> {
  const { decideCase: decided } = await teller.ask({
    ...AT_WINDOW,
    title: '评定通过，准予发证，早于承诺日 / granted, before the promised day',
    when: '2026-10-15 10:30',
    query: `mutation ($id: ID!) { decideCase(input: { caseId: $id, outcome: APPROVED, result: "准予，发给残疾人证。" }) {
      ... on Case { ${DATES} overdue } ${REFUSAL} } }`,
    variables: { id },
  });
  assert.equal(decided.overdue, false);
  const { deliverCase: delivered } = await teller.ask({
    ...AT_WINDOW,
    title: '领证 / the card is handed over',
    when: '2026-10-16 09:20',
    query: `mutation ($id: ID!) { deliverCase(input: { caseId: $id, method: "窗口领取" }) { ... on Case { state closedAt } ${REFUSAL} } }`,
    variables: { id },
  });
  assert.equal(delivered.state, 'DELIVERED');
}

/** The papers of the case, as the applicant finds them. */
async function papersOf(teller: Teller, application: Application): Promise<LinkedPaper[]> {
  const { documents } = await track(teller, application, {
    title: '凭查询码取得文书的链接 / the links of the papers',
    fields: 'documents(first: 20) { edges { node { title number url verificationCode copies } } }',
  });
  return documents.edges.map(({ node }: Answer) => node);
}

async function lookBack(teller: Teller, application: Application): Promise<void> {
  const tracked = await track(teller, application, {
    title: '申请人查全过程 / the whole way, as the applicant sees it',
    fields: `number state applicant { name } item { name } ${DATES} overdue
      timeline(first: 50) { edges { node { at verb toState note clause } } }`,
    shown: ({ trackCase }) => ({ ...trackCase, timeline: linesOf(trackCase) }),
  });
  assert.deepEqual(
    tracked.timeline.edges.map(({ node }: Answer) => node.toState),
    [
      'SUBMITTED',
      'ACCEPTED',
      'AWAITING_SUPPLEMENT',
      'AWAITING_SUPPLEMENT',
      'AWAITING_SUPPLEMENT',
      'ACCEPTED',
      'DECIDED',
      'DELIVERED',
    ],
  );
  assert.equal(tracked.overdue, false);
  const { case: own, noticeBreaches } = await teller.ask({
    title: '主任看：没有让他多跑，没有要追究的情节 / the director: no trip too many, nothing to follow up',
    as: 'CENTRE_DIRECTOR',
    at: 'shexi',
    query: `query ($id: ID!) { case(id: $id) { extraTrips overdue notices(first: 5) { edges { node { ordinal } } } }
      noticeBreaches(first: 100) { edges { node { ground notice { case { number } } } } } }`,
    variables: { id: application.id },
  });
  assert.deepEqual([own.extraTrips, own.notices.edges.length], [0, 1]);
  assert.deepEqual(
    noticeBreaches.edges.filter(({ node }: Answer) => node.notice.case?.number === application.number),
    [],
  );
}

/** The timeline as it reads, a line a step. */
function linesOf({ timeline }: Answer): string[] {
  return timeline.edges.map(({ node: { at, verb, toState, note } }: Answer) =>
    [at, verb, toState, note].filter((part) => part !== null).join('  '),
  );
}

/** What anybody with number and query code sees of a case. */
async function track(
  teller: Teller,
  { number, queryCode }: Application,
  { fields, ...scene }: Pick<Step, 'title' | 'when' | 'shown'> & { readonly fields: string },
): Promise<Answer> {
  const { trackCase } = await teller.ask({
    ...scene,
    query: `query ($number: String!, $queryCode: String!) { trackCase(number: $number, queryCode: $queryCode) { ${fields} } }`,
    variables: { number, queryCode },
  });
  return trackCase;
}

function clockOf(tracked: Answer, kind: string): Answer {
  return tracked.clocks.find((clock: Answer) => clock.kind === kind);
}
