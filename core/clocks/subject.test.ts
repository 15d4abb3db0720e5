import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import {
  eventsOf,
  HERE,
  inTables,
  PLAIN_VIEW,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { perform, SYSTEM, type Act } from '../acts/act.ts';
import { deliverAll } from '../jobs/runner.ts';
import { caseSubject, type ClockSubject } from './clock-row.ts';
import { endClocks, extendClock, rebudgetClock, resumeClocks, startClock, stopClocks } from './service.ts';
import { findClock, findClocks } from './store.ts';
import { sweepOverdue } from './sweep.ts';

/** A module whose clocks limit something that belongs to a case, as a branch of a joint case will. */
const MODULE = 'branches';

let world: World;
let caseId: string;
let branch: ClockSubject;
beforeEach(async () => {
  world = await createWorld({ modules: [fixtureModule(MODULE)], on: [MODULE] });
  const { id } = await submit(world, 'PROMISE-5', { view: PLAIN_VIEW });
  await step(world, 'acceptCase', { caseId: id }, { view: PLAIN_VIEW });
  caseId = uuidOf(id);
  branch = { subjectType: 'Branch', subjectId: randomUUID() };
  for (const subject of [branch, caseSubject(caseId)])
    await act((a) =>
      startClock(a, {
        ...subject,
        caseId,
        module: MODULE,
        kind: 'LIMIT',
        clause: '九1',
        startedOn: a.today,
        budgetDays: 5,
        stopsFor: ['STATUTORY_PROCEDURE', 'MODULE_OFF'],
        endsIn: ['DECIDED'],
      }),
    );
  return () => world.close();
});

function act<T>(work: (a: Act) => Promise<T>): Promise<T> {
  const townshipId = world.town(HERE).id;
  return perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, work);
}

const limitOf = (subject: ClockSubject) =>
  inTables(world, async (tx) => {
    const clock = await findClock(tx, world.town(HERE).id, subject, 'LIMIT');
    if (!clock) throw new Error('no clock');
    return clock;
  });

test('one kind on one subject is one clock, whatever case both belong to', async () => {
  expect([await limitOf(branch), await limitOf(caseSubject(caseId))]).toMatchObject([
    { ...branch, caseId, dueOn: '2026-10-10' },
    { ...caseSubject(caseId), caseId, dueOn: '2026-10-10' },
  ]);
  const own = await inTables(world, (tx) => findClocks(tx, world.town(HERE).id, caseSubject(caseId)));
  expect(own.map((clock) => clock.subjectType)).toEqual(['Case']);
});

test('a step of the case ends its own clock; the other is ended by whoever started it', async () => {
  const id = Buffer.from(`Case:${world.town(HERE).id}.${caseId}`).toString('base64');
  await step(world, 'decideCase', { caseId: id, outcome: 'APPROVED', result: '准予' }, { view: PLAIN_VIEW });
  expect([(await limitOf(caseSubject(caseId))).endedOn, (await limitOf(branch)).endedOn]).toEqual([
    '2026-09-28',
    null,
  ]);
  world.at('2026-10-12');
  expect(await act((a) => endClocks(a, branch, 'REFUSED'))).toEqual([]);
  expect(await act((a) => endClocks(a, branch, 'DECIDED'))).toEqual([
    { kind: 'LIMIT', dueOn: '2026-10-10', endedOn: '2026-10-12', overdueDays: 1 },
  ]);
});

test('it stands still, is extended and gets another budget by its subject', async () => {
  world.at('2026-09-29');
  await act((a) => stopClocks(a, branch, 'STATUTORY_PROCEDURE', '检测'));
  world.at('2026-10-08');
  await act((a) => resumeClocks(a, branch, ['STATUTORY_PROCEDURE'], '检测完毕'));
  // 09-29 and 09-30 are given back.
  expect([(await limitOf(branch)).dueOn, (await limitOf(caseSubject(caseId))).dueOn]).toEqual([
    '2026-10-13',
    '2026-10-10',
  ]);
  await act(async (a) => extendClock(a, await limitOf(branch), 1, '延期'));
  expect((await limitOf(branch)).dueOn).toBe('2026-10-14');
  await act(async (a) => {
    const budget = { startedOn: a.today, budgetDays: 1 };
    return rebudgetClock(a, await limitOf(branch), budget, '会议确定');
  });
  expect((await limitOf(branch)).dueOn).toBe('2026-10-09');
  const reasons = (await eventsOf(world, 'deadline.changed')).map((e) => [e.subjectType, e.reason]);
  expect(reasons).toEqual([
    ['Branch', '检测完毕'],
    ['Branch', '延期'],
    ['Branch', '会议确定'],
  ]);
});

test('overdue, it is reported with its case; the county’s list takes the clocks of cases only', async () => {
  world.at('2026-10-12');
  expect(await sweepOverdue(world.platform)).toBe(2);
  expect(await sweepOverdue(world.platform)).toBe(0);
  const reported = await eventsOf(world, 'deadline.breached');
  const ofCase = { caseId, number: expect.stringMatching(/^shexi-/), module: MODULE, clause: '九1' };
  expect(reported.find((e) => e.subjectType === 'Branch')).toMatchObject({
    ...branch,
    ...ofCase,
    itemName: expect.any(String),
    handlerId: expect.any(String),
    day: '2026-10-12',
    overdueDays: 1,
  });
  await deliverAll(world.platform);
  const listed = await inTables(world, (tx) => tx.overdueCase.findMany());
  expect(listed).toMatchObject([{ caseId, kind: 'LIMIT' }]);
});
