import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { HolidayAnswer } from './rules.ts';
import type { ServiceType } from './store.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ExtendedServiceType: ServiceType;
    HolidayAnswer: HolidayAnswer;
  }
}

/** The enum types of 错时延时. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('ExtendedServiceType', {
    description: doc('延时服务种类', 'kind of extended service', CLAUSES.preface),
    values: {
      WEEKDAY: { description: doc('工作日延时', 'overrun on a working day') },
      HOLIDAY: { description: doc('节假日', 'on a day off') },
      LUNCH: { description: doc('午休', 'over lunch') },
      OTHER: { description: doc('其他事项', 'other needs') },
      STAGGERED: { description: doc('错时', 'staggered shift') },
    },
  });
  builder.enumType('HolidayAnswer', {
    description: doc(
      '节假日申请的答复，没有拒绝',
      'answer to a holiday request; none refuses',
      CLAUSES.holiday,
    ),
    values: {
      HANDLED: { description: doc('已办理', 'handled') },
      ACCEPTED_WITH_APPOINTMENT: { description: doc('受理并约定时间', 'accepted with an appointment') },
    },
  });
}
