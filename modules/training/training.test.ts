import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { recount } from '../../core/county/roll-up.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { excuseByLeave } from './acts/attending.ts';
import { training } from './index.ts';
import { ATTENDANCE } from './store.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { jobs, list, say, schedule, staffId } = trainingScene(() => world);

/** Leave of a half-day or more of the window's clerk, as attendance approves it. */
const approve = (from: [string, string], through: [string, string]) =>
  perform(world.platform, { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true }, (act) =>
    excuseByLeave(act, {
      leaveId: randomUUID(),
      staffId: world.town(HERE).staff['WINDOW_STAFF'] ?? '',
      fromDay: from[0],
      fromHalf: from[1],
      throughDay: through[0],
      throughHalf: through[1],
    }),
  );

/** The facts that stand for evaluation. */
async function facts() {
  const own = (await factsOf(world)).filter(({ code }) => code.startsWith('WD6'));
  return own.map(({ code, occurredOn }) => ({ code, occurredOn }));
}

describe('四(二)1, 四(二)2: plan and sessions', () => {
  test('四(二)1 · session-has-a-category: a session without category is rejected, of the township’s own it is not', async () => {
    expect(await schedule('2026-10-15', '09:00', { category: null })).toMatchObject({
      code: 'TRAINING_CATEGORY_REQUIRED',
      clause: { id: '四(二)1' },
    });
    expect(await schedule('2026-10-15', '09:00', { category: 'FIRE_SAFETY' })).toMatchObject({
      code: 'TRAINING_CATEGORY_REQUIRED',
    });
    const { configure } = trainingScene(() => world);
    await configure({ enabled: true, settings: { moreCategories: ['FIRE_SAFETY'] } });
    expect(await schedule('2026-10-15', '09:00', { category: 'FIRE_SAFETY' })).toMatchObject({
      category: 'FIRE_SAFETY',
      day: '2026-10-15',
      state: 'SCHEDULED',
    });
  });

  test('四(二)2 · plan-has-twelve-months: adopted once a year; what it lacks is shown', async () => {
    const categories = Array.from({ length: 12 }, (_, i) => ['POLITICS', 'LAW', 'SKILLS'][i % 3]);
    const topics = categories.map((_, i) => `${i + 1}月学习`);
    const plan = { year: 2027, categories, topics };
    expect(await say('adoptTrainingPlan', { ...plan, topics: topics.slice(1) })).toMatchObject({
      code: 'TRAINING_PLAN_INCOMPLETE',
    });
    expect(await say('adoptTrainingPlan', plan)).toMatchObject({
      year: 2027,
      missingContents: ['MEETINGS', 'MANNERS'],
    });
    expect(await say('adoptTrainingPlan', plan)).toMatchObject({ code: 'TRAINING_PLAN_EXISTS' });
    expect(await list('trainingPlans', 'year')).toEqual([{ year: 2027 }]);
  });

  test('四(二)2 · one-collective-session-a-month: none by Fri 2026-10-30 is reported at closing, once', async () => {
    world.at('2026-10-30', '17:00');
    await jobs();
    expect(await eventsOf(world, 'training.monthMissed')).toMatchObject([{ month: '2026-09' }]);
    world.at('2026-10-30', '17:30');
    await jobs();
    await jobs();
    expect(await eventsOf(world, 'training.monthMissed')).toMatchObject([
      { month: '2026-09' },
      { month: '2026-10', checkedOn: '2026-10-30' },
    ]);
    const told = await list('notifications', 'text', 'CENTRE_DIRECTOR');
    expect(told.map(({ text }) => text)).toContain('2026-10没有开展集中学习培训，请安排并说明。');
    expect(await list('trainingMonthChecks', 'month sessions')).toEqual([
      { month: '2026-10', sessions: 0 },
      { month: '2026-09', sessions: 0 },
    ]);
  });

  test('四(二)2 · one-collective-session-a-month: a session that somebody attended counts, self-study and a cancelled one do not', async () => {
    const { id: cancelled } = await schedule('2026-10-14');
    expect(await say('cancelTraining', { sessionId: cancelled })).toMatchObject({ state: 'CANCELLED' });
    expect(await say('cancelTraining', { sessionId: cancelled })).toMatchObject({
      code: 'TRAINING_SESSION_OVER',
    });
    const { id: sessionId } = await schedule('2026-10-15');
    world.at('2026-10-15', '08:45');
    await say('signInTraining', { sessionId }, 'WINDOW_STAFF');
    world.at('2026-10-30', '17:30');
    await jobs();
    expect(await list('trainingMonthChecks', 'month sessions')).toContainEqual({
      month: '2026-10',
      sessions: 1,
    });
    expect((await eventsOf(world, 'training.monthMissed')).map(({ month }) => month)).toEqual(['2026-09']);
  });
});

describe('四(二)3: sign-in, tests, self-study', () => {
  test('四(二)3 · signs-in-in-time: in time oneself, afterwards by an organiser until it is closed', async () => {
    const { id: sessionId } = await schedule('2026-10-15', '09:00', {
      staffIds: [staffId('WINDOW_STAFF'), staffId('STATION_HEAD')],
    });
    world.at('2026-10-15', '08:00');
    const mine = () => say('signInTraining', { sessionId }, 'WINDOW_STAFF');
    expect(await mine()).toMatchObject({ code: 'NOT_SIGN_IN_TIME' });
    world.at('2026-10-15', '08:45');
    expect(await mine()).toMatchObject({ state: 'PRESENT' });
    expect(await say('signInTraining', { sessionId }, 'DUTY_OFFICER')).toMatchObject({
      code: 'NOT_EXPECTED',
    });
    world.at('2026-10-15', '10:00');
    const head = { sessionId, staffId: staffId('STATION_HEAD') };
    expect(await say('recordTrainingPresence', head)).toMatchObject({ state: 'PRESENT' });
    await jobs();
    expect(await say('recordTrainingPresence', head)).toMatchObject({ code: 'TRAINING_SESSION_OVER' });
    expect(await eventsOf(world, 'training.closed')).toMatchObject([{ present: 2, absent: 0 }]);
  });

  test('四(二)3 · failed-test-is-retaken: 58 of 60 opens a retake with a limit; passed, it is done', async () => {
    const { id: sessionId } = await schedule('2026-10-15', '09:00', { modes: ['COLLECTIVE', 'TEST'] });
    world.at('2026-10-15', '11:00');
    const score = (value: number) =>
      say('recordTestScore', { sessionId, staffId: staffId('WINDOW_STAFF'), score: value });
    expect(await score(58)).toMatchObject({ attempt: 1, score: 58, pass: 60, passed: false });
    const view = 'passed dueOn clocks { kind phase dueOn }';
    expect(await list('trainingRetakes(open: true, mine: true)', view, 'WINDOW_STAFF')).toEqual([
      {
        passed: false,
        dueOn: '2026-10-29',
        clocks: [{ kind: 'RETAKE', phase: 'RUNNING', dueOn: '2026-10-29' }],
      },
    ]);
    expect(await score(59)).toMatchObject({ attempt: 2, passed: false });
    expect(await score(75)).toMatchObject({ attempt: 3, passed: true });
    expect(await score(80)).toMatchObject({ code: 'NO_TEST' });
    expect(await list('trainingRetakes', 'passed')).toEqual([{ passed: true }]);
  });

  test('四(二)3 · self-study-is-logged: one’s own log', async () => {
    const entry = { category: 'LAW', topic: '行政许可法', minutes: 40 };
    expect(await say('logSelfStudy', entry, 'WINDOW_STAFF')).toMatchObject({
      day: '2026-09-28',
      minutes: 40,
    });
    expect(await say('logSelfStudy', { ...entry, minutes: 0 }, 'WINDOW_STAFF')).toMatchObject({
      code: 'STUDY_MINUTES_RANGE',
    });
    expect(await list('selfStudies(mine: true)', 'topic', 'WINDOW_STAFF')).toEqual([{ topic: '行政许可法' }]);
    expect(await list('selfStudies', 'topic', 'STATION_HEAD')).toEqual([]);
  });
});

describe('三(一)4A(1)⑥: absence', () => {
  /** A session of the clerk that passed on 2026-10-15, in the morning, without him. */
  async function missed(): Promise<void> {
    await schedule('2026-10-15');
    world.at('2026-10-15', '10:00');
    await jobs();
    await jobs();
  }

  test('三(一)4A(1)⑥ · absent-without-leave: absent 2026-10-15 without leave is one fact of WD6', async () => {
    await missed();
    expect(await facts()).toEqual([{ code: 'WD6', occurredOn: '2026-10-15' }]);
    const told = await list('notifications(mine: true)', 'text template', 'WINDOW_STAFF');
    expect(told.filter(({ template }) => template.startsWith('training.'))).toMatchObject([
      { text: '您未参加2026-10-15的学习培训，没有批准的请假；如有请假，请补办。' },
    ]);
  });

  test('三(一)4A(1)⑥ · absent-without-leave: who left the service before the session is not absent from it', async () => {
    await schedule('2026-10-15');
    await inTables(world, (tx) =>
      tx.staff.updateMany({
        where: { id: world.town(HERE).staff['WINDOW_STAFF'] ?? '' },
        data: { active: false },
      }),
    );
    await world.platform.directory.reload();
    world.at('2026-10-15', '10:00');
    await jobs();
    expect(await facts()).toEqual([]);
    expect(await eventsOf(world, 'training.closed')).toMatchObject([{ present: 0, absent: 0 }]);
  });

  test('三(一)4A(1)⑥ · approved-leave-excuses: leave approved before, none', async () => {
    await approve(['2026-10-15', 'AM'], ['2026-10-15', 'PM']);
    await missed();
    expect(await facts()).toEqual([]);
    expect(await list('trainingAttendances', 'state byLeave')).toEqual([{ state: 'EXCUSED', byLeave: true }]);
  });

  test('三(一)4A(1)⑥ · approved-leave-excuses: approved later, the fact is withdrawn; other leave withdraws nothing', async () => {
    await missed();
    await approve(['2026-10-15', 'PM'], ['2026-10-16', 'PM']);
    expect(await facts()).toHaveLength(1);
    await approve(['2026-10-14', 'PM'], ['2026-10-15', 'AM']);
    expect(await facts()).toEqual([]);
    const rows = await inTables(world, (tx) =>
      tx.outboxEvent.findMany({ where: { type: { startsWith: 'training.abs' } }, orderBy: { seq: 'asc' } }),
    );
    expect(rows.map((row) => row.type)).toEqual(['training.absent', 'training.absenceExcused']);
    expect(new Set(rows.map((row) => row.factId)).size).toBe(1);
  });

  test('三(一)4A(1)⑥ · excused-by-hand-where-attendance-is-off: with a reason, once, never one’s own', async () => {
    // A county without the chapter of attendance.
    await world.close();
    world = await createWorld({ modules: [training] });
    const staffIds = [staffId('WINDOW_STAFF'), staffId('CENTRE_DIRECTOR')];
    await schedule('2026-10-15', '09:00', { staffIds });
    world.at('2026-10-15', '10:00');
    await jobs();
    const absent = await list('trainingAttendances(state: ABSENT)', 'id staff { id }');
    const of = (role: string) => absent.find((row) => row.staff.id === staffId(role))?.id;
    const excuse = (role: string, reason: string) =>
      say('excuseTrainingAbsence', { attendanceId: of(role), reason });
    expect(await excuse('CENTRE_DIRECTOR', '开会')).toMatchObject({ code: 'EXCUSE_OF_ONESELF' });
    expect(await excuse('WINDOW_STAFF', ' ')).toMatchObject({ code: 'TEXT_REQUIRED' });
    expect(await excuse('WINDOW_STAFF', '家中急事')).toMatchObject({
      state: 'EXCUSED',
      byLeave: false,
      excuseReason: '家中急事',
    });
    expect(await excuse('WINDOW_STAFF', '家中急事')).toMatchObject({ code: 'NOT_ABSENT' });
    expect(await facts()).toHaveLength(1);
  });

  test('三(一)4A(1)⑥ · excused-by-hand-where-attendance-is-off: where it is on, leave alone excuses', async () => {
    await world.close();
    world = await createWorld({ modules: [training, fixtureModule(ATTENDANCE)] });
    await missed();
    const [row] = await list('trainingAttendances', 'id');
    expect(await say('excuseTrainingAbsence', { attendanceId: row.id, reason: '家中急事' })).toMatchObject({
      code: 'LEAVE_EXCUSES',
    });
  });

  test('the county’s figures are those that a recount gives', async () => {
    await missed();
    await schedule('2026-10-19');
    world.at('2026-10-30', '17:30');
    await jobs();
    await approve(['2026-10-15', 'AM'], ['2026-10-15', 'AM']);
    await deliverEvents(world.platform, world.town(HERE).id);
    const figures = [
      { measure: 'training', key: 'absent', value: 1 },
      { measure: 'training', key: 'monthsMissed', value: 2 },
      { measure: 'training', key: 'sessions', value: 2 },
    ];
    const kept = await inTables(world, (tx) =>
      tx.tally.findMany({
        where: { measure: 'training', value: { not: 0 } },
        orderBy: { key: 'asc' },
        select: { measure: true, key: true, value: true },
      }),
    );
    expect(kept).toEqual(figures);
    const counted = await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id));
    expect(counted.filter(({ measure }) => measure === 'training')).toEqual(expect.arrayContaining(figures));
  });
});
