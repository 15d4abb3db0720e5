import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { Act } from '../../core/acts/act.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, type ReadIds, type Verb } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { decideAccountability, openAccountability } from './acts/accountability.ts';
import { organiseSession, recordJointAttendance } from './acts/sessions.ts';
import { checkSilence, explainSilence, signDeemedConsent } from './acts/silence.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

const BRANCH_ANSWER = rowAnswer('Branch', (db, where) => db.branch.findUniqueOrThrow({ where }));
type BranchRow = Awaited<ReturnType<typeof BRANCH_ANSWER.load>>;
type Declared<Fields extends InputFieldMap> = Pick<
  Verb<Fields, BranchRow>,
  'description' | 'roles' | 'input'
>;

/** A mutation on one branch: it names the branch beside what else it takes, and answers with a branch. */
export function branchVerb<Fields extends InputFieldMap>(
  { verb }: ModuleSchema,
  name: string,
  declared: Declared<Fields> & {
    /** Resolves with the uuid of the branch that the answer shows. */
    readonly act: (
      act: Act,
      branchId: string,
      input: InputShapeFromFields<Fields>,
      ids: ReadIds,
    ) => Promise<string>;
  },
): void {
  verb(name, {
    description: declared.description,
    roles: declared.roles,
    answer: BRANCH_ANSWER,
    input: (t) => ({
      branchId: t.id({ required: true, description: doc('分支', 'the branch') }),
      ...declared.input(t),
    }),
    act: async (act, input, ids) => {
      const given = input as unknown as InputShapeFromFields<Fields> & { branchId: string };
      return { id: await declared.act(act, ids('Branch', given.branchId), given, ids) };
    },
  });
}

const SESSION_ANSWER = rowAnswer('JointSession', (db, where) => db.jointSession.findUniqueOrThrow({ where }));
const ACCOUNTABILITY_ANSWER = rowAnswer('AccountabilityCase', (db, where) =>
  db.accountabilityCase.findUniqueOrThrow({ where }),
);
const branchId = doc('分支', 'the branch');

/** The mutations of 一(五)6 and 7: silence, sessions, accountability. */
export function addConsequenceVerbs(schema: ModuleSchema): void {
  addSilenceVerbs(schema);
  addSessionVerbs(schema);
  addAccountabilityVerbs(schema);
}

function addSilenceVerbs(schema: ModuleSchema): void {
  branchVerb(schema, 'explainSilence', {
    description: doc('书面说明到期无意见的原因', 'explains a silence in writing', CLAUSES.silence),
    input: (t) => ({
      text: t.string({ required: true, description: doc('书面说明', 'the explanation') }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) => explainSilence(act, { branchId, text: input.text }),
  });
  branchVerb(schema, 'checkSilence', {
    description: doc('中心主任审查沉默的分支', 'the director checks a silence', CLAUSES.silence),
    input: (t) => ({
      reasonable: t.boolean({
        required: true,
        description: doc('说明是否合理', 'whether the explanation is reasonable'),
      }),
      note: t.string({ required: true, description: doc('审查意见', 'what was found') }),
    }),
    roles: STEP_ROLES.check,
    act: (act, branchId, input) => checkSilence(act, { ...input, branchId }),
  });
  branchVerb(schema, 'signDeemedConsent', {
    description: doc(
      '印章保管人签发默认许可的决定，或不予签发',
      'a seal holder signs a deemed consent, or withholds the seal',
      CLAUSES.silence,
    ),
    input: (t) => ({
      sign: t.boolean({ required: true, description: doc('是否签发', 'whether it is signed') }),
      reason: t.string({ description: doc('不予签发的理由', 'why it is not signed') }),
    }),
    roles: STEP_ROLES.sign,
    act: (act, branchId, input) =>
      signDeemedConsent(act, {
        branchId,
        sign: input.sign,
        reason: input.reason ?? null,
      }),
  });
}

function addSessionVerbs({ builder, verb }: ModuleSchema): void {
  verb('organiseJointSession', {
    description: doc(
      '中心组织联合踏勘或协调会议',
      'the centre organises a site visit or a joint meeting',
      CLAUSES.review,
    ),
    input: (t) => ({
      caseId: t.id({ required: true, description: doc('办件', 'the case') }),
      kind: t.field({ type: 'JointSessionKind', required: true, description: doc('种类', 'kind') }),
      day: t.field({ type: 'Date', required: true, description: doc('日期', 'day') }),
      place: t.string({ required: true, description: doc('地点', 'place') }),
      branchIds: t.idList({ description: doc('参加的分支，不填为全部', 'the branches; all if left out') }),
    }),
    roles: STEP_ROLES.organise,
    answer: SESSION_ANSWER,
    act: async (act, input, ids) => ({
      id: await organiseSession(act, {
        caseId: ids('Case', input.caseId),
        kind: input.kind,
        day: civilDate(input.day),
        place: input.place,
        branchIds: (input.branchIds ?? []).map((id) => ids('Branch', id)),
      }),
    }),
  });
  const attended = builder.inputType('JointAttendanceInput', {
    description: doc('一个分支的出席情况', 'whether a branch’s station came', CLAUSES.silence),
    fields: (t) => ({
      branchId: t.id({ required: true, description: branchId }),
      present: t.boolean({ required: true, description: doc('是否到场', 'present') }),
      reason: t.string({ description: doc('缺席理由', 'reason of the absence') }),
      rulesBroken: t.string({ description: doc('违反会议规定的情形', 'how it broke the meeting’s rules') }),
    }),
  });
  verb('recordJointAttendance', {
    description: doc(
      '登记出席；未列的为缺席',
      'records who came; whoever is left out was absent',
      CLAUSES.silence,
    ),
    input: (t) => ({
      sessionId: t.id({ required: true, description: doc('踏勘或会议', 'the session') }),
      attended: t.field({ type: [attended], required: true, description: doc('出席情况', 'who came') }),
      minutes: t.string({ description: doc('纪要', 'minutes') }),
    }),
    roles: STEP_ROLES.organise,
    answer: SESSION_ANSWER,
    act: async (act, input, ids) => ({
      id: await recordJointAttendance(act, {
        sessionId: ids('JointSession', input.sessionId),
        attended: input.attended.map((a) => ({
          branchId: ids('Branch', a.branchId),
          present: a.present,
          reason: a.reason ?? null,
          rulesBroken: a.rulesBroken ?? null,
        })),
        minutes: input.minutes ?? null,
      }),
    }),
  });
}

function addAccountabilityVerbs({ verb }: ModuleSchema): void {
  verb('openAccountability', {
    description: doc('启动责任追究', 'opens an accountability case', CLAUSES.accountability),
    input: (t) => ({
      branchId: t.id({ required: true, description: branchId }),
      ground: t.field({ type: 'AccountabilityGround', required: true, description: doc('情形', 'ground') }),
      evidence: t.string({ required: true, description: doc('证据', 'evidence') }),
    }),
    roles: STEP_ROLES.openAccountability,
    answer: ACCOUNTABILITY_ANSWER,
    act: async (act, input, ids) => ({
      id: await openAccountability(act, { ...input, branchId: ids('Branch', input.branchId) }),
    }),
  });
  verb('decideAccountability', {
    description: doc('作出责任追究决定', 'decides an accountability case', CLAUSES.accountability),
    input: (t) => ({
      accountabilityId: t.id({ required: true, description: doc('责任追究', 'the case') }),
      upheld: t.boolean({ required: true, description: doc('是否属实', 'whether it is upheld') }),
      decision: t.string({ required: true, description: doc('决定', 'the decision') }),
    }),
    roles: STEP_ROLES.decideAccountability,
    answer: ACCOUNTABILITY_ANSWER,
    act: async (act, input, ids) => ({
      id: await decideAccountability(act, {
        accountabilityId: ids('AccountabilityCase', input.accountabilityId),
        upheld: input.upheld,
        decision: input.decision,
      }),
    }),
  });
}
