import { refusalKind } from '../regulation/index.ts';

export const alreadySettled = refusalKind<{ state: string }>('NOTIFICATION_SETTLED', {
  zh: '该通知的结果已登记',
  en: 'the result of this notification is already recorded',
});

export const notRetryable = refusalKind<{ state: string; channel: string }>(
  'NOTIFICATION_NOT_RETRYABLE',
  { zh: '该通知不能重发', en: 'this notification cannot be sent again' },
  ({ state, channel }) => ({
    zh: `该通知现为${state}（${channel}），不能重发；只有未送达、暂缓或待发送且有号码的可以`,
    en: `the notification is ${state} (${channel}) and cannot be sent again; only failed, withheld or queued ones with an address can`,
  }),
);

export const messageUnknown = refusalKind<{ template: string; didYouMean: string | null }>(
  'MESSAGE_TEMPLATE_UNKNOWN',
  { zh: '没有这个消息模板', en: 'there is no such message template' },
  ({ template, didYouMean }) => ({
    zh: `没有“${template}”这个消息模板${didYouMean ? `，是否指“${didYouMean}”？` : ''}`,
    en: `there is no message template "${template}"${didYouMean ? `; did you mean "${didYouMean}"?` : ''}`,
  }),
);

/** Names in braces by language. */
type Names = readonly string[];

export const wordingInvalid = refusalKind<{ language: 'zh' | 'en'; unknown: Names; missing: Names }>(
  'MESSAGE_TEXT_INVALID',
  { zh: '消息文本的占位符不对', en: 'the placeholders of the text are not right' },
  ({ language, unknown, missing }) => ({
    zh: `${language === 'zh' ? '中文' : '英文'}文本的占位符不对${said('，不认识：', unknown, '、')}${said('，缺少：', missing, '、')}`,
    en: `the placeholders of the ${language === 'zh' ? 'Chinese' : 'English'} text are not right${said('; unknown: ', unknown, ', ')}${said('; missing: ', missing, ', ')}`,
  }),
);

export const wordingIncomplete = refusalKind('MESSAGE_TEXT_INCOMPLETE', {
  zh: '替换消息文本须同时给出中文和英文，或者都不给（恢复原文）',
  en: 'give the text in both languages, or in neither to return to the former one',
});

export const messageNotOptional = refusalKind<{ template: string }>('MESSAGE_NOT_OPTIONAL', {
  zh: '制度要求发送该消息，不能设置是否发送',
  en: 'the regulation demands this message; whether it is sent cannot be set',
});

export const NOTIFICATION_REFUSALS = [
  alreadySettled,
  notRetryable,
  messageUnknown,
  wordingInvalid,
  wordingIncomplete,
  messageNotOptional,
] as const;

function said(before: string, names: Names, between: string): string {
  return names.length > 0 ? before + names.map((name) => `{${name}}`).join(between) : '';
}
