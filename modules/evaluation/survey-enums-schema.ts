import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { SurveyState } from './store.ts';
import type { Answer, Channel } from './survey-rules.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    SurveyAnswer: Answer;
    SurveyChannel: Channel;
    SurveyState: SurveyState;
  }
}

/** The enum types of the survey. */
export function addSurveyEnums({ builder }: ModuleSchema): void {
  builder.enumType('SurveyAnswer', {
    description: doc('评议意见', 'an answer of the survey', CLAUSES.survey),
    values: {
      VERY_SATISFIED: { description: doc('非常满意', 'very satisfied') },
      SATISFIED: { description: doc('满意', 'satisfied') },
      FAIRLY_SATISFIED: { description: doc('基本满意', 'fairly satisfied') },
      DISSATISFIED: { description: doc('不满意', 'dissatisfied') },
      VERY_DISSATISFIED: { description: doc('非常不满意', 'very dissatisfied') },
    },
  });
  builder.enumType('SurveyChannel', {
    description: doc('评议形式', 'how the survey is answered', CLAUSES.survey),
    values: {
      QUESTIONNAIRE: { description: doc('不记名问卷', 'anonymous questionnaire') },
      ON_SITE: { description: doc('现场测评', 'rating on site') },
      PEER: { description: doc('窗口互评', 'windows rate each other') },
    },
  });
  builder.enumType('SurveyState', {
    description: doc('评议状态', 'state of a survey', CLAUSES.survey),
    values: {
      OPEN: { description: doc('进行中', 'takes answers') },
      CLOSED: { description: doc('已截止', 'closed') },
      PUBLISHED: { description: doc('已公布', 'published') },
    },
  });
}
