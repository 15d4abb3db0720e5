import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

const LEAVE =
  '请假实行书面请假，半天以内请假由单位分管领导审批；1天（含1天）以上由分管领导审核后，报单位主要领导审批。';
const HOURS =
  '窗口工作人员应按政府规定工作时间上下班，当日值班工作人员应根据工作需要，适当提前或推迟5—10分钟到（在）岗。';

/** Chapter 四(一) 机关工作人员考勤办法, verbatim and in the order of the text. Every clause has a rule. */
export const CLAUSES = defineClauses(REGULATION, {
  punches: { id: '四(一)1', text: '窗口工作人员实行指纹考勤。' },
  hours: { id: '四(一)2 (hours)', text: HOURS },
  duty: { id: '四(一)2 (duty)', text: HOURS },
  halfDay: { id: '四(一)3 (half day)', text: LEAVE },
  fullDay: { id: '四(一)3 (from 1 day)', text: LEAVE },
  cover: {
    id: '四(一)3 (cover)',
    text: '遵守请销假制度。请假有人顶岗不扣分，无人顶岗每天扣2分。',
  },
  outing: {
    id: '四(一)4',
    text: '外出办事、下乡或出差，要事先请假并告知中心登记备案。如因事情紧急来不及请假，事后补办请假手续。',
  },
  managed: { id: '四(一)5', text: '考勤由中心指定人员负责管理。' },
});
