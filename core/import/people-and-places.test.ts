import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counts, ImportScene } from '../../test/support/import-scene.ts';
import { civilDateOf } from '../time/index.ts';
import { formatOf, type ImportKind } from './index.ts';

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

describe('stations, windows and staff', () => {
  const stations = 'code,name,office_phone\nMZ,民政所二,0797-8500002\nZH,综合站,\n';
  const windows = 'number,name,station,open\n1,1号窗口,ZH,true\n2,2号窗口,MZ,false\n';
  const staff =
    'staff_no,name,title,office_phone,station,window,roles,active\n' +
    '001,窗口人员甲,科员,0797-8500003,ZH,1,WINDOW_STAFF；DUTY_OFFICER,true\n' +
    '002,站所负责人乙,,,MZ,,STATION_HEAD,\n';

  test('are created, and the second time nothing changes', async () => {
    const csv = { format: 'csv' } as const;
    expect(counts(await scene.run('stations', stations, { ...csv, dryRun: true }))).toEqual([2, 0, 0, 0]);
    expect(counts(await scene.run('stations', stations, csv))).toEqual([2, 0, 0, 0]);
    expect(counts(await scene.run('windows', windows, csv))).toEqual([2, 0, 0, 0]);
    expect(counts(await scene.run('staff', staff, csv))).toEqual([2, 0, 0, 0]);
    const before = await scene.contents(scene.shexi);
    expect(counts(await scene.run('stations', stations, csv))).toEqual([0, 0, 2, 0]);
    expect(counts(await scene.run('windows', windows, csv))).toEqual([0, 0, 2, 0]);
    expect(counts(await scene.run('staff', staff, csv))).toEqual([0, 0, 2, 0]);
    expect(await scene.contents(scene.shexi)).toEqual(before);
  });

  test('are written as the file says', async () => {
    const row = await one<object>(
      `select f."name", f."title", f."officePhone", f."roles", f."active", s."code" as station, w."number" as window
         from "Staff" f join "Station" s on s."townshipId" = f."townshipId" and s."id" = f."stationId"
         join "Window" w on w."townshipId" = f."townshipId" and w."id" = f."windowId"
        where f."townshipId" = $1 and f."staffNo" = '001'`,
      scene.shexi,
    );
    expect(row).toEqual({
      name: '窗口人员甲',
      title: '科员',
      officePhone: '0797-8500003',
      roles: ['WINDOW_STAFF', 'DUTY_OFFICER'],
      active: true,
      station: 'ZH',
      window: '1',
    });
    const second = await one<object>(
      `select "open", s."code" from "Window" w join "Station" s
           on s."townshipId" = w."townshipId" and s."id" = w."stationId"
        where w."townshipId" = $1 and "number" = '2'`,
      scene.shexi,
    );
    expect(second).toEqual({ open: false, code: 'MZ' });
  });

  test('a change of staff reaches the directory, and a column that is not there stays', async () => {
    const holders = () =>
      scene.open.platform.directory.staffWithRole(scene.shexi, 'WINDOW_STAFF').map((s) => s.name);
    expect(holders()).toEqual(['窗口人员甲']);
    expect(counts(await scene.run('staff', '[{"staff_no":"001","name":"窗口人员丙"}]'))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(holders()).toEqual(['窗口人员丙']);
    expect(
      counts(await scene.run('staff', '[{"staff_no":"001","name":"窗口人员丙","active":false}]')),
    ).toEqual([0, 1, 0, 0]);
    expect(holders()).toEqual([]);
  });

  test('an empty cell empties the column', async () => {
    await scene.run('staff', 'staff_no,name,office_phone,window\n001,窗口人员丙,,\n', { format: 'csv' });
    const row = await one<object>(
      `select "officePhone", "windowId", "roles" from "Staff" where "townshipId" = $1 and "staffNo" = '001'`,
      scene.shexi,
    );
    expect(row).toEqual({ officePhone: null, windowId: null, roles: ['WINDOW_STAFF', 'DUTY_OFFICER'] });
  });

  test('who comes, changes windows or leaves is kept by the day; the first list is of who was there', async () => {
    const day = civilDateOf(scene.open.platform.now());
    const kept = () =>
      scene.rows(
        `select f."staffNo", p."since", w."number" as window from "WindowPosting" p
           join "Staff" f on f."townshipId" = p."townshipId" and f."id" = p."staffId"
           left join "Window" w on w."townshipId" = p."townshipId" and w."id" = p."windowId"
          where p."townshipId" = $1 order by f."staffNo", p."since"`,
        [scene.dongshan],
      );
    const run = (kind: ImportKind, text: string) =>
      scene.run(kind, text, { township: scene.dongshan, format: 'csv' });
    await run('stations', stations);
    await run('windows', windows);
    await run('staff', 'staff_no,name,window\n1,窗口人员甲,1\n2,站所负责人乙,\n3,窗口人员丙,2\n');
    const ever = [
      { staffNo: '1', since: '0001-01-01', window: '1' },
      { staffNo: '3', since: '0001-01-01', window: '2' },
    ];
    expect(await kept()).toEqual(ever);
    await run('staff', 'staff_no,name\n1,窗口人员丁\n');
    expect(await kept()).toEqual(ever);
    await run(
      'staff',
      'staff_no,name,window,active\n1,窗口人员丁,2,true\n3,窗口人员丙,2,false\n4,窗口人员戊,1,\n',
    );
    await run('staff', 'staff_no,name,window\n1,窗口人员丁,\n');
    expect(await kept()).toEqual([
      ever[0],
      { staffNo: '1', since: day, window: null },
      ever[1],
      { staffNo: '3', since: day, window: null },
      { staffNo: '4', since: day, window: '1' },
    ]);
    const [audited] = await scene.rows<{ count: string }>(
      `select count(*) from "AuditEntry" where "townshipId" = $1 and "verb" = 'moveStaff'`,
      [scene.dongshan],
    );
    expect(Number(audited?.count)).toBe(4);
  });

  test.each<[ImportKind, Record<string, unknown>, string, string]>([
    ['stations', { name: '无代码' }, 'code', 'required'],
    ['stations', { code: 'A', name: '甲', office_phone: '13800138000' }, 'office_phone', 'mobile number'],
    ['windows', { number: '9', name: '窗口', station: 'NO' }, 'station', 'there is no station "NO"'],
    ['windows', { number: '9', name: '窗口' }, 'station', 'required'],
    ['windows', { number: '9', name: '窗口', station: 'MZ', open: '开' }, 'open', 'must be true or false'],
    ['staff', { staff_no: '9' }, 'name', 'required'],
    ['staff', { staff_no: '9', name: '甲', roles: ['COUNTY_IT'] }, 'roles', 'staff cannot hold COUNTY_IT'],
    ['staff', { staff_no: '9', name: '甲', station: 'NO' }, 'station', 'there is no station "NO"'],
    ['staff', { staff_no: '9', name: '甲', window: '99' }, 'window', 'there is no window "99"'],
    ['staff', { staff_no: '9', name: '甲', office_phone: '138 0013 8000' }, 'office_phone', 'mobile number'],
    [
      'staff',
      { staff_no: '9', name: '甲', office_phone: '0797-8500001/+86-13800138000' },
      'office_phone',
      '手机',
    ],
  ])('a bad row of %s is rejected and nothing written: %j', async (kind, row, field, reason) => {
    const before = await scene.contents(scene.shexi);
    const report = await scene.run(kind, JSON.stringify([row]));
    expect(counts(report).slice(0, 3)).toEqual([0, 0, 0]);
    expect(report.rejected).toEqual([{ line: 1, field, reason: expect.stringContaining(reason) }]);
    expect(await scene.contents(scene.shexi)).toEqual(before);
  });

  test('office phones of every shape are taken', async () => {
    const phones = ['0797-8512345', '7255315', '0937-3212345转8060', '12345', '0518-83402186；0518-12345'];
    const list = phones.map((office_phone, i) => ({ code: `P${i}`, name: `站${i}`, office_phone }));
    expect(counts(await scene.run('stations', JSON.stringify(list)))).toEqual([5, 0, 0, 0]);
  });
});

test.each([
  ['items.json', 'json'],
  ['事项.CSV', 'csv'],
  ['items.xlsx', null],
  ['json', null],
])('the format of %s is %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});
