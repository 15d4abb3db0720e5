import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 四(三) 廉政建设制度, verbatim and in the order of the text. */
export const CLAUSES = defineClauses(REGULATION, {
  chapter: { id: '四(三)', text: '廉政建设制度' },
  fees: { id: '四(三)1', text: '不准擅自篡改电脑程序，提高或降低收费标准。' },
  gain: { id: '四(三)2', text: '不准利用工作之便为个人或他人谋取私利。' },
  gifts: {
    id: '四(三)3',
    text: '不准在公务活动中接受礼金、礼品，不得参与可能影响执行公务的宴请。',
  },
  reimbursement: { id: '四(三)4', text: '不准要求服务对象报销应由个人支付的费用。' },
  money: { id: '四(三)5', text: '不准截留、挪用、私收、私存、私分公款。' },
  entertainment: { id: '四(三)6', text: '不准接受办证个人邀请，参加公款支付的营业性场所娱乐活动。' },
});
