import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { counts, ImportScene } from '../../test/support/import-scene.ts';
import { perform, SYSTEM } from '../acts/act.ts';
import { readImport, rowsFor, runImport, strayRows, type ImportFormat, type ImportReport } from './index.ts';

let scene: ImportScene;
beforeAll(async () => {
  scene = await ImportScene.create();
});
afterAll(() => scene?.close());

/** The only row of a query. */
async function one<T>(sql: string, ...values: unknown[]): Promise<T> {
  const rows = await scene.rows<T>(sql, values);
  expect(rows).toHaveLength(1);
  return rows[0] as T;
}

/** Sessions of this database that wait for another. */
const WAITING = `select pid from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

const shipped = (format: ImportFormat) =>
  readFileSync(new URL(`../../prisma/seed/service-items.${format}`, import.meta.url), 'utf8');

describe('a list of items', () => {
  test('on a dry run is counted and nothing is written', async () => {
    const report = await scene.run('items', shipped('json'), { dryRun: true });
    expect(report).toEqual({
      kind: 'items',
      township: 'shexi',
      created: 48,
      updated: 0,
      unchanged: 0,
      rejected: [],
      dryRun: true,
    });
    expect(Object.values(await scene.contents(scene.shexi)).flat()).toEqual([]);
  });

  test('is imported once, with its stations and an audit entry for every row', async () => {
    expect(counts(await scene.run('items', shipped('json')))).toEqual([48, 0, 0, 0]);
    const { Station, ServiceItem, ServiceItemVersion, AuditEntry } = await scene.contents(scene.shexi);
    expect([Station?.length, ServiceItem?.length, ServiceItemVersion?.length]).toEqual([14, 48, 48]);
    expect(AuditEntry).toHaveLength(14 + 48);
    const item = await one<Record<string, unknown>>(
      `select s."name" as station, v.* from "ServiceItem" i
         join "Station" s on s."townshipId" = i."townshipId" and s."id" = i."stationId"
         join "ServiceItemVersion" v on v."townshipId" = i."townshipId" and v."itemId" = i."id"
          and v."version" = i."currentVersion"
        where i."townshipId" = $1 and i."code" = 'SI-001'`,
      scene.shexi,
    );
    expect(item).toMatchObject({
      station: '民政所',
      version: 1,
      kind: 'PROMISED',
      statutoryDays: 20,
      promisedDays: 20,
      implementingBody: '马尚街道',
      source: { publisher: '马尚街道办事处', sourceDate: '2023-03-01', invented: [] },
    });
    expect(item['materials']).toHaveLength(4);
  });

  test('changes nothing the second time, in whichever format', async () => {
    const before = await scene.contents(scene.shexi);
    expect(counts(await scene.run('items', shipped('json')))).toEqual([0, 0, 48, 0]);
    expect(counts(await scene.run('items', shipped('csv'), { format: 'csv' }))).toEqual([0, 0, 48, 0]);
    expect(await scene.contents(scene.shexi)).toEqual(before);
  });

  test('gives changed content a new version and leaves the old one', async () => {
    const list = JSON.parse(shipped('json')) as Record<string, unknown>[];
    const changed = list.map((item) =>
      item['id'] === 'SI-001' ? { ...item, promised_limit_value: 15, promised_limit_text: '15工作日' } : item,
    );
    const before = await scene.contents(scene.shexi);
    const dry = await scene.run('items', JSON.stringify(changed), { dryRun: true });
    expect(counts(dry)).toEqual([0, 1, 47, 0]);
    expect(await scene.contents(scene.shexi)).toEqual(before);
    expect(counts(await scene.run('items', JSON.stringify(changed)))).toEqual([0, 1, 47, 0]);
    const versions = await scene.rows(
      `select v."version", v."promisedDays", i."currentVersion" from "ServiceItemVersion" v
         join "ServiceItem" i on i."townshipId" = v."townshipId" and i."id" = v."itemId"
        where i."townshipId" = $1 and i."code" = 'SI-001' order by 1`,
      [scene.shexi],
    );
    expect(versions).toEqual([
      { version: 1, promisedDays: 20, currentVersion: 2 },
      { version: 2, promisedDays: 15, currentVersion: 2 },
    ]);
    const entry = await one<{ verb: string; fields: string[] }>(
      `select "verb", "fields" from "AuditEntry" where "townshipId" = $1
        and "subjectType" = 'ServiceItem' and not 'code' = any("fields")`,
      scene.shexi,
    );
    expect(entry).toEqual({ verb: 'importServiceItem', fields: ['promisedDays', 'limitText'] });
  });

  test('moves an item to another station without a new version', async () => {
    const list = (JSON.parse(shipped('json')) as Record<string, unknown>[]).filter(
      (i) => i['id'] === 'SI-002',
    );
    const moved = list.map((item) => ({ ...item, station_mapped: '综合窗口' }));
    expect(counts(await scene.run('items', JSON.stringify(moved)))).toEqual([0, 1, 0, 0]);
    expect(counts(await scene.run('items', JSON.stringify(moved)))).toEqual([0, 0, 1, 0]);
    const homeless = list.map((item) => ({ ...item, station_mapped: '' }));
    expect(counts(await scene.run('items', JSON.stringify(homeless)))).toEqual([0, 0, 1, 0]);
    const item = await one<object>(
      `select s."name", i."currentVersion" from "ServiceItem" i join "Station" s
           on s."townshipId" = i."townshipId" and s."id" = i."stationId"
        where i."townshipId" = $1 and i."code" = 'SI-002'`,
      scene.shexi,
    );
    expect(item).toEqual({ name: '综合窗口', currentVersion: 1 });
  });

  test('finds a station that has been renamed since', async () => {
    const station = await one<{ code: string }>(
      `select "code" from "Station" where "townshipId" = $1 and "name" = '残联窗口'`,
      scene.shexi,
    );
    const renamed = [{ code: station.code, name: '助残服务站', office_phone: '0797-8500001' }];
    expect(counts(await scene.run('stations', JSON.stringify(renamed)))).toEqual([0, 1, 0, 0]);
    const list = (JSON.parse(shipped('json')) as Record<string, unknown>[]).filter(
      (i) => i['id'] === 'SI-008',
    );
    expect(list[0]?.['station_mapped']).toBe('残联窗口');
    expect(counts(await scene.run('items', JSON.stringify(list)))).toEqual([0, 0, 1, 0]);
  });

  test('stays in the township it was imported into', async () => {
    expect(Object.values(await scene.contents(scene.dongshan)).flat()).toEqual([]);
  });

  test('goes to the township a row names, or to all', async () => {
    const list = [
      { id: 'X-1', item_name: '只在东山', township: 'dongshan' },
      { id: 'X-2', item_name: '全县' },
      { id: 'X-3', item_name: '别县', township: 'elsewhere' },
      { id: 'X-4', item_name: '' },
    ];
    const text = JSON.stringify(list);
    const parsed = readImport('items', text, 'json');
    expect(rowsFor(parsed, 'shexi').map((row) => row.code)).toEqual(['X-2']);
    expect(rowsFor(parsed, 'dongshan').map((row) => row.code)).toEqual(['X-1', 'X-2']);
    expect(strayRows(parsed, new Set(['shexi', 'dongshan']))).toEqual([
      { line: 3, field: 'township', reason: '没有乡镇“elsewhere” / there is no township "elsewhere"' },
    ]);
    const report = await scene.run('items', text, { township: scene.dongshan });
    expect([report.township, counts(report)]).toEqual(['dongshan', [2, 0, 0, 1]]);
    expect(counts(await scene.run('items', text))).toEqual([1, 0, 0, 1]);
  });

  test('takes few statements, however long it is', async () => {
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    const importing = (notes: string) => {
      const list = Array.from({ length: 1_000 }, (_, i) => ({ id: `L-${i}`, item_name: `事项${i}`, notes }));
      const parsed = readImport('items', JSON.stringify(list), 'json');
      asked.mockClear();
      return perform(scene.open.platform, { townshipId: scene.dongshan, actor: SYSTEM }, (act) =>
        runImport(act, 'items', parsed, { dryRun: false }),
      );
    };
    try {
      expect(counts(await importing('一'))).toEqual([1_000, 0, 0, 0]);
      expect(asked.mock.calls.length).toBeGreaterThan(5);
      expect(asked.mock.calls.length).toBeLessThan(30);
      expect(counts(await importing('二'))).toEqual([0, 1_000, 0, 0]);
      expect(asked.mock.calls.length).toBeLessThan(30);
    } finally {
      asked.mockRestore();
    }
    const versions = await one<object>(
      `select count(*)::int as items, min("currentVersion") as least from "ServiceItem"
        where "townshipId" = $1 and "code" like 'L-%'`,
      scene.dongshan,
    );
    expect(versions).toEqual({ items: 1_000, least: 2 });
  });

  test('is imported once by two who import it at the same time', async () => {
    const text = '[{"id":"T-1","item_name":"同时"}]';
    const parsed = readImport('items', text, 'json');
    let second: Promise<ImportReport> | undefined;
    const first = await perform(
      scene.open.platform,
      { townshipId: scene.shexi, actor: SYSTEM },
      async (act) => {
        const report = await runImport(act, 'items', parsed, { dryRun: false });
        second = scene.run('items', text);
        await expect.poll(() => scene.rows(WAITING)).toHaveLength(1);
        return report;
      },
    );
    expect(counts(first)).toEqual([1, 0, 0, 0]);
    expect(await second?.then(counts)).toEqual([0, 0, 1, 0]);
  });
});
