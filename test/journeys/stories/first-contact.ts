import assert from 'node:assert/strict';
import { APPLICANT, AT_FIRST, AT_WINDOW, REFUSAL } from './people.ts';
import type { Answer, LinkedPaper, Teller } from './story.ts';

/** What the catalogue says of the matter. */
interface Matter {
  readonly itemId: string;
  readonly windowId: string;
}

/** A visit on record, as its slip names it. */
interface Visit {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
}

/** 一(一) and 一(二)1: he is sent to the right window and told at once what to bring. Returns the item and his guide. */
export async function firstContact(teller: Teller): Promise<{ itemId: string; guide: LinkedPaper }> {
  const { itemId, windowId } = await lookUp(teller);
  const visit = await register(teller, itemId);
  await sendOn(teller, visit, windowId);
  const guide = await handOutGuide(teller, visit, itemId);
  await followSlip(teller, visit);
  return { itemId, guide };
}

async function lookUp(teller: Teller): Promise<Matter> {
  const nodes = (list: Answer): Answer[] => list.edges.map((edge: Answer) => edge.node);
  const pick = ({ township }: Answer): Answer => {
    const item = nodes(township.serviceItems).find(({ name }) => name === '残疾人证申请');
    const window = nodes(township.windows).find(({ station }) => station.name === item.station.name);
    return { item, window };
  };
  const found = await teller.ask({
    title: '残疾人证怎么办、在哪个窗口 / the item and its window, without sign-in',
    when: '2026-09-28 09:00',
    at: 'shexi',
    query: `{ township(code: "shexi") {
      serviceItems(first: 100) { edges { node {
        id code name acceptable station { name } current { kind promisedDays materials { name } } } } }
      windows(first: 100) { edges { node { id number name station { name } } } } } }`,
    shown: pick,
  });
  const { item, window } = pick(found);
  assert.equal(item.acceptable, true);
  assert.equal(item.current.kind, 'PROMISED');
  return { itemId: item.id, windowId: window.id };
}

async function register(teller: Teller, itemId: string): Promise<Visit> {
  const answer = await teller.ask({
    ...AT_FIRST,
    title:
      '来访人先问到民政窗口，登记人为首问责任人 / asked at another window first; whoever registers is responsible',
    when: '2026-09-28 09:05',
    query: `mutation ($itemId: ID!) {
      registerFirstInquiry(input: { itemId: $itemId, matter: "家里人要办残疾人证，问到哪里办、带什么" }) {
        ... on FirstInquiry { id number queryCode visitNo state responsible { name staffNo } } ${REFUSAL} } }`,
    variables: { itemId },
  });
  return answer.registerFirstInquiry as Visit;
}

function disposition(visit: Visit, input: object): { query: string; variables: Record<string, unknown> } {
  return {
    query: `mutation ($input: DisposeFirstInquiryInput!) { disposeFirstInquiry(input: $input) {
      ... on FirstInquiry { state
        dispositions(last: 1) { edges { node { kind reply promisedDueOn window { number name } notice { number title } } } }
        handOvers(last: 1) { edges { node { id dueAt window { number name } } } } }
      ${REFUSAL} } }`,
    variables: { input: { inquiryId: visit.id, ...input } },
  };
}

async function sendOn(teller: Teller, visit: Visit, windowId: string): Promise<void> {
  const toWindow = (reply: string) => disposition(visit, { disposition: 'TO_WINDOW', windowId, reply });
  const rude = await teller.ask({
    ...AT_FIRST,
    ...toWindow('这不归我管，你去那边问。'),
    title: '用忌语打发人：被拒绝 / turning him away with a forbidden phrase is refused',
  });
  assert.equal(rude.disposeFirstInquiry.code, 'FORBIDDEN_PHRASE');
  assert.equal(rude.disposeFirstInquiry.clause.id, '一(一)3');
  const sent = await teller.ask({
    ...AT_FIRST,
    ...toWindow('残疾人证在02号残联窗口办理，窗口会一次告知要带的全部材料。'),
    title: '改为指明窗口 / sent to the window in charge',
  });
  assert.equal(sent.disposeFirstInquiry.state, 'HANDED_OVER');
  const taken = await teller.ask({
    ...AT_WINDOW,
    title: '残联窗口接手 / the window takes the visitor up',
    when: '2026-09-28 09:12',
    query: `mutation ($id: ID!) { takeUpHandOver(input: { handOverId: $id }) {
      ... on InquiryHandOver { dueAt takenUpAt takenUpBy { name staffNo } } ${REFUSAL} } }`,
    variables: { id: sent.disposeFirstInquiry.handOvers.edges[0].node.id },
  });
  assert.ok(taken.takeUpHandOver.takenUpAt <= taken.takeUpHandOver.dueAt);
}

async function handOutGuide(teller: Teller, visit: Visit, itemId: string): Promise<LinkedPaper> {
  const { issueGuideNotice: guide } = await teller.ask({
    ...AT_WINDOW,
    title: '出具一次性告知单：材料、程序、时限、收费一次说全 / the guide tells everything at once',
    when: '2026-09-28 09:15',
    query: `mutation ($input: IssueGuideNoticeInput!) { issueGuideNotice(input: $input) {
      ... on GuideNotice { id number document { id number title url verificationCode text } content { version promisedDays materials { name form } } }
      ${REFUSAL} } }`,
    variables: { input: { itemId, ...APPLICANT } },
  });
  await teller.ask({
    ...AT_WINDOW,
    title: '当场解答疑问 / a question is answered on the spot',
    query: `mutation ($id: ID!) {
      askGuideQuestion(input: { guideId: $id, question: "照片要几张？", answer: "二寸近期彩照三张。" }) {
        ... on GuideNotice { questions(first: 5) { edges { node { question answer } } } } ${REFUSAL} } }`,
    variables: { id: guide.id },
  });
  const explained = await teller.ask({
    ...AT_WINDOW,
    ...disposition(visit, {
      disposition: 'EXPLAINED',
      noticeId: guide.document.id,
      reply: '已出具一次性告知单，材料备齐后到本窗口申请。',
    }),
    title: '首问事项以告知单了结 / the inquiry ends with the guide',
  });
  assert.equal(explained.disposeFirstInquiry.state, 'CLOSED');
  return guide.document as LinkedPaper;
}

async function followSlip(teller: Teller, { number, queryCode }: Visit): Promise<void> {
  const { trackInquiry } = await teller.ask({
    title: '来访人凭首问单查去处 / the visitor follows his slip',
    query: `query ($number: String!, $queryCode: String!) { trackInquiry(number: $number, queryCode: $queryCode) {
      state dispositions(first: 9) { edges { node { kind at reply promisedDueOn window { number name } } } } } }`,
    variables: { number, queryCode },
  });
  assert.deepEqual(
    trackInquiry.dispositions.edges.map(({ node }: Answer) => node.kind),
    ['TO_WINDOW', 'EXPLAINED'],
  );
}
