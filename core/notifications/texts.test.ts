import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { submit, take } from '../../test/support/story.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import type { Role } from '../auth/roles.ts';
import { inScope } from '../db/scope.ts';
import { deliverAll } from '../jobs/runner.ts';
import { defineMessage } from './message.ts';

const REMINDER = defineMessage({
  key: 'notices.reminder',
  title: { zh: '示例提醒', en: 'Example reminder' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL'],
  text: { zh: '{number}将到期', en: '{number} comes due' },
  data: z.strictObject({ number: z.string() }),
  clause: null,
});

let world: World;
beforeAll(async () => {
  world = await createWorld({ modules: [fixtureModule('notices', { messages: [REMINDER] })] });
});
afterAll(() => world.close());

interface Given {
  readonly template: string;
  readonly township?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly sent?: boolean;
  readonly effectiveFrom?: string;
}
async function set(input: Given, as: Role, at?: string) {
  const { data, errors } = await world.ask(
    `mutation ($input: SetMessageTemplateInput!) { setMessageTemplate(input: $input) { __typename
      ... on MessageTemplate { key source effectiveFrom sent text { zh en } }
      ... on Refusal { code message details } } }`,
    { as, at, variables: { input } },
  );
  return errors ? errors[0].extensions.code : data.setMessageTemplate;
}
async function templates(as: Role, at?: string): Promise<Record<string, unknown>[]> {
  const { data, errors } = await world.ask(
    `{ messageTemplates { key title audience channels module placeholders optional sent source effectiveFrom
      text { zh } defaultText { zh } clause { id } } }`,
    { as, at },
  );
  expect(errors).toBeUndefined();
  return data.messageTemplates;
}
const inForce = async (at?: string) => {
  const found = (await templates(at ? 'CENTRE_DIRECTOR' : 'COUNTY_BUREAU', at)).find(
    ({ key }) => key === 'notices.reminder',
  );
  if (!found) throw new Error('the reminder is not listed');
  return `${found['source'] as string} ${(found['text'] as { zh: string }).zh}`;
};

describe('the list', () => {
  test('shows the kernel’s and the modules’ messages with what a text must hold', async () => {
    const list = await templates('WINDOW_STAFF', 'shexi');
    expect(list.map(({ key }) => key)).toEqual([
      'case.accepted',
      'case.supplement-requested',
      'case.refused',
      'case.delivered',
      'module.frozen',
      'notices.reminder',
    ]);
    expect(list.at(-1)).toEqual({
      key: 'notices.reminder',
      title: '示例提醒',
      audience: 'APPLICANT',
      channels: ['SMS', 'CALL'],
      module: 'notices',
      placeholders: ['number'],
      optional: false,
      sent: true,
      source: 'DEFAULT',
      effectiveFrom: null,
      text: { zh: '{number}将到期' },
      defaultText: { zh: '{number}将到期' },
      clause: null,
    });
    expect(list[0]).toMatchObject({ optional: true, sent: false, module: null });
  });
});

describe('a replacement', () => {
  test.each<[string, Given, object]>([
    [
      'of an unknown message',
      { template: 'notices.remind', zh: 'x', en: 'x' },
      { code: 'MESSAGE_TEMPLATE_UNKNOWN', details: { didYouMean: 'notices.reminder' } },
    ],
    [
      'with unknown and missing placeholders',
      { template: 'notices.reminder', zh: '{phone}快到期了，{name}', en: '{number}' },
      {
        code: 'MESSAGE_TEXT_INVALID',
        message: '中文文本的占位符不对，不认识：{phone}、{name}，缺少：{number}',
        details: { language: 'zh', unknown: ['phone', 'name'], missing: ['number'] },
      },
    ],
    [
      'with a mistake in the English text',
      { template: 'notices.reminder', zh: '{number}', en: 'soon' },
      { code: 'MESSAGE_TEXT_INVALID', details: { language: 'en', unknown: [], missing: ['number'] } },
    ],
    [
      'in one language only',
      { template: 'notices.reminder', zh: '{number}' },
      { code: 'MESSAGE_TEXT_INCOMPLETE' },
    ],
    [
      'that would silence a message which the regulation demands',
      { template: 'notices.reminder', sent: false },
      { code: 'MESSAGE_NOT_OPTIONAL' },
    ],
  ])('%s is refused', async (_what, input, refusal) => {
    expect(await set(input, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({ __typename: 'Refusal', ...refusal });
    expect(await inForce('shexi')).toBe('DEFAULT {number}将到期');
  });

  test('of the county holds in all townships, one of a township before it, from its first day on', async () => {
    world.at('2026-10-09');
    const text = (zh: string) => ({ template: 'notices.reminder', zh, en: '{number}' });
    expect(await set(text('县：{number}'), 'COUNTY_BUREAU')).toMatchObject({
      source: 'COUNTY',
      effectiveFrom: '2026-10-09',
      text: { zh: '县：{number}', en: '{number}' },
    });
    expect(await inForce()).toBe('COUNTY 县：{number}');
    expect(await inForce('shexi')).toBe('COUNTY 县：{number}');
    const later = { ...text('镇：{number}'), effectiveFrom: '2026-10-12' };
    expect(await set(later, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({ source: 'COUNTY' });
    world.at('2026-10-12');
    expect(await inForce('shexi')).toBe('TOWNSHIP 镇：{number}');
    expect(await inForce('dongshan')).toBe('COUNTY 县：{number}');
    expect(await set({ template: 'notices.reminder' }, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({
      source: 'COUNTY',
    });
    expect(await set({ ...text('代：{number}'), township: 'dongshan' }, 'COUNTY_BUREAU')).toMatchObject({
      source: 'TOWNSHIP',
    });
    expect(await inForce()).toBe('COUNTY 县：{number}');
  });

  test('is for the director in his own township and for the county', async () => {
    const input = { template: 'notices.reminder', zh: '{number}', en: '{number}' };
    expect(await set({ ...input, township: 'dongshan' }, 'CENTRE_DIRECTOR', 'shexi')).toBe('FORBIDDEN');
    expect(await set(input, 'WINDOW_STAFF', 'shexi')).toBe('FORBIDDEN');
    expect(await set(input, 'COUNTY_SUPERVISION')).toBe('FORBIDDEN');
  });
});

test('the kernel tells a step of a case where the township decided so, in the words in force, and nowhere else', async () => {
  const zh = '{item}（{number}）{day}已收下';
  const decided = { template: 'case.accepted', zh, en: '{item} {number} {day}', sent: true };
  expect(await set(decided, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({ sent: true });
  for (const town of ['shexi', 'dongshan']) {
    const { id } = await submit(world, town);
    await take(world, town, 'acceptCase', id);
  }
  await deliverAll(world.platform);
  await deliverAll(world.platform);
  const told = (town: string) =>
    inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(town).id }, (tx) =>
      tx.notification.findMany(),
    );
  expect(await told('shexi')).toMatchObject([
    {
      channel: 'SMS',
      state: 'QUEUED',
      template: 'case.accepted',
      module: null,
      address: '199-0000-0001',
      text: '残疾人证办理（shexi-2026-000001）2026-10-12已收下',
      english: '残疾人证办理 shexi-2026-000001 2026-10-12',
    },
  ]);
  expect(await told('dongshan')).toEqual([]);
});

// Last: it switches the module.
test('the messages of a module that is off are not listed in the township and cannot be set; the county keeps them', async () => {
  await world.ask(
    `mutation { configureModule(input: { township: "shexi", module: "notices", enabled: false }) { __typename } }`,
    { as: 'COUNTY_BUREAU' },
  );
  const keys = async (as: Role, at?: string) => (await templates(as, at)).map(({ key }) => key);
  expect(await keys('CENTRE_DIRECTOR', 'shexi')).not.toContain('notices.reminder');
  expect(await keys('CENTRE_DIRECTOR', 'dongshan')).toContain('notices.reminder');
  expect(await keys('COUNTY_BUREAU')).toContain('notices.reminder');
  const near = { template: 'notices.reminders', zh: 'x', en: 'x' };
  expect(await set(near, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({
    code: 'MESSAGE_TEMPLATE_UNKNOWN',
    details: { didYouMean: null },
  });
  expect(await set({ ...near, template: 'notices.reminder' }, 'CENTRE_DIRECTOR', 'shexi')).toMatchObject({
    code: 'MESSAGE_TEMPLATE_UNKNOWN',
  });
});
