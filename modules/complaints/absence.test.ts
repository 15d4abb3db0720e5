import { beforeEach, expect, test } from 'vitest';
import { attendanceScene } from '../../test/support/attendance-scene.ts';
import { file, track } from '../../test/support/complaint-scene.ts';
import { HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-09-28' });
  return () => world.close();
});
const scene = attendanceScene(() => world);

/** The punches that a complaint shows to a role, as the clock in the hall has them. */
async function shown(id: string, as: 'COMPLAINT_OFFICER' | 'STATION_HEAD' = 'COMPLAINT_OFFICER') {
  const { data } = await world.ask('query ($id: ID!) { node(id: $id) { ... on Complaint { punches } } }', {
    as,
    at: HERE,
    variables: { id },
  });
  const clock = (at: string) => new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return data.node?.punches?.map(clock) ?? null;
}

const ABSENT = { category: 'ABSENCE', content: '窗口无人', occurredOn: '2026-09-29' };

test('三(二)2(4) · punches-are-evidence-of-absence: the respondent’s punches of that day, as the officer of attendance corrected them', async () => {
  const device = await scene.device();
  world.at('2026-09-30');
  await scene.punch(device, 'WINDOW_STAFF', '2026-09-28 08:20', '2026-09-29 08:25', '2026-09-29 09:40');
  await scene.punch(device, 'STATION_HEAD', '2026-09-29 08:26');
  const correct = (kind: string, at: string) =>
    scene.say(
      'correctPunch',
      { staffId: scene.staffId('WINDOW_STAFF'), kind, at: scene.instant(at), reason: '考勤机断电' },
      'ATTENDANCE_OFFICER',
    );
  await correct('VOID', '2026-09-29 09:40');
  await correct('ADD', '2026-09-29 14:31');
  const complaint = await file(world, ABSENT);
  expect(await shown(complaint.id)).toEqual(['2026-09-29 08:25:00', '2026-09-29 14:31:00']);
  expect(await shown(complaint.id, 'STATION_HEAD')).toBeNull();
  expect(await track(world, complaint, 'punches')).toEqual({ punches: null });
  const other = await file(world, { ...ABSENT, category: 'ATTITUDE' });
  expect(await shown(other.id)).toBeNull();
});

test('三(二)2(4) · punches-are-evidence-of-absence: where attendance is off there are none to show', async () => {
  const device = await scene.device();
  world.at('2026-09-30');
  await scene.punch(device, 'WINDOW_STAFF', '2026-09-29 08:25');
  const { id } = await file(world, ABSENT);
  await scene.configure({ enabled: false, openWork: 'FREEZE' });
  expect(await shown(id)).toBeNull();
});
