import { describe, expect, test } from 'vitest';
import { EvaluationSettings } from './settings.ts';
import {
  ANSWERS,
  ballotFits,
  CHANNELS,
  groupDecidesTheFew,
  groupIsShown,
  isSatisfied,
  peersHaveAWindow,
  peersJudgeOthers,
  publishedGroups,
  takesAnswers,
  type BallotAnswer,
  type ChannelCount,
} from './survey-rules.ts';

const SETTINGS = EvaluationSettings.parse({});
const WINDOW = { kind: 'WINDOW', id: 'w1' } as const;
const CLERK = { kind: 'STAFF', id: 's1' } as const;
const said = (subject: BallotAnswer['subject'], windowId: string): BallotAnswer => ({
  subject,
  windowId,
  answer: 'SATISFIED',
});
const code = (verdict: ReturnType<typeof takesAnswers.decide>) =>
  verdict.allowed ? null : verdict.refusal.code;

test('三(一)3(2) · satisfied-answers: very satisfied, satisfied and fairly satisfied count, the others do not', () => {
  expect(ANSWERS.filter((answer) => isSatisfied.decide(answer))).toEqual([
    'VERY_SATISFIED',
    'SATISFIED',
    'FAIRLY_SATISFIED',
  ]);
});

test('三(一)3(2) · answers-until-the-survey-closes: the last day is a day of the survey, the next is none', () => {
  const open = { state: 'OPEN', closesOn: '2026-10-31' };
  expect(code(takesAnswers.decide(open, '2026-10-31'))).toBeNull();
  expect(code(takesAnswers.decide(open, '2026-11-01'))).toBe('SURVEY_CLOSED');
  expect(code(takesAnswers.decide({ ...open, state: 'CLOSED' }, '2026-10-20'))).toBe('SURVEY_CLOSED');
});

test('三(一)3(2) · one-answer-a-subject: a window and its clerk on one ballot, none of them twice', () => {
  expect(code(ballotFits.decide([said(WINDOW, 'w1'), said(CLERK, 'w1')]))).toBeNull();
  for (const ballot of [[], [said(WINDOW, 'w1'), said(WINDOW, 'w1')]])
    expect(code(ballotFits.decide(ballot))).toBe('SURVEY_ANSWERS_INVALID');
  const many = Array.from({ length: 201 }, (_, i) => said({ kind: 'STAFF', id: `s${i}` }, 'w1'));
  expect(code(ballotFits.decide(many.slice(1)))).toBeNull();
  expect(code(ballotFits.decide(many))).toBe('SURVEY_ANSWERS_INVALID');
});

test('三(一)3(2) · peers-do-not-judge-their-own-window: nor who works there', () => {
  expect(code(peersJudgeOthers.decide('w2', [said(WINDOW, 'w1'), said(CLERK, 'w1')]))).toBeNull();
  expect(code(peersJudgeOthers.decide('w1', [said(WINDOW, 'w1')]))).toBe('OWN_WINDOW_JUDGED');
  expect(code(peersJudgeOthers.decide('w1', [said(CLERK, 'w1')]))).toBe('OWN_WINDOW_JUDGED');
  expect(code(peersJudgeOthers.decide(null, [said(WINDOW, 'w1')]))).toBeNull();
});

test('三(一)3(2) · peer-tokens-name-their-window: only peers have one, and they must', () => {
  const allowed = CHANNELS.flatMap((channel) =>
    [null, 'w1'].filter((window) => code(peersHaveAWindow.decide(channel, window)) === null),
  );
  expect(allowed).toEqual([null, null, 'w1']);
  expect(code(peersHaveAWindow.decide('PEER', null))).toBe('PEER_WINDOW_REQUIRED');
});

test('三(一)3(2) · small-groups-are-not-published: four answers are hidden, five are shown', () => {
  expect([4, 5].map((answers) => groupIsShown.decide(answers, SETTINGS))).toEqual([false, true]);
});

describe('what is published beside what is hidden', () => {
  const counts = (sizes: readonly number[]): ChannelCount[] =>
    sizes.map((answers, i) => ({
      subject: WINDOW,
      channel: CHANNELS[i] ?? 'PEER',
      answers,
      satisfied: Math.floor(answers / 2),
    }));
  const shown = (sizes: readonly number[]) => {
    const [group] = publishedGroups.decide(counts(sizes), SETTINGS);
    return group ? { total: group.answers, channels: group.channels.map((c) => c.answers) } : null;
  };

  const CASES: [string, number[], ReturnType<typeof shown>][] = [
    ['all large enough', [20, 5, 9], { total: 34, channels: [20, 5, 9] }],
    [
      'one small: the next smallest is hidden with it, or 34 − 31 would tell it',
      [20, 3, 11],
      { total: 34, channels: [20] },
    ],
    ['two small that are together too few: all are hidden', [20, 2, 2], { total: 24, channels: [] }],
    ['two small that are together enough', [20, 2, 3], { total: 25, channels: [20] }],
    ['one small beside one large: both are hidden', [20, 3, 0], { total: 23, channels: [] }],
    ['a channel that nobody used hides nothing', [20, 0, 9], { total: 29, channels: [20, 9] }],
    ['the whole is small', [2, 1, 1], null],
    ['nobody', [], null],
  ];
  test.each(CASES)('三(一)3(2) · shown-numbers-do-not-betray-hidden-ones: %s', (_name, sizes, expected) =>
    expect(shown(sizes)).toEqual(expected),
  );

  test('property: whatever the sizes, what can be reckoned from the shown is nothing or at least five answers', () => {
    for (let a = 0; a <= 12; a += 1)
      for (let b = 0; b <= 12; b += 1)
        for (let c = 0; c <= 12; c += 1) {
          const group = shown([a, b, c]);
          if (!group) continue;
          const hidden = group.total - group.channels.reduce((sum, n) => sum + n, 0);
          const left = [a, b, c].filter((n) => n > 0).length - group.channels.length;
          expect({ sizes: [a, b, c], small: group.channels.some((n) => n < 5) }).toEqual({
            sizes: [a, b, c],
            small: false,
          });
          expect(hidden === 0 || (hidden >= 5 && left >= 2)).toBe(true);
        }
  });

  test('property: the order of the counts plays no part', () => {
    const own = counts([20, 3, 11]);
    const other = own.map((count) => ({ ...count, subject: CLERK, answers: count.answers + 4 }));
    const all = [...own, ...other];
    const sorted = (groups: ReturnType<typeof publishedGroups.decide>) =>
      groups
        .map((g) => ({ ...g, channels: g.channels.toSorted((x, y) => (x.channel < y.channel ? -1 : 1)) }))
        .toSorted((x, y) => (x.subject.id < y.subject.id ? -1 : 1));
    const expected = sorted(publishedGroups.decide(all, SETTINGS));
    expect(sorted(publishedGroups.decide(all.toReversed(), SETTINGS))).toEqual(expected);
    expect(expected.map((g) => g.subject.id)).toEqual(['s1', 'w1']);
  });
});

describe('points that the group decides', () => {
  const none = { subject: CLERK, answers: 0, decided: false, surveyOpen: false };
  test.each([
    ['nobody answered: the group decides', none, 'leader', null],
    ['one answer is enough by the default', { ...none, answers: 1 }, 'leader', 'ENOUGH_ANSWERS'],
    ['nobody for himself', none, 's1', 'CONFLICT_OF_INTEREST_IN_SCORING'],
    ['once', { ...none, decided: true }, 'leader', 'SATISFACTION_DECIDED'],
    ['not while answers still come', { ...none, surveyOpen: true }, 'leader', 'SURVEY_STILL_OPEN'],
  ])('三(一)4A(4) · group-decides-only-where-answers-are-few: %s', (_name, given, decider, expected) =>
    expect(code(groupDecidesTheFew.decide(given, decider, SETTINGS))).toBe(expected),
  );
});
