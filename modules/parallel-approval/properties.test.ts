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
import { branchClock, JOINT } from './store.ts';

let world: World;
let places: Place[];
const { addPlace, branchesOf, forked, look, night, publish, say } = parallelScene(() => world);
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

/** What each event makes of a branch; the payload says the rest. */
function replay(events: { type: string; payload: Answered }[]): Map<string, string> {
  const states = new Map<string, string>();
  const OPINIONS: Readonly<Record<string, string>> = {
    APPROVE: 'APPROVED',
    REJECT: 'REJECTED',
    RECTIFY: 'RECTIFY',
  };
  for (const { type, payload } of events) {
    const { branchId: id } = payload;
    if (type === 'branch.received') {
      states.set(id, 'OPEN');
      if (payload.firstId) states.set(payload.firstId, 'RECTIFIED');
    } else if (type === 'branch.opinion') states.set(id, OPINIONS[payload.opinion] ?? '');
    else if (type === 'branch.suspended') states.set(id, 'SUSPENDED');
    else if (type === 'branch.resumed') states.set(id, 'OPEN');
    else if (type === 'branch.silent') states.set(id, 'SILENCE_PENDING');
    else if (type === 'branch.silenceChecked' || type === 'branch.sealed') states.set(id, payload.state);
    else if (type === 'branch.cancelled') states.set(id, 'CANCELLED');
  }
  return states;
}

/** The joint date against those of the branches in work, and replayed against kept states. */
async function check(caseId: string, seen: readonly string[]): Promise<string[]> {
  const townshipId = world.town(HERE).id;
  return perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, async (act) => {
    const { tx } = act;
    const joint = await findClock(tx, townshipId, caseSubject(uuidOf(caseId)), JOINT);
    if (!joint) throw new Error('a joint case must have its limit');
    const rows = await tx.branch.findMany({ where: { caseId: uuidOf(caseId) } });
    for (const { id, stationId } of rows) {
      const clock = await branchClock(tx, townshipId, id);
      if (clock.endedOn === null)
        expect({ stationId, ok: readingOf(act, joint).dueOn >= readingOf(act, clock).dueOn }).toEqual({
          stationId,
          ok: true,
        });
    }
    const events = await tx.outboxEvent.findMany({
      where: { caseId: uuidOf(caseId), type: { startsWith: 'branch.' } },
      orderBy: { seq: 'asc' },
    });
    expect(replay(events)).toEqual(new Map(rows.map((row) => [row.id, row.state])));
    const ids = rows.map((row) => row.id);
    expect(seen.filter((id) => !ids.includes(id))).toEqual([]);
    return ids;
  });
}

test('一(五)4: whatever the branches do and in which order, the case closes once, none is lost, the joint date is the last, and the events tell it all', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    world.at('2026-09-14');
    let today = civilDate('2026-09-14');
    const { caseId } = await forked();
    let seen = await check(caseId, []);
    for (let turn = 0; turn < 40; turn += 1) {
      if (next() < 0.3) {
        today = addDays(today, 1 + Math.floor(next() * 3));
        world.at(today, next() < 0.5 ? '09:00' : '17:40');
        if (next() < 0.7) await night();
      }
      const branches = await branchesOf(caseId);
      const branch = pick(branches);
      const place = places.find((p) => branch.window.number === numberOf(p)) as Place;
      const branchId: string = branch.id;
      const text = '示例';
      const steps: (() => Promise<Answered>)[] = [
        () =>
          say(
            'giveOpinion',
            {
              branchId,
              opinion: pick(['APPROVE', 'APPROVE', 'REJECT', 'RECTIFY']),
              text,
              requirements: [text],
            },
            place,
          ),
        () => say('openSecondApplication', { branchId, materials: [] }),
        () => say('suspendBranch', { branchId, reason: text, applicantCause: true, evidence: text }, place),
        () => say('resumeBranch', { branchId }, place),
        () => say('explainSilence', { branchId, text }, place),
        () => say('checkSilence', { branchId, reasonable: next() < 0.3, note: text }, 'CENTRE_DIRECTOR'),
        () => say('signDeemedConsent', { branchId, sign: next() < 0.7, reason: text }, 'SEAL_HOLDER'),
        () => visit(caseId, branchId),
        () =>
          step('suspendCase', {
            caseId,
            cause: pick(['APPLICANT_DELAY', 'STATUTORY_PROCEDURE']),
            reason: text,
          }),
        () => step('resumeCase', { caseId }),
        () => step('decideCase', { caseId, outcome: pick(['APPROVED', 'DENIED']), result: text }),
      ];
      // Often two at once: one of them may be refused, neither may do half.
      const taken = next() < 0.3 ? [pick(steps), pick(steps)] : [pick(steps)];
      await Promise.all(taken.map((take) => take()));
      seen = await check(caseId, seen);
    }
    await finish(caseId);
    await check(caseId, seen);
    const facts = await inTables(world, (tx) =>
      tx.outboxEvent.count({ where: { caseId: uuidOf(caseId), type: 'case.completed' } }),
    );
    expect([facts, (await look(caseId, 'state')).state]).toEqual([1, 'DECIDED']);
  }
}, 120_000);

/** Whatever a branch still owes is given, then the lead answers, twice at the same moment. */
async function finish(caseId: string): Promise<void> {
  await step('resumeCase', { caseId });
  for (const { id: branchId, state, window } of await branchesOf(caseId)) {
    const place = places.find((p) => window.number === numberOf(p));
    if (state === 'SUSPENDED') await say('resumeBranch', { branchId }, place);
    if (state === 'WAITING_SEAL') await say('signDeemedConsent', { branchId, sign: true }, 'SEAL_HOLDER');
    await say('giveOpinion', { branchId, opinion: 'REJECT', text: '示例' }, place);
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
  return held.id ? say('recordAttendance', { sessionId: held.id, attended: [] }, 'CENTRE_DIRECTOR') : held;
}
