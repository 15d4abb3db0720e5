import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  replyStandingOn,
  type Calendar,
  type CivilDate,
  type ClockFacts,
  type ReplyStanding,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { questionNotMarkable } from './refusals.ts';
import type { OnlineProcessingSettings } from './settings.ts';

// The reply to a question asked online; listed with the others in rules.ts.

export const replyLimit = rule({
  id: 'online-reply-within-the-limit',
  clause: CLAUSES.entry,
  says: { zh: '网上咨询在时限内答复', en: 'an online question is answered within the limit' },
  decide: (startedOn: CivilDate, settings: OnlineProcessingSettings) => ({
    startedOn,
    budgetDays: settings.replyDays,
  }),
});

export const replyStanding = rule({
  id: 'online-reply-late-or-missing',
  clause: CLAUSES.entry,
  says: {
    zh: '逾期答复记迟复，久不答复记未答复，二者只记其一',
    en: 'a reply beyond the limit is late, one that never comes is missing; never both',
  },
  decide: (
    clock: ClockFacts,
    today: CivilDate,
    settings: OnlineProcessingSettings,
    calendar: Calendar,
  ): ReplyStanding => replyStandingOn(clock, today, settings.unansweredAfterDays, calendar),
});

export const markedOnce = rule({
  id: 'asker-marks-the-answer',
  clause: CLAUSES.entry,
  says: {
    zh: '答复是否清楚由咨询人评，只评一次；不清楚与逾期分别计',
    en: 'the asker says once whether an answer is clear; unclear counts besides late',
  },
  decide: (question: { answeredAt: Date | null; clear: boolean | null }): Verdict =>
    question.answeredAt !== null && question.clear === null
      ? allow()
      : refuse(questionNotMarkable({}, CLAUSES.entry)),
});
