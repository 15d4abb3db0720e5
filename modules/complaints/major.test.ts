import { beforeEach, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { file, messagesFor, staffId, take, wording } from '../../test/support/complaint-scene.ts';
import { eventsOf, gid, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-09-30' });
  return () => world.close();
});

const REPORT = '有一件重大投诉举报，请立即阅处。';
const report = (complaintId: string) =>
  take(world, 'COMPLAINT_OFFICER', 'reportMajorComplaint', { complaintId });

/** Escalations to the head by a time. */
async function escalatedBy(day: string, time: string): Promise<number> {
  world.at(day, time);
  await runModuleJobs(world.platform);
  return (await eventsOf(world, 'complaint.escalated')).length;
}

test('三(二)3(3) · unacknowledged-goes-to-the-head: the working hour goes on after National Day', async () => {
  world.at('2026-09-30', '17:00');
  await file(world, { severity: 'MAJOR' });
  expect(await escalatedBy('2026-10-07', '12:00')).toBe(0);
  expect(await escalatedBy('2026-10-08', '08:59')).toBe(0);
  expect(await escalatedBy('2026-10-08', '09:00')).toBe(1);
});

test('三(二)3(3): what was filed as ordinary the desk reports as major, at once and once; the hour runs from then', async () => {
  world.at('2026-09-28', '09:00');
  const { id } = await file(world);
  world.at('2026-09-29', '14:30');
  expect(await report(id)).toMatchObject({ id, status: 'FILED' });
  await report(id);
  expect(await messagesFor(world, 'UNIT_DEPUTY')).toEqual([REPORT]);
  expect(await escalatedBy('2026-09-29', '15:29')).toBe(0);
  expect(await escalatedBy('2026-09-29', '15:30')).toBe(1);
  expect(await take(world, 'UNIT_DEPUTY', 'acknowledgeComplaint', { complaintId: id })).toMatchObject({ id });
});

test('三(二)3(3): neither window staff nor the public reports it, and not when it was concluded', async () => {
  const { id } = await file(world);
  await expect(take(world, 'WINDOW_STAFF', 'reportMajorComplaint', { complaintId: id })).rejects.toThrow(
    'FORBIDDEN',
  );
  await inTables(world, (tx) => tx.complaint.updateMany({ data: { state: 'CONCLUDED' } }));
  expect(await report(id)).toMatchObject({ code: 'COMPLAINT_STATE_NOT_ALLOWED' });
});

test('三(二)2(5) · bribery-is-restricted: one about the deputy leader the head reads and acknowledges in his place', async () => {
  const about = { category: 'BRIBERY', content: '索要礼品', respondentId: staffId(world, 'UNIT_DEPUTY') };
  const { number } = await take(world, 'NOBODY', 'fileComplaint', wording(world, about));
  await file(world, { category: 'BRIBERY', content: '索要礼品' });
  const townshipId = world.town(HERE).id;
  const row = await inTables(world, (tx) =>
    tx.complaint.findUniqueOrThrow({ where: { townshipId_number: { townshipId, number } } }),
  );
  const complaintId = gid(world, 'Complaint', row.id);
  expect(await messagesFor(world, 'UNIT_HEAD')).toEqual([REPORT]);
  const listed = async (as: 'UNIT_HEAD' | 'UNIT_DEPUTY' | 'CENTRE_DIRECTOR' | 'COMPLAINT_OFFICER') => {
    const { data } = await world.ask('{ complaints { edges { node { number } } } }', { as, at: HERE });
    return data.complaints.edges.filter(({ node }: { node: { number: string } }) => node.number === number)
      .length;
  };
  expect(
    await Promise.all(
      (['UNIT_HEAD', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'COMPLAINT_OFFICER'] as const).map(listed),
    ),
  ).toEqual([1, 1, 0, 0]);
  const { data } = await world.ask('{ complaints { edges { node { number } } } }', {
    as: 'UNIT_HEAD',
    at: HERE,
  });
  expect(data.complaints.edges).toHaveLength(1);
  expect(await take(world, 'UNIT_DEPUTY', 'acknowledgeComplaint', { complaintId })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await take(world, 'UNIT_HEAD', 'acknowledgeComplaint', { complaintId })).toMatchObject({
    id: complaintId,
  });
  expect(await escalatedBy('2026-10-08', '08:40')).toBe(1);
});
