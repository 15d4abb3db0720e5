import { beforeEach, describe, expect, test } from 'vitest';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { listStaff, staffNoOf } from '../../test/support/staff-list.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { asEntered, reckonMonth } from './acts/reckoning.ts';
import { periodOf } from './period-rules.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['evaluation'], day: '2026-11-02' });
  return () => world.close();
});

const { ask, enter, freeze, sheet, surveyed } = sheetScene(() => world);
const idOf = async (staffNo: string) =>
  (await inTables(world, (tx) => tx.staff.findFirstOrThrow({ where: { staffNo } }))).id;

describe('三(一)2: who is assessed', () => {
  test('三(一)2 · staff-of-windows-are-assessed: the director has no sheet; who joined, left or did both has one, marked', async () => {
    await surveyed('2026-10');
    await freeze('2026-10');
    expect(await sheet('2026-10', 'CENTRE_DIRECTOR')).toBeNull();
    const { staffB, staff } = world.town(HERE);
    world.at('2026-11-10');
    await listStaff(
      world,
      { staffNo: staffNoOf(world, staffB), window: null },
      { staffNo: 'N1', window: '01' },
      { staffNo: 'N2', window: '01' },
    );
    world.at('2026-11-13');
    await listStaff(world, { staffNo: 'N2', active: false });
    const [joined, both] = [await idOf('N1'), await idOf('N2')];
    await surveyed('2026-11', { [staffB]: [1, 1], [both]: [1, 1] });
    world.at('2026-12-01');
    expect(await freeze('2026-11')).toMatchObject({ state: 'FROZEN' });
    const partial = async (id: string) =>
      (
        await inTables(world, (tx) =>
          tx.scoreSheet.findMany({ where: { staffId: id }, orderBy: { period: { key: 'asc' } } }),
        )
      ).map((row) => row.partial);
    expect(await partial(staffB)).toEqual([false, true]);
    expect(await partial(joined)).toEqual([true]);
    expect(await partial(both)).toEqual([true]);
    expect(await partial(staff['STATION_HEAD'] ?? '')).toEqual([false, false]);
  });

  test('三(一)2 · sheet-stands-where-most-days-were-served: who changed windows counts for the window of most days, as the month ends and after later moves', async () => {
    const { staffB, id: townshipId, stationId } = world.town(HERE);
    const second = crypto.randomUUID();
    const november = periodOf('2026-11');
    if (!november) throw new Error('a month');
    await inTables(world, (tx) =>
      tx.window.create({ data: { townshipId, id: second, stationId, number: '02', name: '社保窗口' } }),
    );
    const move = (day: string, window: string) => {
      world.at(day);
      return listStaff(world, { staffNo: staffNoOf(world, staffB), window });
    };
    await enter({ code: 'OL1', occurredOn: '2026-11-03', staffId: staffB });
    const windows = async () => {
      const { sheets } = await inTables(world, (tx) => {
        const reckoner = { platform: world.platform, townshipId, tx };
        return reckonMonth(reckoner, november, asEntered(reckoner));
      });
      const lost = (id: string) =>
        sheets.find(({ subject }) => subject.id === id)?.blocks.find(({ block }) => block === 'OL')?.sum;
      return [lost(world.town(HERE).windowId), lost(second)];
    };
    // The mean of its staff's points is the window's: two points of one person.
    const [before] = await windows();
    expect(before).toBeLessThan(0);
    await move('2026-11-11', '02');
    expect(await windows()).toEqual([0, -200]);
    await move('2026-11-25', '01');
    expect(await windows()).toEqual([before, 0]);
    await move('2026-12-01', '02');
    expect(await windows()).toEqual([before, 0]);
  });

  test('三(一)4A(4): the group decides for all who served in the month, also for who left before the survey', async () => {
    world.at('2026-11-10');
    const { staffB } = world.town(HERE);
    await listStaff(world, { staffNo: staffNoOf(world, staffB), active: false });
    world.at('2026-12-01');
    expect(await freeze('2026-11')).toMatchObject({ code: 'SATISFACTION_UNDECIDED' });
    const { data } = await ask(
      `mutation { answer: decideSatisfaction(input: { month: "2026-11", points: 9, reason: "按走访" }) { __typename } }`,
      'UNIT_DEPUTY',
    );
    expect(data.answer.__typename).toBe('SatisfactionDecided');
    expect(await freeze('2026-11')).toMatchObject({ state: 'FROZEN' });
    const rows = await inTables(world, (tx) => tx.scoreSheet.findMany({ where: { staffId: staffB } }));
    expect(rows).toMatchObject([{ partial: true, sat: 900 }]);
  });
});
