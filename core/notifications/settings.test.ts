import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { readMessageSettings } from './settings.ts';

const SECRET = '0123456789abcdef';
const folder = mkdtempSync(join(tmpdir(), 'bianmin-secret-'));
const file = join(folder, 'sms-secret');
writeFileSync(file, `${SECRET}\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const SMS = { SMS_WEBHOOK_URL: 'https://sms.example/send', SMS_WEBHOOK_SECRET: SECRET };
const SMTP = { SMTP_URL: 'smtp://mail.example', SMTP_FROM: 'center@county.example' };

describe('settings of sending', () => {
  test('name nothing by default', () => {
    expect(readMessageSettings({})).toEqual({
      settings: { mode: null, smtp: null, sms: null },
      problems: [],
    });
  });

  test('name gateways; STARTTLS is demanded of a mail server elsewhere, and not on this machine', () => {
    const { settings, problems } = readMessageSettings({
      MESSAGES: 'live',
      SMTP_URL: 'smtp://center%40county:p%3Ass@mail.example',
      SMTP_FROM: 'center@county.example',
      SMS_WEBHOOK_URL: 'https://sms.example/send',
      SMS_WEBHOOK_SECRET_FILE: file,
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      mode: 'live',
      smtp: {
        host: 'mail.example',
        port: 587,
        secure: false,
        requireTLS: true,
        auth: { user: 'center@county', pass: 'p:ss' },
        from: 'center@county.example',
      },
      sms: { url: 'https://sms.example/send', secret: SECRET },
    });
    const of = (SMTP_URL: string) => readMessageSettings({ ...SMTP, SMTP_URL }).settings.smtp;
    expect(of('smtps://mail.example')).toMatchObject({ port: 465, secure: true, requireTLS: false });
    expect(of('smtp://[::1]:2525')).toMatchObject({ host: '::1', port: 2525, requireTLS: false });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['another mode', { MESSAGES: 'on' }, /^MESSAGES .*“on”.* \/ MESSAGES .*"on"/],
    ['a sender without a server', { SMTP_FROM: SMTP.SMTP_FROM }, /SMTP_FROM is set, so SMTP_URL/],
    ['a server without a sender', { SMTP_URL: SMTP.SMTP_URL }, /SMTP_FROM must be the sending mailbox/],
    ['a sender that is no mailbox', { ...SMTP, SMTP_FROM: 'center' }, /SMTP_FROM must be/],
    ['another protocol', { ...SMTP, SMTP_URL: 'http://mail.example' }, /SMTP_URL must be of the form/],
    ['options of the library', { ...SMTP, SMTP_URL: 'smtp://m.example?pool=1' }, /SMTP_URL must be/],
    ['a user without password', { ...SMTP, SMTP_URL: 'smtp://user@m.example' }, /both user and password/],
    ['an SMS gateway without secret', { SMS_WEBHOOK_URL: SMS.SMS_WEBHOOK_URL }, /so SMS_WEBHOOK_SECRET or/],
    ['a secret without gateway', { SMS_WEBHOOK_SECRET: SECRET }, /so SMS_WEBHOOK_URL must be too/],
    ['both secrets', { ...SMS, SMS_WEBHOOK_SECRET_FILE: file }, /not both/],
    ['a short secret', { ...SMS, SMS_WEBHOOK_SECRET: 'geheim' }, /at least 16 characters/],
    ['plain http elsewhere', { ...SMS, SMS_WEBHOOK_URL: 'http://sms.example' }, /must be an https:\/\//],
    [
      'a password in the address',
      { ...SMS, SMS_WEBHOOK_URL: 'https://u:geheim@sms.example' },
      /without user/,
    ],
    [
      'a file that is not there',
      { SMS_WEBHOOK_URL: SMS.SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET_FILE: join(folder, 'none') },
      /"[^"]*none" cannot be read/,
    ],
  ])('with %s are refused in one sentence, without any secret', (_what, given, says) => {
    const { problems } = readMessageSettings(given);
    expect(problems).toEqual([expect.stringMatching(says)]);
    expect(problems.join()).not.toMatch(/geheim|0123456789abcdef/);
  });

  test('are refused together at the start, one sentence a line', () => {
    const env = { MESSAGES: 'maybe', SMTP_URL: 'smtp://m.example', SMS_WEBHOOK_SECRET: 'short' };
    expect(() => readConfig(env)).toThrow(/^MESSAGES .*\nSMTP_FROM .*\n.*16.*\n.*SMS_WEBHOOK_URL/);
    expect(readConfig({ ...SMS, ...SMTP, MESSAGES: 'test' }).messages).toMatchObject({ mode: 'test' });
  });
});
