import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { file, settle } from '../support/complaint-scene.ts';
import { criteriaOf, verbsOf } from '../support/criteria-suite.ts';
import { dailyLogScene } from '../support/daily-log-scene.ts';
import { disclosureScene } from '../support/disclosure-scene.ts';
import { noticeScene } from '../support/notice-scene.ts';
import { parallelScene, type Place } from '../support/parallel-scene.ts';
import { accepted, documentsOf, submit } from '../support/timely-scene.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let land: Place;
let jointItem: string;
/** The case that is not done in time. */
let late: string;
const { did, itemId, refused } = verbsOf(() => world);
const { propose } = dailyLogScene(() => world);
const { change, item, publish } = disclosureScene(() => world);
const { breaches, notice } = noticeScene(() => world);
const joint = parallelScene(() => world);

beforeAll(async () => {
  world = await createWorld({ day: '2026-09-14' });
  land = await joint.addPlace('L01', '自然资源所');
  jointItem = await joint.addItem();
  await joint.publish([land], { itemId: jointItem });
});
afterAll(() => world.close());

/** A day breaks: overdue days are reported and the jobs run. */
async function breaks(day: string): Promise<void> {
  world.at(day);
  await sweepOverdue(world.platform);
  await runModuleJobs(world.platform);
}

/** A report that a matter was not received, which the director decides. */
async function refusalReported(upheld: boolean): Promise<void> {
  const report = { itemId: itemId(), account: '窗口不收' };
  const reportId = await did('NOBODY', 'reportRefusal', report);
  await did('CENTRE_DIRECTOR', 'decideRefusalReport', { reportId, upheld, decision: '已核对录像' });
}

/** A complaint that the clerk refused a matter, concluded so. */
async function complained(finding: string): Promise<void> {
  const { id } = await file(world, { category: 'REFUSAL' });
  await settle(world, id, { finding });
}

/** A published item is published anew, with a material more; by a new law or by none. */
async function asksMore(fields: object): Promise<void> {
  const published = await item();
  await publish(published, 'STATION_HEAD');
  const like = { form: '原件', originals: 1, copies: null, total: 1, note: '' };
  const materials = ['申请表', '居住证明'].map((name) => ({ ...like, name }));
  await change(published, 2, '2026-09-14', { materials, ...fields });
  await publish(published, 'STATION_HEAD');
}

/** The director decides the breach of a ground that was found last. */
async function decideBreach(ground: string, confirmed: boolean): Promise<void> {
  const found = (await breaches()).find((b) => b.ground === ground && b.state === 'PROPOSED');
  const decision = { breachId: found.id, confirmed, decision: '已核实' };
  await did('CENTRE_DIRECTOR', 'decideNoticeBreach', decision);
}

/** A written notice of which only the window's copy was signed for. */
async function oneCopy(confirmed: boolean, [day, next]: [string, string]): Promise<void> {
  world.at(day);
  const { id: caseId } = await submit(world, 'PROMISE-5');
  const { id: noticeId } = await notice(caseId, ['照片']);
  await did('WINDOW_STAFF', 'acknowledgeNotice', { noticeId, copy: 'WINDOW_FILE', method: 'SIGNATURE' });
  await breaks(next);
  await decideBreach('COPY_UNACKNOWLEDGED', confirmed);
}

/** Notices that each ask for something new: so many trips of the applicant. */
async function trips(...asked: string[]): Promise<void> {
  const { id: caseId } = await submit(world, 'PROMISE-5');
  for (const [i, text] of asked.entries()) {
    await notice(caseId, [text], {}, i === 0 ? 'WINDOW_STAFF' : 'STATION_HEAD');
    await did('WINDOW_STAFF', 'supplementCase', { caseId, materials: [text] });
  }
}

/** Shirking that blocked a joint case, held against its window or not. */
async function shirked(upheld: boolean): Promise<void> {
  const { caseId, branches } = await joint.forked(jointItem);
  const shirking = { branchId: branches[0].id, ground: 'SHIRKING', evidence: '互相推诿的记录' };
  const accountabilityId = await did('CENTRE_DIRECTOR', 'openAccountability', shirking);
  await did('UNIT_HEAD', 'decideAccountability', { accountabilityId, upheld, decision: '已核实' });
  await withdrawn(caseId);
}

/** A case that ends, so that nothing else of it becomes overdue. */
function withdrawn(caseId: string): Promise<string> {
  return did('WINDOW_STAFF', 'withdrawCase', { caseId, reason: '不再需要' });
}

/** A joint meeting with what the station did. */
async function met(attended: object): Promise<void> {
  const { caseId, branches } = await joint.forked(jointItem);
  const meeting = { caseId, kind: 'MEETING', day: '2026-09-15', place: '会议室' };
  const { id: sessionId } = await joint.say('organiseJointSession', meeting, 'CENTRE_DIRECTOR');
  const recorded = { sessionId, attended: [{ branchId: branches[0].id, ...attended }] };
  await joint.say('recordJointAttendance', recorded, 'CENTRE_DIRECTOR');
  await withdrawn(caseId);
}

/** An application over the counter, entered on a day. */
async function entered(day: string): Promise<void> {
  world.at(day, '16:00');
  const application = {
    itemId: itemId(),
    applicantName: '申请人甲',
    receivedAt: '2026-11-02T10:00:00+08:00',
  };
  await did('WINDOW_STAFF', 'enterCounterApplication', application);
}

criteriaOf('CM', () => world, {
  CM1a: [
    {
      from: 'timely completion: a report that is upheld; dismissed it is none',
      posts: () => refusalReported(true),
      short: () => refusalReported(false),
    },
    {
      from: 'complaints: refusal with fault; true but without fault it is none',
      posts: () => complained('STAFF_FAULT'),
      short: () => complained('NO_STAFF_FAULT'),
    },
  ],
  CM1b: [
    {
      from: 'the group, from its sample; nothing without evidence',
      posts: (key) => propose('CM1b', { occurredOn: '2026-09-11', idempotencyKey: key }),
      short: () => propose('CM1b', { occurredOn: '2026-09-11', evidence: '' }),
    },
  ],
  CM1c: [
    {
      from: 'disclosure: a material more by the same law; by a new law it is none',
      whose: 'STATION_HEAD',
      posts: () => asksMore({}),
      short: () => asksMore({ laws: ['《新法》'] }),
    },
  ],
  CM2a: [
    {
      from: 'one-time notice: one copy only; dismissed it is none',
      posts: () => oneCopy(true, ['2026-09-15', '2026-09-16']),
      short: () => oneCopy(false, ['2026-09-14', '2026-09-15']),
    },
  ],
  CM2b: [
    {
      from: 'one-time notice: two extra trips; one is none',
      posts: async () => {
        await trips('身份证复印件', '户口本复印件', '近期照片');
        await decideBreach('EXTRA_TRIPS', true);
      },
      short: () => trips('身份证复印件', '户口本复印件'),
    },
  ],
  CM3a: [
    {
      from: 'parallel approval: shirking that is upheld; otherwise it is none',
      posts: () => shirked(true),
      short: () => shirked(false),
    },
  ],
  CM3b: [
    {
      from: 'parallel approval: three working days beyond the branch’s limit; on its last day none',
      points: -6,
      posts: async () => {
        await breaks('2026-10-13');
        await withdrawn(late);
      },
      short: async () => {
        world.at('2026-09-24');
        late = (await joint.forked(jointItem)).caseId;
        await breaks('2026-10-09');
      },
    },
  ],
  CM3c: [
    {
      from: 'parallel approval: absent from the meeting; with a reason it is none',
      posts: () => met({ present: false }),
      short: () => met({ present: false, reason: '防汛值守' }),
    },
  ],
  CM3d: [
    {
      from: 'parallel approval: left the meeting; who stayed did not',
      posts: () => met({ present: true, rulesBroken: '中途离席' }),
      short: () => met({ present: true }),
    },
  ],
  CM4: [
    {
      from: 'timely completion: due 2026-10-26, on 10-29 three working days beyond; on the last day none',
      points: -6,
      posts: () => breaks('2026-10-29'),
      short: async () => {
        world.at('2026-10-19');
        late = (await accepted(world, 'PROMISE-5')).id;
        await breaks('2026-10-26');
      },
    },
  ],
  CM5: [
    {
      from: 'online: entered the day after; the same day it is none',
      posts: () => entered('2026-11-03'),
      short: () => entered('2026-11-02'),
    },
  ],
});

test('三(一)4A(3)① · points-of-cm1b: nothing is completed without its outcome document', async () => {
  const { id: caseId } = await accepted(world, 'PROMISE-5');
  const decision = { caseId, outcome: 'APPROVED' };
  expect(await refused('WINDOW_STAFF', 'decideCase', { ...decision, result: ' ' })).toBe('TEXT_REQUIRED');
  expect(await refused('WINDOW_STAFF', 'deliverCase', { caseId, method: '自取' })).toBe('STATE_NOT_ALLOWED');
  expect(await documentsOf(world, caseId, 'DECISION')).toEqual([]);
  await did('WINDOW_STAFF', 'decideCase', { ...decision, result: '准予' });
  expect(await documentsOf(world, caseId, 'DECISION')).toHaveLength(1);
});
