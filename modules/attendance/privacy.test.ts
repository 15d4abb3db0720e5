import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendanceScene } from '../../test/support/attendance-scene.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { fillTownship } from '../../test/support/story.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { LEAVE_READERS, MARK_READERS, PUNCH_READERS } from './roles.ts';

let world: World;
let ids: Readonly<Record<string, string>>;
const { ask } = attendanceScene(() => world);
/** Whom the story's rows are about. */
const SELF = 'WINDOW_STAFF';
const REASONS = ['复查身体', '下乡入户核查', '考勤机断电', 'SICK'];

beforeAll(async () => {
  world = await createWorld();
  ({ ids } = await fillTownship(world, HERE));
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
type Viewer = (typeof VIEWERS)[number];
const READERS: Readonly<Record<string, readonly string[]>> = {
  Punch: PUNCH_READERS,
  PunchCorrection: PUNCH_READERS,
  LeaveRequest: LEAVE_READERS,
  Outing: LEAVE_READERS,
  AttendanceMark: MARK_READERS,
};
const reads = (type: string, who: Viewer) => who === SELF || (READERS[type] ?? []).includes(who);

describe('四(一): by id and by list', () => {
  test.each(VIEWERS)('what %s reads of another’s punches, leaves, outings and marks', async (who) => {
    for (const [type, list] of [
      ['Punch', 'punches'],
      ['PunchCorrection', 'punchCorrections'],
      ['LeaveRequest', 'leaveRequests'],
      ['Outing', 'outings'],
      ['AttendanceMark', 'attendanceMarks'],
    ] as const) {
      const view = plainFields(type);
      const node = await ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${view} } } }`, who, {
        id: ids[type],
      });
      const listed = await ask(`{ ${list} { edges { node { ${view} } } } }`, who);
      expect({ type, node: (node.data?.node ?? null) !== null }).toEqual({ type, node: reads(type, who) });
      const rows = listed.data?.[list]?.edges ?? [];
      expect({ type, rows: rows.length > 0 }).toEqual({ type, rows: reads(type, who) });
    }
  });
});

describe('四(一): beside the API', () => {
  test('no event, audit entry, message or figure tells why somebody is away, or when he punched', async () => {
    const kept = await inTables(world, async (tx) => [
      await tx.outboxEvent.findMany({ where: { type: { in: ['leave.approved', 'punch.dayClosed'] } } }),
      await tx.auditEntry.findMany(),
      await tx.notification.findMany(),
      await tx.tally.findMany(),
    ]);
    const text = JSON.stringify(kept, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).toContain('leave.approved');
    for (const reason of REASONS) expect(text).not.toContain(reason);
  });
});
