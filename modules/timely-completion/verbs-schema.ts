import { CASE_ANSWER, onCaseFields } from '../../core/cases/verbs-schema.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { extendCase } from './acts/extension.ts';
import { grantGreenChannel, setMeetingLimit } from './acts/green-channel.ts';
import { decideRefusalReport, reportRefusal } from './acts/refusal-reports.ts';
import { recordAbsence } from './acts/substitution.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 按时办结, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addVerbsOnCases(schema);
  addReportVerbs(schema);
  addAbsenceVerbs(schema);
}

function addVerbsOnCases(schema: ModuleSchema): void {
  schema.verb('extendCase', {
    description: doc(
      '批准延期：不超过法定最高期限',
      'approves an extension within the statutory maximum',
      CLAUSES.extension,
    ),
    input: (t) => ({
      ...onCaseFields(t),
      newDueOn: t.field({ type: 'Date', required: true, description: doc('新的办结日', 'the new date') }),
      reason: t.string({ required: true, description: doc('延期理由', 'reason') }),
    }),
    roles: STEP_ROLES.extendCase,
    answer: CASE_ANSWER,
    act: (act, input, ids) =>
      extendCase(act, { ...input, caseId: ids('Case', input.caseId), newDueOn: civilDate(input.newDueOn) }),
  });
  schema.verb('grantGreenChannel', {
    description: doc('准予走绿色通道', 'puts a case into the green channel', CLAUSES.greenChannel),
    input: (t) => ({
      ...onCaseFields(t),
      reason: t.string({
        required: true,
        description: doc('依据的规定或项目', 'the rule or project it rests on'),
      }),
    }),
    roles: STEP_ROLES.grantGreenChannel,
    answer: CASE_ANSWER,
    act: (act, input, ids) => grantGreenChannel(act, { ...input, caseId: ids('Case', input.caseId) }),
  });
  schema.verb('setMeetingLimit', {
    description: doc(
      '登记联席会议确定的时限',
      'records the limit that a joint meeting set',
      CLAUSES.greenChannel,
    ),
    input: (t) => ({
      ...onCaseFields(t),
      meetingOn: t.field({
        type: 'Date',
        required: true,
        description: doc('会议日期', 'day of the meeting'),
      }),
      workingDays: t.int({ required: true, description: doc('工作日数', 'working days from that day') }),
      extensionApproved: t.boolean({
        required: true,
        defaultValue: false,
        description: doc(
          '是否批准增加，由批准人登记',
          'whether more than the cap is approved, by whoever may and records it',
        ),
      }),
    }),
    roles: STEP_ROLES.setMeetingLimit,
    answer: CASE_ANSWER,
    act: (act, input, ids) => {
      const meetingOn = civilDate(input.meetingOn);
      if (input.workingDays < 1) throw new Failure('BAD_INPUT', undefined, { field: 'workingDays' });
      if (meetingOn > act.today) throw new Failure('BAD_INPUT', undefined, { field: 'meetingOn' });
      return setMeetingLimit(act, { ...input, caseId: ids('Case', input.caseId), meetingOn });
    },
  });
}

function addReportVerbs(schema: ModuleSchema): void {
  const answer = shownAnswer('RefusalReport', (db, where) => db.refusalReport.findUniqueOrThrow({ where }));
  schema.verb('reportRefusal', {
    description: doc(
      '反映窗口应收未收',
      'reports that a window refused to receive a matter',
      CLAUSES.mustReceive,
    ),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      windowId: t.id({ description: doc('窗口', 'the window') }),
      account: t.string({ required: true, description: doc('经过', 'what happened') }),
    }),
    roles: 'public',
    answer,
    act: async (act, input, ids) => ({
      id: await reportRefusal(act, {
        itemId: ids('ServiceItem', input.itemId),
        windowId: input.windowId ? ids('Window', input.windowId) : null,
        account: input.account,
      }),
    }),
  });
  schema.verb('decideRefusalReport', {
    description: doc('核定应收未收的反映', 'decides such a report', CLAUSES.mustReceive),
    input: (t) => ({
      reportId: t.id({ required: true, description: doc('反映', 'the report') }),
      upheld: t.boolean({ required: true, description: doc('是否属实', 'whether it is upheld') }),
      decision: t.string({ required: true, description: doc('核定意见', 'the finding') }),
    }),
    roles: STEP_ROLES.decideRefusalReport,
    answer,
    act: async (act, input, ids) => ({
      id: await decideRefusalReport(act, { ...input, reportId: ids('RefusalReport', input.reportId) }),
    }),
  });
}

function addAbsenceVerbs(schema: ModuleSchema): void {
  schema.verb('recordAbsence', {
    description: doc(
      '登记A岗离岗，待办件转B岗',
      'records an absence; the open cases go to the B post',
      CLAUSES.posts,
    ),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('工作人员', 'who is away') }),
      from: t.field({ type: 'Date', required: true, description: doc('首日', 'first day') }),
      through: t.field({ type: 'Date', required: true, description: doc('末日', 'last day') }),
    }),
    roles: STEP_ROLES.recordAbsence,
    answer: rowAnswer('Staff', (db, where) => db.staff.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => {
      const [from, through] = [civilDate(input.from), civilDate(input.through)];
      if (through < from) throw new Failure('BAD_INPUT', undefined, { field: 'through' });
      return { id: await recordAbsence(act, { staffId: ids('Staff', input.staffId), from, through }) };
    },
  });
}
