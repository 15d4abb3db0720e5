import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Closed to all but who is told; of a file they say that there is one, and nothing of the matter.
const toStaff = { audience: 'STAFF', channels: ['INBOX'] } as const;
const toRole = { audience: 'ROLE', channels: ['INBOX'] } as const;

/** 四(三): a file was opened; told to those who read it by rule. */
export const FILE_OPENED = defineMessage({
  ...toStaff,
  key: 'integrity.file-opened',
  title: { zh: '新的廉政线索', en: 'New integrity file' },
  text: { zh: '有一件廉政线索待您查阅。', en: 'An integrity file waits for you.' },
  data: z.strictObject({}),
  clause: CLAUSES.chapter,
});

/** 四(三): what was confirmed of somebody was revoked after a review; told to him. */
export const OUTCOME_REVOKED = defineMessage({
  ...toStaff,
  key: 'integrity.outcome-revoked',
  title: { zh: '廉政认定已撤销', en: 'Integrity outcome revoked' },
  text: {
    zh: '{confirmedOn}对您的廉政认定经复核已撤销，由此取消的评优资格随之恢复。',
    en: 'What was confirmed of you on {confirmedOn} was revoked after a review; honours lost by it may be given again.',
  },
  data: z.strictObject({ confirmedOn: z.string() }),
  clause: CLAUSES.chapter,
});

/** 四(三)1: somebody tried to charge, or charged, another fee than the published one. */
export const FEE_DIFFERS = defineMessage({
  ...toRole,
  key: 'integrity.fee-differs',
  title: { zh: '收费与公布不一致', en: 'Fee not as published' },
  text: {
    zh: '{day}有一次收费与公布的标准不一致，请查看收费异常记录。',
    en: 'On {day} a charge was not as published; please look at the mismatches.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.fees,
});

/** 四(三)1: a published fee changed and names no new approval. */
export const PRICE_UNAPPROVED = defineMessage({
  ...toRole,
  key: 'integrity.price-unapproved',
  title: { zh: '收费标准变更没有新批复', en: 'Fee changed without approval' },
  text: {
    zh: '“{item}”第{version}版变更了收费标准，没有新的批复文号，请核查。',
    en: 'Version {version} of "{item}" changed the fee without a new approval; please look into it.',
  },
  data: z.strictObject({ item: z.string(), version: z.string() }),
  clause: CLAUSES.fees,
});

/** 四(三): a quarter's declaration waits for a signature. */
export const DECLARATION_OPEN = defineMessage({
  ...toStaff,
  key: 'integrity.declaration-open',
  title: { zh: '廉政承诺待签署', en: 'Declaration to sign' },
  text: {
    zh: '请于{dueOn}前签署本季度廉政承诺。',
    en: 'Please sign this quarter’s integrity declaration by {dueOn}.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.chapter,
});

/** 四(三): the last day to sign. */
export const DECLARATION_DUE = defineMessage({
  ...toStaff,
  key: 'integrity.declaration-due',
  title: { zh: '廉政承诺今天到期', en: 'Declaration due today' },
  text: {
    zh: '本季度廉政承诺今天（{dueOn}）到期，您还没有签署。',
    en: 'This quarter’s declaration is due today ({dueOn}); yours is unsigned.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.chapter,
});

/** 四(三): some did not sign; the list says who. */
export const DECLARATIONS_UNSIGNED = defineMessage({
  ...toRole,
  key: 'integrity.declarations-unsigned',
  title: { zh: '廉政承诺逾期未签', en: 'Declarations unsigned' },
  text: {
    zh: '本季度廉政承诺已到期（{dueOn}），还有{count}人未签，请督促。',
    en: 'Declarations were due by {dueOn}; {count} are unsigned. Please see to them.',
  },
  data: z.strictObject({ dueOn: z.string(), count: z.string() }),
  clause: CLAUSES.chapter,
});

export const MESSAGES = [
  FILE_OPENED,
  OUTCOME_REVOKED,
  FEE_DIFFERS,
  PRICE_UNAPPROVED,
  DECLARATION_OPEN,
  DECLARATION_DUE,
  DECLARATIONS_UNSIGNED,
];
