import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportScene } from '../../test/support/import-scene.ts';
import { perform, SYSTEM } from '../acts/act.ts';
import { openPlatform, type OpenPlatform } from '../open-platform.ts';
import type { Directory } from './directory.ts';
import { SECRETS } from '../../test/support/secrets.ts';

let scene: ImportScene;
/** Another process on the same database, as far as its memory goes. */
let other: OpenPlatform;
beforeAll(async () => {
  scene = await ImportScene.create();
  other = await openPlatform({
    appUrl: scene.database.appUrl,
    modules: [],
    ...SECRETS,
    log: pino({ level: 'silent' }),
  });
});
afterAll(async () => {
  await other?.close();
  await scene?.close();
});

const item = (name: string, code = 'SI-1') =>
  JSON.stringify([{ id: code, item_name: name, station_mapped: '民政所' }]);

/** What a directory says of the items of shexi. */
function itemsIn(directory: Directory) {
  return directory
    .itemsOf(scene.shexi)
    .map(({ code, current }) => `${code} ${current.version} ${current.name}`);
}

/** How long it takes until a directory says so, in milliseconds. */
async function untilItSays(says: () => boolean): Promise<number> {
  const begun = performance.now();
  while (!says() && performance.now() - begun < 5_000) await new Promise((resolve) => setTimeout(resolve, 5));
  return performance.now() - begun;
}

describe('what a process keeps in its memory of a township', () => {
  test('shows a change at once where it was made, and within a second in every other process', async () => {
    const own = scene.open.platform.directory;
    await scene.run('items', item('社保卡申领'));
    expect(itemsIn(own)).toEqual(['SI-1 1 社保卡申领']);
    expect(own.findItem(scene.shexi, own.itemsOf(scene.shexi)[0]?.id ?? '')?.stationId).not.toBeNull();
    const theirs = other.platform.directory;
    expect(await untilItSays(() => itemsIn(theirs)[0] === 'SI-1 1 社保卡申领')).toBeLessThan(1_000);
    await scene.run('items', item('社会保障卡申领'));
    expect(itemsIn(own)).toEqual(['SI-1 2 社会保障卡申领']);
    expect(await untilItSays(() => itemsIn(theirs)[0] === 'SI-1 2 社会保障卡申领')).toBeLessThan(1_000);
  });

  test.each([
    [
      'stations',
      [{ code: 'S9', name: '新站所' }],
      (d: Directory) => [...d.stationsOf(scene.shexi)].find((s) => s.code === 'S9'),
    ],
    [
      'windows',
      [{ number: '09', name: '新窗口', station: 'S9' }],
      (d: Directory) => [...d.windowsOf(scene.shexi)].at(-1),
    ],
    [
      'staff',
      [{ staff_no: 'W9', name: '新人员', roles: 'WINDOW_STAFF' }],
      (d: Directory) => d.staffWithRole(scene.shexi, 'WINDOW_STAFF')[0],
    ],
  ] as const)('shows imported %s', async (kind, rows, lastIn) => {
    await scene.run(kind, JSON.stringify(rows));
    expect(lastIn(scene.open.platform.directory)?.name).toBe(rows[0].name);
    expect(await untilItSays(() => lastIn(other.platform.directory)?.name === rows[0].name)).toBeLessThan(
      1_000,
    );
  });

  test('is not read again for another township', async () => {
    const { directory } = scene.open.platform;
    const before = directory.itemsOf(scene.shexi);
    await scene.run('items', item('社保卡申领'), { township: scene.dongshan });
    const after = directory.itemsOf(scene.shexi);
    expect(directory.itemsOf(scene.dongshan)).toHaveLength(1);
    expect(after.length).toBe(before.length);
    for (const [i, row] of after.entries()) expect(row).toBe(before[i]);
  });

  test('never shows half of an act', async () => {
    const { platform } = scene.open;
    const [{ id } = { id: '' }] = platform.directory.itemsOf(scene.shexi);
    const { directory } = other.platform;
    let halves = 0;
    let seen = 0;
    directory.onReload(() => {
      const { stationId } = directory.findItem(scene.shexi, id) ?? {};
      const station = directory.findStation(scene.shexi, stationId ?? '');
      const [window] = directory.windowsOf(scene.shexi);
      if (!window?.name.startsWith('轮')) return;
      seen += 1;
      if (window.name !== station?.name) halves += 1;
    });
    for (let round = 1; round <= 30; round++)
      await perform(platform, { townshipId: scene.shexi, actor: SYSTEM, mayBeSilent: true }, async (act) => {
        await act.tx.station.updateMany({ data: { name: `轮${round}` } });
        await act.tx.window.updateMany({ data: { name: `轮${round}` } });
        act.announce('reference');
      });
    await untilItSays(() => [...directory.windowsOf(scene.shexi)][0]?.name === '轮30');
    expect(seen).toBeGreaterThan(5);
    expect(halves).toBe(0);
  });
});
