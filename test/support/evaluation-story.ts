import { globalId } from '../../core/graphql/node.ts';
import { done } from './done.ts';
import type { World } from './world.ts';

/** What the survey and the awards of 考评 keep of a township: a published and an open survey, points of the group, an award. */
export async function surveyAndAward(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (as: 'UNIT_DEPUTY' | 'NOBODY', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const leader = (verb: string, view: string, input: object) => say('UNIT_DEPUTY', verb, view, input);
  const survey = (month: string) =>
    leader('openSurvey', 'Survey { id }', { month, title: '群众民主评议', closesOn: '2026-12-31' });
  const { id: surveyId } = await survey('2026-08');
  const issue = { surveyId, channel: 'ON_SITE', count: 2 };
  const { tokens } = await leader('issueSurveyTokens', 'SurveyTokens { tokens }', issue);
  const answers = [{ windowId: town.windowGlobalId(), answer: 'SATISFIED' }];
  await say('NOBODY', 'answerSurvey', 'Survey { id }', { token: tokens[0], answers });
  for (const verb of ['closeSurvey', 'publishSurvey']) await leader(verb, 'Survey { id }', { surveyId });
  const open = await survey('2026-09');
  await leader('issueSurveyTokens', 'SurveyTokens { tokens }', { ...issue, surveyId: open.id });
  const reason = '没有收到答卷，按现场走访';
  for (const month of ['2026-04', '2026-05', '2026-06'])
    await leader('decideSatisfaction', 'SatisfactionDecided { subjects }', { month, points: 9, reason });
  const freeze = (period: string) => leader('freezeAssessmentPeriod', 'AssessmentPeriod { id }', { period });
  for (const month of ['2026-04', '2026-05', '2026-06']) await freeze(month);
  const quarter = await freeze('2026-Q2');
  await leader('grantAwards', 'Document { id }', {
    period: '2026-Q2',
    kind: 'FLAG_WINDOW',
    windowIds: [town.windowGlobalId()],
    reason: '办件量最多',
  });
  await leader('publishAssessmentPeriod', 'AssessmentPeriod { id }', { periodId: quarter.id });
  const own = { as: 'UNIT_DEPUTY', at: code } as const;
  const sheet = await done(world, 'query ($id: ID!) { scoreSheet(period: "2026-Q2", staffId: $id) { id } }', {
    ...own,
    variables: { id: globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' }) },
  });
  await leader('printScoreSheet', 'Document { id }', { sheetId: sheet.id });
  const decisions = await done(world, '{ satisfactionDecisions(first: 1) { edges { node { id } } } }', own);
  const awards = await done(world, '{ awards(first: 1) { edges { node { id } } } }', own);
  return {
    AssessmentPeriod: quarter.id,
    ScoreSheet: sheet.id,
    Survey: open.id,
    SatisfactionDecision: decisions.edges[0].node.id,
    Award: awards.edges[0].node.id,
  };
}
