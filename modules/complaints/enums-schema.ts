import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ComplaintCategory: 'REFUSAL' | 'DELAY' | 'ATTITUDE' | 'ABSENCE' | 'BRIBERY';
    ComplaintChannel: 'VISIT' | 'LETTER' | 'PHONE' | 'ONLINE' | 'BOX';
    ComplaintSeverity: 'ORDINARY' | 'MAJOR';
    ComplaintFinding: 'STAFF_FAULT' | 'NO_STAFF_FAULT' | 'UNFOUNDED';
    BadReviewStep: 'VERIFIED' | 'INVALID' | 'RECTIFIED' | 'REVISITED';
  }
}

/** The enum types of 投诉问责. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('ComplaintCategory', {
    description: doc('投诉范围', 'what a complaint is about'),
    values: {
      REFUSAL: {
        description: doc('故意不受理、随意退件', 'refused or returned on purpose', CLAUSES.refusal),
      },
      DELAY: { description: doc('刁难、推诿、拖延', 'made trouble or delayed', CLAUSES.delay) },
      ATTITUDE: { description: doc('态度粗暴、争吵', 'rude or quarrelling', CLAUSES.attitude) },
      ABSENCE: { description: doc('缺岗、溜岗', 'absent from the post', CLAUSES.absence) },
      BRIBERY: { description: doc('索、拿、卡、要', 'asked for or took favours', CLAUSES.bribery) },
    },
  });
  builder.enumType('ComplaintChannel', {
    description: doc('投诉渠道', 'how a complaint came in'),
    values: {
      VISIT: { description: doc('来访', 'visit') },
      LETTER: { description: doc('来信', 'letter') },
      PHONE: { description: doc('电话', 'telephone') },
      ONLINE: { description: doc('网上', 'online') },
      BOX: { description: doc('意见箱', 'suggestion box') },
    },
  });
  builder.enumType('ComplaintSeverity', {
    description: doc('轻重', 'severity'),
    values: {
      ORDINARY: { description: doc('一般', 'ordinary') },
      MAJOR: { description: doc('重大', 'major') },
    },
  });
  builder.enumType('ComplaintFinding', {
    description: doc('认定', 'finding'),
    values: {
      STAFF_FAULT: { description: doc('工作人员有过错', 'staff at fault') },
      NO_STAFF_FAULT: { description: doc('属实，工作人员无过错', 'true, no fault of staff') },
      UNFOUNDED: { description: doc('不属实', 'unfounded') },
    },
  });
  builder.enumType('BadReviewStep', {
    description: doc('差评工单的步骤', 'step of a bad review'),
    values: {
      VERIFIED: { description: doc('属实', 'verified') },
      INVALID: { description: doc('无效', 'invalid') },
      RECTIFIED: { description: doc('已整改', 'rectified') },
      REVISITED: { description: doc('已回访', 'revisited') },
    },
  });
}
