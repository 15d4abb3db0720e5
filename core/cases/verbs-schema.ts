import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, shownAnswer, type Done, type ReadIds } from '../graphql/verb.ts';
import { stepCase } from './service.ts';
import { submitCase } from './submit.ts';
import type { CaseRow } from './store.ts';
import { SUBMIT_ROLES, transitionOf, type CaseVerb } from './states.ts';
import type { CaseInputs } from './inputs.ts';

/** What a service call on a case returns. */
function doneWith(row: CaseRow): Done {
  return { id: row.id, row };
}

/** The answer of every verb on a case. */
export const CASE_ANSWER = shownAnswer('Case', (db, where) => db.case.findUniqueOrThrow({ where }));

type InputBuilder = Parameters<Parameters<typeof addVerb>[2]['input']>[0];

/** What every verb on an existing case takes first. */
export function onCaseFields(t: InputBuilder) {
  return {
    caseId: t.id({ required: true, description: doc('办件', 'global id of the case') }),
    version: t.int({
      description: doc(
        '您看到的版本；过期则拒绝（CONFLICT）',
        'the version you saw; refused with CONFLICT when stale',
      ),
    }),
  };
}

/** The kernel's verbs. */
export function addCaseVerbs(builder: AppBuilder): void {
  builder.enumType('SuspendCause', {
    description: doc('中止原因', 'why a case is suspended'),
    values: {
      APPLICANT_DELAY: {
        description: doc('申请人原因：只中止承诺时限', 'the applicant’s delay: stops only the promise'),
      },
      STATUTORY_PROCEDURE: {
        description: doc(
          '听证、招标、检验、检测、检疫、鉴定、专家评审：两个时限都中止（行政许可法第四十五条）',
          'hearing, tender, inspection, testing, quarantine, appraisal, expert review: stops both clocks (Art. 45)',
        ),
      },
    },
  });
  const applicantInput = builder.inputType('ApplicantInput', {
    description: doc('申请人', 'the applicant'),
    fields: (t) => ({
      name: t.string({ required: true, description: doc('姓名或名称', 'name') }),
      phone: t.string({ description: doc('联系电话', 'telephone number') }),
      idNumber: t.string({ description: doc('证件号码', 'number of the identity document') }),
    }),
  });
  addVerb(builder, 'submitCase', {
    description: doc('提交申请（收件）', 'hands in an application'),
    roles: SUBMIT_ROLES,
    answer: CASE_ANSWER,
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'global id of the service item') }),
      applicant: t.field({
        type: applicantInput,
        required: true,
        description: doc('申请人', 'the applicant'),
      }),
      channel: t.field({
        type: 'CaseChannel',
        defaultValue: 'WINDOW',
        required: true,
        description: doc('渠道', 'channel'),
      }),
      windowId: t.id({ description: doc('窗口，默认由事项决定', 'window; decided by the item by default') }),
      materials: t.stringList({ description: doc('已交材料', 'materials handed in') }),
      remark: t.string({ description: doc('备注', 'remark') }),
    }),
    act: async (act, input, ids) =>
      doneWith(
        await submitCase(act, {
          ...(input as unknown as CaseInputs['submitCase']),
          itemId: ids('ServiceItem', input.itemId),
          windowId: input.windowId ? ids('Window', input.windowId) : null,
        }),
      ),
  });

  step(
    builder,
    'requestSupplement',
    doc('一次性告知需补正的全部内容', 'asks for everything that is missing, at once'),
    (t) => ({
      items: t.stringList({ required: true, description: doc('需补正的内容', 'what is missing') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
  );
  step(builder, 'supplementCase', doc('补正材料', 'hands in what was missing'), (t) => ({
    materials: t.stringList({ required: true, description: doc('补交的材料', 'materials handed in') }),
    remark: t.string({ description: doc('备注', 'remark') }),
    queryCode: t.string({
      description: doc('查询码，前端代办时必填', 'query code; needed from a front end'),
    }),
  }));
  step(builder, 'acceptCase', doc('受理', 'accepts the case'), (t) => ({
    note: t.string({ description: doc('说明', 'note') }),
  }));
  step(builder, 'refuseCase', doc('不予受理', 'refuses the case'), (t) => ({
    basis: t.string({ required: true, description: doc('法律依据', 'legal basis') }),
    reason: t.string({ required: true, description: doc('理由', 'reason') }),
    remedies: t.string({ description: doc('救济途径', 'remedies') }),
  }));
  step(builder, 'suspendCase', doc('中止（挂起）', 'suspends the case'), (t) => ({
    cause: t.field({ type: 'SuspendCause', required: true, description: doc('原因', 'cause') }),
    reason: t.string({ required: true, description: doc('说明', 'what happened') }),
  }));
  step(builder, 'resumeCase', doc('恢复办理', 'resumes the case'), (t) => ({
    note: t.string({ description: doc('说明', 'note') }),
  }));
  step(builder, 'decideCase', doc('作出决定（办结）', 'decides the case; ends the promise'), (t) => ({
    outcome: t.field({ type: 'CaseOutcome', required: true, description: doc('结果', 'outcome') }),
    result: t.string({
      required: true,
      description: doc('决定内容，成为文书', 'text of the decision; becomes a document'),
    }),
    basis: t.string({ description: doc('依据', 'legal basis') }),
    remedies: t.string({ description: doc('救济途径', 'remedies') }),
  }));
  step(builder, 'deliverCase', doc('送达', 'delivers the decision'), (t) => ({
    method: t.string({ required: true, description: doc('送达方式', 'how it was delivered') }),
    note: t.string({ description: doc('说明', 'note') }),
  }));
  step(builder, 'withdrawCase', doc('撤回申请', 'withdraws the application'), (t) => ({
    reason: t.string({ required: true, description: doc('原因', 'reason') }),
  }));
}

function step<V extends CaseVerb>(
  builder: AppBuilder,
  verb: V,
  description: string,
  fields: (t: InputBuilder) => Record<string, never> | object,
): void {
  addVerb(builder, verb, {
    description,
    roles: transitionOf(verb).roles,
    answer: CASE_ANSWER,
    input: (t) => ({ ...onCaseFields(t), ...(fields(t) as object) }),
    act: async (act, input, ids: ReadIds) =>
      doneWith(
        await stepCase(act, verb, {
          ...(input as unknown as CaseInputs[V]),
          caseId: ids('Case', (input as { caseId: string }).caseId),
        }),
      ),
  });
}
