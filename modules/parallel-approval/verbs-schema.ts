import { CASE_ANSWER } from '../../core/cases/verbs-schema.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer } from '../../core/graphql/verb.ts';
import { publishJointCatalogue } from './acts/catalogue.ts';
import { forkBranches, openSecondApplication } from './acts/forking.ts';
import { giveOpinion, logContact, reportUpward, transferBranch, urgeBranch } from './acts/handling.ts';
import { resumeBranch, suspendBranch } from './acts/suspending.ts';
import { CLAUSES } from './clauses.ts';
import { addConsequenceVerbs, branchVerb } from './consequences-schema.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 并联审批, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addCatalogueVerbs(schema);
  addBranchVerbs(schema);
  addSuspensionVerbs(schema);
  addConsequenceVerbs(schema);
}

/** working days; a limit as the regulation knows them */
const MOST_DAYS = 60;

function daysWithin(days: number, field: string): number {
  if (days < 1 || days > MOST_DAYS) throw new Failure('BAD_INPUT', undefined, { field });
  return days;
}

function addCatalogueVerbs({ builder, verb }: ModuleSchema): void {
  const participant = builder.inputType('JointParticipantInput', {
    description: doc('协办站所', 'a participating station', CLAUSES.catalogue),
    fields: (t) => ({
      stationId: t.id({ required: true, description: doc('站所', 'station') }),
      days: t.int({
        required: true,
        description: doc('时限，工作日，1至60', 'limit, working days, 1 to 60'),
      }),
      materials: t.stringList({ required: true, description: doc('所需材料', 'materials that it needs') }),
    }),
  });
  verb('publishJointCatalogue', {
    description: doc(
      '编制并联审批目录，修改即新版本',
      'publishes an entry of the joint catalogue; a change is a new version',
      CLAUSES.catalogue,
    ),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      stationId: t.id({ required: true, description: doc('牵头站所', 'the lead station') }),
      jointDays: t.int({
        required: true,
        description: doc('联办时限，工作日，1至60', 'joint limit, working days, 1 to 60'),
      }),
      participants: t.field({
        type: [participant],
        required: true,
        description: doc('参与站所', 'participants'),
      }),
      deemedConsentAllowed: t.boolean({
        required: true,
        defaultValue: false,
        description: doc('是否适用超时默认', 'whether silence may be deemed consent', CLAUSES.silence),
      }),
    }),
    roles: STEP_ROLES.publish,
    answer: rowAnswer('JointCatalogue', (db, where) => db.jointCatalogue.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => {
      const itemId = ids('ServiceItem', input.itemId);
      const leadStationId = ids('Station', input.stationId);
      const participants = input.participants.map((p) => ({
        stationId: ids('Station', p.stationId),
        days: daysWithin(p.days, 'days'),
        materials: p.materials,
      }));
      const { deemedConsentAllowed } = input;
      const jointDays = daysWithin(input.jointDays, 'jointDays');
      return {
        id: await publishJointCatalogue(act, {
          itemId,
          leadStationId,
          jointDays,
          participants,
          deemedConsentAllowed,
        }),
      };
    },
  });
  const branch = builder.inputType('ForkedBranchInput', {
    description: doc('抄告的站所和材料', 'a station and the materials that it gets', CLAUSES.fork),
    fields: (t) => ({
      stationId: t.id({ required: true, description: doc('站所', 'station') }),
      materials: t.stringList({ required: true, description: doc('移交的材料', 'materials') }),
      fileIds: t.idList({
        description: doc('移交的材料文件，即其材料', 'files of the case, each the material that it is'),
      }),
    }),
  });
  verb('forkBranches', {
    description: doc(
      '牵头窗口受理并抄告所选站所',
      'the lead accepts and sends the case to the stations chosen',
      CLAUSES.fork,
    ),
    input: (t) => ({
      caseId: t.id({ required: true, description: doc('办件', 'the case') }),
      version: t.int({ description: doc('所见版本', 'version seen') }),
      branches: t.field({ type: [branch], required: true, description: doc('抄告的站所', 'the stations') }),
    }),
    roles: STEP_ROLES.fork,
    answer: CASE_ANSWER,
    act: async (act, input, ids) => ({
      id: await forkBranches(act, {
        caseId: ids('Case', input.caseId),
        version: input.version,
        branches: input.branches.map((b) => ({
          stationId: ids('Station', b.stationId),
          materials: b.materials,
          files: (b.fileIds ?? []).map((id) => ids('CaseFile', id)),
        })),
      }),
    }),
  });
}

function addBranchVerbs(schema: ModuleSchema): void {
  branchVerb(schema, 'giveOpinion', {
    description: doc(
      '给出审批意见，告知申请人和牵头窗口',
      'gives the opinion of a station; applicant and lead hear of it',
      CLAUSES.limit,
    ),
    input: (t) => ({
      opinion: t.field({ type: 'BranchOpinion', required: true, description: doc('意见', 'opinion') }),
      text: t.string({ required: true, description: doc('具体意见', 'what it says') }),
      requirements: t.stringList({
        description: doc('整改要求，RECTIFY必填', 'what to rectify; for RECTIFY'),
      }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) =>
      giveOpinion(act, {
        ...input,
        branchId,
        requirements: input.requirements ?? [],
      }),
  });
  branchVerb(schema, 'openSecondApplication', {
    description: doc(
      '整改后进入二次申请',
      'what was to be rectified was: the second application',
      CLAUSES.limit,
    ),
    input: (t) => ({
      materials: t.stringList({ required: true, description: doc('补充的材料', 'materials handed in') }),
      fileIds: t.idList({ description: doc('补充的材料文件', 'files handed in') }),
    }),
    roles: STEP_ROLES.fork,
    act: (act, branchId, input, ids) =>
      openSecondApplication(act, {
        branchId,
        materials: input.materials,
        files: (input.fileIds ?? []).map((id) => ids('CaseFile', id)),
      }),
  });
  branchVerb(schema, 'urgeBranch', {
    description: doc('催办', 'urges a branch', CLAUSES.duties),
    input: (t) => ({
      text: t.string({ required: true, description: doc('内容', 'what is said') }),
    }),
    roles: STEP_ROLES.urge,
    act: (act, branchId, input) => urgeBranch(act, { branchId, text: input.text }),
  });
  branchVerb(schema, 'logBranchContact', {
    description: doc('记录与申请人的联系', 'logs a contact with the applicant', CLAUSES.review),
    input: (t) => ({
      text: t.string({ required: true, description: doc('内容', 'what was said') }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) => logContact(act, { branchId, text: input.text }),
  });
  branchVerb(schema, 'reportBranchUpward', {
    description: doc(
      '报上级职能部门，抄告牵头窗口',
      'reports to a superior body; the lead gets a copy',
      CLAUSES.limit,
    ),
    input: (t) => ({
      to: t.string({ required: true, description: doc('上级部门和情况', 'which body, and the status') }),
      expectedDays: t.int({
        required: true,
        description: doc('预计所需工作日，1至60', 'working days needed, 1 to 60'),
      }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) =>
      reportUpward(act, {
        branchId,
        to: input.to,
        expectedDays: daysWithin(input.expectedDays, 'expectedDays'),
      }),
  });
  branchVerb(schema, 'transferBranch', {
    description: doc('站所内部移交', 'passes a branch on within the station', CLAUSES.review),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('接办人', 'who takes it') }),
      text: t.string({ required: true, description: doc('事由', 'why') }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input, ids) =>
      transferBranch(act, {
        branchId,
        staffId: ids('Staff', input.staffId),
        text: input.text,
      }),
  });
}

function addSuspensionVerbs(schema: ModuleSchema): void {
  branchVerb(schema, 'suspendBranch', {
    description: doc('因服务对象原因挂起', 'suspends a branch for the applicant’s delay', CLAUSES.suspension),
    input: (t) => ({
      reason: t.string({ required: true, description: doc('原因', 'reason') }),
      applicantCause: t.boolean({
        required: true,
        description: doc('是否服务对象原因', 'whether the applicant is the cause'),
      }),
      evidence: t.string({ required: true, description: doc('证据', 'evidence') }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) => suspendBranch(act, { ...input, branchId }),
  });
  branchVerb(schema, 'resumeBranch', {
    description: doc('恢复办理', 'lets a branch run again', CLAUSES.suspension),
    input: (t) => ({
      note: t.string({ description: doc('说明', 'note') }),
    }),
    roles: STEP_ROLES.handle,
    act: (act, branchId, input) => resumeBranch(act, { branchId, note: input.note ?? null }),
  });
}
