import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMaterial } from '../../test/support/case-file.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { ACCOUNTABILITY_READERS, READERS } from './roles.ts';

let world: World;
let land: Place;
let ids: Readonly<Record<string, string>>;
let caseId: string;
/** Number and query code of the case. */
let tracked: { n: string; q: string };
const { addPlace, branchesOf, look, night, publish, say, tokenOf } = parallelScene(() => world);

/** What was written, and where it stands. */
const OPINION = '符合规划，四至清楚';
const REQUIREMENT = '补四至图';
const CONTACT = '已电话联系申请人';
const EVIDENCE = '通话录音';
const ABSENCE = '防汛值守';
const EXPLANATION = '系统故障';
const BLAME = '推诿的记录';
const DECISION = '通报批评';
const OF_STAFF = [CONTACT, EVIDENCE, ABSENCE, EXPLANATION];
const OF_BLAME = [BLAME, DECISION];

beforeAll(async () => {
  world = await createWorld();
  land = await addPlace('L01', '国土所');
  const village = await addPlace('L02', '规划所');
  await publish([land, village]);
  const itemId = world.town(HERE).itemId('PROMISE-5');
  ({ id: caseId } = await say('submitCase', { itemId, applicant: { name: '申请人甲' } }, 'APPLICANT'));
  const fileId = await addMaterial(world, HERE, { caseId, material: '申请表' });
  await say('acceptCase', { caseId });
  const { number, queryCode } = await look(caseId, 'number queryCode');
  tracked = { n: number, q: queryCode };
  const [first, second] = await branchesOf(caseId);
  const branchId: string = first.id;
  await say('logBranchContact', { branchId, text: CONTACT }, land);
  const stop = { branchId, reason: '未到中心', applicantCause: true, evidence: EVIDENCE };
  await say('suspendBranch', stop, land);
  await say('resumeBranch', { branchId }, land);
  const meeting = { caseId, kind: 'MEETING', day: '2026-09-28', place: '会议室' };
  const { id: sessionId } = await say('organiseJointSession', meeting, 'CENTRE_DIRECTOR');
  const attended = [{ branchId, present: false, reason: ABSENCE }];
  await say('recordJointAttendance', { sessionId, attended }, 'CENTRE_DIRECTOR');
  world.at('2026-10-12', '08:40');
  await night();
  await say('explainSilence', { branchId, text: EXPLANATION }, land);
  const check = { branchId, reasonable: true, note: '已核实' };
  await say('checkSilence', check, 'CENTRE_DIRECTOR');
  const rectify = { branchId, opinion: 'RECTIFY', text: OPINION, requirements: [REQUIREMENT] };
  await say('giveOpinion', rectify, land);
  const ground = { branchId, ground: 'SHIRKING', evidence: BLAME };
  const { id: accountabilityId } = await say('openAccountability', ground, 'CENTRE_DIRECTOR');
  const decided = { accountabilityId, upheld: true, decision: DECISION };
  await say('decideAccountability', decided, 'UNIT_HEAD');
  ids = {
    Branch: branchId,
    JointSession: sessionId,
    AccountabilityCase: accountabilityId,
    CaseFile: fileId,
    other: second.id,
  };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const isIn = (roles: readonly string[], as: string) => roles.includes(as);
const STAFF = ALL_ROLES.filter((role) => !/^(APPLICANT|FRONTEND|COUNTY_)/.test(role));
const COUNTY = ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'];
/** Who reaches an object by its id; the deputy is one of those whom the accountability case is about. */
const BY_ID: Readonly<Record<string, readonly string[]>> = {
  Branch: [...STAFF, ...COUNTY],
  JointSession: STAFF,
  AccountabilityCase: [...ACCOUNTABILITY_READERS, 'UNIT_DEPUTY'],
  CaseFile: [...STAFF, ...COUNTY, 'APPLICANT'],
};
const LOG =
  'entries { kind text staff { name } } suspensions { reason evidence } explanation handler { name }';
/** Every list that leads to what is closed, with what of it staff and blame are. */
const LISTS = [
  `branches { edges { node { state opinion requirements ${LOG} files { edges { node { name } } } } } }`,
  `accountabilityCases { edges { node { evidence decision branch { ${LOG} } } } }`,
  'suspensionStatistics(from: "2026-09-01", through: "2026-10-31") { windowNumber count }',
];
const ON_CASE = `branches { edges { node { state opinion requirements ${LOG} } } }
  jointSessions { edges { node { place minutes attendances { present reason rulesBroken } } } }`;

const textOf = async (query: string, as: (typeof VIEWERS)[number], variables: object = {}) =>
  JSON.stringify(await world.ask(query, { as, at: HERE, variables: { ...variables } }));
const holds = (text: string, words: readonly string[]) => words.filter((word) => text.includes(word));

describe.each(Object.keys(BY_ID))('%s', (type) => {
  test.each(VIEWERS)('一(五)3: whether %s reaches it by its id', async (as) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { __typename ${plainFields(type)} } } }`;
    const { data } = await world.ask(query, { as, at: HERE, variables: { id: ids[type] } });
    const bare = `query ($id: ID!) { node(id: $id) { ... on ${type} { id } } }`;
    const found = (await world.ask(bare, { as, at: HERE, variables: { id: ids[type] } })).data?.node ?? null;
    expect({ as, reached: found !== null }).toEqual({ as, reached: isIn(BY_ID[type] ?? [], as) });
    const text = JSON.stringify(data ?? null);
    if (type === 'Branch') {
      expect(holds(text, [OPINION, REQUIREMENT]).length).toBe(isIn(BY_ID['Branch'] ?? [], as) ? 2 : 0);
      expect(text.includes(EXPLANATION)).toBe(isIn(READERS, as));
    }
    if (type === 'AccountabilityCase')
      expect(holds(text, OF_BLAME)).toEqual(isIn(BY_ID[type] ?? [], as) ? OF_BLAME : []);
  });
});

test.each(VIEWERS)('一(五)3, 一(五)7: what %s reads in the lists', async (as) => {
  const [branches, blamed, figures] = (await Promise.all(LISTS.map((list) => textOf(`{ ${list} }`, as)))) as [
    string,
    string,
    string,
  ];
  const reads = isIn(READERS, as);
  expect(holds(branches, [OPINION, REQUIREMENT, CONTACT, EVIDENCE, EXPLANATION, '窗口人员L01'])).toHaveLength(
    reads ? 6 : 0,
  );
  expect(holds(blamed, OF_BLAME)).toEqual(isIn(ACCOUNTABILITY_READERS, as) ? OF_BLAME : []);
  expect(figures.includes('"windowNumber":"L01"')).toBe(reads);
});

test.each(VIEWERS)('一(五)4(3): what %s reads on the case', async (as) => {
  const text = await textOf(`query ($id: ID!) { case(id: $id) { ${ON_CASE} } }`, as, { id: caseId });
  const seesCase = isIn([...STAFF, ...COUNTY, 'APPLICANT'], as);
  expect(text.includes(OPINION)).toBe(seesCase);
  expect(holds(text, OF_STAFF)).toEqual(isIn(READERS, as) ? OF_STAFF : []);
  expect(holds(text, OF_BLAME)).toEqual([]);
});

test('一(五)4(4): whoever holds the query code reads the opinions, and nothing of the staff’s', async () => {
  const query = `query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { ${ON_CASE} } }`;
  const text = await textOf(query, 'NOBODY', tracked);
  expect(holds(text, [OPINION, REQUIREMENT])).toEqual([OPINION, REQUIREMENT]);
  expect(holds(text, [...OF_STAFF, ...OF_BLAME, '窗口人员'])).toEqual([]);
});

test('一(五)7: whom an accountability case is about reads his own, in no list', async () => {
  const query = `query ($id: ID!) { node(id: $id) { ... on AccountabilityCase { evidence } } }`;
  const own = { token: await tokenOf(land), at: HERE, variables: { id: ids['AccountabilityCase'] } };
  expect((await world.ask(query, own)).data.node).toEqual({ evidence: BLAME });
  const { data } = await world.ask('{ accountabilityCases { edges { node { id } } } }', own);
  expect(data.accountabilityCases).toBeNull();
});

test('a township reads nothing of another', async () => {
  for (const id of Object.values(ids)) {
    const { data } = await world.ask('query ($id: ID!) { node(id: $id) { id } }', {
      as: 'CENTRE_DIRECTOR',
      from: 'dongshan',
      variables: { id },
    });
    expect(data.node).toBeNull();
  }
});

test('no word of anybody stands in an event, an audit entry or a message', async () => {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany(),
  ]);
  const text = JSON.stringify(kept, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).toContain('accountability.decided');
  expect(holds(text, [OPINION, REQUIREMENT, ...OF_STAFF, ...OF_BLAME, '申请人甲'])).toEqual([]);
});
