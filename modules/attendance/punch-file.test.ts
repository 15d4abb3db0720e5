import { beforeEach, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { runImporter } from '../../core/import/index.ts';
import { attendanceScene } from '../../test/support/attendance-scene.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { PUNCH_FILE } from './acts/punch-file.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await scene.device();
  return () => world.close();
});
const scene = attendanceScene(() => world);

const importFile = (lines: readonly string[], dryRun = false) =>
  perform(world.platform, { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true }, (act) =>
    runImporter(
      act,
      PUNCH_FILE,
      PUNCH_FILE.parse(['部门,姓名,考勤号码,日期时间,机器号,比对方式', ...lines].join('\n'), 'csv'),
      { dryRun },
    ),
  );

test('四(一)1: a device’s export as CSV is taken once; names and ways of verifying are not read', async () => {
  const no = scene.staffNo('WINDOW_STAFF');
  const lines = [
    `大厅,工作人员,${no},2026/9/28 8:29:07,KQ-01,指纹`,
    `大厅,工作人员,${no},2026-09-28 08:29:07,KQ-01,指纹`,
    `大厅,工作人员,${no},2026/9/28 8:40,KQ-01,人脸`,
  ];
  expect(await importFile(lines, true)).toMatchObject({ created: 3, rejected: [], dryRun: true });
  expect(await inTables(world, (tx) => tx.punch.count())).toBe(0);
  expect(await importFile(lines)).toMatchObject({ kind: 'punches', created: 2, unchanged: 1, rejected: [] });
  expect(await importFile(lines)).toMatchObject({ created: 0, unchanged: 3 });
  const punches = await inTables(world, (tx) => tx.punch.findMany({ orderBy: { at: 'asc' } }));
  expect(punches.map((punch) => punch.at.toISOString())).toEqual([
    '2026-09-28T00:29:07.000Z',
    '2026-09-28T00:40:00.000Z',
  ]);
});

test('四(一)1: what is no time, no staff number, no registered device or yet to come is reported by line', async () => {
  const no = scene.staffNo('WINDOW_STAFF');
  const report = await importFile([
    `大厅,,${no},2026/9/31 8:29,KQ-01,`,
    `大厅,,X99,2026/9/28 8:29,KQ-01,`,
    `大厅,,${no},2026/9/28 8:29,KQ-09,`,
    `大厅,,${no},2026/9/28 9:29,KQ-01,`,
    `大厅,,${no},2026/9/28 8:59,KQ-01,`,
  ]);
  expect(report.created).toBe(1);
  expect(report.rejected.map(({ line, field }) => `${line} ${field}`).toSorted()).toEqual([
    '2 日期时间',
    '3 考勤号码',
    '4 机器号',
    '5 考勤号码',
  ]);
});
