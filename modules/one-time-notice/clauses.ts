import { ADMINISTRATIVE_LICENSING_LAW, defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 一(二) 一次性告知制度 in the order of the text, then the law that it rests on. */
export const CLAUSES = defineClauses(REGULATION, {
  guide: {
    id: '一(二)1',
    text: '服务对象来大厅咨询或办理业务，窗口工作人员应按政策法规一次性告知申请人所办事项需要的材料、程序、时限和收费标准等，免费提供相关示范文本、表格和资料，解答申请人的疑问。',
  },
  onSpot: {
    id: '一(二)2 (即办)',
    text: '工作人员对申请人递交的申报材料应认真审查，条件不符合或申请材料不齐全、不规范的，属即办件的，应一次性告知相关要求、条件和应提交的材料，说明暂不予受理的理由；',
  },
  written: {
    id: '一(二)2 (承诺)',
    text: '属承诺办件的，应当场告知申请人需要补正补全的全部内容，并出具书面的“一次性告知单”（“退件、补办件回执单”），一份给服务对象，一份留窗口备案。',
  },
  once: {
    id: '一(二)2 (once)',
    text: '应当场告知申请人需要补正补全的全部内容',
  },
  contents: {
    id: '一(二)3',
    text: '一次性告知单（“退件、补办件回执单”）的内容应包括：承办单位、经办人员、申报时间、申报事项、规定办理程序和材料或需补充材料和手续、承诺时限和查询方式等。',
  },
  correction: {
    ...ADMINISTRATIVE_LICENSING_LAW,
    id: '(correction)',
    text: '第三十二条 （三）申请材料存在可以当场更正的错误的，应当允许申请人当场更正；',
  },
  noticeLimit: {
    ...ADMINISTRATIVE_LICENSING_LAW,
    id: '(notice limit)',
    text: '第三十二条 （四）申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理；',
  },
});
