import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { DispositionKind, Ground } from './rules.ts';
import type { InquiryChannel, InquiryState, SanctionKind, ViolationState } from './store.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    InquiryChannel: InquiryChannel;
    InquiryState: InquiryState;
    InquiryDispositionKind: DispositionKind;
    ConductGround: Ground;
    ConductState: ViolationState;
    ConductSanctionKind: SanctionKind;
  }
}

/** The enum types of 首问责任. */
export function addEnums({ builder }: ModuleSchema): void {
  const value = (zh: string, en: string) => ({ description: doc(zh, en) });
  builder.enumType('InquiryChannel', {
    description: doc('来访方式', 'how the visitor came', CLAUSES.responsible),
    values: {
      WALK_IN: value('来访', 'in person'),
      PHONE: value('来电', 'by telephone'),
      ONLINE: value('网上', 'online'),
      CONSULTATION: value('延时服务期间转来的咨询', 'a consultation handed over'),
    },
  });
  builder.enumType('InquiryState', {
    description: doc('首问事项状态', 'state of an inquiry', CLAUSES.responsible),
    values: {
      IN_HAND: value('处置中', 'in somebody’s hands'),
      HANDED_OVER: value('已移交，待接手', 'handed over, not taken up yet'),
      COORDINATING: value('协调中', 'a leader coordinates'),
      CLOSED: value('已了结', 'closed'),
    },
  });
  builder.enumType('InquiryDispositionKind', {
    description: doc('处置方式', 'what is done with an inquiry', CLAUSES.inScope),
    values: {
      HANDLED: value('当场办理', 'handled'),
      TO_WINDOW: value('告知到相应窗口', 'sent to an open window'),
      EXPLAINED: value('一次性告知，解释清楚', 'explained, with a one-time notice'),
      REFERRED: value('非本部门事项，指明承办窗口', 'referred to the station in charge'),
      COORDINATED: value('请示领导，协调站所', 'put to a leader who coordinates'),
      CANNOT_HANDLE: value('确实不能办理，否定报备', 'cannot be done; a negative filing'),
    },
  });
  builder.enumType('ConductGround', {
    description: doc('情节', 'ground of a violation', CLAUSES.breaches),
    values: {
      NO_HANDOVER: value('未及时移交', 'not handed over in time'),
      COLD_OR_UNCLEAR: value('冷漠对待或告知不明', 'cold treatment or an unclear word'),
      SHIRKING: value('推诿扯皮', 'shirking'),
      RUDE: value('态度恶劣或使用忌语', 'rudeness or forbidden words'),
    },
  });
  builder.enumType('ConductState', {
    description: doc('情节的处理状态', 'state of a violation', CLAUSES.breaches),
    values: {
      CANDIDATE: value('待核实', 'waits for the director'),
      CONFIRMED: value('经查实', 'confirmed'),
      DISMISSED: value('不成立', 'dismissed'),
      WITHDRAWN: value('所依据的认定已撤销', 'what it rested on was withdrawn'),
    },
  });
  builder.enumType('ConductSanctionKind', {
    description: doc('处理方式', 'kind of sanction', CLAUSES.breaches),
    values: {
      ORAL_CRITICISM: value('口头批评教育', 'oral criticism'),
      NOTICE_OF_CRITICISM: value('通报批评', 'notice of criticism'),
    },
  });
}
