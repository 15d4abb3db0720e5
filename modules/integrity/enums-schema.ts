import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { IntegrityCode, Loss } from './file-rules.ts';
import type { FileSource, FileState, GiftDisposition } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    IntegrityCode: IntegrityCode;
    IntegrityLoss: Loss;
    IntegrityFileSource: FileSource;
    IntegrityFileState: FileState;
    GiftDisposition: GiftDisposition;
  }
}

/** The enum types of 廉政. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('IntegrityCode', {
    description: doc('六条禁令', 'the six prohibitions', CLAUSES.chapter),
    values: {
      IG1: { description: doc('篡改程序、收费标准', 'tampering with programs or fees', CLAUSES.fees) },
      IG2: { description: doc('谋取私利', 'private gain', CLAUSES.gain) },
      IG3: { description: doc('接受礼金、礼品、宴请', 'gifts and banquets', CLAUSES.gifts) },
      IG4: {
        description: doc('要求服务对象报销', 'costs put on clients', CLAUSES.reimbursement),
      },
      IG5: {
        description: doc('截留、挪用、私收公款', 'public money withheld or taken', CLAUSES.money),
      },
      IG6: {
        description: doc('接受邀请参加公款娱乐', 'entertainment by invitation', CLAUSES.entertainment),
      },
    },
  });
  builder.enumType('IntegrityLoss', {
    description: doc('认定属实的后果', 'what a confirmed file costs', CLAUSES.chapter),
    values: {
      DQ3: { description: doc('吃拿卡要，取消评优', 'bribery: honours are lost') },
      DQ4: { description: doc('其他严重违规，取消评优', 'another serious breach: honours are lost') },
    },
  });
  builder.enumType('IntegrityFileSource', {
    description: doc('线索来源', 'where a file comes from', CLAUSES.chapter),
    values: {
      FEE: { description: doc('收费与公布不一致', 'a charge other than published') },
      RECEIPT: { description: doc('收费与票据不符', 'receipts that do not come to the charge') },
      GIFT: { description: doc('礼品申报', 'a declared gift') },
      COMPLAINT: { description: doc('投诉', 'a complaint') },
      REPORT: { description: doc('举报', 'a report') },
    },
  });
  builder.enumType('IntegrityFileState', {
    description: doc('线索状态', 'state of a file', CLAUSES.chapter),
    values: {
      OPEN: { description: doc('待处理', 'open') },
      HANDED_OVER: { description: doc('已移送', 'handed to the discipline body') },
      CONFIRMED: { description: doc('属实', 'confirmed') },
      UNFOUNDED: { description: doc('不属实', 'unfounded') },
      REVOKED: { description: doc('经复核，属实的认定已撤销', 'confirmed, and revoked after a review') },
    },
  });
  builder.enumType('GiftDisposition', {
    description: doc('礼品处理', 'what became of a gift', CLAUSES.gifts),
    values: {
      RETURNED: { description: doc('退还', 'returned') },
      HANDED_IN: { description: doc('上交', 'handed in') },
    },
  });
}
