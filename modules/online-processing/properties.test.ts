import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { perform, SYSTEM, type Act } from '../../core/acts/act.ts';
import { stepCase } from '../../core/cases/service.ts';
import { addDays, civilDate, type CivilDate } from '../../core/time/index.ts';
import { onlineScene } from '../../test/support/online-scene.ts';
import { HERE, inTables, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { acknowledgeMonitoring, sendExternalEvent } from './acts/feed.ts';
import { replyStanding } from './reply-rules.ts';
import { OnlineProcessingSettings } from './settings.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ towns: [HERE] });
  const external = { itemId: itemId('IMMEDIATE'), channel: 'EXTERNAL', system: '省厅业务系统' };
  await say('setItemChannel', 'ItemChannel', external, 'CENTRE_DIRECTOR');
});
afterAll(() => world.close());

const { say, look, itemId, deliver } = onlineScene(() => world);
const act = <T>(work: (act: Act) => Promise<T>) =>
  perform(world.platform, { townshipId: world.town(HERE).id, actor: SYSTEM }, work);

interface Entry {
  readonly position: number;
  readonly number: string;
  readonly type: string;
}

/** A case of the platform with its steps, the last ones delivered out of turn with whatever else is. */
async function writeCase(): Promise<void> {
  const { id } = await submit(world, 'PROMISE-5');
  const caseId = uuidOf(id);
  await Promise.all([deliver(), act((a) => stepCase(a, 'acceptCase', { caseId }))]);
  await act((a) => stepCase(a, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' }));
  await deliver();
}

/** Events of a system outside, one sent twice at once as a retry does. */
async function writeExternal(): Promise<void> {
  const event = {
    itemId: world.town(HERE).items['IMMEDIATE'] ?? '',
    externalId: randomUUID(),
    number: 'EXT-1',
    type: 'accepted',
    toState: null,
    occurredAt: world.platform.now(),
  };
  await Promise.all([1, 2].map(() => act((a) => sendExternalEvent(a, event))));
}

/** What one consumer kept, page by page; it stops short of acknowledging where its plan says so, as if it were killed. */
async function read(consumer: string, plan: readonly { first: number; killed: boolean }[]): Promise<Entry[]> {
  const kept: Entry[] = [];
  for (const { first, killed } of plan) {
    const query = `query ($first: Int!, $consumer: String!) { feed: monitoringFeed(consumer: $consumer, first: $first) {
      edges { node { position number type } } } }`;
    const { feed } = await look(query, 'COUNTY_SUPERVISION', { first, consumer });
    const page = (feed.edges as { node: Entry }[]).map((edge) => edge.node);
    kept.push(...page);
    const position = page.at(-1)?.position;
    if (position !== undefined && !killed) await act((a) => acknowledgeMonitoring(a, { consumer, position }));
  }
  return kept;
}

const plan = fc.array(fc.record({ first: fc.integer({ min: 1, max: 4 }), killed: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
});

test('一(七)1 · feed-cursor-only-advances: whatever the interleaving of writers and readers, every reader keeps every entry, positions only rise between two stops, and each case is in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(writeCase, writeExternal), { minLength: 2, maxLength: 4 }),
      fc.tuple(plan, plan),
      async (writers, plans) => {
        const names = plans.map(() => randomUUID());
        const readers = plans.map((steps, i) => read(names[i] ?? '', steps));
        const [kept] = await Promise.all([
          Promise.all(readers),
          Promise.all(writers.map((write) => write())),
        ]);
        await deliver();
        const rows = await inTables(world, (tx) =>
          tx.monitoringEntry.findMany({ orderBy: { position: 'asc' } }),
        );
        for (const [i, name] of names.entries()) {
          const rest = await read(name, [{ first: 100, killed: false }]);
          const entries = [...(kept[i] ?? []), ...rest];
          expect(new Set(entries.map((e) => e.position))).toEqual(new Set(rows.map((row) => row.position)));
          expect(rest.map((e) => e.position)).toEqual(rest.map((e) => e.position).toSorted((a, b) => a - b));
        }
        const types = Map.groupBy(
          rows.filter((row) => row.source === 'PLATFORM'),
          (row) => row.number,
        );
        for (const steps of types.values())
          expect(steps.map((row) => row.type)).toEqual(['case.submitted', 'case.accepted', 'case.completed']);
        const external = rows.filter((row) => row.source === 'EXTERNAL').map((row) => row.externalId);
        expect(new Set(external).size).toBe(external.length);
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
}, 60_000);

test('一(七)2 · online-reply-late-or-missing: the standing of a reply is that of its working days counted by hand', () => {
  const { calendar } = world.platform.directory;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      (start, later, replyDays, unansweredAfterDays) => {
        const settings = OnlineProcessingSettings.parse({ replyDays, unansweredAfterDays });
        const startedOn = addDays(civilDate('2025-09-01'), start);
        const today = addDays(startedOn, later);
        let count = 0;
        for (let day: CivilDate = startedOn; day < today;) {
          day = addDays(day, 1);
          if (calendar.isWorkingDay(day)) count += 1;
        }
        // On a day off after the last day the limit has passed all the same.
        const passed = calendar.isWorkingDay(today) ? count : count + 1;
        const expected =
          passed <= replyDays ? 'IN_TIME' : passed <= replyDays + unansweredAfterDays ? 'LATE' : 'UNANSWERED';
        const clock = { startedOn, budgetDays: replyDays, extensionDays: 0, endedOn: null, suspensions: [] };
        expect(replyStanding.decide(clock, today, settings, calendar)).toBe(expected);
      },
    ),
  );
});
