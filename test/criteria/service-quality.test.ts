import { afterAll, beforeAll } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { file, settle } from '../support/complaint-scene.ts';
import { criteriaOf, verbsOf } from '../support/criteria-suite.ts';
import { dailyLogScene } from '../support/daily-log-scene.ts';
import { gid, HERE, inTables, uuidOf } from '../support/timely-scene.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
/** The log of 2026-09-14. */
let logId: string;
const { did, staffId } = verbsOf(() => world);
const { observe, propose } = dailyLogScene(() => world);

beforeAll(async () => {
  world = await createWorld({ day: '2026-09-14' });
  logId = await did('DUTY_OFFICER', 'openDailyLog', {});
});
afterAll(() => world.close());

/** A complaint about the clerk that is concluded so. */
async function complained(finding: string, more: Record<string, unknown> = {}): Promise<void> {
  const { id } = await file(world, more);
  await settle(world, id, { finding });
}

/** A report that the clerk was rude, which the director decides. */
async function rude(confirmed: boolean): Promise<void> {
  const report = { staffId: staffId(), ground: 'RUDE', account: '大声呵斥来访人' };
  const violationId = await did('ASSESSOR', 'reportViolation', report);
  const sanction = { violationId, sanction: 'ORAL_CRITICISM', reason: '录像核实' };
  if (confirmed) await did('CENTRE_DIRECTOR', 'confirmViolation', sanction);
  else await did('CENTRE_DIRECTOR', 'dismissViolation', { violationId, reason: '录像不符' });
}

/** A question over the counter, handed to the station; five working days are its limit. */
function handOver(day: string): Promise<string> {
  world.at(day);
  const stationId = gid(world, 'Station', world.town(HERE).stationId);
  return did('WINDOW_STAFF', 'registerConsultation', { question: '何时可以办理', stationId });
}

function askOnline(day: string): Promise<string> {
  world.at(day);
  return did('FRONTEND', 'askOnline', { question: '网上如何申请' });
}

/** Answers what was asked, over the counter or online. */
async function answer(where: 'Consultation' | 'Online', consultationId: string, day: string): Promise<void> {
  world.at(day);
  await did('WINDOW_STAFF', `answer${where}`, { consultationId, answer: '见办事指南' });
}

/** What whoever asked thinks of an answer that came in time. */
async function marked(clear: boolean): Promise<void> {
  const consultationId = await askOnline('2026-11-11');
  await answer('Online', consultationId, '2026-11-12');
  const { number, queryCode } = await inTables(world, (tx) =>
    tx.onlineConsultation.findFirstOrThrow({ where: { id: uuidOf(consultationId) } }),
  );
  await did('FRONTEND', 'markOnlineAnswer', { number, queryCode, clear });
}

/** What a day brings when nobody answers. */
async function passes(day: string): Promise<void> {
  world.at(day);
  await runModuleJobs(world.platform);
}

criteriaOf('SQ', () => world, {
  SQ1: [
    {
      from: 'first inquiry: rudeness that is confirmed; dismissed it is none',
      posts: () => rude(true),
      short: () => rude(false),
    },
    {
      from: 'complaints: attitude with fault; true but without fault it is none',
      posts: () => complained('STAFF_FAULT', { category: 'ATTITUDE' }),
      short: () => complained('NO_STAFF_FAULT', { category: 'ATTITUDE' }),
    },
    {
      from: 'the daily log: seen at 08:45; nothing without saying what',
      posts: (key) => observe(logId, 'SQ1', { at: '2026-09-14T08:45:00+08:00', idempotencyKey: key }),
      short: () => observe(logId, 'SQ1', { evidence: ' ' }),
    },
  ],
  SQ2: [
    {
      from: 'complaints: verified with fault of staff; true but without fault it is none',
      posts: () => complained('STAFF_FAULT'),
      short: () => complained('NO_STAFF_FAULT'),
    },
  ],
  SQ3a: [
    {
      from: 'online: due 2026-09-20, unanswered on 09-29; on 09-28 it may still come',
      posts: () => passes('2026-09-29'),
      short: async () => {
        await askOnline('2026-09-14');
        await passes('2026-09-28');
      },
    },
    {
      from: 'over the counter: due 2026-10-14, unanswered on 10-22; on 10-21 it may still come',
      posts: () => passes('2026-10-22'),
      short: async () => {
        await handOver('2026-10-08');
        await passes('2026-10-21');
      },
    },
  ],
  SQ3b: [
    {
      from: 'online: due 2026-10-30, answered 11-02; on the last day it is in time',
      posts: async () => answer('Online', await askOnline('2026-10-23'), '2026-11-02'),
      short: async () => answer('Online', await askOnline('2026-10-23'), '2026-10-30'),
    },
    {
      from: 'over the counter: due 2026-11-09, answered 11-10; on the last day it is in time',
      posts: async () => answer('Consultation', await handOver('2026-11-02'), '2026-11-10'),
      short: async () => answer('Consultation', await handOver('2026-11-02'), '2026-11-09'),
    },
  ],
  SQ3c: [
    {
      from: 'online: marked unclear by whoever asked; marked clear it is none',
      posts: () => marked(false),
      short: () => marked(true),
    },
  ],
  SQ4: [
    {
      from: 'the group, with the paper; without it is refused',
      posts: (key) => propose('SQ4', { idempotencyKey: key, occurredOn: '2026-09-11' }, { paper: true }),
      short: () => propose('SQ4', { occurredOn: '2026-09-11' }),
    },
  ],
  SQ5: [
    {
      from: 'the group, with the scan of the letter; without it is refused',
      posts: (key) => propose('SQ5', { idempotencyKey: key, occurredOn: '2026-09-11' }, { paper: true }),
      short: () => propose('SQ5', { occurredOn: '2026-09-11' }),
    },
  ],
});
