import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import {
  enoughAnswers,
  ownWindowJudged,
  peerWindowRequired,
  satisfactionDecided,
  surveyAnswersInvalid,
  surveyClosed,
  surveyStillOpen,
} from './period-refusals.ts';
import { conflictOfInterest } from './refusals.ts';
import type { EvaluationSettings } from './settings.ts';

/** The answers of the survey, the best first. */
export const ANSWERS = [
  'VERY_SATISFIED',
  'SATISFIED',
  'FAIRLY_SATISFIED',
  'DISSATISFIED',
  'VERY_DISSATISFIED',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** 不记名问卷调查、现场测评、窗口互评. */
export const CHANNELS = ['QUESTIONNAIRE', 'ON_SITE', 'PEER'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Most that one ballot may judge; a township has fewer windows and staff. */
const MOST_ANSWERS = 200;

/** What is said of one subject on a ballot, with the window where the subject is or works. */
export interface BallotAnswer {
  readonly subject: Subject;
  readonly windowId: string;
  readonly answer: Answer;
}

/** Answers of one channel for one subject. */
export interface ChannelCount {
  readonly subject: Subject;
  readonly channel: Channel;
  readonly answers: number;
  readonly satisfied: number;
}

export const isSatisfied = rule({
  id: 'satisfied-answers',
  clause: CLAUSES.survey,
  says: {
    zh: '非常满意、满意、基本满意计为满意',
    en: 'very satisfied, satisfied and fairly satisfied count as satisfied',
  },
  decide: (answer: Answer): boolean => answer !== 'DISSATISFIED' && answer !== 'VERY_DISSATISFIED',
});

export const takesAnswers = rule({
  id: 'answers-until-the-survey-closes',
  clause: CLAUSES.survey,
  says: { zh: '评议截止后不再收答卷', en: 'a survey that is closed takes no answers' },
  decide: (survey: { state: string; closesOn: string }, today: string): Verdict =>
    survey.state === 'OPEN' && today <= survey.closesOn
      ? allow()
      : refuse(surveyClosed({ closesOn: survey.closesOn }, CLAUSES.survey)),
});

export const ballotFits = rule({
  id: 'one-answer-a-subject',
  clause: CLAUSES.survey,
  says: {
    zh: '一份答卷对同一对象只评一次，至少评一个',
    en: 'a ballot judges each subject once, and at least one',
  },
  decide: (answers: readonly BallotAnswer[]): Verdict => {
    const subjects = new Set(answers.map(({ subject }) => `${subject.kind}/${subject.id}`));
    return answers.length > 0 && answers.length <= MOST_ANSWERS && subjects.size === answers.length
      ? allow()
      : refuse(surveyAnswersInvalid({ most: MOST_ANSWERS }, CLAUSES.survey));
  },
});

export const peersJudgeOthers = rule({
  id: 'peers-do-not-judge-their-own-window',
  clause: CLAUSES.survey,
  says: {
    zh: '窗口互评不评本窗口及其人员',
    en: 'windows rate each other: none rates itself or its own staff',
  },
  decide: (excludesWindowId: string | null, answers: readonly BallotAnswer[]): Verdict =>
    excludesWindowId !== null && answers.some(({ windowId }) => windowId === excludesWindowId)
      ? refuse(ownWindowJudged({}, CLAUSES.survey))
      : allow(),
});

export const peersHaveAWindow = rule({
  id: 'peer-tokens-name-their-window',
  clause: CLAUSES.survey,
  says: {
    zh: '窗口互评的答卷按窗口发放，其他渠道不分窗口',
    en: 'tokens of windows that rate each other are issued to a window, others to nobody',
  },
  decide: (channel: Channel, excludesWindowId: string | null): Verdict =>
    (channel === 'PEER') === (excludesWindowId !== null)
      ? allow()
      : refuse(peerWindowRequired({}, CLAUSES.survey)),
});

export const groupIsShown = rule({
  id: 'small-groups-are-not-published',
  clause: CLAUSES.survey,
  says: { zh: '答卷过少的不公布，以免推知个人', en: 'groups of too few answers are not published' },
  decide: (answers: number, { suppressBelow }: Pick<EvaluationSettings, 'suppressBelow'>): boolean =>
    answers >= suppressBelow,
});

/** What is published of one subject; a channel whose numbers would betray somebody is left out. */
export interface PublishedGroup {
  readonly subject: Subject;
  readonly answers: number;
  readonly satisfied: number;
  readonly channels: readonly Omit<ChannelCount, 'subject'>[];
}

export const publishedGroups = rule({
  id: 'shown-numbers-do-not-betray-hidden-ones',
  clause: CLAUSES.survey,
  says: {
    zh: '隐去过少的渠道时，再隐去其他渠道，使合计减去已公布的也推不出',
    en: 'where a small channel is hidden others are hidden with it, so that the total less the rest tells nothing',
  },
  /** Subjects whose total may be shown, in the order given; of each the channels that may stand beside it. */
  decide: (
    counts: readonly ChannelCount[],
    settings: Pick<EvaluationSettings, 'suppressBelow'>,
  ): PublishedGroup[] => {
    const subjects = new Map<string, ChannelCount[]>();
    for (const count of counts) {
      const key = `${count.subject.kind}/${count.subject.id}`;
      subjects.set(key, [...(subjects.get(key) ?? []), count]);
    }
    return [...subjects.values()].flatMap((own) => {
      const total = { answers: sumOf(own, 'answers'), satisfied: sumOf(own, 'satisfied') };
      if (!groupIsShown.decide(total.answers, settings)) return [];
      const channels = shownChannels(own, settings).map(({ channel, answers, satisfied }) => ({
        channel,
        answers,
        satisfied,
      }));
      return [{ subject: own[0]!.subject, ...total, channels }];
    });
  },
});

function sumOf(counts: readonly ChannelCount[], what: 'answers' | 'satisfied'): number {
  return counts.reduce((sum, count) => sum + count[what], 0);
}

/** The largest channels, as long as those left out are none, or several that are together large enough. */
function shownChannels(
  counts: readonly ChannelCount[],
  settings: Pick<EvaluationSettings, 'suppressBelow'>,
): ChannelCount[] {
  const given = counts.filter(({ answers }) => answers > 0);
  const bySize = given.toSorted((a, b) => a.answers - b.answers || (a.channel < b.channel ? -1 : 1));
  const small = bySize.filter(({ answers }) => !groupIsShown.decide(answers, settings));
  if (small.length === 0) return given;
  for (let hidden = Math.max(2, small.length); hidden < bySize.length; hidden += 1)
    if (groupIsShown.decide(sumOf(bySize.slice(0, hidden), 'answers'), settings)) {
      const shown = bySize.slice(hidden);
      return given.filter((count) => shown.includes(count));
    }
  return [];
}

/** What a decision of the group on a subject's points of the survey rests on. */
export interface SatisfactionCase {
  readonly subject: Subject;
  readonly answers: number;
  /** Whether the points are decided already. */
  readonly decided: boolean;
  /** Whether the month's survey still takes answers. */
  readonly surveyOpen: boolean;
}

export const groupDecidesTheFew = rule({
  id: 'group-decides-only-where-answers-are-few',
  clause: CLAUSES.satisfaction,
  says: {
    zh: '答卷不足的由考评组说明理由后定分，足数的按满意率，任何人不定自己的',
    en: 'with too few answers the group decides with its reasons, never where there are enough, nobody for himself',
  },
  decide: (
    { subject, answers, decided, surveyOpen }: SatisfactionCase,
    deciderId: string,
    { minimumAnswers }: Pick<EvaluationSettings, 'minimumAnswers'>,
  ): Verdict => {
    if (surveyOpen) return refuse(surveyStillOpen({}, CLAUSES.satisfaction));
    if (subject.id === deciderId) return refuse(conflictOfInterest({}, CLAUSES.group));
    if (answers >= minimumAnswers) return refuse(enoughAnswers({ minimumAnswers }, CLAUSES.satisfaction));
    return decided ? refuse(satisfactionDecided({}, CLAUSES.satisfaction)) : allow();
  },
});

export const SURVEY_RULES = [
  isSatisfied,
  takesAnswers,
  ballotFits,
  peersJudgeOthers,
  peersHaveAWindow,
  groupIsShown,
  publishedGroups,
  groupDecidesTheFew,
];
