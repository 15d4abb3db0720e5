import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 一(六) 错时延时制度, verbatim and in the order of the text. Every clause has a rule in rules.ts. */
export const CLAUSES = defineClauses(REGULATION, {
  preface: {
    id: '一(六)前言',
    text: '综合便民服务中心延时服务制度为优化综合综合服务中心服务，切实维护办事人合法权益。延时服务主要包括:工作日延时服务，节假日延时服务，午休时间延时服务。',
  },
  weekday: {
    id: '一(六)1',
    text: '工作日延时服务。工作人员在每个工作日内，为办事人办理业务，临近或者到达下班时间时，必须延时办理完毕，为办事人员提供延时服务。',
  },
  holiday: {
    id: '一(六)2',
    text: '节假日延时服务。办事人员在节假日遇有特殊情况需要窗口人员提供服务或办理业务事项的，窗口人员无条件为其提供服务，能够办理的，给予办理，不能办理的，受理后与办事人员约定时间办理。',
  },
  lunch: {
    id: '一(六)3',
    text: '午休时间延时服务。在工作时间发现业务量较大时，可与办事人员预约，在中午休息时间照常上班，受理其业务事项。',
  },
  consultation: {
    id: '一(六)4',
    text: '延时服务期间，工作人员应当公平、公正，遵守法规法纪，遵守服务承诺制，对办事人员提出的咨询，耐心，细致地给予答复，暂时不能答复的，应做好登记，并转有关站所处理。',
  },
  assignment: {
    id: '一(六)5',
    text: '其他需要提供延时服务的事项。办事人提出的服务项目，可由站所负责人根据具体情况，指定人员为办事人员提供延时服务。',
  },
});
