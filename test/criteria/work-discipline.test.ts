import { afterAll, beforeAll } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { attendanceScene, type Device } from '../support/attendance-scene.ts';
import { file, settle } from '../support/complaint-scene.ts';
import { criteriaOf, verbsOf } from '../support/criteria-suite.ts';
import { dailyLogScene } from '../support/daily-log-scene.ts';
import { trainingScene } from '../support/training-scene.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let device: Device;
/** The log of 2026-09-14. */
let logId: string;
const { approve, close, leave, present, punch, ...attendance } = attendanceScene(() => world);
const { did, staffId, windowId } = verbsOf(() => world);
const { observe } = dailyLogScene(() => world);
const { schedule } = trainingScene(() => world);

beforeAll(async () => {
  world = await createWorld({ day: '2026-09-14' });
  device = await attendance.device();
  logId = await did('DUTY_OFFICER', 'openDailyLog', {});
});
afterAll(() => world.close());

/** A day of the clerk with these punches, which is closed. */
async function day(date: string, ...times: string[]): Promise<void> {
  world.at(date, '17:50');
  await punch(device, 'WINDOW_STAFF', ...times.map((time) => `${date} ${time}`));
  await close(date);
}
const REST = ['12:00', '14:30', '17:30'];
const whole = (date: string) => day(date, '08:30', ...REST);

/** Leave of the clerk, whose days are closed afterwards; the first two of them are whole days. */
async function off(from: string, through: string, more: object): Promise<void> {
  world.at(from, '08:00');
  const { id } = await leave(from, through, more);
  await approve(id, 'UNIT_DEPUTY');
  await approve(id, 'UNIT_HEAD');
}

/** A complaint that the clerk was away, which is concluded so. */
async function complained(finding: string): Promise<void> {
  world.at('2026-09-15', '19:00');
  const { id } = await file(world, { category: 'ABSENCE', occurredOn: '2026-09-15' });
  await settle(world, id, { finding });
}

/** What the duty officer saw on the 14th; without a word of it there is nothing to enter. */
const logged = (code: string) => ({
  from: 'the daily log: seen at 08:45; nothing without saying what',
  posts: (key: string) => observe(logId, code, { at: '2026-09-14T08:45:00+08:00', idempotencyKey: key }),
  short: () => observe(logId, code, { evidence: ' ' }),
});

/** Looks again at a window that was told of disorder. */
async function told(corrected: boolean): Promise<void> {
  const warningId = await did('DUTY_OFFICER', 'warnUntidyWindow', { windowId: windowId(), note: '纸箱堆放' });
  await did('DUTY_OFFICER', 'recheckUntidyWindow', { warningId, corrected });
}

/** The window is checked after closing. */
async function checked(date: string, left: readonly string[]): Promise<void> {
  world.at(date, '18:00');
  await did('DUTY_OFFICER', 'checkWindowAtClosing', { windowId: windowId(), staffId: staffId(), left });
}

/** A training of the clerk that is over. */
async function studied(date: string, present: boolean): Promise<void> {
  world.at(date, '08:45');
  const { id: sessionId } = await schedule(date);
  if (present) await did('WINDOW_STAFF', 'signInTraining', { sessionId });
  world.at(date, '10:00');
  await runModuleJobs(world.platform);
}

criteriaOf('WD', () => world, {
  WD1a: [
    {
      from: 'attendance: 08:31 is late, 08:30 is not',
      posts: () => day('2026-09-15', '08:31', ...REST),
      short: () => whole('2026-09-14'),
    },
  ],
  WD1b: [
    {
      from: 'complaints: away with fault; true but without fault is not',
      posts: () => complained('STAFF_FAULT'),
      short: () => complained('NO_STAFF_FAULT'),
    },
    logged('WD1b'),
  ],
  WD1c: [
    {
      from: 'attendance: a whole day is two half-days; a day with punches is none',
      points: -4,
      // It stands when the limit for filing leave afterwards has passed.
      posts: async () => {
        for (const date of ['2026-09-20', '2026-09-21', '2026-09-22']) await whole(date);
      },
      short: async () => {
        for (const date of ['2026-09-16', '2026-09-17']) await whole(date);
        await close('2026-09-18');
      },
    },
  ],
  WD2: [logged('WD2')],
  WD3: [logged('WD3')],
  WD4: [
    {
      from: 'safety: told and not put right; the warning alone is nothing',
      posts: () => told(false),
      short: () => told(true),
    },
  ],
  WD5: [
    {
      from: 'safety: computer and printer left on are two; nothing left on is none',
      points: -2,
      posts: () => checked('2026-09-23', ['COMPUTER', 'PRINTER']),
      short: () => checked('2026-09-22', []),
    },
  ],
  WD6: [
    {
      from: 'training: absent without leave; present is none',
      posts: () => studied('2026-09-24', false),
      short: () => studied('2026-09-23', true),
    },
  ],
  WD7: [
    {
      from: 'attendance: two days of leave without cover; with cover none',
      points: -4,
      posts: async () => {
        await off('2026-09-28', '2026-09-29', { withoutCover: true });
        for (const date of ['2026-09-28', '2026-09-29']) await close(date);
      },
      short: async () => {
        await off('2026-09-24', '2026-09-24', { coverId: staffId('STATION_HEAD') });
        world.at('2026-09-24', '17:50');
        await present(device, 'STATION_HEAD', '2026-09-24');
        await close('2026-09-24');
      },
    },
  ],
});
