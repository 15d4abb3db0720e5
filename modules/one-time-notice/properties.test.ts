import { afterAll, beforeAll, expect, test } from 'vitest';
import { perform, type Act, type Actor } from '../../core/acts/act.ts';
import type { CaseFacts } from '../../core/cases/contribution.ts';
import { stepCase } from '../../core/cases/service.ts';
import { submitCase } from '../../core/cases/submit.ts';
import { caseSubject } from '../../core/clocks/clock-row.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { findClocks } from '../../core/clocks/store.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { Refused } from '../../core/regulation/index.ts';
import { addDays, civilDate, civilDateOf, type CivilDate } from '../../core/time/index.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { issueNotice } from './acts/notices.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ towns: [HERE] });
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

/** A case and the days at whose close each of its limits stood still, kept apart from the program. */
interface Followed {
  facts: CaseFacts;
  cause: string | null;
  noticed: boolean;
  readonly stopped: { promise: Set<CivilDate>; statutory: Set<CivilDate> };
}

const HEAD: Actor = { kind: 'STAFF', id: null, name: '站所负责人', roles: ['STATION_HEAD'] };

async function act<T>(work: (act: Act) => Promise<T>): Promise<T | null> {
  try {
    return await perform(world.platform, { townshipId: world.town(HERE).id, actor: HEAD }, work);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** One random step of a case, by the state that it is in. */
async function stepOf(followed: Followed, draw: () => number, count: number): Promise<void> {
  const { facts } = followed;
  const { id: caseId, state } = facts;
  const take = (work: (act: Act) => Promise<CaseFacts>) => act(work);
  if (state === 'AWAITING_SUPPLEMENT')
    await take((a) => stepCase(a, 'supplementCase', { caseId, materials: ['补交材料'] }));
  else if (state === 'SUSPENDED') await take((a) => stepCase(a, 'resumeCase', { caseId }));
  else if (state === 'SUBMITTED' && draw() < 0.4) await take((a) => stepCase(a, 'acceptCase', { caseId }));
  else if (state === 'ACCEPTED' && draw() < 0.4) {
    const cause = draw() < 0.5 ? 'APPLICANT_DELAY' : 'STATUTORY_PROCEDURE';
    followed.cause = cause;
    await take((a) => stepCase(a, 'suspendCase', { caseId, cause, reason: '等待' }));
  } else {
    const asked = { text: `材料${count}`, material: null, lawChange: null, newFact: null };
    const given = await act((a) =>
      issueNotice(a, {
        caseId,
        kind: 'SUPPLEMENT',
        reason: '复核发现',
        items: [{ ...asked, correctableOnSpot: false }],
        queryMethod: null,
        basis: null,
        remedies: null,
      }),
    );
    followed.noticed ||= given !== null;
  }
}

async function refresh(cases: readonly Followed[]): Promise<void> {
  const rows = await inTables(world, (tx) =>
    tx.case.findMany({ where: { id: { in: cases.map(({ facts }) => facts.id) } } }),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const followed of cases) followed.facts = byId.get(followed.facts.id) ?? followed.facts;
}

/** What stands still at the close of a day: the promise for the applicant’s delay, both for Art. 45. */
function closeDay({ facts, cause, stopped }: Followed, day: CivilDate): void {
  const waits = facts.state === 'AWAITING_SUPPLEMENT' && facts.acceptedAt !== null;
  const suspended = facts.state === 'SUSPENDED';
  if (waits || suspended) stopped.promise.add(day);
  if (suspended && cause === 'STATUTORY_PROCEDURE') stopped.statutory.add(day);
}

/** The due date counted by hand: one working day after another, none of them twice, none that stood still. */
function dueBy(from: CivilDate, budget: number, stopped: ReadonlySet<CivilDate>): CivilDate {
  const { calendar } = world.platform.directory;
  let day = from;
  for (let left = budget; left > 0;) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day) && !stopped.has(day)) left -= 1;
  }
  return day;
}

test('(notice limit) · silence-is-acceptance: whatever the order of notices, supplements, stops and days, no day counts twice, and silence accepts once and never after a notice', async () => {
  const draw = random(20260928);
  const cases: Followed[] = [];
  const { items } = world.town(HERE);
  let today = civilDate('2026-08-31');
  const silentBefore = new Set<string>();
  for (let count = 0; count < 300; count++) {
    world.at(today);
    if (cases.length < 24 && draw() < 0.2) {
      const facts = await act((a) =>
        submitCase(a, {
          itemId: items['PROMISE-5'] ?? '',
          applicant: { name: '申请人甲' },
          channel: 'WINDOW',
        }),
      );
      if (facts)
        cases.push({
          facts,
          cause: null,
          noticed: false,
          stopped: { promise: new Set(), statutory: new Set() },
        });
    }
    const followed = cases[Math.floor(draw() * cases.length)];
    // Many applications lie about, so that the law accepts some of them.
    if (followed && draw() < 0.5) {
      await stepOf(followed, draw, count);
      await refresh([followed]);
    }
    if (draw() < 0.6) continue;
    for (const each of cases) closeDay(each, today);
    today = addDays(today, 1);
    world.at(today);
    await runModuleJobs(world.platform);
    await refresh(cases);
    for (const { caseId } of await eventsOf(world, 'case.deemedAccepted')) {
      const silent = cases.find(({ facts }) => facts.id === caseId);
      if (silentBefore.has(caseId) || !silent) continue;
      silentBefore.add(caseId);
      expect({ caseId, noticed: silent.noticed, state: silent.facts.state }).toEqual({
        caseId,
        noticed: false,
        state: 'ACCEPTED',
      });
      expect(silent.facts.acceptedAt).toEqual(silent.facts.submittedAt);
    }
  }

  const silent = (await eventsOf(world, 'case.deemedAccepted')).map(({ caseId }) => caseId);
  expect(silent.length).toBeGreaterThan(2);
  expect(new Set(silent).size).toBe(silent.length);
  let compared = 0;
  await act(async (a) => {
    a.audit({ verb: 'look', subjectType: 'Case', subjectId: 'all' });
    for (const { facts, stopped } of cases) {
      if (!facts.acceptedAt) continue;
      for (const clock of await findClocks(a.tx, a.townshipId, caseSubject(facts.id))) {
        if (clock.kind !== 'PROMISE' && clock.kind !== 'STATUTORY') continue;
        const days = clock.kind === 'PROMISE' ? stopped.promise : stopped.statutory;
        const dueOn = dueBy(civilDateOf(facts.acceptedAt), clock.budgetDays, days);
        expect({ number: facts.number, kind: clock.kind, dueOn: readingOf(a, clock).dueOn }).toEqual({
          number: facts.number,
          kind: clock.kind,
          dueOn,
        });
        if (days.size > 0) compared += 1;
      }
    }
  });
  expect(compared).toBeGreaterThan(5);
}, 60_000);
