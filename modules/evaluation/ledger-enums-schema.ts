import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { Block, SubjectKind } from './scoring-catalogue.ts';
import type { AppealState, ProposalSource, ProposalState } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ScoreBlock: Block;
    ScoreSubject: SubjectKind;
    ScoreProposalSource: ProposalSource;
    ScoreProposalState: ProposalState;
    ScoreAppealState: AppealState;
  }
}

/** The enum types of the ledger. */
export function addLedgerEnums({ builder }: ModuleSchema): void {
  builder.enumType('ScoreBlock', {
    description: doc('考评小项', 'sub-item of the sheet', CLAUSES.sheet),
    values: {
      WD: { description: doc('工作纪律', 'discipline') },
      SQ: { description: doc('服务质量', 'quality of service') },
      CM: { description: doc('办件管理', 'handling of cases') },
      OL: { description: doc('网上办理', 'online processing') },
      SAT: { description: doc('服务对象评议', 'assessment by those served') },
      BN: { description: doc('加分项目', 'bonus, beside the hundred points') },
      DQ: { description: doc('取消评先评优资格', 'excludes from awards, costs no points') },
    },
  });
  builder.enumType('ScoreSubject', {
    description: doc('计分对象', 'whose points they are', CLAUSES.scope),
    values: {
      STAFF: { description: doc('工作人员', 'a member of staff') },
      WINDOW: { description: doc('窗口', 'a window') },
    },
  });
  builder.enumType('ScoreProposalSource', {
    description: doc('计分建议的来源', 'where a proposal comes from', CLAUSES.principles),
    values: {
      EVENT: { description: doc('其他制度的事实', 'a fact of another chapter') },
      DAILY_LOG: { description: doc('日常考核台账', 'the daily log') },
      GROUP: { description: doc('考评组提出', 'brought before the group') },
    },
  });
  builder.enumType('ScoreProposalState', {
    description: doc('计分建议的状态', 'state of a proposal', CLAUSES.group),
    values: {
      PROPOSED: { description: doc('待确认', 'waits for the group') },
      AWAITING_SECOND: { description: doc('待另一成员再次确认', 'waits for a second member') },
      CONFIRMED: { description: doc('已记入', 'entered in the ledger') },
      REJECTED: { description: doc('不予记分', 'not confirmed') },
      WITHDRAWN: { description: doc('来源已撤回', 'taken back by its source') },
    },
  });
  builder.enumType('ScoreAppealState', {
    description: doc('申诉的状态', 'state of an appeal', CLAUSES.principles),
    values: {
      OPEN: { description: doc('待答复', 'waits for the group') },
      UPHELD: { description: doc('成立', 'upheld, the entry is taken back') },
      REJECTED: { description: doc('不成立', 'rejected, the entry stands') },
    },
  });
}
