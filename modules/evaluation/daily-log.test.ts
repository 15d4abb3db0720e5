import { beforeEach, describe, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { dailyLogScene } from '../../test/support/daily-log-scene.ts';
import { eventsOf, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, observe, proposals, read, roster, say, staffId, windowId } = dailyLogScene(() => world);
/** The working days of October 2026. */
const OCTOBER = '08 09 10 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30'.split(' ').map((d) => `2026-10-${d}`);

describe('三(一)4B(3): the log of a day', () => {
  test('三(一)4B(3) · every-working-day-has-a-log: October 2026: 18 logs expected, 17 found, missing 2026-10-10', async () => {
    for (const day of OCTOBER.filter((each) => each !== '2026-10-10')) {
      world.at(day, '16:00');
      const log = await say('openDailyLog', {});
      expect(log).toMatchObject({ day, late: false, closedAt: null });
      await say('closeDailyLog', { logId: log.id });
    }
    world.at('2026-11-02');
    const call = 'missingDailyLogs(month: "2026-10") { month workingDays expected found missing }';
    expect(await read(call)).toEqual({
      month: '2026-10',
      workingDays: 18,
      expected: 18,
      found: 17,
      missing: ['2026-10-10'],
    });
    await runModuleJobs(world.platform);
    await runModuleJobs(world.platform);
    const told = await inTables(world, (tx) =>
      tx.notification.findMany({ where: { template: 'evaluation.log-month' } }),
    );
    expect(told).toMatchObject([
      {
        recipient: 'CENTRE_DIRECTOR',
        text: '2026-10日常考核台账应有18册，实有17册，缺：2026-10-10；共记录0项。',
      },
    ]);
    // What is entered later is marked, and counts as found.
    expect(await say('openDailyLog', { day: '2026-10-10' })).toMatchObject({ day: '2026-10-10', late: true });
    expect(await read(call)).toMatchObject({ found: 18, missing: [] });
  });

  test('三(一)4B(3) · every-working-day-has-a-log: the day over, a missing log is reported once, to the director', async () => {
    world.at('2026-10-09', '16:00');
    await say('openDailyLog', {});
    world.at('2026-10-10', '23:00');
    await runModuleJobs(world.platform);
    const missing = async () =>
      (await eventsOf(world, 'dailyLog.missing')).map(({ day }) => day).filter((day) => day >= '2026-10-09');
    expect(await missing()).toEqual([]);
    world.at('2026-10-12', '08:00');
    await runModuleJobs(world.platform);
    await runModuleJobs(world.platform);
    expect(await missing()).toEqual(['2026-10-10']);
    const rows = await inTables(world, (tx) =>
      tx.notification.findMany({ where: { dedupeKey: 'dailyLog.missing/2026-10-10' } }),
    );
    expect(rows).toMatchObject([{ recipient: 'CENTRE_DIRECTOR', channel: 'INBOX' }]);
  });

  test('三(一)4B(3) · log-is-kept-by-the-duty-officer: whoever is on the roster, whatever his role; else one duty officer', async () => {
    expect(await say('openDailyLog', {}, 'WINDOW_STAFF')).toMatchObject({ code: 'DUTY_OF_ANOTHER' });
    await roster('WINDOW_STAFF', '2026-09-28');
    expect(await say('openDailyLog', {})).toMatchObject({
      code: 'DUTY_OF_ANOTHER',
      message: '当日台账由当日值日的窗口人员记录',
      clause: { id: '三(一)4B(3)' },
    });
    const log = await say('openDailyLog', {}, 'WINDOW_STAFF');
    expect(log).toMatchObject({ officer: { id: staffId() } });
    expect(await say('openDailyLog', {}, 'WINDOW_STAFF')).toMatchObject({ code: 'DAILY_LOG_THERE' });
    expect(await observe(log.id, 'WD2', { staffId: staffId('SEAL_HOLDER') })).toMatchObject({
      code: 'DUTY_OF_ANOTHER',
    });
    expect(await say('openDailyLog', { day: '2026-09-29' })).toMatchObject({ code: 'DAY_NOT_YET' });
    // Taken off the roster again, the day is any duty officer's.
    await roster('WINDOW_STAFF', '2026-09-24');
    await roster('WINDOW_STAFF', '2026-09-24', false);
    expect(await say('openDailyLog', { day: '2026-09-24' })).toMatchObject({ late: true });
  });

  test('三(一)4B(3) · observation-is-of-its-day: proposals with their time; a closed log takes nothing more', async () => {
    world.at('2026-09-28', '17:00');
    const { id: logId } = await say('openDailyLog', {});
    const seen = { at: '2026-09-28T10:30:00+08:00' };
    expect(await observe(logId, 'WD2', seen)).toMatchObject({
      __typename: 'ScoreProposal',
      criterion: { code: 'WD2' },
      state: 'PROPOSED',
      occurredOn: '2026-09-28',
      late: false,
    });
    expect(await observe(logId, 'WD2', seen)).toMatchObject({ code: 'FACT_ALREADY_PROPOSED' });
    const other = { at: '2026-09-27T10:30:00+08:00' };
    expect(await observe(logId, 'WD2', other)).toMatchObject({ code: 'OBSERVATION_OFF_DAY' });
    expect(await observe(logId, 'WD2', { evidence: '  ' })).toMatchObject({ code: 'EVIDENCE_REQUIRED' });
    expect(await observe(logId, 'WD22')).toMatchObject({
      code: 'CRITERION_UNKNOWN',
      details: { didYouMean: 'WD2' },
    });
    const plate = { staffId: null, windowId: windowId() };
    expect(await observe(logId, 'WD3', plate)).toMatchObject({
      criterion: { code: 'WD3' },
      state: 'PROPOSED',
    });
    expect(await observe(logId, 'WD2', plate)).toMatchObject({ code: 'SUBJECT_NOT_OF_CRITERION' });
    const closed = await say('closeDailyLog', { logId, summary: '秩序正常' });
    expect(closed).toMatchObject({ summary: '秩序正常' });
    expect(closed.observations.edges).toHaveLength(2);
    expect(await observe(logId, 'WD1b')).toMatchObject({ code: 'DAILY_LOG_CLOSED' });
    expect(await proposals()).toMatchObject([
      { source: 'DAILY_LOG', code: 'WD2', units: 100, recordedById: expect.any(String) as string },
      { code: 'WD3', subjectKind: 'WINDOW' },
    ]);
    expect(
      await read('dailyLogStatistics(month: "2026-09") { code observations units confirmed rejected }'),
    ).toEqual([
      { code: 'WD2', observations: 1, units: 1, confirmed: 0, rejected: 0 },
      { code: 'WD3', observations: 1, units: 1, confirmed: 0, rejected: 0 },
    ]);
  });

  test('三(一)4B(3) · log-takes-what-no-chapter-reports: refused while its chapter is on, and names it; taken when it is off', async () => {
    const { id: logId } = await say('openDailyLog', {});
    expect(await observe(logId, 'WD1a')).toMatchObject({
      code: 'SOURCE_IS_ON',
      message: 'WD1a由启用的“考勤”自动记录，不得手工重复记录',
    });
    expect(await observe(logId, 'SQ5')).toMatchObject({ code: 'FOR_THE_GROUP' });
    await configure('attendance', { enabled: false, openWork: 'FREEZE' });
    expect(await observe(logId, 'WD1a')).toMatchObject({ criterion: { code: 'WD1a' }, state: 'PROPOSED' });
    expect(await observe(logId, 'WD7', { units: 0.5 })).toMatchObject({ state: 'PROPOSED' });
    expect(await observe(logId, 'WD7', { units: 0.3 })).toMatchObject({ code: 'UNITS_INVALID' });
  });

  test('三(一)4B(3) · untidy-is-told-before-it-costs: safety off: a warning alone costs nothing, uncorrected it is proposed once', async () => {
    const { id: logId } = await say('openDailyLog', {});
    const told = { logId, windowId: windowId(), text: '纸箱堆放' };
    expect(await say('warnInDailyLog', told)).toMatchObject({ code: 'SOURCE_IS_ON' });
    await configure('safety', { enabled: false, openWork: 'FREEZE' });
    const untidy = { staffId: null, windowId: windowId() };
    expect(await observe(logId, 'WD4', untidy)).toMatchObject({ code: 'WARN_FIRST' });
    const first = await say('warnInDailyLog', told);
    expect(first).toMatchObject({ text: '纸箱堆放', corrected: null });
    expect(await proposals()).toEqual([]);
    const second = await say('warnInDailyLog', told);
    await say('recheckInDailyLog', { warningId: second.id, corrected: true });
    expect(await proposals()).toEqual([]);
    const recheck = { warningId: first.id, corrected: false };
    expect(await say('recheckInDailyLog', recheck)).toMatchObject({ corrected: false });
    expect(await say('recheckInDailyLog', recheck)).toMatchObject({ code: 'WARNING_RECHECKED' });
    expect(await proposals()).toMatchObject([{ code: 'WD4', subjectKind: 'WINDOW', evidence: '纸箱堆放' }]);
  });
});

test('三(一)4A: settings with an unknown rule or the wrong sign are refused, and say what is wrong', async () => {
  expect(await configure('evaluation', { settings: { points: { WD1a: 1, WD9: -1 } } })).toMatchObject({
    code: 'MODULE_SETTINGS_INVALID',
    details: {
      problems: [
        expect.stringContaining('points.WD1a: WD1a为扣分，不得为正'),
        expect.stringContaining('points.WD9: 没有计分项“WD9”'),
      ],
    },
  });
  expect(await configure('evaluation', { settings: { points: { WD1a: -2 } } })).toMatchObject({
    enabled: true,
  });
});
