import { globalId } from '../../core/graphql/node.ts';
import { attend } from './attendance-story.ts';
import { disclose } from './disclosure-story.ts';
import { keepSafe, study } from './conduct-story.ts';
import { keepLog } from './daily-log-story.ts';
import { done } from './done.ts';
import { keepClean } from './integrity-story.ts';
import { surveyAndAward } from './evaluation-story.ts';
import { fillJoint } from './joint-story.ts';
import { keepLedger } from './ledger-story.ts';
import { workOnline } from './online-story.ts';
import { handIn } from './uploads.ts';
import type { World } from './world.ts';

/** Global ids of one township's objects, by the name of their type. */
export interface Belongings {
  readonly ids: Readonly<Record<string, string>>;
  /** Number and query code of the township's accepted case. */
  readonly number: string;
  readonly queryCode: string;
}

const ANSWER = '{ __typename ... on Case { id number queryCode version } ... on Refusal { code message } }';

/** Applies for `PROMISE-5` and returns the case. */
export function submit(
  world: World,
  code: string,
  as: 'FRONTEND' | 'APPLICANT' | 'WINDOW_STAFF' = 'FRONTEND',
) {
  return done(
    world,
    `mutation ($itemId: ID!) { submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲", phone: "199-0000-0001" } }) ${ANSWER} }`,
    { as, at: code, variables: { itemId: world.town(code).itemId('PROMISE-5') } },
  );
}

/** One step of a case as window staff; `input` is what stands besides the case, as GraphQL text. */
export function take(world: World, code: string, verb: string, caseId: string, input = '') {
  return done(world, `mutation ($id: ID!) { ${verb}(input: { caseId: $id ${input} }) ${ANSWER} }`, {
    as: 'WINDOW_STAFF',
    at: code,
    variables: { id: caseId },
  });
}

/** Gives a township an accepted, a decided and a refused case, with all that comes with them. */
export async function fillTownship(world: World, code: string): Promise<Belongings> {
  const town = world.town(code);
  const accepted = await submit(world, code);
  await take(world, code, 'acceptCase', accepted.id);
  const decided = await submit(world, code);
  await take(world, code, 'acceptCase', decided.id);
  await take(world, code, 'suspendCase', decided.id, ', cause: APPLICANT_DELAY, reason: "待检测"');
  await take(world, code, 'resumeCase', decided.id);
  await take(world, code, 'decideCase', decided.id, ', outcome: APPROVED, result: "准予"');
  const refused = await submit(world, code);
  await take(
    world,
    code,
    'refuseCase',
    refused.id,
    ', basis: "《示例规定》第一条", reason: "不属于本机关职权"',
  );
  const report = await done(
    world,
    `mutation ($itemId: ID!) { reportRefusal(input: { itemId: $itemId, account: "窗口不收" })
      { __typename ... on RefusalReport { id } ... on Refusal { code } } }`,
    { at: code, variables: { itemId: town.itemId('PROMISE-5') } },
  );
  await done(
    world,
    `mutation ($staffId: ID!) { recordAbsence(input: { staffId: $staffId, from: "2026-11-02", through: "2026-11-03" })
      { __typename ... on Refusal { code } } }`,
    {
      as: 'STATION_HEAD',
      at: code,
      variables: {
        staffId: globalId('Staff', { townshipId: town.id, id: town.staff['DUTY_OFFICER'] ?? '' }),
      },
    },
  );
  const complaint = await fillComplaints(world, code, decided);
  const director = (query: string) => done(world, query, { as: 'CENTRE_DIRECTOR', at: code });
  await director(`mutation { setMessageTemplate(input: { template: "case.accepted",
    zh: "{item}（{number}）{day}受理", en: "{item} ({number}) {day}" }) { __typename ... on Refusal { code } } }`);
  const extended = await serveExtended(world, code);
  const inquiries = await receiveVisitors(world, code);
  const online = await workOnline(world, code);
  const notices = await giveNotices(world, code);
  const attended = await attend(world, code, done);
  const disclosed = await disclose(world, code, decided.id, done);
  const studies = await study(world, code);
  const clean = await keepClean(world, code, decided.id);
  const kept = await keepSafe(world, code, accepted.id);
  const joint = await fillJoint(world, code);
  const material = await handIn(world, code, accepted.id);
  const logged = await keepLog(world, code);
  const scored = await keepLedger(world, code);
  const assessed = await surveyAndAward(world, code);
  const documents = await done(
    world,
    `query ($id: ID!) { case(id: $id) { documents { edges { node { id } } } } }`,
    { as: 'WINDOW_STAFF', at: code, variables: { id: accepted.id } },
  );
  const notifications = await done(world, '{ notifications { edges { node { id } } } }', {
    as: 'WINDOW_STAFF',
    at: code,
  });
  const filings = await director('{ negativeFilings { edges { node { id } } } }');
  const first = (connection: { edges: { node: { id: string } }[] }) => connection.edges[0]?.node.id ?? '';
  const row = (type: string, id: string) => globalId(type, { townshipId: town.id, id });
  return {
    number: accepted.number,
    queryCode: accepted.queryCode,
    ids: {
      Case: accepted.id,
      CaseFile: material.id,
      Document: first(documents.documents),
      Notification: first(notifications),
      NegativeFiling: first(filings),
      RefusalReport: report.id,
      ...extended,
      ...notices,
      ...joint,
      ...online,
      ...complaint,
      ...inquiries,
      ...attended,
      ...disclosed,
      ...studies,
      ...clean,
      ...kept,
      ...logged,
      ...scored,
      ...assessed,
      ServiceItem: town.itemId('PROMISE-5'),
      Window: town.windowGlobalId(),
      Station: row('Station', town.stationId),
      Staff: row('Staff', town.staff['WINDOW_STAFF'] ?? ''),
      Township: row('Township', town.id),
    },
  };
}

/** What 一次性告知 keeps of a township: a guide with an open question, and two notices of which the second asks for more. */
async function giveNotices(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const as = (role: 'WINDOW_STAFF' | 'STATION_HEAD', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as: role, at: code, variables: { input } },
    );
  const guide = await as('WINDOW_STAFF', 'issueGuideNotice', 'GuideNotice { id number }', {
    itemId: town.itemId('PROMISE-5'),
    name: '申请人甲',
    phone: '0797-0000001',
  });
  const asked = await as(
    'WINDOW_STAFF',
    'askGuideQuestion',
    'GuideNotice { questions { edges { node { id } } } }',
    { guideId: guide.id, question: '可以代办吗' },
  );
  const { id: caseId } = await submit(world, code);
  await as('WINDOW_STAFF', 'citeGuideNotice', 'Case { id }', { caseId, guideNumber: guide.number });
  const notice = (role: 'WINDOW_STAFF' | 'STATION_HEAD', text: string) =>
    as(role, 'issueNotice', 'Notice { id }', {
      caseId,
      kind: 'SUPPLEMENT',
      reason: '材料不齐全',
      items: [{ text }],
    });
  const first = await notice('WINDOW_STAFF', '身份证复印件');
  await take(world, code, 'supplementCase', caseId, ', materials: ["身份证复印件"]');
  await notice('STATION_HEAD', '近期照片');
  const breaches = await done(world, '{ noticeBreaches { edges { node { id } } } }', {
    as: 'CENTRE_DIRECTOR',
    at: code,
  });
  return {
    GuideNotice: guide.id,
    GuideQuestion: asked.questions.edges[0].node.id,
    Notice: first.id,
    NoticeBreach: breaches.edges[0].node.id,
  };
}

/** What 错时延时 keeps of a township: an assigned service, a booked lunch slot, a question that was handed over. */
async function serveExtended(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const row = (type: string, id: string) => globalId(type, { townshipId: town.id, id });
  const as = async (
    role: 'STATION_HEAD' | 'WINDOW_STAFF',
    verb: string,
    type: string,
    input: Record<string, string>,
  ) => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { ${verb}(input: $input) { __typename ... on ${type} { id } ... on Refusal { code } } }`;
    const answer = await done(world, query, { as: role, at: code, variables: { input } });
    return answer.id as string;
  };
  const service = await as('STATION_HEAD', 'assignExtendedService', 'ExtendedService', {
    staffId: row('Staff', town.staff['WINDOW_STAFF'] ?? ''),
    day: '2026-09-28',
    from: '18:00',
    to: '19:00',
    reason: '集中办理',
  });
  const slot = await as('STATION_HEAD', 'openLunchSlot', 'LunchSlot', { day: '2026-09-28' });
  const appointment = await as('WINDOW_STAFF', 'bookLunchSlot', 'Appointment', { slotId: slot });
  const question = await as('WINDOW_STAFF', 'registerConsultation', 'Consultation', {
    question: '何时可以办理',
    stationId: row('Station', town.stationId),
  });
  return { ExtendedService: service, LunchSlot: slot, Appointment: appointment, Consultation: question };
}

/** A visit handed to a window, one that nobody disposed of yet, and a confirmed violation; ids by type. */
async function receiveVisitors(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (
    as: 'WINDOW_STAFF' | 'ASSESSOR' | 'CENTRE_DIRECTOR',
    verb: string,
    view: string,
    input: object,
  ) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const register = () =>
    say('WINDOW_STAFF', 'registerFirstInquiry', 'FirstInquiry { id }', {
      matter: '咨询残疾人证办理',
      visitorName: '申请人甲',
      visitorPhone: '199-0000-0001',
    });
  const handed = await register();
  const sent = await say(
    'WINDOW_STAFF',
    'disposeFirstInquiry',
    'FirstInquiry { dispositions { edges { node { id } } } handOvers { edges { node { id } } } }',
    { inquiryId: handed.id, disposition: 'TO_WINDOW', windowId: town.windowGlobalId() },
  );
  const open = await register();
  const violation = await say('ASSESSOR', 'reportViolation', 'ConductViolation { id }', {
    staffId: globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' }),
    ground: 'RUDE',
    account: '大声呵斥来访人',
    inquiryId: open.id,
  });
  const confirmed = await say('CENTRE_DIRECTOR', 'confirmViolation', 'ConductViolation { sanction { id } }', {
    violationId: violation.id,
    sanction: 'ORAL_CRITICISM',
    reason: '录像核实',
  });
  await say('CENTRE_DIRECTOR', 'setForbiddenPhrase', 'ForbiddenPhrase { text }', {
    text: '排队去',
    forbidden: true,
  });
  return {
    FirstInquiry: open.id,
    InquiryDisposition: sent.dispositions.edges[0].node.id,
    InquiryHandOver: sent.handOvers.edges[0].node.id,
    ConductViolation: violation.id,
    ConductSanction: confirmed.sanction.id,
  };
}

/** One complaint with all that may hang on it, and a bad review; their global ids by type. */
async function fillComplaints(
  world: World,
  code: string,
  reviewed: { number: string; queryCode: string },
): Promise<Record<string, string>> {
  const town = world.town(code);
  const staff = (role: string) => globalId('Staff', { townshipId: town.id, id: town.staff[role] ?? '' });
  const say = (as: 'COMPLAINT_OFFICER' | 'WINDOW_STAFF', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const box = await say('COMPLAINT_OFFICER', 'openSuggestionBox', 'BoxOpening { id }', {
    witnessAId: staff('COMPLAINT_OFFICER'),
    witnessBId: staff('CENTRE_DIRECTOR'),
    count: 4,
  });
  const filed = await say('COMPLAINT_OFFICER', 'fileComplaint', 'ComplaintReceipt { number }', {
    category: 'ATTITUDE',
    channel: 'BOX',
    content: '态度粗暴',
    respondentId: staff('WINDOW_STAFF'),
    boxOpeningId: box.id,
    name: '申请人甲',
    phone: '0797-0000001',
  });
  const list = await done(world, 'query ($n: String!) { complaints(number: $n) { edges { node { id } } } }', {
    as: 'COMPLAINT_OFFICER',
    at: code,
    variables: { n: filed.number },
  });
  const complaintId: string = list.edges[0].node.id;
  const step = (verb: string, input: object = {}) =>
    say('COMPLAINT_OFFICER', verb, 'Complaint { id }', { complaintId, ...input });
  await step('acceptComplaint');
  await step('noteInvestigation', { text: '已核实', evidence: true });
  await step('explainDelay', { reason: '需会同站所核对', expectedDate: '2026-10-12' });
  await step('answerComplaint', { answer: '已批评教育' });
  await step('concludeComplaint', { finding: 'STAFF_FAULT', measures: ['批评教育'] });
  const appeal = await say('WINDOW_STAFF', 'appealFinding', 'ComplaintAppeal { id }', {
    number: filed.number,
    reason: '不在场',
  });
  const review = await say('COMPLAINT_OFFICER', 'fileBadReview', 'BadReview { id }', {
    number: reviewed.number,
    queryCode: reviewed.queryCode,
    text: '等候过久',
  });
  return { Complaint: complaintId, BoxOpening: box.id, ComplaintAppeal: appeal.id, BadReview: review.id };
}
