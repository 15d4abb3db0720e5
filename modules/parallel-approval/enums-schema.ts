import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { AccountabilityGround, BranchState, Opinion, SessionKind } from './rules.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    BranchState: BranchState;
    BranchOpinion: Opinion;
    JointSessionKind: SessionKind;
    AccountabilityGround: AccountabilityGround;
  }
}

/** The enum types of 并联审批. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('BranchState', {
    description: doc('分支状态', 'how a branch stands', CLAUSES.limit),
    values: {
      OPEN: { description: doc('审批中', 'in work') },
      SUSPENDED: { description: doc('挂起', 'suspended for the applicant’s delay', CLAUSES.suspension) },
      SILENCE_PENDING: {
        description: doc('到期无意见，待说明', 'silent at due; an explanation is awaited', CLAUSES.silence),
      },
      SILENT: {
        description: doc('沉默，仍须给出意见', 'silent; its opinion is still owed', CLAUSES.silence),
      },
      WAITING_SEAL: {
        description: doc(
          '视为默认许可，草稿待签发',
          'deemed consent; the draft waits for a signature',
          CLAUSES.silence,
        ),
      },
      RECTIFY: { description: doc('待整改', 'to be rectified by the applicant') },
      RECTIFIED: { description: doc('已整改，另开二次申请', 'rectified; a second application follows') },
      APPROVED: { description: doc('同意', 'approved') },
      REJECTED: { description: doc('不同意', 'rejected') },
      DEEMED_CONSENT: { description: doc('默认许可已签发', 'deemed consent, signed', CLAUSES.silence) },
      CANCELLED: { description: doc('办件结束，分支作废', 'cancelled with its case') },
    },
  });
  builder.enumType('BranchOpinion', {
    description: doc('审批意见', 'a definite opinion', CLAUSES.review),
    values: {
      APPROVE: { description: doc('同意', 'approve') },
      REJECT: { description: doc('不同意', 'reject') },
      RECTIFY: { description: doc('整改后二次申请', 'rectify, then apply again', CLAUSES.limit) },
    },
  });
  builder.enumType('JointSessionKind', {
    description: doc('联合踏勘或协调会议', 'a site visit or a joint meeting', CLAUSES.review),
    values: {
      VISIT: { description: doc('联合踏勘', 'site visit') },
      MEETING: { description: doc('协调会议', 'joint meeting') },
    },
  });
  builder.enumType('AccountabilityGround', {
    description: doc('追责情形', 'ground of accountability', CLAUSES.accountability),
    values: {
      NO_RESULT: { description: doc('无异议又不反馈结果', 'no objection and no result') },
      SHIRKING: { description: doc('推诿、扯皮', 'shirking') },
      DERELICTION: { description: doc('失职渎职', 'dereliction') },
      ATTITUDE: { description: doc('服务态度恶劣', 'bad attitude') },
    },
  });
}
