import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

const toStaff = { audience: 'STAFF', channels: ['INBOX'] } as const;
const toRole = { audience: 'ROLE', channels: ['INBOX'] } as const;

/** 四(四)1: some have not signed; the list says who. */
export const UNSIGNED = defineMessage({
  ...toRole,
  key: 'safety.unsigned',
  title: { zh: '责任书未签', en: 'Letters unsigned' },
  text: {
    zh: '{year}年安全责任书还有{count}人未签，请督促。',
    en: '{count} safety letters of {year} are unsigned; please see to them.',
  },
  data: z.strictObject({ year: z.string(), count: z.string() }),
  clause: CLAUSES.everyone,
});

/** 四(四)3: a seal was used without a case. */
export const SEAL_USED = defineMessage({
  ...toRole,
  key: 'safety.seal-used',
  title: { zh: '无办件用印', en: 'Seal used without a case' },
  text: {
    zh: '{day}有一次用印没有对应办件，请核查用印登记。',
    en: 'On {day} a seal was used without a case; please look at the register.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.keeping,
});

/** 四(四)3: a sealed decision has no seal in the register. */
export const SEAL_UNREGISTERED = defineMessage({
  ...toRole,
  key: 'safety.seal-unregistered',
  title: { zh: '审批专用章未登记', en: 'No approval seal registered' },
  text: {
    zh: '{day}有一次盖章，但印章登记中没有审批专用章，请补登记。',
    en: 'A decision was sealed on {day}, but the register has no approval seal; please register it.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.keeping,
});

/** 四(四)3: cash or valuables were found in the hall. */
export const VALUABLES = defineMessage({
  ...toRole,
  key: 'safety.valuables',
  title: { zh: '大厅存放现金或贵重物品', en: 'Valuables in the hall' },
  text: {
    zh: '{day}检查发现大厅存放现金、有价证券或贵重物品，请处理。',
    en: 'On {day} cash, securities or valuables were found in the hall; please deal with it.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.keeping,
});

/** 四(四)4: the list of a day is missing. */
export const DUTY_MISSING = defineMessage({
  ...toRole,
  key: 'safety.duty-missing',
  title: { zh: '缺值班检查表', en: 'Duty list missing' },
  text: {
    zh: '{day}没有值班检查表，请查明。',
    en: 'There is no duty list of {day}; please find out why.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.duty,
});

/** 四(四)4: a hazard stands beyond its limit. */
export const HAZARD_OVERDUE = defineMessage({
  ...toRole,
  key: 'safety.hazard-overdue',
  title: { zh: '隐患逾期未消除', en: 'Hazard overdue' },
  text: {
    zh: '有一处安全隐患应于{dueOn}前消除，已逾期，请督促。',
    en: 'A hazard was to be removed by {dueOn} and was not; please see to it.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.duty,
});

/** 四(四)4: a hazard is somebody's to remove; told to him. */
export const HAZARD_GIVEN = defineMessage({
  ...toStaff,
  key: 'safety.hazard-given',
  title: { zh: '隐患待消除', en: 'Hazard to remove' },
  text: {
    zh: '有一处安全隐患由您负责消除，期限{dueOn}，请查看隐患清单。',
    en: 'A hazard is yours to remove by {dueOn}; please look at the list of hazards.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.duty,
});

export const MESSAGES = [
  UNSIGNED,
  SEAL_USED,
  SEAL_UNREGISTERED,
  VALUABLES,
  DUTY_MISSING,
  HAZARD_OVERDUE,
  HAZARD_GIVEN,
];
