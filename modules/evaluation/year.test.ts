import { expect, test } from 'vitest';
import { closeYear } from '../../test/bench/assessed-year.ts';
import { createWorld } from '../../test/support/world.ts';

test('三(一)4B(1): a year of two townships closes month by month, and every sheet is replayed byte for byte', async () => {
  const world = await createWorld({ towns: [], on: ['evaluation'], day: '2026-01-01' });
  const lines: string[] = [];
  const report = await closeYear(
    { platform: world.platform, at: (day) => world.at(day) },
    { year: 2026, townships: 2, staff: 7, seed: 11 },
    (line) => lines.push(line),
  );
  await world.close();
  // Seven persons and two windows; twelve months, four quarters and the year.
  expect(report).toMatchObject({ periods: 34, sheets: 2 * 17 * 9, replayed: 2 * 17 * 9 });
  expect(lines.map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['2026-01', '2026-Q1', '2026-12', '2026-Q4', '2026']),
  );
}, 120_000);
