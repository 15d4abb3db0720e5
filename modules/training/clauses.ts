import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 四(二) 学习培训制度, verbatim and in the order of the text, and what 三(一)4A(1)⑥ takes off for absence. */
export const CLAUSES = defineClauses(REGULATION, {
  contents: { id: '四(二)1', text: '学习培训内容' },
  politics: {
    id: '四(二)1(1)',
    text: '政治理论学习教育，主要包括习近平新时代中国特色社会主义思想，十九届六中全会精神，视察江西和赣州重要讲话精神等党建理论和时事政策。',
  },
  law: {
    id: '四(二)1(2)',
    text: '法规制度学习培训，主要包括有关法律、法规、规章、规范性文件、执法综合知识、中心制定的各项规章制度。',
  },
  meetings: { id: '四(二)1(3)', text: '县委、县政府有关会议精神及主要领导讲话内容。' },
  skills: { id: '四(二)1(4)', text: '行政许可知识和计算机办公操作培训。' },
  manners: { id: '四(二)1(5)', text: '文明礼仪教育培训。' },
  monthly: { id: '四(二)2', text: '制定学习培训年度计划，每月开展一次集中学习培训。' },
  modes: {
    id: '四(二)3',
    text: '集中学习与分散自学相结合，“请进来”教与“走出去”学相结合，口头讲授与电化教育相结合，学习培训与考核测试相结合。',
  },
  absence: {
    id: '三(一)4A(1)⑥',
    text: '无故缺席行政服务中心组织的各类学习、培训等活动的，每人次扣1分。',
  },
});
