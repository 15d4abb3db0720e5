import { z } from 'zod';
import { expect, test } from 'vitest';
import { isLoopback } from './gateway.ts';
import { KERNEL_MESSAGES } from './kernel-messages.ts';
import { defineMessage, inOrder, placeholdersIn, render, wording, wordingProblems } from './message.ts';
import { isSignedBy, sign } from './signature.ts';

const template = defineMessage({
  key: 'example.done',
  title: { zh: '示例', en: 'Example' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL'],
  text: { zh: '{number}于{day}办结', en: '{number} was completed on {day}' },
  data: z.strictObject({ number: z.string(), day: z.string() }),
  clause: null,
});

test('a wording is filled in with its data, once; what a person wrote is no placeholder', () => {
  expect(wording(template, { number: '{day}', day: '2026-10-09' })).toEqual({
    text: '{day}于2026-10-09办结',
    english: '{day} was completed on 2026-10-09',
  });
  expect(render('{n}个', { n: 3 })).toBe('3个');
  expect(() => wording(template, { number: 'x' } as never)).toThrow(z.ZodError);
  expect(() => wording(template, { number: 'x', day: 'y', phone: 'z' } as never)).toThrow(z.ZodError);
});

test('placeholders are named once each; unknown and missing ones are told apart', () => {
  expect(placeholdersIn('{a}和{b}和{a}{}')).toEqual(['a', 'b', '']);
  expect(wordingProblems(template, '{number}、{name}')).toEqual({ unknown: ['name'], missing: ['day'] });
  expect(wordingProblems(template, '{day}：{number}')).toEqual({ unknown: [], missing: [] });
});

test.each([
  [['SMS', 'CALL'], '199-0000-0001', null, 'SMS'],
  [['SMS', 'CALL'], '199-0000-0001', 'SMS', 'CALL'],
  [['SMS', 'CALL'], '199-0000-0001', 'CALL', 'NONE'],
  [['SMS', 'CALL'], null, null, 'NO_NUMBER'],
  [['CALL'], '199-0000-0001', null, 'CALL'],
  [['SMS', 'EMAIL'], '199-0000-0001', 'SMS', 'NONE'],
] as const)('told by %j with the number %s after %s: %s', (channels, phone, failedChannel, how) => {
  expect(inOrder(channels)({ phone, failedChannel })).toBe(how);
});

test('the kernel’s own messages use all of their data in both languages', () => {
  for (const message of KERNEL_MESSAGES)
    for (const text of Object.values(message.text))
      expect(wordingProblems(message, text)).toEqual({ unknown: [], missing: [] });
});

test('a signature holds for its time, body and secret only, and for five minutes', () => {
  const now = new Date('2026-10-09T02:00:00Z');
  const timestamp = String(now.getTime() / 1000);
  const body = '{"id":"1"}';
  const given = { timestamp, body, signature: sign('secret', timestamp, body) };
  expect(isSignedBy('secret', given, now)).toBe(true);
  expect(isSignedBy('secret', given, new Date(now.getTime() + 300_000))).toBe(true);
  expect(isSignedBy('secret', given, new Date(now.getTime() + 301_000))).toBe(false);
  expect(isSignedBy('other', given, now)).toBe(false);
  expect(isSignedBy('secret', { ...given, body: `${body} ` }, now)).toBe(false);
  expect(isSignedBy('secret', { ...given, timestamp: String(Number(timestamp) + 1) }, now)).toBe(false);
  for (const signature of ['', 'zz', given.signature.slice(1), `${given.signature}0`])
    expect(isSignedBy('secret', { ...given, signature }, now)).toBe(false);
  const never = { ...given, timestamp: 'NaN', signature: sign('secret', 'NaN', body) };
  expect(isSignedBy('secret', never, now)).toBe(false);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['[::1]', true],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
])('%s is this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
