import { beforeEach, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { file, replyClocks, take, track } from '../../test/support/complaint-scene.ts';
import { configure as configureModule } from '../../test/support/county-scene.ts';
import { eventsOf, HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const configure = (given: object) => configureModule(world, 'complaints', given);

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask(
      '{ __schema { types { name } queryType { fields { name } } mutationType { fields { name } } } }',
      { at },
    );
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['Complaint', 'complaints', 'trackComplaint', 'fileComplaint', 'BadReview']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
});

test('REFUSE lists the open complaint and leaves the module on', async () => {
  const complaint = await file(world);
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 1,
      openWork: [{ kind: 'COMPLAINT', id: uuidOf(complaint.id), label: complaint.number }],
    },
  });
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED' });
});

test('FREEZE and on again: the complaint is kept and goes on', async () => {
  const complaint = await file(world);
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  await expect(track(world, complaint)).rejects.toThrow('Cannot query field');
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED' });
  const accepted = await take(world, 'COMPLAINT_OFFICER', 'acceptComplaint', { complaintId: complaint.id });
  expect(accepted).toMatchObject({ status: 'ACCEPTED' });
});

test('FREEZE: the reply clock stands still and is silent; on again it gets its days back, the move on record', async () => {
  const complaint = await file(world);
  const accepted = await take(world, 'COMPLAINT_OFFICER', 'acceptComplaint', { complaintId: complaint.id });
  expect(accepted).toMatchObject({ dueOn: '2026-10-10' });
  world.at('2026-10-08');
  await configure({ enabled: false, openWork: 'FREEZE' });
  world.at('2026-10-12');
  expect(await sweepOverdue(world.platform)).toBe(0);
  await runModuleJobs(world.platform);
  await configure({ enabled: true });
  await runModuleJobs(world.platform);
  expect(await eventsOf(world, 'complaint.overdue')).toEqual([]);
  // 10-08, 10-09 and 10-10 are given back: three of the five days are left, today the first of them.
  expect(await track(world, complaint)).toMatchObject({ status: 'ACCEPTED', dueOn: '2026-10-14' });
  expect(await replyClocks(world, complaint)).toMatchObject([
    {
      phase: 'RUNNING',
      changes: [
        {
          oldDueOn: '2026-10-10',
          newDueOn: '2026-10-14',
          reason: '模块“complaints”恢复启用 / module on again',
        },
      ],
    },
  ]);
});
