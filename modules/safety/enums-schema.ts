import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { ClosingItem, DutyItem } from './rules.ts';
import type { SealKind, ValuablesKind, WarningState } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ClosingItem: ClosingItem;
    DutyItem: DutyItem;
    SealKind: SealKind;
    UntidyWarningState: WarningState;
    ValuablesKind: ValuablesKind;
  }
}

/** The enum types of 安全保卫. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('ClosingItem', {
    description: doc('下班检查的物件', 'what is looked at when a window closes', CLAUSES.closing),
    values: {
      LIGHTS: { description: doc('照明', 'lights') },
      COMPUTER: { description: doc('电脑', 'computer') },
      PRINTER: { description: doc('打印机', 'printer') },
      EQUIPMENT: { description: doc('其他办公设施', 'other equipment') },
      DESK: { description: doc('桌椅', 'desk and chairs') },
      BASKET: { description: doc('纸篓等', 'basket and the like') },
    },
  });
  builder.enumType('DutyItem', {
    description: doc('值班检查的内容', 'what a duty list asks', CLAUSES.duty),
    values: {
      FIRE: { description: doc('防火', 'no fire risk') },
      THEFT: { description: doc('防盗', 'no theft risk') },
      LOCKED: { description: doc('门窗关锁', 'doors and windows locked') },
      POWER_OFF: { description: doc('照明、空调、设施断电', 'lights, air conditioning and equipment off') },
      WATER: { description: doc('用水安全', 'water safe') },
      NO_HAZARD: { description: doc('无其他隐患', 'no other hazard') },
    },
  });
  builder.enumType('SealKind', {
    description: doc('印章种类', 'kind of a seal', CLAUSES.keeping),
    values: {
      APPROVAL: { description: doc('审批专用章', 'seal for approvals') },
      OFFICIAL: { description: doc('公章', 'official seal') },
      OTHER: { description: doc('其他', 'other') },
    },
  });
  builder.enumType('UntidyWarningState', {
    description: doc('脏乱差提醒的状态', 'state of a warning', CLAUSES.untidy),
    values: {
      TOLD: { description: doc('已指出', 'told') },
      CORRECTED: { description: doc('已纠正', 'corrected') },
      UNCORRECTED: { description: doc('未纠正', 'not corrected') },
    },
  });
  builder.enumType('ValuablesKind', {
    description: doc('发现的物品', 'what was found', CLAUSES.keeping),
    values: {
      CASH: { description: doc('现金', 'cash') },
      SECURITIES: { description: doc('有价证券', 'securities') },
      VALUABLES: { description: doc('贵重物品', 'valuables') },
    },
  });
}
