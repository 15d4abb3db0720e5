import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../core/graphql/node.ts';
import type { Role } from '../../core/auth/roles.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { attendanceScene } from '../support/attendance-scene.ts';
import { integrityScene } from '../support/integrity-scene.ts';
import { fillTownship } from '../support/story.ts';
import { HERE, inTables, uuidOf } from '../support/timely-scene.ts';
import { readingsOf, type Reading } from '../support/whole-schema.ts';
import { ALL_ROLES, createWorld, type World } from '../support/world.ts';

/**
 * Chapter 四 holds what most roles of the centre have no need to know. Each kind of it gets a text that stands nowhere
 * else, about the window's clerk; then every role asks for everything that the schema leads to.
 */
let world: World;
let readings: readonly Reading[];
/** What is looked for in the answers, by the key of `MAY_READ`. */
let canaries: Readonly<Record<keyof typeof MAY_READ, string>>;

type Viewer = Role | 'NOBODY';
const VIEWERS: readonly Viewer[] = [...ALL_ROLES, 'NOBODY'];
/** The clerk whom it is all about. */
const SELF = 'WINDOW_STAFF';
const LEADERS = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'] as const;
const APPROVERS = ['UNIT_DEPUTY', 'UNIT_HEAD'] as const;

/** Who needs to read what; written out, so that a role that is added in a chapter is added here as well. */
const MAY_READ = {
  // 四(一)
  punch: [SELF, 'ATTENDANCE_OFFICER'],
  correction: [SELF, 'ATTENDANCE_OFFICER'],
  leave: [SELF, 'ATTENDANCE_OFFICER', ...APPROVERS],
  outing: [SELF, 'ATTENDANCE_OFFICER', ...APPROVERS],
  // 四(二)
  absence: [SELF, 'ATTENDANCE_OFFICER', ...LEADERS, 'UNIT_HEAD'],
  score: [SELF, 'ATTENDANCE_OFFICER', ...LEADERS, 'UNIT_HEAD'],
  study: [SELF, 'ATTENDANCE_OFFICER', ...LEADERS, 'UNIT_HEAD'],
  // 四(三)
  report: LEADERS,
  note: LEADERS,
  letter: LEADERS,
  reporter: LEADERS,
  revocation: LEADERS,
  file: LEADERS,
  outcome: [SELF, 'ASSESSOR', ...LEADERS, 'UNIT_HEAD', 'COUNTY_BUREAU', 'COUNTY_SUPERVISION'],
  gift: [SELF, ...LEADERS, 'UNIT_HEAD'],
  declared: [SELF, ...LEADERS, 'UNIT_HEAD'],
  mismatch: [...LEADERS, 'UNIT_HEAD'],
  // 四(四)
  incident: [...LEADERS, 'UNIT_HEAD'],
  measure: [SELF, ...LEADERS, 'UNIT_HEAD'],
  valuables: ['DUTY_OFFICER', ...LEADERS, 'UNIT_HEAD'],
} as const satisfies Record<string, readonly Viewer[]>;

const { device, punch } = attendanceScene(() => world);
const { reported } = integrityScene(() => world);

/** Uses a verb that must succeed; the global id of its answer, where it has one. */
async function did(as: Viewer, verb: string, input: object): Promise<string> {
  const query = `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { answer: ${verb}(input: $input) {
    __typename ... on Node { id } ... on Refusal { code message } } }`;
  const { data, errors } = await world.ask(query, { as, at: HERE, variables: { input } });
  if (errors || data.answer.__typename === 'Refusal') throw new Error(JSON.stringify({ verb, data, errors }));
  return data.answer.id as string;
}

beforeAll(async () => {
  world = await createWorld();
  const { ids } = await fillTownship(world, HERE);
  world.at('2026-09-28', '10:30');
  await deliverAll(world.platform);
  await runModuleJobs(world.platform);
  const planted = await plant(ids);
  await deliverAll(world.platform);
  const all = { ...ids, ...planted };
  readings = readingsOf(all);
  canaries = {
    punch: '2026-09-28T01:03:07',
    correction: '金丝雀之更正',
    leave: '金丝雀之请假',
    outing: '金丝雀之外出',
    absence: all['TrainingAttendance'] ?? '',
    score: all['TrainingScore'] ?? '',
    study: '金丝雀之自学',
    report: '金丝雀之举报',
    note: '金丝雀之核查',
    letter: '金丝雀之移送',
    reporter: '金丝雀之举报人',
    revocation: '金丝雀之复核',
    file: all['IntegrityFile'] ?? '',
    outcome: all['IntegrityOutcome'] ?? '',
    gift: '金丝雀之礼品',
    declared: '金丝雀之申报',
    mismatch: all['FeeMismatch'] ?? '',
    incident: '金丝雀之事故',
    measure: '金丝雀之追责',
    valuables: '金丝雀之现金',
  };
});
afterAll(() => world.close());

/** One of each kind, with its canary; ids by type. */
async function plant(ids: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const staffId = ids['Staff'] ?? '';
  await punch(await device('KQ-02'), SELF, '2026-09-28 09:03:07');
  const at = '2026-09-28T09:04:00+08:00';
  const correction = await did('ATTENDANCE_OFFICER', 'correctPunch', { staffId, at, reason: '金丝雀之更正' });
  const half = { fromDay: '2026-12-29', fromHalf: 'AM', throughDay: '2026-12-29', throughHalf: 'AM' };
  const leave = await did(SELF, 'requestLeave', { ...half, type: 'SICK', reason: '金丝雀之请假' });
  const out = { leftAt: '2026-09-28T15:00:00+08:00', expectedReturn: '2026-09-28T16:00:00+08:00' };
  const outing = await did(SELF, 'registerOuting', { ...out, reason: '金丝雀之外出' });
  const log = { category: 'LAW', topic: '行政许可法', minutes: 40, notes: '金丝雀之自学' };
  const study = await did(SELF, 'logSelfStudy', log);
  const { id: fileId } = await reported({ account: '金丝雀之举报', name: '金丝雀之举报人' });
  await did('UNIT_DEPUTY', 'noteIntegrityFile', { fileId, text: '金丝雀之核查' });
  const handOver = { fileId, body: '派驻纪检组', summary: '金丝雀之移送' };
  await did('UNIT_DEPUTY', 'handOverIntegrityFile', handOver);
  const { id: revoked } = await reported();
  await did('UNIT_DEPUTY', 'concludeIntegrityFile', {
    fileId: revoked,
    confirmed: true,
    grounds: '经查属实',
  });
  await did('CENTRE_DIRECTOR', 'revokeIntegrityOutcome', { fileId: revoked, reason: '金丝雀之复核' });
  const letter = await inTables(world, (tx) =>
    tx.document.findFirstOrThrow({ where: { integrityFiles: { some: { id: uuidOf(fileId) } } } }),
  );
  const gift = await did(SELF, 'declareGift', {
    description: '金丝雀之礼品',
    giver: '申请人甲',
    receivedOn: '2026-09-28',
    disposition: 'HANDED_IN',
    settledOn: '2026-09-28',
  });
  const declaration = await did(SELF, 'signIntegrityDeclaration', { matters: '金丝雀之申报' });
  const accident = { occurredOn: '2026-09-25', account: '金丝雀之事故' };
  const incidentId = await did('SEAL_HOLDER', 'reportIncident', accident);
  const held = { serious: false, staffIds: [staffId], measures: ['金丝雀之追责'] };
  await did('UNIT_DEPUTY', 'decideIncident', { incidentId, ...held });
  const valuables = await did('DUTY_OFFICER', 'recordValuables', { kind: 'CASH', note: '金丝雀之现金' });
  const rows = await inTables(world, async (tx) => ({
    punch: await tx.punch.findFirstOrThrow({ orderBy: { at: 'desc' } }),
    mismatch: await tx.feeMismatch.findFirstOrThrow(),
    measure: await tx.incidentAccountability.findFirstOrThrow({ where: { measure: '金丝雀之追责' } }),
  }));
  return {
    Punch: globalId('Punch', rows.punch),
    PunchCorrection: correction,
    LeaveRequest: leave,
    Outing: outing,
    SelfStudy: study,
    IntegrityFile: fileId,
    IntegrityDeclaration: declaration,
    Document: globalId('Document', letter),
    FeeMismatch: globalId('FeeMismatch', rows.mismatch),
    GiftDeclaration: gift,
    SafetyIncident: incidentId,
    IncidentAccountability: globalId('IncidentAccountability', rows.measure),
    ValuablesFinding: valuables,
  };
}

test('the readings lead to everything that the schema has: each root field and each kind of object', () => {
  expect(readings.length).toBeGreaterThan(150);
  const missing = Object.keys(canaries).filter((key) => canaries[key as keyof typeof MAY_READ] === '');
  expect(missing).toEqual([]);
});

/** Operations that are asked at the same time. */
const AT_ONCE = 6;

/** The names of the readings in whose answers a canary stands, by its key. */
async function shownTo(as: Viewer, at: string | undefined): Promise<Map<string, string[]>> {
  const shown = new Map<string, string[]>();
  for (let i = 0; i < readings.length; i += AT_ONCE)
    await Promise.all(
      readings.slice(i, i + AT_ONCE).map(async ({ name, query, variables }) => {
        const { data, errors } = await world.ask(query, { as, at, from: HERE, variables });
        const codes = (errors ?? []).map((e) => e.extensions.code as string);
        // A reading that is refused as a whole would find nothing, whoever asks.
        const refused = codes.filter((code) => /^(QUERY_TOO|BAD_|GRAPHQL_|TIMEOUT|SERVICE)/.test(code));
        expect({ name, refused }).toEqual({ name, refused: [] });
        const text = JSON.stringify(data ?? null);
        for (const [key, canary] of Object.entries(canaries))
          if (text.includes(canary)) shown.set(key, [...(shown.get(key) ?? []), name]);
      }),
    );
  return shown;
}

describe.each([HERE, undefined])('at the endpoint of %s', (at) => {
  test.each(VIEWERS)(
    '四: what %s reads of others’ conduct is what he needs, over the whole schema',
    async (as) => {
      const shown = await shownTo(as, at);
      for (const [key, readers] of Object.entries(MAY_READ)) {
        const reads = (readers as readonly Viewer[]).includes(as);
        expect({ key, reads: shown.has(key), by: shown.get(key) }).toMatchObject({ key, reads });
      }
    },
    // Some three hundred operations.
    120_000,
  );
});
