import { beforeEach, describe, expect, test } from 'vitest';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from '../../test/support/county-scene.ts';
import { surveyAndAward } from '../../test/support/evaluation-story.ts';
import { RESULTS, surveyScene } from '../../test/support/survey-scene.ts';
import { HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { disclosure } from '../disclosure/index.ts';
import { evaluation } from './index.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-12', modules: [evaluation, disclosure] });
  return () => world.close();
});
const { answer, ask, open, tokens, windowId } = surveyScene(() => world);
const set = (given: object) => configure(world, 'evaluation', given);
const ballot = () => [{ windowId: windowId(), answer: 'SATISFIED' }];
const states = () => inTables(world, (tx) => tx.survey.findMany({ select: { state: true } }));
const answered = () =>
  inTables(world, async (tx) => (await tx.surveyCount.aggregate({ _sum: { value: true } }))._sum.value ?? 0);

describe('the survey', () => {
  test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
    expect(await set({ enabled: false })).toMatchObject({ enabled: false });
    const names = async (at: string) => {
      const query =
        '{ __schema { types { name } mutationType { fields { name } } queryType { fields { name } } } }';
      return JSON.stringify((await world.ask(query, { at })).data);
    };
    const [here, there] = [await names(HERE), await names('dongshan')];
    for (const name of ['Survey', 'answerSurvey', 'surveyResults', 'grantAwards', 'awardCandidates']) {
      expect(here).not.toContain(`"${name}"`);
      expect(there).toContain(`"${name}"`);
    }
  });

  test('REFUSE lists the open survey; FREEZE keeps its tokens, takes no answer and closes nothing until it is on again', async () => {
    const { id } = await open({ closesOn: '2026-10-20' });
    const [before, during, after] = await tokens(id, 3);
    await answer(before, ballot());
    expect(await set({ enabled: false })).toMatchObject({
      code: 'MODULE_HAS_OPEN_WORK',
      details: { openWork: [{ kind: 'Survey', id: uuidOf(id), label: '2026-10' }] },
    });
    expect(await set({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
    const refused = await world.ask(
      'mutation ($i: AnswerSurveyInput!) { answerSurvey(input: $i) { ... on Refusal { code } } }',
      { headers: { 'x-township': HERE }, variables: { i: { token: during, answers: ballot() } } },
    );
    expect(refused.data.answerSurvey).toEqual({ code: 'MODULE_NOT_ENABLED' });
    expect(await answered()).toBe(1);
    expect(await inTables(world, (tx) => tx.surveyToken.count())).toBe(2);
    world.at('2026-10-19');
    expect(await set({ enabled: true })).toMatchObject({ enabled: true });
    expect(await answer(during, ballot())).toMatchObject({ state: 'OPEN' });
    await set({ enabled: false, openWork: 'FREEZE' });
    world.at('2026-10-22');
    await runModuleJobs(world.platform);
    expect(await states()).toEqual([{ state: 'OPEN' }]);
    await set({ enabled: true });
    expect(await answer(after, ballot())).toMatchObject({ code: 'SURVEY_CLOSED' });
    await runModuleJobs(world.platform);
    expect(await states()).toEqual([{ state: 'CLOSED' }]);
    expect(await answered()).toBe(2);
  });

  test('off: what was published is read no more, and is there again when it is on', async () => {
    await surveyAndAward(world, HERE);
    const published = async () => {
      const { data } = await ask(RESULTS.replace('2026-10', '2026-08'));
      return data?.surveyResults?.state ?? null;
    };
    expect(await published()).toBe('PUBLISHED');
    await set({ enabled: false, openWork: 'FREEZE' });
    expect(await published()).toBeNull();
    await set({ enabled: true });
    expect(await published()).toBe('PUBLISHED');
  });
});

describe('awards', () => {
  const published = async () => {
    const { data } = await ask('{ publishedAwards { edges { node { period } } } }');
    return data?.publishedAwards?.edges.length ?? null;
  };

  test('evaluation off: what disclosure published of it stays', async () => {
    await surveyAndAward(world, HERE);
    await deliverAll(world.platform);
    await set({ enabled: false, openWork: 'FREEZE' });
    expect(await published()).toBe(1);
  });

  test('disclosure off: the award is granted, and made public when disclosure is on again', async () => {
    await configure(world, 'disclosure', { enabled: false });
    await surveyAndAward(world, HERE);
    await deliverAll(world.platform);
    expect(await published()).toBeNull();
    await configure(world, 'disclosure', { enabled: true });
    await deliverAll(world.platform);
    expect(await published()).toBe(1);
    expect(await inTables(world, (tx) => tx.award.count())).toBe(1);
  });
});
