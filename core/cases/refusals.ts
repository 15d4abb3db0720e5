import { itemFieldName } from '../catalogue/field-names.ts';
import { refusalKind } from '../regulation/index.ts';

/** Refusals of the kernel itself; modules have their own. */
export const notFound = refusalKind<{ type: string; id: string }>(
  'NOT_FOUND',
  { zh: '没有找到所指的对象', en: 'the object named does not exist here' },
  ({ type }) => ({
    zh: `没有找到所指的“${type}”，请核对编号`,
    en: `no such ${type} here; check its id`,
  }),
);

export const staleVersion = refusalKind<{ expected: number; actual: number }>(
  'CONFLICT',
  { zh: '办件已被他人更新', en: 'the case was changed meanwhile' },
  ({ expected, actual }) => ({
    zh: `办件已被他人更新（您看到的是第${expected}版，现为第${actual}版），请刷新后再办`,
    en: `the case was changed meanwhile (you saw version ${expected}, it is at ${actual}); reload and try again`,
  }),
);

export const wrongState = refusalKind<{ verb: string; state: string; allowedIn: readonly string[] }>(
  'STATE_NOT_ALLOWED',
  { zh: '办件在当前状态下不能这样办理', en: 'the case cannot take this step in its present state' },
  ({ verb, state, allowedIn }) => ({
    zh: `办件现为“${STATE_NAMES[state] ?? state}”，不能办理“${verb}”；只有“${allowedIn.map((s) => STATE_NAMES[s] ?? s).join('、')}”的办件可以`,
    en: `the case is ${state}; ${verb} is possible only in ${allowedIn.join(', ')}`,
  }),
);

export const itemNotAcceptable = refusalKind<{ missing: readonly string[] }>(
  'ITEM_NOT_ACCEPTABLE',
  { zh: '事项要素不全，尚不能收件', en: 'the item is not complete enough to take cases' },
  ({ missing }) => ({
    zh: `该事项还缺：${missing.map(itemFieldName).join('、')}，尚不能收件；请先补全事项`,
    en: `the item cannot take cases yet; to be completed first: ${missing.join(', ')}`,
  }),
);

export const emailInvalid = refusalKind('EMAIL_INVALID', {
  zh: '电子邮箱不是一个邮箱地址',
  en: 'the e-mail address is not one mailbox',
});

export const windowNotOpen = refusalKind<{ windowId: string }>('WINDOW_NOT_OPEN', {
  zh: '该窗口没有开放或不办理此事项',
  en: 'the window is not open or does not serve this item',
});

export const textMissing = refusalKind<{ field: string }>(
  'TEXT_REQUIRED',
  { zh: '必须填写的内容为空', en: 'a required text is empty' },
  ({ field }) => ({ zh: `“${field}”不能为空`, en: `"${field}" must not be empty` }),
);

export const notOwnCase = refusalKind('NOT_OWN_CASE', {
  zh: '只能办理自己的办件，或者需要正确的查询码',
  en: 'only the applicant himself, or whoever holds the query code, may do this',
});

export const keyReused = refusalKind('IDEMPOTENCY_KEY_REUSED', {
  zh: '同一 Idempotency-Key 已用于内容不同的另一个请求，请换一个键',
  en: 'the Idempotency-Key was used for a request of other content; take a new key',
});

export const moduleNotEnabled = refusalKind<{ module: string; township: string | null }>(
  'MODULE_NOT_ENABLED',
  { zh: '该乡镇没有启用此制度模块', en: 'the module is not enabled in this township' },
  ({ module }) => ({
    zh: `该乡镇没有启用“${module}”模块`,
    en: `the module "${module}" is not enabled in this township`,
  }),
);

export const KERNEL_REFUSALS = [
  notFound,
  staleVersion,
  wrongState,
  itemNotAcceptable,
  emailInvalid,
  windowNotOpen,
  textMissing,
  notOwnCase,
  keyReused,
  moduleNotEnabled,
];

/** Chinese names of the case states, for messages and enum descriptions. */
export const STATE_NAMES: Readonly<Record<string, string>> = {
  SUBMITTED: '已提交',
  AWAITING_SUPPLEMENT: '待补正',
  ACCEPTED: '已受理（办理中）',
  SUSPENDED: '已中止（挂起）',
  REFUSED: '不予受理',
  DECIDED: '已办结（已决定）',
  DELIVERED: '已送达',
  WITHDRAWN: '已撤回',
};
