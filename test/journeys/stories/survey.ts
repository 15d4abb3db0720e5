import assert from 'node:assert/strict';
import { ASSESSOR, AT, DEPUTY } from './assessment.ts';
import type { Teller } from './story.ts';
import { verb } from './verb.ts';

/** Whom how many people judge, and how. */
export interface Judged {
  readonly subject: { readonly staffId: string } | { readonly windowId: string };
  readonly satisfied: number;
  readonly dissatisfied: number;
}

/** When a survey is held: the month that it is of, the day of its answers, and its last day. */
export interface SurveyDays {
  readonly month: string;
  readonly day: string;
  readonly closesOn: string;
}

/** 三(一)3(2): a survey from its tokens to its published sums; as many tokens as there are answers, each used once. */
export async function survey(
  teller: Teller,
  { month, day, closesOn }: SurveyDays,
  judged: readonly Judged[],
): Promise<void> {
  const SURVEY = 'Survey { id state }';
  const { openSurvey: open } = await teller.ask({
    ...ASSESSOR,
    ...verb('openSurvey', SURVEY, { month, title: '群众民主评议', closesOn }),
    title: '开始民主评议 / the survey opens',
    when: `${day} 09:00`,
  });
  for (const { subject, satisfied, dissatisfied } of judged) {
    const { issueSurveyTokens: issued } = await teller.ask({
      ...ASSESSOR,
      ...verb('issueSurveyTokens', 'SurveyTokens { tokens }', {
        surveyId: open.id,
        channel: 'QUESTIONNAIRE',
        count: satisfied + dissatisfied,
      }),
      title: '发放一次性答卷码 / one-time tokens are handed out',
      shown: ({ issueSurveyTokens: { tokens } }) => ({ tokens: tokens.length as number }),
    });
    for (const [i, token] of (issued.tokens as string[]).entries()) {
      const answer = i < satisfied ? 'SATISFIED' : 'DISSATISFIED';
      const { answerSurvey: answered } = await teller.ask({
        ...AT,
        ...verb('answerSurvey', SURVEY, { token, answers: [{ ...subject, answer }] }),
        title: `第${i + 1}份不记名答卷 / an anonymous answer`,
        shown: () => answer,
      });
      assert.ok(answered.id, JSON.stringify(answered));
    }
  }
  await teller.ask({
    ...ASSESSOR,
    ...verb('closeSurvey', SURVEY, { surveyId: open.id }),
    title: '截止评议 / the survey closes',
    when: `${closesOn} 17:00`,
  });
  const { publishSurvey: published } = await teller.ask({
    ...DEPUTY,
    ...verb('publishSurvey', 'Survey { state results { answers satisfied } }', { surveyId: open.id }),
    title: '公布评议结果 / its sums are published',
  });
  assert.equal(published.state, 'PUBLISHED', JSON.stringify(published));
}
