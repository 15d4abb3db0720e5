import { CASE_ANSWER, onCaseFields } from '../../core/cases/verbs-schema.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import type { RowKey } from '../../core/graphql/node.ts';
import { rowAnswer, shownAnswer, type Answer } from '../../core/graphql/verb.ts';
import { acknowledgeNotice, acknowledgeOwnNotice } from './acts/acknowledgments.ts';
import { decideNoticeBreach } from './acts/breaches.ts';
import { answerGuideQuestion, askGuideQuestion, citeGuideNotice, issueGuideNotice } from './acts/guides.ts';
import { issueNotice, recordNotAcceptedNow } from './acts/notices.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';
import { NOTICE_INCLUDE } from './store.ts';

/** The mutations of 一次性告知, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addGuideVerbs(schema);
  addNoticeVerbs(schema);
  addAcknowledgments(schema);
  schema.verb('decideNoticeBreach', {
    description: doc('认定或不予认定候选', 'confirms or dismisses a candidate', CLAUSES.once),
    input: (t) => ({
      breachId: t.id({ required: true, description: doc('候选', 'the candidate') }),
      confirmed: t.boolean({ required: true, description: doc('是否成立', 'whether it is one') }),
      decision: t.string({ required: true, description: doc('说明', 'the decision in words') }),
    }),
    roles: STEP_ROLES.decideNoticeBreach,
    answer: rowAnswer('NoticeBreach', (db, where) => db.noticeBreach.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await decideNoticeBreach(act, {
        breachId: ids('NoticeBreach', input.breachId),
        confirmed: input.confirmed,
        decision: input.decision,
      }),
    }),
  });
}

const GUIDE_ANSWER = shownAnswer('GuideNotice', (db, where) => db.guideNotice.findUniqueOrThrow({ where }));

/** A notice is shown with its case: access to the one is judged by the other. */
const NOTICE_ANSWER: Answer<NoticeRow> = {
  typename: 'Notice',
  load: async (ctx, key) => {
    ctx.shown.add('Notice', key.id);
    const notice = await findNotice(ctx, key);
    if (notice.case) ctx.shown.add('Case', notice.case.id);
    return notice;
  },
};

type NoticeRow = Awaited<ReturnType<typeof findNotice>>;

function findNotice(ctx: Context, key: RowKey) {
  return ctx.db.notice.findUniqueOrThrow({ where: { townshipId_id: key }, include: NOTICE_INCLUDE });
}

function addGuideVerbs({ verb }: ModuleSchema): void {
  verb('issueGuideNotice', {
    description: doc(
      '出具一次性告知单，保存当前版本的内容',
      'hands out a guide: a snapshot of what the item asks for today',
      CLAUSES.guide,
    ),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      name: t.string({ description: doc('咨询人姓名', 'name of the inquirer') }),
      phone: t.string({
        description: doc('咨询人电话，申请时据此关联', 'telephone; a later application is linked by it'),
      }),
    }),
    roles: STEP_ROLES.issueGuideNotice,
    answer: GUIDE_ANSWER,
    act: async (act, { itemId, name, phone }, ids) => ({
      id: await issueGuideNotice(act, {
        itemId: ids('ServiceItem', itemId),
        name: name ?? null,
        phone: phone ?? null,
      }),
    }),
  });
  verb('askGuideQuestion', {
    description: doc(
      '登记咨询的问题，可当场答复',
      'keeps a question, answered at once or later',
      CLAUSES.guide,
    ),
    input: (t) => ({
      guideId: t.id({ required: true, description: doc('告知单', 'the guide') }),
      question: t.string({ required: true, description: doc('问题', 'question') }),
      answer: t.string({ description: doc('当场答复', 'answer given at once') }),
    }),
    roles: STEP_ROLES.askGuideQuestion,
    answer: GUIDE_ANSWER,
    act: async (act, { guideId, question, answer }, ids) => ({
      id: await askGuideQuestion(act, {
        guideId: ids('GuideNotice', guideId),
        question,
        answer: answer ?? null,
      }),
    }),
  });
  verb('answerGuideQuestion', {
    description: doc('答复咨询的问题', 'answers an open question', CLAUSES.guide),
    input: (t) => ({
      questionId: t.id({ required: true, description: doc('问题', 'the question') }),
      answer: t.string({ required: true, description: doc('答复', 'answer') }),
    }),
    roles: STEP_ROLES.answerGuideQuestion,
    answer: GUIDE_ANSWER,
    act: async (act, { questionId, answer }, ids) => ({
      id: await answerGuideQuestion(act, { questionId: ids('GuideQuestion', questionId), answer }),
    }),
  });
  verb('citeGuideNotice', {
    description: doc('登记申请人所持的告知单', 'records the guide that the applicant shows', CLAUSES.guide),
    input: (t) => ({
      ...onCaseFields(t),
      guideNumber: t.string({ required: true, description: doc('告知单编号', 'number of the guide') }),
    }),
    roles: STEP_ROLES.citeGuideNotice,
    answer: CASE_ANSWER,
    act: async (act, { caseId, version, guideNumber }, ids) => ({
      id: await citeGuideNotice(act, { caseId: ids('Case', caseId), version, guideNumber }),
    }),
  });
}

function addNoticeVerbs({ builder, verb }: ModuleSchema): void {
  verb('recordNotAcceptedNow', {
    description: doc(
      '即办件暂不受理：一次告知全部要求和理由',
      'an on-the-spot item is not accepted now: all requirements and why',
      CLAUSES.onSpot,
    ),
    input: (t) => ({
      itemId: t.id({ description: doc('事项，没有收件时必填', 'the item; needed without a case') }),
      caseId: t.id({ description: doc('已收件的办件', 'the case, if registered') }),
      version: t.int({ description: doc('您看到的版本', 'the version you saw') }),
      reason: t.string({
        required: true,
        description: doc('暂不予受理的理由', 'why it is not accepted now'),
      }),
      requirements: t.stringList({
        required: true,
        description: doc('全部要求、条件和材料', 'everything that is asked for'),
      }),
    }),
    roles: STEP_ROLES.recordNotAcceptedNow,
    answer: NOTICE_ANSWER,
    act: async (act, { itemId, caseId, version, reason, requirements }, ids) => ({
      id: await recordNotAcceptedNow(act, {
        itemId: itemId ? ids('ServiceItem', itemId) : null,
        caseId: caseId ? ids('Case', caseId) : null,
        version,
        reason,
        requirements,
      }),
    }),
  });
  const item = builder.inputType('NoticeItemInput', {
    description: doc('告知的一项要求', 'one thing that is asked for', CLAUSES.written),
    fields: (t) => ({
      text: t.string({ required: true, description: doc('要求', 'what is asked for') }),
      material: t.string({ description: doc('所涉材料名称，同材料目录', 'name of a listed material') }),
      lawChange: t.string({ description: doc('法律规定变化的依据', 'the law that changed', CLAUSES.guide) }),
      newFact: t.string({
        description: doc('先前告知后的新情况', 'what happened only after the earlier notice', CLAUSES.once),
      }),
      correctableOnSpot: t.boolean({
        required: true,
        defaultValue: false,
        description: doc('可以当场更正', 'it can be corrected on the spot', CLAUSES.correction),
      }),
    }),
  });
  verb('issueNotice', {
    description: doc(
      '出具一次性告知单（退件、补办件回执单），一式两份',
      'issues the written notice of everything that is missing, in two copies',
      CLAUSES.written,
    ),
    input: (t) => ({
      ...onCaseFields(t),
      kind: t.field({ type: 'WrittenNoticeKind', required: true, description: doc('补件或退件', 'kind') }),
      reason: t.string({
        required: true,
        description: doc('理由；再次告知的由负责人说明', 'reason; of a second notice, the supervisor’s'),
      }),
      items: t.field({
        type: [item],
        required: true,
        description: doc('需补正补全的全部内容', 'everything that is missing'),
      }),
      queryMethod: t.string({
        description: doc('查询方式，默认按设置', 'how to query; by default the setting', CLAUSES.contents),
      }),
      basis: t.string({ description: doc('退件的法律依据', 'legal basis of a return') }),
      remedies: t.string({ description: doc('退件的救济途径', 'remedies against a return') }),
    }),
    roles: STEP_ROLES.issueNotice,
    answer: NOTICE_ANSWER,
    act: async (act, input, ids) => ({
      id: await issueNotice(act, {
        caseId: ids('Case', input.caseId),
        version: input.version,
        kind: input.kind,
        reason: input.reason,
        items: input.items.map(({ text, material, lawChange, newFact, correctableOnSpot }) => ({
          text,
          material: material ?? null,
          lawChange: lawChange ?? null,
          newFact: newFact ?? null,
          correctableOnSpot,
        })),
        queryMethod: input.queryMethod ?? null,
        basis: input.basis ?? null,
        remedies: input.remedies ?? null,
      }),
    }),
  });
}

function addAcknowledgments({ verb }: ModuleSchema): void {
  verb('acknowledgeNotice', {
    description: doc('登记签收或拒签', 'records that a copy was signed for, or refused', CLAUSES.written),
    input: (t) => ({
      noticeId: t.id({ required: true, description: doc('告知', 'the notice') }),
      copy: t.field({
        type: 'NoticeCopyKind',
        required: true,
        description: doc('哪一份', 'which copy'),
      }),
      method: t.field({
        type: 'AcknowledgmentMethod',
        required: true,
        description: doc('签收方式', 'how'),
      }),
      note: t.string({ description: doc('说明，拒签时必填', 'note; needed when signing was refused') }),
    }),
    roles: STEP_ROLES.acknowledgeNotice,
    answer: NOTICE_ANSWER,
    act: async (act, { noticeId, copy, method, note }, ids) => ({
      id: await acknowledgeNotice(act, {
        noticeId: ids('Notice', noticeId),
        copy,
        method,
        note: note ?? null,
      }),
    }),
  });
  verb('acknowledgeOwnNotice', {
    description: doc(
      '申请人凭办件编号和查询码确认收到告知',
      'the applicant confirms receipt with number and query code',
      CLAUSES.written,
    ),
    input: (t) => ({
      number: t.string({ required: true, description: doc('办件编号', 'number of the case') }),
      queryCode: t.string({ required: true, description: doc('查询码', 'query code') }),
    }),
    roles: 'public',
    answer: NOTICE_ANSWER,
    act: async (act, input) => ({ id: await acknowledgeOwnNotice(act, input) }),
  });
}
