import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseItemRows, type ParsedRow } from '../../core/import/service-item-row.ts';
import { DEMO_STATIONS } from '../../prisma/seed/demo-county.ts';
import { missingOfTen } from '../../modules/disclosure/rules.ts';
import { demoItems, withDemoLimits } from '../../prisma/seed/demo-items.ts';

const file = new URL('../../prisma/seed/service-items.json', import.meta.url);
const { rows: published } = parseItemRows(readFileSync(file, 'utf8'), 'json');
const items = await demoItems();

/** A published row with other limits. */
function row(limits: Partial<ParsedRow['content']>): ParsedRow {
  const [first] = published;
  if (!first) throw new Error('the list of items is empty');
  const nothing = { kind: null, promisedDays: null, statutoryDays: null, limitText: null };
  return { ...first, content: { ...first.content, ...nothing, ...limits } };
}

describe('the demo’s service items', () => {
  test('are the published ones, of stations that every township has', () => {
    expect(items.map((item) => item.code)).toEqual(published.map((item) => item.code));
    const stations = DEMO_STATIONS.map((station) => station.name);
    for (const item of items) expect(stations, item.code).toContain(item.station);
    for (const name of stations) expect(items.map((item) => item.station)).toContain(name);
  });

  const ADDED = ['kind', 'promisedDays', 'quantity', 'flow', 'laws', 'sampleForms'] as const;

  test('differ from what is published in six fields only, and say so', () => {
    items.forEach((item, i) => {
      const source = published[i]?.content;
      if (!source) throw new Error(item.code);
      const nothing = Object.fromEntries([...ADDED, 'source'].map((field) => [field, undefined]));
      expect({ ...item.content, ...nothing }).toEqual({ ...source, ...nothing });
      const changed = ADDED.filter((f) => JSON.stringify(item.content[f]) !== JSON.stringify(source[f]));
      expect(item.content.source.invented, item.code).toEqual(changed);
    });
    expect(items.some((item) => item.content.source.invented.length > 0)).toBe(true);
  });

  test('一(三)2(1) · item-has-all-ten: an item is completed only where its source has basis, conditions, materials and procedure', () => {
    const complete = items.filter(({ content }) => missingOfTen.decide(content).length === 0);
    expect(complete).toHaveLength(17);
    expect(complete.map((item) => item.code)).toContain('SI-028');
    for (const item of items) {
      const { conditions, materials, procedure, legalBasis } = item.content;
      const mayBe = conditions && materials.length > 0 && procedure.length > 0 && legalBasis.length > 0;
      expect(complete.includes(item), item.code).toBe(Boolean(mayBe));
    }
  });

  test('一(四)2 (class) · 一(四)3 (limits) · all have a kind and a limit within the statute', () => {
    for (const { code, content } of items) {
      expect(['IMMEDIATE', 'PROMISED'], code).toContain(content.kind);
      if (content.kind === 'PROMISED') expect(content.promisedDays, code).toBeGreaterThan(0);
      expect(content.promisedDays ?? 0, code).toBeLessThanOrEqual(content.statutoryDays ?? Infinity);
    }
  });

  test.each([
    ['what the source gives as its limit', { limitText: '办理时限：15工作日' }, 15],
    ['days of another kind as working days', { limitText: '承诺时限：3日' }, 3],
    ['nothing of a text without a single number', { limitText: '办理时限：1/8个工作日' }, 10],
    ['half of the statute, rounded up', { statutoryDays: 15 }, 8],
    ['no more than the statute', { statutoryDays: 7, limitText: '法定时限：7工作日；办理时限：15工作日' }, 7],
    ['ten working days otherwise', {}, 10],
  ])('promise %s', (_what, limits, days) => {
    const { content } = withDemoLimits(row(limits));
    expect([content.kind, content.promisedDays]).toEqual(['PROMISED', days]);
    expect(content.source.invented).toEqual(['kind', 'promisedDays']);
  });

  test('残疾人证 is promised: what its source does on the spot is the window’s own step only', () => {
    const card = items.find(({ code }) => code === 'SI-008');
    expect(published.find(({ code }) => code === 'SI-008')?.content.kind).toBe('IMMEDIATE');
    expect(card?.content).toMatchObject({ name: '残疾人证申请', kind: 'PROMISED', promisedDays: 7 });
    expect(card?.content.source.invented).toEqual(expect.arrayContaining(['kind', 'promisedDays']));
  });

  test('an item done on the spot needs no promise', () => {
    const { content } = withDemoLimits(row({ kind: 'IMMEDIATE' }));
    expect([content.promisedDays, content.source.invented]).toEqual([null, []]);
  });
});
