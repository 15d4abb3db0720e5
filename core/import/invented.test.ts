import { expect, test } from 'vitest';
import { digestOf } from '../acts/act.ts';
import { demoItems } from '../../prisma/seed/demo-items.ts';
import { keepInvented } from './invented.ts';
import { parseItemRows } from './service-item-row.ts';
import { readFileSync } from 'node:fs';

const [json, csv] = (['json', 'csv'] as const).map((format) =>
  parseItemRows(
    readFileSync(new URL(`../../prisma/seed/service-items.${format}`, import.meta.url), 'utf8'),
    format,
  ),
);

test('the published list over the demo’s items changes one of the 48, whose kind the demo sets itself, in either format', async () => {
  const demo = await demoItems();
  for (const parsed of [json, csv]) {
    const again =
      parsed?.rows.map((row, i) => keepInvented(row.content, demo[i]?.content ?? row.content)) ?? [];
    const changed = demo.filter((row, i) => digestOf(again[i]) !== digestOf(row.content));
    expect(changed.map((row) => row.code)).toEqual(['SI-008']);
    expect(changed.map((row) => row.content.kind)).toEqual(['PROMISED']);
    expect(again[demo.findIndex((row) => row.code === 'SI-008')]?.kind).toBe('IMMEDIATE');
  }
});

test('a value that the list gives takes the place of an invented one, and the mark goes', async () => {
  const present = (await demoItems()).find((row) => row.content.source.invented.includes('promisedDays'));
  const published = json?.rows.find((row) => row.code === present?.code);
  if (!present || !published) throw new Error('the list has such an item');
  const content = keepInvented({ ...published.content, promisedDays: 3 }, present.content);
  expect(content.promisedDays).toBe(3);
  expect(content.source.invented).not.toContain('promisedDays');
});
