import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type {
  AcknowledgmentMethod,
  BreachGround,
  BreachState,
  CopyKind,
  NoticeKind,
  WrittenKind,
} from './rules.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    AcknowledgmentMethod: AcknowledgmentMethod;
    NoticeBreachGround: BreachGround;
    NoticeBreachState: BreachState;
    NoticeCopyKind: CopyKind;
    NoticeKind: NoticeKind;
    WrittenNoticeKind: WrittenKind;
  }
}

/** The enum types of 一次性告知. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('NoticeKind', {
    description: doc('告知的种类', 'kind of a notice', CLAUSES.written),
    values: {
      ON_SPOT: { description: doc('即办件当场告知', 'told on the spot') },
      SUPPLEMENT: { description: doc('补件', 'to be supplemented') },
      RETURN: { description: doc('退件', 'returned') },
    },
  });
  builder.enumType('NoticeCopyKind', {
    description: doc('告知单的两份', 'the two copies of a notice', CLAUSES.written),
    values: {
      APPLICANT: { description: doc('服务对象', 'the applicant’s') },
      WINDOW_FILE: { description: doc('窗口备案', 'the window’s file') },
    },
  });
  builder.enumType('AcknowledgmentMethod', {
    description: doc('签收方式', 'how a copy was acknowledged', CLAUSES.written),
    values: {
      SIGNATURE: { description: doc('签字', 'signature') },
      SMS_LINK: { description: doc('短信链接，凭查询码确认', 'by link, with the query code') },
      REFUSAL_NOTE: { description: doc('拒签记录', 'a note that signing was refused') },
    },
  });
  builder.enumType('NoticeBreachGround', {
    description: doc('不按规定告知的情形', 'what was not by the rules', CLAUSES.once),
    values: {
      COPY_UNACKNOWLEDGED: { description: doc('缺一份或未签收', 'a copy missing or not acknowledged') },
      ITEM_OMITTED: { description: doc('先前告知漏列', 'left out of an earlier notice') },
      EXTRA_TRIPS: { description: doc('因此多次往返', 'it cost extra trips') },
    },
  });
  builder.enumType('NoticeBreachState', {
    description: doc('候选的状态', 'state of a candidate', CLAUSES.once),
    values: {
      PROPOSED: { description: doc('待认定', 'to be decided') },
      CONFIRMED: { description: doc('已认定', 'confirmed') },
      DISMISSED: { description: doc('不成立', 'dismissed') },
    },
  });
  builder.enumType('WrittenNoticeKind', {
    description: doc('书面告知的种类', 'kind of a written notice', CLAUSES.written),
    values: {
      SUPPLEMENT: { description: doc('补件：等待补正', 'to be supplemented') },
      RETURN: { description: doc('退件：不予受理', 'returned: it is not accepted') },
    },
  });
}
