import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 一(一) 首问责任制度, verbatim and in the order of the text. Every clause has a rule in rules.ts. */
export const CLAUSES = defineClauses(REGULATION, {
  responsible: {
    id: '一(一)1',
    text: '窗口第一位接待办事（来访）者为首问责任人。',
  },
  inScope: {
    id: '一(一)2',
    text: '如属于首问责任人职责范围内的事，要按有关规定及时办理；如不属于自己职责范围或不能当场处理的，要告知服务对象到相应窗口办理或按一次性告知的要求，向服务对象解释清楚有关办理的事项，同时向服务对象承诺在规定时限内把事情办结。',
  },
  outOfScope: {
    id: '一(一)3',
    text: '如不属于首问责任人所在部门范围的事，首问责任人不能使用“不知道”、“不清楚”、“不归我管”等语言予以回绝。不得冷漠待人，推诿扯皮，如该部门进驻中心的，要负责指明承办站所窗口。对属于业务不明确或首问责任人不清楚承办站所的，首问责任人要及时请示领导，协调有关站所一同解决；对按规定确实不能办理的，按否定报备要求，做好备案工作。',
  },
  breaches: {
    id: '一(一)4',
    text: '有下列情节之一者，经查实，给予口头批评教育、通报批评等处理：',
  },
  noHandOver: {
    id: '一(一)4(1)',
    text: '首问负责人未及时将服务对象拟办理事项移交给有关人员的；',
  },
  cold: {
    id: '一(一)4(2)',
    text: '冷漠对待服务对象，未按规定明确告知有关事项的；',
  },
  shirking: {
    id: '一(一)4(3)',
    text: '对服务对象要办理事项推诿扯皮，不负责任的；',
  },
  rude: {
    id: '一(一)4(4)',
    text: '对服务对象态度恶劣，使用文明忌语的。',
  },
});
