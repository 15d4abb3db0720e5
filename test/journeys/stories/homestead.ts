import assert from 'node:assert/strict';
import type { Hall } from './hall.ts';
import { APPLICANT } from './people.ts';
import type { Answer, Teller } from './story.ts';
import { verb } from './verb.ts';

/** The windows of the story, by the numbers of their clerks: the lead and three stations that it asks. */
const LEAD = { as: 'WINDOW_STAFF', staffNo: 'W0601', at: 'shexi' } as const;
const BUILDING = { as: 'WINDOW_STAFF', staffNo: 'W0701', at: 'shexi' } as const;
const FARMING = { as: 'WINDOW_STAFF', staffNo: 'W0801', at: 'shexi' } as const;
const DIRECTOR = { as: 'CENTRE_DIRECTOR', at: 'shexi' } as const;

const BRANCH = `id state round dueOn overdueDays materials silentFor explainBy station { name } draft { title number } decision { title number }`;
const MATERIALS = ['个人身份证', '建房用地申请', '农民宅基地审批表', '乡镇政府及村委会权属证明和承诺书'];

/**
 * 农村宅基地建房: one application at the lead's window, three stations at the same time, a site visit, one rectification,
 * one station that stays silent; a seal holder signs what its silence came to, and the lead answers.
 */
export async function homestead(teller: Teller, hall: Hall): Promise<void> {
  const { itemId, stations } = await catalogue(teller);
  const caseId = await apply(teller, itemId);
  const [building, farming, forestry] = await branchesOf(
    teller,
    caseId,
    '三个站所同时收件 / three stations at once',
  );
  assert.deepEqual(
    [building, farming, forestry].map((b) => b.station.name),
    stations,
  );
  const second = await rectify(teller, farming.id);
  await visit(teller, caseId, [building.id, second]);
  await approve(teller, building.id, second);
  await silence(teller, hall, forestry.id);
  await answer(teller, caseId);
}

async function catalogue(teller: Teller): Promise<{ itemId: string; stations: string[] }> {
  const { township } = await teller.ask({
    title: '事项和窗口 / the item and the windows',
    when: '2026-09-28 08:40',
    at: 'shexi',
    query: `{ township(code: "shexi") { windows(first: 50) { edges { node { number station { id name } } } }
      serviceItems(first: 100) { edges { node { id name current { promisedDays } } } } } }`,
    shown: () => '…',
  });
  const item = township.serviceItems.edges
    .map((edge: Answer) => edge.node)
    .find((node: Answer) => node.name === '农村村民宅基地审批');
  assert.ok(item, 'the demo county has the item');
  const station = (number: string) =>
    township.windows.edges.find((edge: Answer) => edge.node.number === number).node.station;
  const participants = ['07', '08', '09'].map(station);
  const { publishJointCatalogue: published } = await teller.ask({
    ...DIRECTOR,
    ...verb('publishJointCatalogue', 'JointCatalogue { version jointDays flowChart }', {
      itemId: item.id,
      stationId: station('06').id,
      jointDays: item.current.promisedDays ?? 10,
      deemedConsentAllowed: true,
      participants: participants.map(({ id }: Answer) => ({
        stationId: id,
        days: 5,
        materials: ['建房用地申请', '农民宅基地审批表'],
      })),
    }),
    title: '编入并联审批目录，流程图自动生成 / the joint catalogue and its flow chart',
  });
  assert.match(published.flowChart, /flowchart TD/);
  return { itemId: item.id, stations: participants.map(({ name }: Answer) => name) };
}

async function apply(teller: Teller, itemId: string): Promise<string> {
  const { submitCase: submitted } = await teller.ask({
    ...LEAD,
    ...verb('submitCase', 'Case { id number state }', {
      itemId,
      applicant: APPLICANT,
      channel: 'WINDOW',
      materials: MATERIALS,
    }),
    title: '向牵头窗口提出一次申请 / one application, at the lead’s window',
    when: '2026-09-28 09:10',
  });
  const { acceptCase: accepted } = await teller.ask({
    ...LEAD,
    ...verb('acceptCase', 'Case { state promisedDueOn jointDate }', { caseId: submitted.id }),
    title: '受理并抄告各站所 / accepted, and sent to all stations',
    when: '2026-09-28 10:00',
  });
  assert.ok(accepted.jointDate, 'the case has its joint date');
  return submitted.id as string;
}

async function branchesOf(teller: Teller, id: string, title: string): Promise<Answer[]> {
  const { case: found } = await teller.ask({
    ...LEAD,
    title,
    query: `query ($id: ID!) { case(id: $id) { jointDate branches { edges { node { ${BRANCH} } } } } }`,
    variables: { id },
  });
  return found.branches.edges.map((edge: Answer) => edge.node);
}

async function rectify(teller: Teller, branchId: string): Promise<string> {
  const { giveOpinion: given } = await teller.ask({
    ...FARMING,
    ...verb('giveOpinion', `Branch { ${BRANCH} requirements }`, {
      branchId,
      opinion: 'RECTIFY',
      text: '四至不清',
      requirements: ['补交标明四至的平面图'],
    }),
    title: '农业农村办要求整改 / one station wants a rectification',
    when: '2026-09-29 10:00',
  });
  assert.equal(given.state, 'RECTIFY');
  const { openSecondApplication: second } = await teller.ask({
    ...LEAD,
    ...verb('openSecondApplication', `Branch { ${BRANCH} }`, { branchId, materials: ['四至平面图'] }),
    title: '整改后进入二次申请 / rectified: the second application',
    when: '2026-09-30 09:30',
  });
  assert.equal(second.round, 2);
  return second.id as string;
}

async function visit(teller: Teller, caseId: string, present: readonly string[]): Promise<void> {
  const { organiseJointSession: session } = await teller.ask({
    ...DIRECTOR,
    ...verb('organiseJointSession', 'JointSession { id day }', {
      caseId,
      kind: 'VISIT',
      day: '2026-10-08',
      place: '拟建宅基地',
    }),
    title: '中心组织联合踏勘 / the centre organises a site visit',
    when: '2026-09-30 15:00',
  });
  await teller.ask({
    ...DIRECTOR,
    ...verb('recordJointAttendance', 'JointSession { attendances { present branch { station { name } } } }', {
      sessionId: session.id,
      attended: present.map((branchId) => ({ branchId, present: true })),
    }),
    title: '林业站缺席 / the forestry station does not come',
    when: '2026-10-08 16:00',
  });
}

async function approve(teller: Teller, building: string, farming: string): Promise<void> {
  for (const [who, branchId] of [
    [BUILDING, building],
    [FARMING, farming],
  ] as const) {
    const { giveOpinion: given } = await teller.ask({
      ...who,
      ...verb('giveOpinion', `Branch { ${BRANCH} }`, {
        branchId,
        opinion: 'APPROVE',
        text: '符合规划，同意',
      }),
      title: '同意 / approved',
      when: '2026-10-09 10:00',
    });
    assert.equal(given.state, 'APPROVED');
  }
}

async function silence(teller: Teller, hall: Hall, branchId: string): Promise<void> {
  const read = {
    as: 'CENTRE_DIRECTOR',
    at: 'shexi',
    query: `query ($id: ID!) { node(id: $id) { ... on Branch { ${BRANCH} } } }`,
    variables: { id: branchId },
  } as const;
  await teller.ask({ ...read, title: '林业站仍无意见 / still silent', when: '2026-10-12 08:40' });
  await hall.night();
  const { node } = await teller.ask({ ...read, title: '到期无意见，待书面说明 / an explanation is awaited' });
  assert.deepEqual([node.state, node.silentFor], ['SILENCE_PENDING', ['LIMIT', 'VISIT']]);
  const { checkSilence: checked } = await teller.ask({
    ...DIRECTOR,
    ...verb('checkSilence', `Branch { ${BRANCH} }`, { branchId, reasonable: false, note: '无书面说明' }),
    title: '无书面说明，视为默认许可，草稿待签发 / consent is deemed; the draft waits for a seal',
    when: '2026-10-12 17:30',
  });
  assert.equal(checked.state, 'WAITING_SEAL');
  const { signDeemedConsent: signed } = await teller.ask({
    as: 'SEAL_HOLDER',
    at: 'shexi',
    ...verb('signDeemedConsent', `Branch { ${BRANCH} }`, { branchId, sign: true }),
    title: '印章保管人签发 / a seal holder signs',
    when: '2026-10-13 09:00',
  });
  assert.equal(signed.state, 'DEEMED_CONSENT');
}

async function answer(teller: Teller, caseId: string): Promise<void> {
  const { decideCase: decided } = await teller.ask({
    ...LEAD,
    ...verb('decideCase', 'Case { state outcome }', { caseId, outcome: 'APPROVED', result: '准予建房' }),
    title: '牵头站所答复 / the lead answers',
    when: '2026-10-13 10:00',
  });
  assert.equal(decided.state, 'DECIDED');
}
