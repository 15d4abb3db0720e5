import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, perform, type Act, type Actor } from '../../core/acts/act.ts';
import { stepCase } from '../../core/cases/service.ts';
import { submitCase } from '../../core/cases/submit.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { MODULES } from '../../core/composition.ts';
import { recount } from '../../core/county/roll-up.ts';
import { inScope } from '../../core/db/scope.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { extendCase } from '../../modules/timely-completion/acts/extension.ts';
import { recordStories } from '../../prisma/seed/demo-cases.ts';
import { tellStories } from '../../prisma/seed/demo-plots.ts';
import type { DemoRows } from '../../prisma/seed/demo-rows.ts';
import type { DemoScene, DemoStep, DemoStory } from '../../prisma/seed/demo-story.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = new Date('2026-11-23T15:20:00+08:00');
const CASES = 120;

/** Messages are settled and overdue days reported afterwards, by others. */
const AFTERWARDS = ['settleNotification', 'reportOverdue'];

let world: World;
let simulated: DemoRows;

beforeAll(async () => {
  // The demo's cases were handled before 一次性告知 was on: no notices were given and no limit of theirs ran.
  const on = MODULES.map((m) => m.id).filter((id) => id !== 'one-time-notice');
  world = await createWorld({ towns: ['shexi'], day: '2026-11-23', on });
  const scene = sceneOf(world);
  const stories = tellStories(scene, 'replay', CASES);
  const documents = { code: () => 'CODE', key: world.platform.documentSecret };
  simulated = recordStories(
    { scene, seed: 'replay', count: CASES, queryCode: () => 'CODE', documents },
    stories,
  );
  await replay(stories);
}, 60_000);
afterAll(() => world.close());

function sceneOf({ platform }: World): DemoScene {
  const shexi = world.town('shexi');
  const nameOf = (id: string) => platform.directory.findStaff(id)?.name ?? '';
  const actor = (id: string, role: string): Actor => ({ kind: 'STAFF', id, name: nameOf(id), roles: [role] });
  const [a, b] = [shexi.staff['WINDOW_STAFF'] ?? '', shexi.staffB];
  const items = ['PROMISE-5', 'IMMEDIATE'].map(
    (code) => platform.directory.findItem(shexi.id, shexi.items[code] ?? '')?.facts,
  );
  const township = platform.directory.findTownship(shexi.id);
  const { county } = platform.directory;
  if (!township || !county) throw new Error('the world has no shexi');
  return {
    county,
    stations: new Map([[shexi.stationId, '民政所']]),
    windows: new Map([[shexi.windowId, { number: '01', name: '民政窗口' }]]),
    township,
    items: items.filter((item) => item !== undefined),
    staff: new Map([a, b].map((id) => [id, actor(id, 'WINDOW_STAFF')])),
    heads: new Map([[shexi.stationId, actor(shexi.staff['STATION_HEAD'] ?? '', 'STATION_HEAD')]]),
    frontEnd: {
      kind: 'FRONTEND',
      id: '00000000-0000-4000-8000-00000000000f',
      name: '示例前端',
      roles: ['FRONTEND'],
    },
    calendar: platform.directory.calendar,
    now: NOW,
  };
}

function inTown<T>(work: (tx: Act['tx']) => Promise<T>): Promise<T> {
  return inScope(world.platform.prisma, { kind: 'township', townshipId: world.town('shexi').id }, work);
}

/** Takes every step of the stories through the real services, at its time and by its actor. */
async function replay(stories: readonly DemoStory[]): Promise<void> {
  const caseIds = new Map<DemoStory, string>();
  const steps = stories.flatMap((story) => story.steps.map((step) => ({ story, step })));
  for (const { story, step } of steps.toSorted((x, y) => x.step.at.getTime() - y.step.at.getTime())) {
    const platform = { ...world.platform, now: () => step.at };
    const input = { townshipId: world.town('shexi').id, actor: step.actor };
    const facts = await perform(platform, input, (act) => take(act, step, caseIds.get(story) ?? ''));
    caseIds.set(story, facts.id);
  }
}

function take(act: Act, step: DemoStep, caseId: string) {
  if (step.verb === 'submitCase') return submitCase(act, step.input);
  if (step.verb === 'extendCase') return extendCase(act, { ...step.input, caseId });
  return stepCase(act, step.verb, { ...step.input, caseId } as never);
}

/** Rows with their ids replaced by what they stand for, so that two runs compare. */
function plain(rows: readonly object[], ids: ReadonlyMap<string, string>): string[] {
  const lines = rows.map((row) => {
    const columns = Object.entries(row).filter(([key]) => !LEFT_OUT.includes(key));
    return canonicalJson(Object.fromEntries(columns)).replace(
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (id) => ids.get(id) ?? id,
    );
  });
  return lines.map((line) => line.replace(/"queryCode":"\w+"/, '"queryCode":"CODE"')).toSorted();
}

/** Columns that differ from run to run. */
const LEFT_OUT = [
  'id',
  'digest',
  'code',
  'queryCode',
  'requestId',
  'case',
  'clock',
  'suspensions',
  'changes',
];

/** What the ids of applicants, cases, clocks and other rows stand for. */
function meanings(
  rows: Pick<DemoRows, 'cases' | 'clocks' | 'documents' | 'negativeFilings' | 'applicants'>,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, name } of rows.applicants) ids.set(id, name);
  for (const { id, number } of rows.cases) ids.set(id, number);
  for (const { id, subjectId, kind } of rows.clocks) ids.set(id, `${ids.get(subjectId)}/${kind}`);
  for (const { id, number } of rows.documents) ids.set(id, number);
  for (const { id, caseId } of rows.negativeFilings) ids.set(id, `${ids.get(caseId ?? '')}/filing`);
  return ids;
}

/** Expects the same rows; tells the first few that only one side has. */
function expectSame(simulatedRows: readonly string[], realRows: readonly string[], table: string): void {
  const without = (rows: readonly string[], others: readonly string[]) =>
    rows.filter((row) => !others.includes(row)).slice(0, 3);
  const differ = { simulated: without(simulatedRows, realRows), real: without(realRows, simulatedRows) };
  expect(differ, table).toEqual({ simulated: [], real: [] });
  expect(simulatedRows.length, table).toBe(realRows.length);
}

async function readTown() {
  return inTown(async (tx) => ({
    applicants: await tx.applicant.findMany(),
    cases: await tx.case.findMany(),
    timeline: await tx.timelineEntry.findMany(),
    clocks: await tx.clock.findMany(),
    suspensions: await tx.clockSuspension.findMany(),
    changes: await tx.clockChange.findMany(),
    documents: await tx.document.findMany(),
    negativeFilings: await tx.negativeFiling.findMany(),
    notifications: await tx.notification.findMany(),
    numberSeries: await tx.numberSeries.findMany(),
    audit: await tx.auditEntry.findMany(),
  }));
}

describe('the simulated cases of the demo', () => {
  test('leave the rows that the same steps leave through the services', async () => {
    const real = await readTown();
    const ofReal = meanings(real as never);
    const ofSimulated = meanings(simulated);
    const tables = [
      'applicants',
      'cases',
      'timeline',
      'clocks',
      'suspensions',
      'changes',
      'documents',
      'negativeFilings',
      'numberSeries',
    ] as const;
    for (const table of tables) {
      expect(real[table].length, table).toBeGreaterThan(0);
      expectSame(plain(simulated[table], ofSimulated), plain(real[table], ofReal), table);
    }
    const unsettled = (rows: readonly { channel: string; state: string }[]) =>
      rows
        .filter((n) => n.channel !== 'CALL')
        .map((n) => ({ ...n, state: null, reason: null, failure: null, settledAt: null }));
    expectSame(
      plain(unsettled(simulated.notifications), ofSimulated),
      plain(unsettled(real.notifications), ofReal),
      'notifications',
    );
    const ofSteps = (rows: readonly { verb: string }[]) => rows.filter((a) => !AFTERWARDS.includes(a.verb));
    expectSame(plain(ofSteps(simulated.audit), ofSimulated), plain(ofSteps(real.audit), ofReal), 'audit');
  });

  test('are reported overdue and counted as the sweep and the outbox would have', async () => {
    const platform = { ...world.platform, now: () => NOW };
    const townshipId = world.town('shexi').id;
    await sweepOverdue(platform);
    await deliverEvents(platform, townshipId);
    const { overdue, breaches, tallies, counted, clocks, cases } = await inTown(async (tx) => ({
      overdue: await tx.overdueCase.findMany(),
      breaches: await tx.clockBreach.findMany(),
      tallies: await tx.tally.findMany({ where: { value: { not: 0 } } }),
      counted: await recount(platform, tx, townshipId),
      clocks: await tx.clock.findMany(),
      cases: await tx.case.findMany(),
    }));
    const ofReal = meanings({ applicants: [], documents: [], negativeFilings: [], clocks, cases } as never);
    const ofSimulated = meanings(simulated);
    expect(overdue.length).toBeGreaterThan(0);
    expectSame(plain(simulated.overdue, ofSimulated), plain(overdue, ofReal), 'overdue');
    // The sweep of this test ran on the last day only, so it knows nothing of clocks that ended late before.
    const open = new Set(simulated.clocks.filter((c) => c.endedOn === null).map((c) => c.id));
    const openBreaches = simulated.breaches.filter((b) => open.has(b.clockId));
    expectSame(plain(openBreaches, ofSimulated), plain(breaches, ofReal), 'breaches');
    const figures = (rows: readonly { measure: string; key: string; value: number }[]) =>
      rows.map(({ measure, key, value }) => `${measure}/${key}=${value}`).toSorted();
    expect(figures(tallies)).toEqual(figures(counted));
  });
});
