import { afterAll, beforeAll, expect, test } from 'vitest';
import { perform, SYSTEM, type Act, type Actor } from '../../core/acts/act.ts';
import { stepCase } from '../../core/cases/service.ts';
import { allowedVerbs, type CaseVerb } from '../../core/cases/states.ts';
import { submitCase } from '../../core/cases/submit.ts';
import type { CaseFacts } from '../../core/cases/contribution.ts';
import type { CaseInputs } from '../../core/cases/inputs.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { overdueAmong, recount } from '../../core/county/roll-up.ts';
import { inScope } from '../../core/db/scope.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configureModule } from '../../core/modules/configure.ts';
import { Refused } from '../../core/regulation/index.ts';
import { startProcess, type Running } from '../support/processes.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ towns: ['shexi', 'dongshan', 'doushui'] });
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

const INPUTS: { [V in CaseVerb]: (caseId: string, draw: number) => CaseInputs[V] } = {
  requestSupplement: (caseId) => ({ caseId, items: ['身份证'], reason: '材料不全' }),
  supplementCase: (caseId) => ({ caseId, materials: ['身份证'] }),
  acceptCase: (caseId) => ({ caseId }),
  refuseCase: (caseId) => ({ caseId, basis: '《示例规定》', reason: '不符合条件' }),
  suspendCase: (caseId, draw) => ({
    caseId,
    cause: draw < 0.5 ? 'APPLICANT_DELAY' : 'STATUTORY_PROCEDURE',
    reason: '等待',
  }),
  resumeCase: (caseId) => ({ caseId }),
  decideCase: (caseId, draw) => ({ caseId, outcome: draw < 0.8 ? 'APPROVED' : 'DENIED', result: '决定' }),
  deliverCase: (caseId) => ({ caseId, method: '窗口领取' }),
  withdrawCase: (caseId) => ({ caseId, reason: '不办了' }),
};

test('roll-up rows equal a recount after 2000 random operations, a worker killed midway, a chapter off for a while', async () => {
  const draw = random(20260928);
  const cases = new Map<string, Known>();
  let worker: Running | null = null;
  const days = ['2026-09-28', '2026-09-30', '2026-10-10', '2026-10-14', '2026-10-23', '2026-11-02'];
  for (let step = 0; step < 2000; step++) {
    if (step % 350 === 0) world.at(days[step / 350] ?? '2026-11-02');
    if (step === 10)
      worker = await startProcess('test/support/worker-process.ts', workerArgs(), { ready: 'working' });
    if (step === 180) await worker?.kill();
    if (step === 900) await switchTimely(false);
    if (step === 1300) await switchTimely(true);
    if (step % 400 === 399) await afterwards();
    if (step === 1500) await deliverAll(world.platform);
    await oneOperation(draw, cases);
  }
  await afterwards();
  await deliverAll(world.platform);
  for (const town of Object.values(world.towns)) await expectEqual(town.id);
}, 300_000);

/** What the job queue does by itself: the law accepts what lay about, then what is overdue is reported. */
async function afterwards(): Promise<void> {
  await runModuleJobs(world.platform);
  await sweepOverdue(world.platform);
}

function workerArgs(): string[] {
  return [world.database.appUrl, world.database.jobsUrl, world.platform.now().toISOString()];
}

async function switchTimely(enabled: boolean): Promise<void> {
  const { id } = world.town('dongshan');
  await perform(world.platform, { townshipId: id, actor: SYSTEM }, (act) =>
    configureModule(act, { module: 'timely-completion', enabled, openWork: 'FREEZE' }),
  );
}

/** What is known of a case after its last step. */
type Known = Pick<CaseFacts, 'townshipId' | 'state' | 'acceptedAt'>;

async function oneOperation(draw: () => number, cases: Map<string, Known>): Promise<void> {
  const towns = Object.values(world.towns);
  const open = [...cases].filter(([, facts]) => allowedVerbs(facts, CLERK.roles).length > 0);
  const picked = draw() < 0.4 || open.length === 0 ? null : open[Math.floor(draw() * open.length)];
  if (!picked) {
    const town = towns[Math.floor(draw() * towns.length)];
    if (!town) return;
    const itemId = town.items[draw() < 0.8 ? 'PROMISE-5' : 'IMMEDIATE'] ?? '';
    const phone = draw() < 0.7 ? '0797-0000001' : null;
    const made = await act(town.id, (a) =>
      submitCase(a, { itemId, applicant: { name: '申请人甲', phone }, channel: 'WINDOW' }),
    );
    if (made) cases.set(made.id, made);
    return;
  }
  const [caseId, facts] = picked;
  // Few applications end early, so that many run into their limits.
  const endsEarly = draw() < 0.15;
  const verbs = allowedVerbs(facts, CLERK.roles).filter(
    (verb) => endsEarly || (verb !== 'withdrawCase' && verb !== 'refuseCase'),
  );
  const verb = verbs[Math.floor(draw() * verbs.length)];
  if (!verb) return;
  const input = INPUTS[verb](caseId, draw());
  const after = await act(facts.townshipId, (a) => stepCase(a, verb, input as never));
  if (after) cases.set(caseId, after);
}

const CLERK: Actor = { kind: 'STAFF', id: null, name: '窗口人员甲', roles: ['WINDOW_STAFF'] };

async function act<T>(townshipId: string, work: (a: Act) => Promise<T>): Promise<T | null> {
  try {
    return await perform(world.platform, { townshipId, actor: CLERK }, work);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

async function expectEqual(townshipId: string): Promise<void> {
  const { platform } = world;
  const input = { townshipId, actor: SYSTEM, mayBeSilent: true };
  await perform(platform, input, async (a) => {
    const rows = await a.tx.tally.findMany({ where: { townshipId, value: { not: 0 } } });
    const kept = rows.map((row) => `${row.measure}/${row.key}=${row.value}`).toSorted();
    const counted = (await recount(platform, a.tx, townshipId)).map(
      (c) => `${c.measure}/${c.key}=${c.value}`,
    );
    expect(kept).toEqual(counted.toSorted());
    expect(kept.length).toBeGreaterThan(4);
    const overdue = await a.tx.overdueCase.findMany({ where: { townshipId } });
    const listed = overdue.map((o) => `${o.caseId}/${o.kind}/${o.dueOn}/${o.overdueDays}`).toSorted();
    const found = overdueAmong(a, await findOpenClocks(a.tx, townshipId));
    expect(listed).toEqual(found.map((o) => `${o.caseId}/${o.kind}/${o.dueOn}/${o.overdueDays}`).toSorted());
    expect(listed.length).toBeGreaterThan(0);
  });
}

test('an event is handled once however often it is delivered', async () => {
  const { id } = world.town('shexi');
  expect(await deliverEvents(world.platform, id)).toBe(0);
  const deliveries = await inScope(world.platform.prisma, { kind: 'township', townshipId: id }, (tx) =>
    tx.eventDelivery.groupBy({ by: ['eventId', 'handler'], where: { townshipId: id }, _count: true }),
  );
  expect(deliveries.every((d) => d._count === 1)).toBe(true);
});
