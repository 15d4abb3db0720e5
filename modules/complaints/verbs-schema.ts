import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer, type Answer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import {
  acceptComplaint,
  acknowledgeComplaint,
  answerComplaint,
  explainDelay,
  noteInvestigation,
  reportMajor,
} from './acts/answering.ts';
import { CLAUSES } from './clauses.ts';
import { appealFinding, concludeComplaint, decideAppeal } from './acts/concluding.ts';
import { fileComplaint, openBox } from './acts/filing.ts';
import { advanceBadReview, fileBadReview, rateAnswer, reopenComplaint } from './acts/reviews.ts';
import { STEP_ROLES } from './roles.ts';

const complaint = rowAnswer('Complaint', (db, where) => db.complaint.findUniqueOrThrow({ where }));

/** The verbs of 投诉问责. */
export function addVerbs(schema: ModuleSchema): void {
  const { builder } = schema;
  const Receipt = builder.objectRef<{ number: string; queryCode: string }>('ComplaintReceipt');
  builder.objectType(Receipt, {
    description: doc('投诉回执', 'the receipt of a complaint'),
    authScopes: { public: true },
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      queryCode: t.exposeString('queryCode', { description: doc('查询码', 'query code') }),
    }),
  });
  const receipt: Answer<{ number: string; queryCode: string }> = {
    typename: 'ComplaintReceipt',
    ref: Receipt,
    load: (ctx, key) => ctx.db.complaint.findUniqueOrThrow({ where: { townshipId_id: key } }),
  };
  const id = { required: true, description: doc('投诉', 'the complaint') } as const;
  const text = (zh: string, en: string) => ({ required: true, description: doc(zh, en) }) as const;

  schema.verb('fileComplaint', {
    description: doc('投诉', 'files a complaint', CLAUSES.record),
    roles: 'public',
    answer: receipt,
    input: (t) => ({
      category: t.field({ type: 'ComplaintCategory', ...text('投诉范围', 'category') }),
      channel: t.field({
        type: 'ComplaintChannel',
        required: true,
        defaultValue: 'ONLINE',
        description: doc('渠道', 'channel'),
      }),
      severity: t.field({
        type: 'ComplaintSeverity',
        required: true,
        defaultValue: 'ORDINARY',
        description: doc('轻重', 'severity'),
      }),
      content: t.string(text('内容', 'content')),
      anonymous: t.boolean({ required: true, defaultValue: false, description: doc('匿名', 'anonymous') }),
      occurredOn: t.field({ type: 'Date', description: doc('发生日期', 'day it happened') }),
      respondentId: t.id({
        description: doc(
          '被投诉人；不知是谁的填站所',
          'the respondent; whoever does not know names the station',
        ),
      }),
      stationId: t.id({
        description: doc('被投诉站所，默认为被投诉人的站所', 'the station; by default the respondent’s'),
      }),
      caseNumber: t.string({ description: doc('办件编号', 'number of the case') }),
      boxOpeningId: t.id({ description: doc('开箱记录', 'the opening of the box') }),
      name: t.string({ description: doc('投诉人姓名', 'complainant') }),
      phone: t.string({ description: doc('联系电话', 'telephone') }),
    }),
    act: async (act, input, ids) => {
      // Only the desk registers what came in on other ways than online.
      if (input.channel !== 'ONLINE' && !act.actor.roles.includes('COMPLAINT_OFFICER'))
        throw new Failure('FORBIDDEN');
      if (input.occurredOn && civilDate(input.occurredOn) > act.today)
        throw new Failure('BAD_INPUT', undefined, { field: 'occurredOn' });
      const optional = (type: string, given: string | number | null | undefined) =>
        given ? ids(type, String(given)) : null;
      return {
        id: await fileComplaint(act, {
          category: input.category,
          channel: input.channel,
          severity: input.severity,
          content: input.content,
          anonymous: input.anonymous,
          occurredOn: input.occurredOn ? civilDate(input.occurredOn) : null,
          respondentId: optional('Staff', input.respondentId),
          stationId: optional('Station', input.stationId),
          caseNumber: input.caseNumber ?? null,
          boxOpeningId: optional('BoxOpening', input.boxOpeningId),
          name: input.name ?? null,
          phone: input.phone ?? null,
        }),
      };
    },
  });
  schema.verb('openSuggestionBox', {
    description: doc('开启意见箱', 'opens the suggestion box', CLAUSES.box),
    roles: STEP_ROLES.box,
    answer: rowAnswer('BoxOpening', (db, where) => db.boxOpening.findUniqueOrThrow({ where })),
    input: (t) => ({
      witnessAId: t.id(text('在场人', 'a witness')),
      witnessBId: t.id(text('另一在场人', 'another witness')),
      count: t.int(text('清点数', 'slips counted')),
    }),
    act: async (act, input, ids) => {
      if (input.count < 0) throw new Failure('BAD_INPUT', undefined, { field: 'count' });
      const [witnessAId, witnessBId] = [ids('Staff', input.witnessAId), ids('Staff', input.witnessBId)];
      return { id: await openBox(act, { witnessAId, witnessBId, count: input.count }) };
    },
  });
  schema.verb('acceptComplaint', {
    description: doc('受理投诉，起算答复时限', 'accepts a complaint; the reply clock starts', CLAUSES.answer),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({ complaintId: t.id(id) }),
    act: async (act, input, ids) => ({ id: await acceptComplaint(act, ids('Complaint', input.complaintId)) }),
  });
  schema.verb('acknowledgeComplaint', {
    description: doc('阅处重大投诉', 'acknowledges a major complaint', CLAUSES.major),
    roles: STEP_ROLES.acknowledge,
    answer: complaint,
    input: (t) => ({ complaintId: t.id(id) }),
    act: async (act, input, ids) => ({
      id: await acknowledgeComplaint(act, ids('Complaint', input.complaintId)),
    }),
  });
  schema.verb('reportMajorComplaint', {
    description: doc(
      '将投诉作为重大投诉报告分管领导',
      'reports a complaint as major to the deputy leader',
      CLAUSES.major,
    ),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({ complaintId: t.id(id) }),
    act: async (act, input, ids) => ({ id: await reportMajor(act, ids('Complaint', input.complaintId)) }),
  });
  schema.verb('noteInvestigation', {
    description: doc('记录调查情况', 'adds a note of the investigation', CLAUSES.letters),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({
      complaintId: t.id(id),
      text: t.string(text('情况', 'what was found')),
      evidence: t.boolean({
        required: true,
        defaultValue: false,
        description: doc('是否为独立证据', 'whether it is evidence of its own'),
      }),
    }),
    act: async (act, { text, evidence, complaintId }, ids) => ({
      id: await noteInvestigation(act, { text, evidence, complaintId: ids('Complaint', complaintId) }),
    }),
  });
  schema.verb('explainDelay', {
    description: doc('说明延期原因和预计日期', 'explains a delay, with an expected date', CLAUSES.extension),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({
      complaintId: t.id(id),
      reason: t.string(text('原因', 'reason')),
      expectedDate: t.field({ type: 'Date', ...text('预计答复日', 'expected date') }),
    }),
    act: async (act, input, ids) => ({
      id: await explainDelay(act, {
        complaintId: ids('Complaint', input.complaintId),
        reason: input.reason,
        expectedOn: civilDate(input.expectedDate),
      }),
    }),
  });
  schema.verb('answerComplaint', {
    description: doc('答复投诉人', 'answers the complainant', CLAUSES.answer),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({ complaintId: t.id(id), answer: t.string(text('答复', 'the answer')) }),
    act: async (act, { answer, complaintId }, ids) => ({
      id: await answerComplaint(act, { answer, complaintId: ids('Complaint', complaintId) }),
    }),
  });
  schema.verb('concludeComplaint', {
    description: doc('作出认定', 'concludes with a finding', CLAUSES.responsibility),
    roles: STEP_ROLES.handle,
    answer: complaint,
    input: (t) => ({
      complaintId: t.id(id),
      finding: t.field({ type: 'ComplaintFinding', ...text('认定', 'finding') }),
      measures: t.stringList({ required: true, defaultValue: [], description: doc('追责措施', 'measures') }),
    }),
    act: async (act, { finding, measures, complaintId }, ids) => ({
      id: await concludeComplaint(act, { finding, measures, complaintId: ids('Complaint', complaintId) }),
    }),
  });
  const appeal = rowAnswer('ComplaintAppeal', (db, where) => db.complaintAppeal.findUniqueOrThrow({ where }));
  schema.verb('appealFinding', {
    description: doc('被投诉人申诉', 'the respondent appeals', CLAUSES.responsibility),
    roles: STEP_ROLES.appeal,
    answer: appeal,
    input: (t) => ({
      number: t.string(text('投诉编号', 'number of the complaint')),
      reason: t.string(text('理由', 'reason')),
    }),
    act: async (act, input) => ({ id: await appealFinding(act, input) }),
  });
  schema.verb('decideAppeal', {
    description: doc('决定申诉', 'decides an appeal', CLAUSES.responsibility),
    roles: STEP_ROLES.decideAppeal,
    answer: appeal,
    input: (t) => ({
      appealId: t.id(text('申诉', 'the appeal')),
      upheld: t.boolean(text('是否成立', 'whether upheld')),
      decision: t.string(text('决定', 'the decision')),
    }),
    act: async (act, input, ids) => ({
      id: await decideAppeal(act, { ...input, appealId: ids('ComplaintAppeal', input.appealId) }),
    }),
  });
  schema.verb('rateAnswer', {
    description: doc('评价答复', 'rates the answer', CLAUSES.after),
    roles: 'public',
    answer: receipt,
    input: (t) => ({
      number: t.string(text('投诉编号', 'its number')),
      queryCode: t.string(text('查询码', 'query code')),
      rating: t.int(text('评价，1至5', 'rating, 1 to 5')),
    }),
    act: async (act, input) => {
      if (input.rating < 1 || input.rating > 5)
        throw new Failure('BAD_INPUT', undefined, { field: 'rating' });
      return { id: await rateAnswer(act, input) };
    },
  });
  schema.verb('reopenComplaint', {
    description: doc('要求重新处理', 'has it dealt with once more', CLAUSES.after),
    roles: 'public',
    answer: receipt,
    input: (t) => ({
      number: t.string(text('投诉编号', 'its number')),
      queryCode: t.string(text('查询码', 'query code')),
    }),
    act: async (act, input) => ({ id: await reopenComplaint(act, input) }),
  });
  const review = shownAnswer('BadReview', (db, where) => db.badReview.findUniqueOrThrow({ where }));
  schema.verb('fileBadReview', {
    description: doc(
      '差评，凭办件编号和查询码',
      'a bad review of a case, by its number and code',
      CLAUSES.after,
    ),
    roles: 'public',
    answer: review,
    input: (t) => ({
      number: t.string(text('办件编号', 'number of the case')),
      queryCode: t.string(text('查询码', 'query code')),
      text: t.string(text('内容', 'what it says')),
    }),
    act: async (act, input) => ({ id: await fileBadReview(act, input) }),
  });
  schema.verb('advanceBadReview', {
    description: doc('核实、整改、回访差评', 'verifies, rectifies, revisits', CLAUSES.after),
    roles: STEP_ROLES.review,
    answer: review,
    input: (t) => ({
      badReviewId: t.id(text('差评工单', 'the work order')),
      next: t.field({ type: 'BadReviewStep', ...text('步骤', 'the step') }),
      note: t.string(text('情况', 'what was done')),
    }),
    act: async (act, { next, note, badReviewId }, ids) => ({
      id: await advanceBadReview(act, { next, note, badReviewId: ids('BadReview', badReviewId) }),
    }),
  });
}
