import { z } from 'zod';
import { isSafeAddress, namesSecret, readSecretSetting, type Given as GivenOf } from '../service-setting.ts';
import { isLoopback } from './gateway.ts';
import type { SmsWebhookSettings } from './sms-webhook.ts';
import type { SmtpSettings } from './smtp.ts';

/** What the operator set of sending. */
export interface MessageSettings {
  readonly mode: 'test' | 'live' | null;
  readonly smtp: SmtpSettings | null;
  readonly sms: SmsWebhookSettings | null;
}

/** The settings of the environment that belong to sending. */
export const MESSAGE_VARIABLES = [
  'MESSAGES',
  'SMTP_URL',
  'SMTP_FROM',
  'SMS_WEBHOOK_URL',
  'SMS_WEBHOOK_SECRET',
  'SMS_WEBHOOK_SECRET_FILE',
] as const;
type Given = GivenOf<(typeof MESSAGE_VARIABLES)[number]>;

/** Shortest secret that is taken, in characters. */
const MIN_SECRET = 16;

/** Reads the settings of sending; every mistake is one sentence, none of which holds a password or a secret. */
export function readMessageSettings(given: Given): { settings: MessageSettings; problems: string[] } {
  const problems: string[] = [];
  const mode = given.MESSAGES ?? null;
  if (mode !== null && mode !== 'test' && mode !== 'live')
    problems.push(
      `MESSAGES 必须是 test 或 live，现在是“${mode}” / MESSAGES must be test or live, but is "${mode}"`,
    );
  const settings: MessageSettings = {
    mode: mode === 'test' || mode === 'live' ? mode : null,
    smtp: readSmtp(given, problems),
    sms: readSms(given, problems),
  };
  return { settings, problems };
}

function readSmtp({ SMTP_URL, SMTP_FROM }: Given, problems: string[]): SmtpSettings | null {
  if (SMTP_URL === undefined) {
    if (SMTP_FROM !== undefined)
      problems.push('设置了 SMTP_FROM 还须设置 SMTP_URL / SMTP_FROM is set, so SMTP_URL must be too');
    return null;
  }
  const from = z.email().safeParse(SMTP_FROM);
  if (!from.success)
    problems.push(
      'SMTP_FROM 必须是发件邮箱，如 center@county.example / SMTP_FROM must be the sending mailbox, such as center@county.example',
    );
  const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || url.search || !/^\/?$/.test(url.pathname)) {
    problems.push(
      'SMTP_URL 必须形如 smtp://用户:密码@主机:端口 或 smtps://… / SMTP_URL must be of the form smtp://user:password@host:port or smtps://…',
    );
    return null;
  }
  if ((url.username === '') !== (url.password === ''))
    problems.push(
      'SMTP_URL 要么同时给出用户和密码，要么都不给 / SMTP_URL needs both user and password, or neither',
    );
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    auth: url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : null,
    from: from.data ?? '',
  };
}

function readSms(given: Given, problems: string[]): SmsWebhookSettings | null {
  const { SMS_WEBHOOK_URL: address } = given;
  const secret = readSecretSetting(given, 'SMS_WEBHOOK_SECRET', MIN_SECRET, problems);
  const isNamed = namesSecret(given, 'SMS_WEBHOOK_SECRET');
  if (address === undefined) {
    if (isNamed)
      problems.push(
        '设置了 SMS_WEBHOOK_SECRET 还须设置 SMS_WEBHOOK_URL / SMS_WEBHOOK_SECRET is set, so SMS_WEBHOOK_URL must be too',
      );
    return null;
  }
  if (!isNamed)
    problems.push(
      '设置了 SMS_WEBHOOK_URL 还须设置 SMS_WEBHOOK_SECRET 或 SMS_WEBHOOK_SECRET_FILE / ' +
        'SMS_WEBHOOK_URL is set, so SMS_WEBHOOK_SECRET or SMS_WEBHOOK_SECRET_FILE must be too',
    );
  if (!isSafeAddress(address))
    problems.push(
      'SMS_WEBHOOK_URL 必须是 https:// 地址（本机可用 http://），其中不含用户和密码 / ' +
        'SMS_WEBHOOK_URL must be an https:// address (http:// on this machine), without user and password',
    );
  return secret === null ? null : { url: address, secret };
}
