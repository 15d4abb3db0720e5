import { roleNames } from '../../core/auth/roles.ts';
import { refusalKind } from '../../core/regulation/index.ts';

export const guideHolds = refusalKind<{ materials: readonly string[] }>(
  'GUIDE_HOLDS',
  {
    zh: '一次性告知单没有要求的材料不得再要求，法律规定变化的除外',
    en: 'what the guide did not ask for is not asked for later, unless the law changed',
  },
  ({ materials }) => ({
    zh: `申请人所持的一次性告知单没有要求：${materials.join('、')}；法律规定变化的，请写明依据`,
    en: `the applicant’s guide did not ask for: ${materials.join(', ')}; if the law changed, state how`,
  }),
);

export const guideOfAnotherItem = refusalKind('GUIDE_OF_ANOTHER_ITEM', {
  zh: '该告知单不是此事项的，或已过有效期',
  en: 'the guide is of another item, or no longer holds',
});

export const questionAnswered = refusalKind('GUIDE_QUESTION_ANSWERED', {
  zh: '该问题已经答复',
  en: 'this question has been answered already',
});

export const noticeNotReasoned = refusalKind<{ field: string }>(
  'NOTICE_NOT_REASONED',
  {
    zh: '告知须写明理由和全部要求',
    en: 'a notice states its reasons and everything that is asked for',
  },
  ({ field }) => ({
    zh: `告知缺少“${field}”：须说明理由，并一次列出全部要求`,
    en: `"${field}" is missing: a notice states why, and everything that is asked for at once`,
  }),
);

export const noticeMustBeWritten = refusalKind('NOTICE_MUST_BE_WRITTEN', {
  zh: '承诺件须出具书面的一次性告知单',
  en: 'a promised item needs a written notice',
});

export const materialUnknown = refusalKind<{ materials: readonly string[] }>(
  'NOTICE_MATERIAL_UNKNOWN',
  {
    zh: '该材料不在事项的材料目录内',
    en: 'the material is not in the item’s list',
  },
  ({ materials }) => ({
    zh: `不在此事项材料目录内：${materials.join('、')}`,
    en: `not in the item’s list of materials: ${materials.join(', ')}`,
  }),
);

export const correctableOnSpot = refusalKind<{ items: readonly string[] }>(
  'CORRECTABLE_ON_SPOT',
  {
    zh: '可以当场更正的错误应当允许当场更正',
    en: 'what can be corrected on the spot is corrected on the spot',
  },
  ({ items }) => ({
    zh: `可以当场更正的，请让申请人当场更正：${items.join('、')}`,
    en: `let the applicant correct on the spot: ${items.join(', ')}`,
  }),
);

export const noticeFieldMissing = refusalKind<{ fields: readonly string[] }>(
  'NOTICE_FIELD_MISSING',
  { zh: '告知单缺少应有的内容', en: 'the notice lacks required contents' },
  ({ fields }) => ({
    zh: `告知单缺少：${fields.join('、')}`,
    en: `the notice lacks: ${fields.join(', ')}`,
  }),
);

export const secondNoticeNeedsSupervisor = refusalKind<{ approvers: readonly string[] }>(
  'SECOND_NOTICE_NEEDS_SUPERVISOR',
  {
    zh: '同一办件再次告知须由负责人说明理由',
    en: 'a second notice on a case needs the reason of a supervisor',
  },
  ({ approvers }) => ({
    zh: `同一办件已告知过，再次告知须由${roleNames(approvers, 'zh', '或')}说明理由后出具`,
    en: `a notice was given already; another one is issued by ${roleNames(approvers, 'en', ' or ')}, with the reason`,
  }),
);

export const copyUnknown = refusalKind<{ copy: string }>('NOTICE_COPY_UNKNOWN', {
  zh: '该告知没有这一份',
  en: 'the notice has no such copy',
});

export const copyAcknowledged = refusalKind<{ copy: string }>('NOTICE_COPY_ACKNOWLEDGED', {
  zh: '该份告知单已签收',
  en: 'this copy has been acknowledged already',
});

export const acknowledgmentInvalid = refusalKind<{ method: string }>(
  'NOTICE_ACKNOWLEDGMENT_INVALID',
  {
    zh: '签收方式不适用，或拒签没有写明情况',
    en: 'the way of acknowledging does not fit, or a refusal to sign has no note',
  },
  ({ method }) => ({
    zh:
      method === 'REFUSAL_NOTE'
        ? '拒绝签收的须写明情况'
        : '短信链接只能由申请人凭查询码确认；窗口留存的一份由窗口签收',
    en:
      method === 'REFUSAL_NOTE'
        ? 'a refusal to sign needs a note'
        : 'a link is confirmed by the applicant with the query code; the window signs for its own copy',
  }),
);

export const supplementIncomplete = refusalKind<{ missing: readonly string[] }>(
  'SUPPLEMENT_INCOMPLETE',
  {
    zh: '补正材料尚未补齐',
    en: 'the supplement is not complete',
  },
  ({ missing }) => ({
    zh: `还缺：${missing.join('、')}，请一并补齐`,
    en: `still missing: ${missing.join(', ')}; hand in all of it together`,
  }),
);

export const breachDecided = refusalKind('NOTICE_BREACH_DECIDED', {
  zh: '该候选事实已有决定',
  en: 'this candidate has been decided already',
});

export const REFUSALS = [
  guideHolds,
  guideOfAnotherItem,
  questionAnswered,
  noticeNotReasoned,
  noticeMustBeWritten,
  materialUnknown,
  correctableOnSpot,
  noticeFieldMissing,
  secondNoticeNeedsSupervisor,
  copyUnknown,
  copyAcknowledged,
  acknowledgmentInvalid,
  supplementIncomplete,
  breachDecided,
];
