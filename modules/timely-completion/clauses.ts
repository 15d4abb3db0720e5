import { ADMINISTRATIVE_LICENSING_LAW, defineClauses, REGULATION } from '../../core/regulation/index.ts';

const LIMITS =
  '各窗口必须认真负责地受理本窗口职责范围内的所有办理事项，凡法律、法规、规章明确规定有办理时限的，应尽量提前；本部门单位有承诺办理时限的，应在承诺时限内办结；没有规定办理时限的，必须结合实际确定时限，并予以公布。';

/** Chapter 一(四) 按时办结制度, in the order of the text. */
export const CLAUSES = defineClauses(REGULATION, {
  posts: { id: '一(四)1', text: '窗口工作人员应设置AB岗，在规定时间内办结行政服务事项。' },
  kind: {
    id: '一(四)2 (class)',
    text: '各类行政许可、非行政许可审批、公共服务事项应当划分为即办件和承诺办件，并在进驻事项目录中注明。',
  },
  immediate: { id: '一(四)2 (即办)', text: '属即办件的，窗口工作人员应当场办结；' },
  promised: {
    id: '一(四)2 (承诺)',
    text: '属承诺办件的，应向申请人出具受理通知书，并注明办结时间。中心各窗口及其工作人员对申请人申报的审批和服务事项，在符合规定、手续齐全的前提下，在承诺时限内予以办结。',
  },
  mustReceive: {
    id: '一(四)3 (accept)',
    text: '各窗口必须认真负责地受理本窗口职责范围内的所有办理事项，',
  },
  limits: { id: '一(四)3 (limits)', text: LIMITS },
  extension: {
    id: '一(四)3 (extension)',
    text: '遇特殊情况需延期办结的，延期后整个办结时间不得超过法定的最高期限，并书面告知申请人延期办结理由和延期具体时限，同时抄送行政服务中心管理机构。',
  },
  refusal: {
    id: '一(四)3 (refusal)',
    text: '窗口工作人员在办理行政服务事项中认为依法依规不能办理的，应进行登记，并出具有关法律文书，书面告知不能办理的依据或理由。',
  },
  greenChannel: {
    id: '一(四)4',
    text: '对申请人申报的各类审批事项或重大招商引资项目，按照重大产业项目绿色通道的有关规定，能办的要即时办理；需联合办理或需经项目协调会议研究后办理的事项，要在联审联席会议确定的时限内办结；对于不符合政策规定或因其它原因不能办理的，要耐心解释，并出据不予受理通知书。',
  },
  tellApplicant: {
    id: '一(四)5',
    text: '各窗口要严格按照一次性告知单承诺的时限办理各类审批。办结后，通过电话或短信形式及时告知申请人。',
  },
  jointSilence: {
    id: '一(四)6',
    text: '联办件中未按要求办理的，视为超时默认，相关窗口承担相应责任。',
    notEnforced:
      '联办件的分支属于并联审批（一(五)）；在该模块启用前没有可以判定超时默认的对象。 / The branches of a joint case belong to parallel approval; without them there is nothing to judge.',
  },
  delivery: {
    ...ADMINISTRATIVE_LICENSING_LAW,
    id: '(delivery)',
    text: '第四十四条 行政机关作出准予行政许可的决定，应当自作出决定之日起十日内向申请人颁发、送达行政许可证件，或者加贴标签、加盖检验、检测、检疫印章。',
  },
});
