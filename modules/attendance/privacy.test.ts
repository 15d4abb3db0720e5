import {
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isEnumType,
  type GraphQLObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../core/graphql/schema-for.ts';
import { attendanceScene } from '../../test/support/attendance-scene.ts';
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

/** All plain fields of a type. */
function leaves(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter(({ args, type: t }) => {
      const named = getNamedType(t);
      return (isScalarType(named) || isEnumType(named)) && args.every((a) => !isNonNullType(a.type));
    })
    .map(({ name }) => name)
    .join(' ');
}

const schemaOfAll = () => {
  const { registry } = world.platform;
  return buildSchema(
    registry,
    registry.modules.map((m) => m.id),
  );
};

describe('四(一): by id and by list', () => {
  test.each(VIEWERS)('what %s reads of another’s punches, leaves, outings and marks', async (who) => {
    const schema = schemaOfAll();
    for (const [type, list] of [
      ['Punch', 'punches'],
      ['PunchCorrection', 'punchCorrections'],
      ['LeaveRequest', 'leaveRequests'],
      ['Outing', 'outings'],
      ['AttendanceMark', 'attendanceMarks'],
    ] as const) {
      const view = leaves(schema.getType(type) as GraphQLObjectType);
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

describe('四(一): over the whole schema', () => {
  test.each(VIEWERS)('no connection of the API shows %s a reason that is not for him', async (who) => {
    const schema = schemaOfAll();
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
      args.every((arg) => !isNonNullType(arg.type)),
    );
    let asked = 0;
    for (const { name, type } of roots) {
      const named = getNamedType(type);
      if (!isObjectType(named) || isInterfaceType(named)) continue;
      const edge = named.getFields()['edges'];
      const node = edge && (getNamedType(edge.type) as GraphQLObjectType).getFields()['node'];
      const row = node && getNamedType(node.type);
      if (!isObjectType(row)) continue;
      const relations = Object.values(row.getFields())
        .filter(
          ({ args, type: t }) => isObjectType(getNamedType(t)) && args.every((a) => !isNonNullType(a.type)),
        )
        .filter(({ type: t }) => !getNamedType(t).name.endsWith('Connection'))
        .map(
          (field) => `${field.name} { __typename ${leaves(getNamedType(field.type) as GraphQLObjectType)} }`,
        )
        .join(' ');
      const reply = await ask(
        `{ ${name} { edges { node { __typename ${leaves(row)} ${relations} } } } }`,
        who,
      );
      asked += 1;
      const text = JSON.stringify(reply);
      if (who === SELF || ([...LEAVE_READERS] as string[]).includes(who)) continue;
      for (const reason of REASONS)
        expect({ name, shows: text.includes(reason) }).toEqual({ name, shows: false });
    }
    expect(asked).toBeGreaterThan(20);
  });

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
