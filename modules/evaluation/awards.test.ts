import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { configure } from '../../test/support/county-scene.ts';
import { surveyScene } from '../../test/support/survey-scene.ts';
import { eventsOf, HERE, inTables, uuidOf, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { disclosure } from '../disclosure/index.ts';
import { evaluation } from './index.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-12', modules: [evaluation, disclosure] });
  return () => world.close();
});
const { ask, say, seat, staffId, windowId } = surveyScene(() => world);

/** Who stands in the quarter, with the points of the survey that set them apart. */
const POINTS: readonly (readonly [string, number])[] = [
  ['WINDOW_STAFF', 10],
  ['B', 9],
  ['STATION_HEAD', 8],
  ['DUTY_OFFICER', 7],
  ['ASSESSOR', 6],
];

/** Freezes the last quarter: each month's points of the survey are decided, then the months, then the quarter. */
async function quarter(points = POINTS): Promise<void> {
  for (const month of ['2026-10', '2026-11', '2026-12']) {
    for (const [role, given] of points) await decide({ month, staffIds: [staffId(role)], points: given });
    await decide({ month, points: 5 });
  }
  world.at('2027-01-04');
  for (const period of ['2026-10', '2026-11', '2026-12', '2026-Q4']) {
    const { data, errors } = await ask(
      'mutation ($p: String!) { freezeAssessmentPeriod(input: { period: $p }) { __typename ... on Refusal { code message } } }',
      'UNIT_DEPUTY',
      { p: period },
    );
    expect({ errors, typename: data.freezeAssessmentPeriod }).toMatchObject({
      errors: undefined,
      typename: { __typename: 'AssessmentPeriod' },
    });
  }
}

async function decide(input: object): Promise<void> {
  const done = await say('decideSatisfaction', { reason: '未收到答卷，按走访', ...input }, 'UNIT_DEPUTY');
  if (done.code) throw new Error(JSON.stringify(done));
}

/** An entry of the ledger that disqualifies a person, confirmed in a month; the id. */
async function disqualify(role: string, month: string, correctsId: string | null = null): Promise<string> {
  const { id: townshipId, staff } = world.town(HERE);
  const id = randomUUID();
  await inTables(world, (tx) =>
    tx.ledgerEntry.create({
      data: {
        townshipId,
        id,
        correctsId,
        code: 'DQ1',
        subjectKind: 'STAFF',
        staffId: staff[role] ?? '',
        units: correctsId ? -100 : 100,
        points: 0,
        occurredOn: `${month}-09`,
        month,
        factId: `complaint/${id}`,
        evidence: '查实的投诉',
        postedAt: world.platform.now(),
      },
    }),
  );
  return id;
}

const LIST = `query ($kind: AwardKind!, $period: String!) { awardCandidates(period: $period, kind: $kind) {
  eligible { name staffId windowId rank total } tied { staffId windowId rank } excluded { staffId rank total disqualified } } }`;
const list = async (
  kind = 'MODEL_WORKER',
  as: Role = 'UNIT_DEPUTY',
  period = '2026-Q4',
): Promise<Answered> => {
  const { data, errors } = await ask(LIST, as, { kind, period });
  return errors?.[0]?.extensions.code ?? data.awardCandidates;
};
const grant = async (input: object, as: Role = 'UNIT_DEPUTY'): Promise<Answered> => {
  const { data, errors } = await ask(
    `mutation ($i: GrantAwardsInput!) { answer: grantAwards(input: $i) {
      __typename ... on Document { id number title text } ... on Refusal { code message details clause { id } } } }`,
    as,
    { i: { period: '2026-Q4', kind: 'MODEL_WORKER', ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
};
const AWARDS = `{ awards { edges { node { kind period staff { id } window { id } rank total reason document { number } } } } }`;

describe('三(一)4B(2): awards of a quarter', () => {
  test('ranks 1-2 eligible, 3 disqualified, 4 eligible: 1, 2 and 4 are granted and made public', async () => {
    await disqualify('STATION_HEAD', '2026-11');
    await quarter();
    const { eligible, tied, excluded } = await list();
    expect(
      eligible.map((c: { staffId: string; rank: number; total: number }) => [c.staffId, c.rank, c.total]),
    ).toEqual([
      [staffId('WINDOW_STAFF'), 1, 100],
      [staffId('B'), 2, 99],
      [staffId('DUTY_OFFICER'), 4, 97],
    ]);
    expect(tied).toEqual([]);
    expect(excluded).toEqual([
      { staffId: staffId('STATION_HEAD'), rank: 3, total: 98, disqualified: ['DQ1'] },
    ]);
    const best = eligible.map((c: { staffId: string }) => c.staffId);
    expect(await grant({ staffIds: [...best.slice(0, 2), staffId('STATION_HEAD')] })).toMatchObject({
      code: 'AWARD_DISQUALIFIED',
      details: { codes: ['DQ1'] },
      clause: { id: '三(一)4B(2)' },
    });
    expect(await grant({ staffIds: [...best, staffId('ASSESSOR')] })).toMatchObject({
      code: 'AWARDS_TOO_MANY',
      details: { awards: 3 },
    });
    expect(await grant({ staffIds: [best[0], best[2]] })).toMatchObject({ code: 'AWARD_OUT_OF_ORDER' });
    const notice = await grant({ staffIds: best });
    expect(notice).toMatchObject({ __typename: 'Document', title: '表彰通报' });
    expect(notice.text).toMatch(/经2026年第四季度考评.*“工作标兵”称号/);
    expect(notice.text).toContain('3. 工作人员2');
    const { data } = await ask(AWARDS, 'UNIT_HEAD');
    expect(data.awards.edges.map((e: { node: { rank: number } }) => e.node.rank)).toEqual([1, 2, 4]);
    expect(await eventsOf(world, 'award.granted')).toMatchObject([
      { kind: 'MODEL_WORKER', period: '2026-Q4', staffId: uuidOf(best[0]), windowId: null },
      { staffId: uuidOf(best[1]) },
      { staffId: uuidOf(best[2]) },
    ]);
    expect(await grant({ staffIds: best })).toMatchObject({ code: 'AWARDS_GRANTED' });
    await deliverAll(world.platform);
    await deliverAll(world.platform);
    const open = await ask(
      '{ publishedAwards { edges { node { kind period name window { id } provenance { publishedBy } } } } }',
    );
    expect(open.data.publishedAwards.edges).toHaveLength(3);
    expect(open.data.publishedAwards.edges[0].node).toMatchObject({
      kind: 'MODEL_WORKER',
      period: '2026-Q4',
      name: expect.stringMatching(/^工作人员\d+$/),
      window: null,
    });
  });

  test('a disqualification that is taken back bars nobody', async () => {
    const id = await disqualify('STATION_HEAD', '2026-11');
    await quarter();
    expect((await list()).excluded).toHaveLength(1);
    await disqualify('STATION_HEAD', '2027-01', id);
    expect((await list()).excluded).toEqual([]);
    expect((await list()).eligible[2].staffId).toBe(staffId('STATION_HEAD'));
  });

  test('one of another quarter neither', async () => {
    await disqualify('STATION_HEAD', '2026-09');
    await quarter();
    expect((await list()).excluded).toEqual([]);
  });

  test('a tie at the last place is reported, and parted with a reason only; fewer are allowed', async () => {
    await quarter(POINTS.map(([role, points]) => [role, Math.max(points, 8)]));
    const { eligible, tied } = await list();
    expect(eligible.map((c: { rank: number }) => c.rank)).toEqual([1, 2]);
    expect(tied.map((c: { rank: number }) => c.rank)).toEqual([3, 3, 3]);
    const staffIds = [...eligible, tied[0]].map((c: { staffId: string }) => c.staffId);
    expect(await grant({ staffIds })).toMatchObject({ code: 'AWARD_TIE_NEEDS_REASON' });
    expect(await grant({ staffIds, reason: '办件量较大' })).toMatchObject({ __typename: 'Document' });
  });

  test('flag windows: fewer windows than awards, and the notice names them', async () => {
    await quarter();
    const { eligible } = await list('FLAG_WINDOW');
    expect(eligible).toHaveLength(1);
    const notice = await grant({ kind: 'FLAG_WINDOW', windowIds: [eligible[0].windowId] });
    expect(notice.text).toContain('“流动红旗窗口”');
    expect(notice.text).toContain('1. 01号民政窗口');
    await deliverAll(world.platform);
    const open = await ask('{ publishedAwards { edges { node { name window { id } } } } }');
    expect(open.data.publishedAwards.edges[0].node).toEqual({ name: '民政窗口', window: { id: windowId() } });
  });

  test('nothing is granted for a month or for what is not frozen; nobody grants to himself', async () => {
    const staffIds = [staffId('WINDOW_STAFF')];
    expect(await grant({ staffIds })).toMatchObject({ code: 'PERIOD_STATE' });
    expect(await grant({ staffIds, period: '2026-10' })).toMatchObject({ code: 'AWARD_NOT_OF_MONTHS' });
    expect(await list()).toEqual({ eligible: [], tied: [], excluded: [] });
    await seat('CENTRE_DIRECTOR');
    await quarter([['CENTRE_DIRECTOR', 10]]);
    const himself = { staffIds: [staffId('CENTRE_DIRECTOR')] };
    expect(await grant(himself, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'CONFLICT_OF_INTEREST_IN_SCORING',
    });
    expect(await grant({ staffIds: [staffId('UNIT_HEAD')] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await grant(himself, 'UNIT_DEPUTY')).toMatchObject({ __typename: 'Document' });
  });

  test('the number of awards is the setting of the quarter’s last day', async () => {
    await configure(world, 'evaluation', { enabled: true, settings: { modelWorkers: 1 } });
    await quarter();
    expect((await list()).eligible).toHaveLength(1);
    await configure(world, 'evaluation', { enabled: true, settings: { modelWorkers: 5 } });
    expect((await list()).eligible).toHaveLength(1);
  });
});

test('三(一)4B(2): the list is the group’s and the leaders’; scores of others are not read by colleagues', async () => {
  await quarter();
  expect(await list('MODEL_WORKER', 'WINDOW_STAFF')).toBe('FORBIDDEN');
  await grant({ staffIds: [staffId('WINDOW_STAFF')] });
  const totals = async (as: Role) => {
    const { data } = await ask('{ awards { edges { node { total } } } }', as);
    return data.awards.edges.map((e: { node: { total: number | null } }) => e.node.total);
  };
  expect(await totals('WINDOW_STAFF')).toEqual([100]);
  expect(await totals('UNIT_HEAD')).toEqual([100]);
  expect(await totals('DUTY_OFFICER')).toEqual([null]);
});
