import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { caseSubject } from '../../core/clocks/clock-row.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { findClock } from '../../core/clocks/store.ts';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { addDays, civilDate } from '../../core/time/index.ts';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { HERE, inTables, uuidOf, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { OPEN_STATES } from './rules.ts';
import { branchClock, JOINT } from './store.ts';

let world: World;
let places: Place[];
const { addPlace, branchesOf, gid, look, night, publish, say, submit } = parallelScene(() => world);
beforeAll(async () => {
  world = await createWorld({ towns: [HERE] });
  places = [
    await addPlace('L01', '国土所'),
    await addPlace('L02', '规划所'),
    await addPlace('L03', '林业站'),
  ];
  await publish(places, { deemedConsentAllowed: true });
});
afterAll(() => world.close());

/** A seeded generator (mulberry32), so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A branch as its events tell it. */
interface Told {
  state: string;
  readonly stationId: string;
  readonly firstId: string | null;
}

const OPINIONS: Readonly<Record<string, string>> = {
  APPROVE: 'APPROVED',
  REJECT: 'REJECTED',
  RECTIFY: 'RECTIFY',
};
const MADE: Readonly<Record<string, string>> = {
  'branch.suspended': 'SUSPENDED',
  'branch.resumed': 'OPEN',
  'branch.silent': 'SILENCE_PENDING',
  'branch.cancelled': 'CANCELLED',
};

/** What the events of a case make of it and of its branches, from nothing. */
function replay(events: { type: string; payload: Answered }[]) {
  const branches = new Map<string, Told>();
  const forked: string[][] = [];
  const of = { state: 'SUBMITTED', completed: 0 };
  for (const { type, payload } of events) {
    const branch = branches.get(payload.branchId);
    if (type === 'joint.forked') forked.push(payload.branches);
    else if (type.startsWith('case.')) of.state = payload.toState;
    else if (type === 'branch.received') {
      const { branchId, stationId, firstId } = payload;
      branches.set(branchId, { state: 'OPEN', stationId, firstId });
      const first = branches.get(firstId);
      if (first) first.state = 'RECTIFIED';
    } else if (branch)
      branch.state = OPINIONS[payload.opinion] ?? payload.state ?? MADE[type] ?? branch.state;
    if (type === 'case.completed') of.completed += 1;
  }
  return { branches, forked, of };
}

const CAUSES = ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE'] as const;
const EVENTS = [
  'branch.received',
  'branch.opinion',
  'branch.overdue',
  'branch.silenceChecked',
  'branch.deemedConsent',
  'branch.sealed',
  'siteVisit.absent',
  'case.suspended',
  'case.resumed',
  'case.completed',
  ...Object.keys(MADE),
];

/** Looks at a case from all sides; `seen` are the branches that were there before. Returns those that are. */
async function check(caseId: string, seen: readonly string[]): Promise<string[]> {
  const townshipId = world.town(HERE).id;
  const id = uuidOf(caseId);
  return perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, async (act) => {
    const { tx } = act;
    const rows = await tx.branch.findMany({ where: { caseId: id }, orderBy: { round: 'asc' } });
    const found = await tx.case.findFirstOrThrow({ where: { id } });

    // The joint date never precedes a branch's, be it in work or concluded.
    const joint = await findClock(tx, townshipId, caseSubject(id), JOINT);
    if (!joint) throw new Error('a joint case must have its limit');
    const late = [];
    for (const row of rows) {
      const { dueOn } = readingOf(act, await branchClock(tx, townshipId, row.id));
      if (dueOn > readingOf(act, joint).dueOn) late.push({ ...row, dueOn });
    }
    expect(late).toEqual([]);

    // Replaying the events gives the same case and the same branches.
    const events = await tx.outboxEvent.findMany({ where: { caseId: id }, orderBy: { seq: 'asc' } });
    const told = replay(events);
    const kept = rows.map(
      ({ id: key, state, stationId, firstId }) => [key, { state, stationId, firstId }] as const,
    );
    expect(told.branches).toEqual(new Map(kept));
    expect(told.of).toEqual({ state: found.state, completed: found.decidedAt === null ? 0 : 1 });

    // It was forked once; no branch is lost, none is doubled: each station has one that counts, the others led to it.
    const ids = rows.map((row) => row.id);
    expect(told.forked.map((one) => one.toSorted())).toEqual([
      rows
        .filter(({ round }) => round === 1)
        .map((row) => row.id)
        .toSorted(),
    ]);
    expect(seen.filter((one) => !ids.includes(one))).toEqual([]);
    const counted = rows.filter(({ state }) => state !== 'RECTIFIED');
    expect(counted.map((row) => row.stationId).toSorted()).toEqual(
      [...new Set(rows.map((row) => row.stationId))].toSorted(),
    );

    // What ended left nothing open; what was approved has nobody against it.
    if (found.decidedAt !== null) {
      expect(counted.filter(({ state }) => (OPEN_STATES as readonly string[]).includes(state))).toEqual([]);
      const running = await tx.clock.count({ where: { caseId: id, subjectType: 'Branch', endedOn: null } });
      expect(running).toBe(0);
      const against = counted.filter(({ state }) => ['REJECTED', 'RECTIFY', 'CANCELLED'].includes(state));
      if (found.outcome === 'APPROVED') expect(against).toEqual([]);
    }
    return ids;
  });
}

/** Forks a case in one of three ways, of which two may be tried at the same moment. */
async function forkAtRandom(next: () => number): Promise<string> {
  const { id: caseId } = await submit();
  const some = places.filter(() => next() < 0.6);
  const chosen = (some.length > 0 ? some : places.slice(0, 1)).map(({ stationId }) => ({
    stationId: gid('Station', stationId),
    materials: ['申请表'],
  }));
  const ways = [
    () => step('acceptCase', { caseId }),
    () => step('forkBranches', { caseId, branches: chosen }),
  ];
  const [one, two] = next() < 0.5 ? ways : ways.toReversed();
  await Promise.all(next() < 0.5 ? [one?.()] : [one?.(), two?.()]);
  return caseId;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  '一(五)4: whatever the branches do and in which order, the case closes once, none is lost, the joint date is the last, and the events tell it all (seed %i)',
  async (seed) => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    world.at('2026-09-14');
    let today = civilDate('2026-09-14');
    const caseId = await forkAtRandom(next);
    let seen = await check(caseId, []);
    for (let turn = 0; turn < 40; turn += 1) {
      if (next() < 0.3) {
        today = addDays(today, 1 + Math.floor(next() * 3));
        world.at(today, next() < 0.5 ? '09:00' : '17:40');
        if (next() < 0.7) await night();
      }
      const branches = await branchesOf(caseId);
      const steps = stepsOf(caseId, pick(branches), { next, pick });
      // Often two at once: one of them may be refused, neither may do half.
      const taken = next() < 0.3 ? [pick(steps), pick(steps)] : [pick(steps)];
      await Promise.all(taken.map((take) => take()));
      seen = await check(caseId, seen);
    }
    await finish(caseId);
    await check(caseId, seen);
    expect((await look(caseId, 'state')).state).toBe('DECIDED');
  },
  60_000,
);

type Take = () => Promise<Answered>;

/** What may be tried on a case and one of its branches: mostly what its state is waiting for, else anything. */
function stepsOf(
  caseId: string,
  branch: Answered,
  { next, pick }: { next: () => number; pick: <T>(list: readonly T[]) => T },
): Take[] {
  const place = places.find((p) => branch.window.number === numberOf(p)) as Place;
  const branchId: string = branch.id;
  const text = '示例';
  const opinions = ['APPROVE', 'APPROVE', 'REJECT', 'RECTIFY', 'RECTIFY'];
  const fork = [{ stationId: gid('Station', place.stationId), materials: [text] }];
  const opinion: Take = () =>
    say('giveOpinion', { branchId, opinion: pick(opinions), text, requirements: [text] }, place);
  const second: Take = () => say('openSecondApplication', { branchId, materials: [] });
  const suspend: Take = () =>
    say('suspendBranch', { branchId, reason: text, applicantCause: true, evidence: text }, place);
  const resume: Take = () => say('resumeBranch', { branchId }, place);
  const explain: Take = () => say('explainSilence', { branchId, text }, place);
  const examine: Take = () =>
    say('checkSilence', { branchId, reasonable: next() < 0.3, note: text }, 'CENTRE_DIRECTOR');
  const sign: Take = () =>
    say('signDeemedConsent', { branchId, sign: next() < 0.7, reason: text }, 'SEAL_HOLDER');
  const go: Take = () => step('resumeCase', { caseId });
  const FITTING: Readonly<Record<string, Take[]>> = {
    OPEN: [opinion, suspend, () => visit(caseId, branchId)],
    SUSPENDED: [resume],
    RECTIFY: [second],
    SILENCE_PENDING: [explain, examine, examine],
    SILENT: [opinion],
    WAITING_SEAL: [sign],
  };
  const fitting = FITTING[branch.state];
  if (fitting && next() < 0.7) return [...fitting, go];
  const ofBranch = [opinion, second, suspend, resume, explain, examine, sign];
  return [
    ...ofBranch,
    go,
    () => visit(caseId, branchId),
    () => step('forkBranches', { caseId, branches: fork }),
    () => step('suspendCase', { caseId, cause: pick(CAUSES), reason: text }),
    () => step('decideCase', { caseId, outcome: pick(['APPROVED', 'DENIED']), result: text }),
  ];
}

/** Whatever a branch still owes is given, then the lead answers, twice at the same moment. */
async function finish(caseId: string): Promise<void> {
  await step('resumeCase', { caseId });
  for (const { id: branchId, state, window } of await branchesOf(caseId)) {
    const place = places.find((p) => window.number === numberOf(p));
    if (state === 'SUSPENDED') await say('resumeBranch', { branchId }, place);
    if (state === 'WAITING_SEAL') await say('signDeemedConsent', { branchId, sign: true }, 'SEAL_HOLDER');
    // What waits for a rectification is cancelled with its case.
    const opinion = { branchId, opinion: 'RECTIFY', text: '示例', requirements: ['示例'] };
    await say('giveOpinion', opinion, place);
  }
  const decision = { caseId, outcome: 'DENIED', result: '示例' };
  await Promise.all([step('decideCase', decision), step('decideCase', decision)]);
}

const numberOf = (place: Place) => `L0${places.indexOf(place) + 1}`;

function step(verb: string, input: object, as: Role = 'WINDOW_STAFF'): Promise<Answered> {
  return say(verb, input, as);
}

async function visit(caseId: string, branchId: string): Promise<Answered> {
  const session = { caseId, kind: 'VISIT', day: '2026-09-28', place: '现场', branchIds: [branchId] };
  const held = await say('organiseJointSession', session, 'CENTRE_DIRECTOR');
  return held.id
    ? say('recordJointAttendance', { sessionId: held.id, attended: [] }, 'CENTRE_DIRECTOR')
    : held;
}

test('一(五)4: and of what may happen to a branch all did', async () => {
  const rows = await inTables(world, (tx) =>
    tx.outboxEvent.findMany({ select: { type: true, payload: true } }),
  );
  const seconds = rows.filter(({ payload }) => (payload as Answered).firstId);
  const happened = new Set(rows.map(({ type }) => type));
  expect(EVENTS.filter((type) => !happened.has(type))).toEqual([]);
  expect(seconds.length).toBeGreaterThan(0);
});
