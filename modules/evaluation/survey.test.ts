import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from '../../test/support/county-scene.ts';
import { RESULTS, surveyScene } from '../../test/support/survey-scene.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { evaluation } from './index.ts';
import { satisfactionPoints } from './sheet-rules.ts';
import { EvaluationSettings } from './settings.ts';
import { readMonth, satisfactionIn } from './survey-store.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-12', modules: [evaluation] });
  return () => world.close();
});
const { answer, ask, open, otherWindow, say, seat, staffId, tokens, vote, windowId } = surveyScene(
  () => world,
);

const windowAnswer = (given = 'SATISFIED') => [{ windowId: windowId(), answer: given }];
const window = () => ({ kind: 'WINDOW', id: world.town(HERE).windowId }) as const;
const found = async () => {
  return (await inTables(world, (tx) => readMonth(tx, world.town(HERE).id, '2026-10'))).satisfaction;
};
const satisfaction = async () => satisfactionIn(await found(), window());
const results = async () => (await ask(RESULTS)).data.surveyResults;

describe('三(一)3(2): from opening to publication', () => {
  test('46 of 50 are satisfied, of all channels together: 92 %, 9 points', async () => {
    const { id } = await open();
    await vote(id, 40, 2);
    await vote(id, 4, 1, { channel: 'ON_SITE' });
    await vote(id, 2, 1, { channel: 'PEER', windowId: await otherWindow() });
    expect(await satisfaction()).toEqual({ satisfied: 46, answers: 50, decided: null });
    expect(satisfactionPoints.decide(await satisfaction(), EvaluationSettings.parse({}))).toBe(900);
    expect(await results()).toBeNull();
    world.at('2026-11-01');
    await runModuleJobs(world.platform);
    expect(await results()).toBeNull();
    expect(await say('publishSurvey', { surveyId: id }, 'UNIT_DEPUTY')).toMatchObject({ state: 'PUBLISHED' });
    // Three peers are too few; the next smallest channel is hidden with them.
    expect(await results()).toEqual({
      state: 'PUBLISHED',
      results: [
        {
          subject: { windowId: windowId(), staffId: null, name: '民政窗口' },
          answers: 50,
          satisfied: 46,
          channels: [{ channel: 'QUESTIONNAIRE', answers: 42, satisfied: 40 }],
        },
      ],
    });
    const [published] = await eventsOf(world, 'survey.published');
    expect(published).toMatchObject({ month: '2026-10', answers: 50, satisfied: 46 });
    expect(await say('publishSurvey', { surveyId: id }, 'UNIT_DEPUTY')).toMatchObject({
      code: 'SURVEY_PUBLISHED',
    });
  });

  test('a group of four is not published, nor counted in what is told of the whole', async () => {
    const { id } = await open();
    await vote(id, 4, 0);
    const ballots = await tokens(id, 5);
    for (const token of ballots)
      await answer(token, [{ staffId: staffId('WINDOW_STAFF'), answer: 'DISSATISFIED' }]);
    await say('closeSurvey', { surveyId: id });
    await say('publishSurvey', { surveyId: id }, 'CENTRE_DIRECTOR');
    expect((await results()).results).toMatchObject([
      { subject: { windowId: null, staffId: staffId('WINDOW_STAFF') }, answers: 5, satisfied: 0 },
    ]);
    expect((await eventsOf(world, 'survey.published'))[0]).toMatchObject({ answers: 5, satisfied: 0 });
  });

  test('what was hidden on the day of publication stays hidden when the setting changes', async () => {
    const { id } = await open();
    await vote(id, 4, 0);
    await say('closeSurvey', { surveyId: id });
    await say('publishSurvey', { surveyId: id }, 'CENTRE_DIRECTOR');
    world.at('2026-10-20');
    await configure(world, 'evaluation', { enabled: true, settings: { suppressBelow: 2 } });
    expect((await results()).results).toEqual([]);
  });

  test('who may judge is told the windows and who is posted to them', async () => {
    await open();
    const { data } = await ask('{ surveys { edges { node { state subjects { windowId staffId name } } } } }');
    const [{ node }] = data.surveys.edges;
    expect(node.subjects[0]).toEqual({ windowId: windowId(), staffId: null, name: '民政窗口' });
    const people = node.subjects.map((s: { staffId: string | null }) => s.staffId);
    expect(people).toContain(staffId('WINDOW_STAFF'));
    expect(people).not.toContain(staffId('CENTRE_DIRECTOR'));
  });
});

describe('三(一)3(2): a token', () => {
  test('is used once; of ten who come at once with it one is counted', async () => {
    const { id } = await open();
    const [token] = await tokens(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(token, windowAnswer())));
    expect(answers.filter((a) => a.code === undefined)).toHaveLength(1);
    expect(new Set(answers.map((a) => a.code))).toEqual(new Set([undefined, 'SURVEY_TOKEN_INVALID']));
    expect(await answer(token, windowAnswer())).toMatchObject({
      code: 'SURVEY_TOKEN_INVALID',
      clause: { id: '三(一)3(2)' },
    });
    expect(await satisfaction()).toMatchObject({ answers: 1 });
  });

  test('is not used up by an answer that was refused, and is read however it is typed', async () => {
    const { id } = await open();
    const [token = ''] = await tokens(id);
    const twice = [...windowAnswer(), ...windowAnswer('DISSATISFIED')];
    expect(await answer(token, twice)).toMatchObject({ code: 'SURVEY_ANSWERS_INVALID' });
    expect(await answer(token, [])).toMatchObject({ code: 'SURVEY_ANSWERS_INVALID' });
    const director = [{ staffId: staffId('CENTRE_DIRECTOR'), answer: 'SATISFIED' }];
    expect(await answer(token, director)).toMatchObject({ code: 'NOT_FOUND' });
    const typed = `${token.slice(0, 13).toLowerCase()} ${token.slice(13)}`;
    expect(await answer(typed, windowAnswer())).toMatchObject({ state: 'OPEN' });
  });

  test('has 128 bits, is told once and never again, and each request makes others', async () => {
    const { id } = await open();
    const key = { 'idempotency-key': 'slips' };
    const issue = async () =>
      (
        await ask(
          'mutation ($id: ID!) { issueSurveyTokens(input: { surveyId: $id, channel: ON_SITE, count: 3 }) { ... on SurveyTokens { tokens } } }',
          'ASSESSOR',
          { id },
          key,
        )
      ).data.issueSurveyTokens.tokens as string[];
    const all = [...(await issue()), ...(await issue())];
    expect(new Set(all).size).toBe(6);
    for (const token of all) expect(token).toMatch(/^[2-9A-HJKMNP-Z]{26}$/);
    expect(31 ** 26).toBeGreaterThan(2 ** 128);
  });

  test('of a peer does not judge its own window or its own staff', async () => {
    const { id } = await open();
    const peer = { channel: 'PEER', windowId: windowId() };
    const [token] = await tokens(id, 1, peer);
    expect(await answer(token, windowAnswer())).toMatchObject({ code: 'OWN_WINDOW_JUDGED' });
    const colleague = [{ staffId: staffId('WINDOW_STAFF'), answer: 'SATISFIED' }];
    expect(await answer(token, colleague)).toMatchObject({ code: 'OWN_WINDOW_JUDGED' });
    const other = await otherWindow();
    expect(await answer(token, [{ windowId: other, answer: 'SATISFIED' }])).toMatchObject({ state: 'OPEN' });
    for (const more of [{ channel: 'PEER' }, { channel: 'ON_SITE', windowId: windowId() }])
      expect(await say('issueSurveyTokens', { surveyId: id, count: 1, ...more })).toMatchObject({
        code: 'PEER_WINDOW_REQUIRED',
      });
  });

  test('is refused when the survey is closed, by hand or by its day', async () => {
    const { id } = await open({ closesOn: '2026-10-13' });
    const [first, second] = await tokens(id, 2);
    world.at('2026-10-14');
    expect(await answer(first, windowAnswer())).toMatchObject({
      code: 'SURVEY_CLOSED',
      details: { closesOn: '2026-10-13' },
    });
    await runModuleJobs(world.platform);
    expect(await answer(second, windowAnswer())).toMatchObject({ code: 'SURVEY_CLOSED' });
    expect(await say('closeSurvey', { surveyId: id })).toMatchObject({ code: 'SURVEY_CLOSED' });
    expect(await say('issueSurveyTokens', { surveyId: id, channel: 'ON_SITE', count: 1 })).toMatchObject({
      code: 'SURVEY_CLOSED',
    });
    await say('publishSurvey', { surveyId: id }, 'UNIT_DEPUTY');
    expect(await inTables(world, (tx) => tx.surveyToken.count())).toBe(0);
  });

  test('of another length or of nothing is no token; too many answers are none', async () => {
    const send = (input: object) =>
      ask(
        'mutation ($input: AnswerSurveyInput!) { answerSurvey(input: $input) { ... on Refusal { code } } }',
        'NOBODY',
        { input },
      );
    const long = await send({ token: 'A'.repeat(65), answers: windowAnswer() });
    expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'token' });
    const both = [{ windowId: windowId(), staffId: staffId('WINDOW_STAFF'), answer: 'SATISFIED' }];
    const mixed = await send({ token: 'A', answers: both });
    expect(mixed.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'answers' });
    expect((await send({ token: 'A', answers: windowAnswer() })).data.answerSurvey).toEqual({
      code: 'SURVEY_TOKEN_INVALID',
    });
  });
});

test('a month has one survey; it closes no earlier than today; a frozen month has none', async () => {
  expect(await open({ closesOn: '2026-10-11' })).toMatchObject({ code: 'SURVEY_DAY_PAST' });
  expect(await open({ title: ' ' })).toMatchObject({ code: 'TEXT_REQUIRED' });
  await open();
  expect(await open()).toMatchObject({ code: 'SURVEY_EXISTS', details: { month: '2026-10' } });
  await freeze('2026-09');
  expect(await open({ month: '2026-09' })).toMatchObject({ code: 'MONTH_FROZEN' });
});

describe('三(一)4A(4): with too few answers', () => {
  const decide = (more: object = {}, as: 'UNIT_DEPUTY' | 'CENTRE_DIRECTOR' = 'UNIT_DEPUTY') =>
    say('decideSatisfaction', { month: '2026-10', points: 9, reason: '参照现场走访', ...more }, as);

  test('the group decides for all that have none, once, after the closing; the rate decides the others', async () => {
    const { id } = await open();
    await vote(id, 1, 0);
    expect(await decide({ staffIds: [staffId('WINDOW_STAFF')] })).toMatchObject({
      code: 'SURVEY_STILL_OPEN',
    });
    await say('closeSurvey', { surveyId: id });
    expect(await decide({ windowIds: [windowId()] })).toMatchObject({
      code: 'ENOUGH_ANSWERS',
      details: { minimumAnswers: 1 },
    });
    expect(await decide({ points: 10.5 })).toMatchObject({ code: 'POINTS_OUT_OF_RANGE' });
    expect(await decide({ reason: '' })).toMatchObject({ code: 'TEXT_REQUIRED' });
    const atWindows = await inTables(world, (tx) => tx.staff.count({ where: { windowId: { not: null } } }));
    expect(await decide()).toEqual({
      __typename: 'SatisfactionDecided',
      month: '2026-10',
      subjects: atWindows,
    });
    expect(await decide()).toMatchObject({ code: 'SATISFACTION_DECIDED' });
    expect(await satisfaction()).toEqual({ satisfied: 1, answers: 1, decided: null });
    const clerk = { kind: 'STAFF', id: world.town(HERE).staff['WINDOW_STAFF'] ?? '' } as const;
    expect(satisfactionIn(await found(), clerk)).toEqual({ satisfied: 0, answers: 0, decided: 900 });
    const { data } = await ask('{ satisfactionDecisions { edges { node { points reason } } } }', 'UNIT_HEAD');
    expect(data.satisfactionDecisions.edges[0].node).toEqual({ points: 9, reason: '参照现场走访' });
  });

  test('nobody decides about himself', async () => {
    await seat('CENTRE_DIRECTOR');
    const himself = { staffIds: [staffId('CENTRE_DIRECTOR')] };
    expect(await decide(himself, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'CONFLICT_OF_INTEREST_IN_SCORING',
    });
    await decide({}, 'CENTRE_DIRECTOR');
    expect(await decide(himself, 'UNIT_DEPUTY')).toMatchObject({ subjects: 1 });
  });

  test('of a frozen month nothing is decided', async () => {
    await freeze('2026-10');
    expect(await decide()).toMatchObject({ code: 'MONTH_FROZEN' });
  });

  test('a decided month gets no survey afterwards', async () => {
    await decide();
    expect(await open()).toMatchObject({ code: 'SURVEY_EXISTS' });
  });
});

async function freeze(month: string): Promise<void> {
  await inTables(world, (tx) =>
    tx.assessmentPeriod.create({
      data: {
        townshipId: world.town(HERE).id,
        id: randomUUID(),
        kind: 'MONTH',
        key: month,
        state: 'FROZEN',
      },
    }),
  );
}
