import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { standingFacts, type StandingFact } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let land: Place;
let village: Place;
let forestry: Place;
const { addPlace, branchesOf, forked, gid, look, night, publish, read, say } = parallelScene(() => world);

beforeEach(async () => {
  world = await createWorld();
  land = await addPlace('L01', '国土所');
  village = await addPlace('L02', '规划所');
  forestry = await addPlace('L03', '林业站');
  return () => world.close();
});

const opine = (branchId: string, as: Place, opinion = 'APPROVE', more: object = {}) =>
  say('giveOpinion', { branchId, opinion, text: '符合规划', ...more }, as);

/** The scoring facts of this chapter that stand. */
async function facts(): Promise<StandingFact[]> {
  const rows = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
  const criteria = MODULES.find((m) => m.id === 'parallel-approval')?.criteria ?? [];
  return standingFacts(criteria, rows as unknown as DeliveredEvent[]);
}

describe('limits, visits, silence', () => {
  test('一(五)5 · suspension-before-due-with-evidence: G11, 2026-10-12 becomes 2026-10-16, and the joint date with it', async () => {
    world.at('2026-09-21');
    await setPromise(10);
    await publish([land], {
      jointDays: 10,
      participants: [{ stationId: gid('Station', land.stationId), days: 10, materials: ['申请表'] }],
    });
    const { caseId, branches } = await forked();
    const [{ id: branchId, dueOn }] = branches;
    expect(dueOn).toBe('2026-10-12');
    world.at('2026-09-28');
    const given = { branchId, reason: '申请人未到中心', applicantCause: true, evidence: '通话记录' };
    expect(await say('suspendBranch', { ...given, evidence: ' ' }, land)).toMatchObject({
      code: 'SUSPENSION_UNFOUNDED',
    });
    expect(await say('suspendBranch', { ...given, applicantCause: false }, land)).toMatchObject({
      code: 'SUSPENSION_UNFOUNDED',
    });
    expect(await say('suspendBranch', given, land)).toMatchObject({ state: 'SUSPENDED' });
    world.at('2026-10-09');
    await night();
    const told = await inTables(world, (tx) =>
      tx.notification.findMany({ where: { template: 'parallel-approval.suspended' } }),
    );
    // The lead at once; after five working days (09-29, 09-30, 10-08, 10-09 are only four) nobody yet.
    expect(told).toHaveLength(1);
    expect(await say('resumeBranch', { branchId }, land)).toMatchObject({
      state: 'OPEN',
      dueOn: '2026-10-16',
    });
    expect(await look(caseId)).toMatchObject({ jointDate: '2026-10-16', promisedDueOn: '2026-10-16' });
    const { suspensionStatistics } = await read(
      '{ suspensionStatistics(from: "2026-09-01", through: "2026-10-31") { windowNumber count open workingDays } }',
    );
    expect(suspensionStatistics).toEqual([{ windowNumber: 'L01', count: 1, open: 0, workingDays: 4 }]);
    world.at('2026-10-19');
    expect(await say('suspendBranch', given, land)).toMatchObject({
      code: 'BRANCH_OVERDUE',
      details: { dueOn: '2026-10-16' },
    });
  });

  test('一(五)4(4): received 2026-09-28, 5 wd, no opinion on 2026-10-12: overdue 1', async () => {
    await publish([land]);
    const { caseId } = await forked();
    world.at('2026-10-12');
    expect(await branchesOf(caseId)).toMatchObject([{ dueOn: '2026-10-10', overdueDays: 1 }]);
  });

  test('一(四)6 · branch-window-bears-overdue: due 2026-10-09, done 10-13: three days, one fact each, to that window', async () => {
    world.at('2026-09-24');
    await publish([land]);
    const { branches } = await forked();
    expect(branches).toMatchObject([{ dueOn: '2026-10-09' }]);
    for (const day of ['2026-10-10', '2026-10-12', '2026-10-13']) {
      world.at(day);
      await night();
      await night();
    }
    await opine(branches[0].id, land);
    world.at('2026-10-14');
    await night();
    const bears = (day: string) => ({
      code: 'CM3b',
      subjectKind: 'WINDOW',
      subjectId: land.windowId,
      occurredOn: day,
    });
    expect(await facts()).toMatchObject([bears('2026-10-10'), bears('2026-10-12'), bears('2026-10-13')]);
    expect((await eventsOf(world, 'branch.overdue')).map((e) => e.overdueDays)).toEqual([1, 2, 3]);
  });

  test('一(五)4(3): the centre organises a visit on 2026-10-08; station B is absent: logged on the case, and a ground of its silence', async () => {
    await publish([land, village]);
    const { caseId, branches } = await forked();
    const [a, b] = branches.map((branch) => branch.id as string);
    const visit = { caseId, kind: 'VISIT', day: '2026-10-08', place: '宅基地' };
    const { id: sessionId } = await say('organiseJointSession', visit, 'CENTRE_DIRECTOR');
    world.at('2026-10-08', '16:00');
    const attended = [{ branchId: a, present: true }];
    const held = await say('recordJointAttendance', { sessionId, attended }, 'CENTRE_DIRECTOR');
    const present = held.attendances.map((row: { present: boolean; branch: { id: string } }) => [
      row.branch.id,
      row.present,
    ]);
    expect(new Map(present)).toEqual(
      new Map([
        [a, true],
        [b, false],
      ]),
    );
    expect(await say('recordJointAttendance', { sessionId, attended }, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'SESSION_RECORDED',
    });
    expect(await eventsOf(world, 'siteVisit.absent')).toMatchObject([{ stationId: village.stationId }]);
    const { timeline } = await look(caseId, 'timeline(last: 1) { edges { node { verb note clause } } }');
    expect(timeline.edges[0].node).toMatchObject({ verb: 'recordJointAttendance', note: '缺席1个站所' });
    world.at('2026-10-12', '08:40');
    await night();
    expect((await branchesOf(caseId)).map(({ silentFor }) => silentFor)).toEqual([
      ['LIMIT'],
      ['LIMIT', 'VISIT'],
    ]);
  });

  test('一(五)6 · silence-is-deemed-consent: due 2026-10-10, unexplained at 2026-10-12 17:30: a draft that waits for the seal', async () => {
    await publish([land], { deemedConsentAllowed: true });
    const { caseId, branches } = await forked();
    const [{ id: branchId }] = branches;
    const visit = await say(
      'organiseJointSession',
      { caseId, kind: 'VISIT', day: '2026-10-08', place: '宅基地' },
      'CENTRE_DIRECTOR',
    );
    world.at('2026-10-08', '16:00');
    await say('recordJointAttendance', { sessionId: visit.id, attended: [] }, 'CENTRE_DIRECTOR');
    expect(await eventsOf(world, 'siteVisit.absent')).toMatchObject([
      { branchId: uuidOf(branchId), windowId: land.windowId, day: '2026-10-08', reasoned: false },
    ]);
    world.at('2026-10-12', '08:40');
    await night();
    const [silent] = await branchesOf(caseId);
    expect(silent).toMatchObject({
      state: 'SILENCE_PENDING',
      silentFor: ['LIMIT', 'VISIT'],
      explainBy: '2026-10-12T09:30:00.000Z',
    });
    const check = { branchId, reasonable: false, note: '无书面说明' };
    world.at('2026-10-12', '17:29');
    expect(await say('checkSilence', check, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'SILENCE_CHECK_TOO_EARLY',
    });
    world.at('2026-10-12', '17:30');
    const deemed = await say('checkSilence', check, 'CENTRE_DIRECTOR');
    expect(deemed).toMatchObject({
      state: 'WAITING_SEAL',
      draft: { kind: 'DEEMED_CONSENT_DRAFT' },
      decision: null,
    });
    expect(deemed.draft.text).toContain('草稿');
    expect(await eventsOf(world, 'branch.deemedConsent')).toHaveLength(1);
    expect(await eventsOf(world, 'accountability.opened')).toMatchObject([{ ground: 'NO_RESULT' }]);
    await night();
    expect(await branchesOf(caseId)).toMatchObject([{ state: 'WAITING_SEAL' }]);
    expect(await say('signDeemedConsent', { branchId, sign: true }, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'SEAL_HOLDER_ONLY',
    });
    const decision = { caseId, outcome: 'APPROVED', result: '准予' };
    expect(await say('decideCase', decision)).toMatchObject({ code: 'JOINT_BRANCHES_OPEN' });
    const seal = { townshipId: world.town(HERE).id, id: randomUUID(), name: '审批专用章', kind: 'APPROVAL' };
    const holderId = world.town(HERE).staff['SEAL_HOLDER'] ?? '';
    await inTables(world, (tx) =>
      tx.seal.create({ data: { ...seal, holderId, registeredAt: world.platform.now() } }),
    );
    expect(await say('signDeemedConsent', { branchId, sign: true }, 'SEAL_HOLDER')).toMatchObject({
      state: 'DEEMED_CONSENT',
      decision: { kind: 'DEEMED_CONSENT' },
    });
    // 四(四)3: where safety is on, the seal on it is a use in its register, for the case.
    await deliverAll(world.platform);
    expect(await inTables(world, (tx) => tx.sealUse.findMany())).toMatchObject([
      { sealId: seal.id, caseId: uuidOf(caseId), branchId: uuidOf(branchId), usedById: holderId },
    ]);
    expect(await say('decideCase', decision)).toMatchObject({ state: 'DECIDED' });
  });

  test('一(五)6: by default silence is no consent, and a reasonable explanation lets the branch go on', async () => {
    await publish([land, village]);
    const { caseId, branches } = await forked();
    world.at('2026-10-12', '08:40');
    await night();
    const [first, second] = branches;
    await say('explainSilence', { branchId: first.id, text: '系统故障' }, land);
    const note = '已核实';
    expect(
      await say('checkSilence', { branchId: first.id, reasonable: true, note }, 'CENTRE_DIRECTOR'),
    ).toMatchObject({ state: 'OPEN' });
    world.at('2026-10-12', '17:30');
    expect(
      await say('checkSilence', { branchId: second.id, reasonable: false, note }, 'CENTRE_DIRECTOR'),
    ).toMatchObject({
      state: 'SILENT',
      draft: null,
    });
    expect(await opine(second.id, village)).toMatchObject({ state: 'APPROVED' });
    expect((await branchesOf(caseId)).map((b) => b.state)).toEqual(['OPEN', 'APPROVED']);
  });

  test('一(五)7 · long-silence-opens-accountability: five working days overdue; once decided it is scored for shirking', async () => {
    await publish([land]);
    const { branches } = await forked();
    world.at('2026-10-15');
    await night();
    expect(await eventsOf(world, 'accountability.opened')).toEqual([]);
    world.at('2026-10-16');
    await night();
    await night();
    expect(await eventsOf(world, 'accountability.opened')).toMatchObject([{ ground: 'NO_RESULT' }]);
    const evidence = '互相推诿的记录';
    const opened = await say(
      'openAccountability',
      { branchId: branches[0].id, ground: 'SHIRKING', evidence },
      'CENTRE_DIRECTOR',
    );
    const decision = { accountabilityId: opened.id, upheld: true, decision: '通报批评' };
    expect(await say('decideAccountability', decision, 'UNIT_HEAD')).toMatchObject({ upheld: true });
    expect(await say('decideAccountability', decision, 'UNIT_HEAD')).toMatchObject({
      code: 'ACCOUNTABILITY_DECIDED',
    });
    expect((await facts()).filter((f) => f.code === 'CM3a')).toMatchObject([
      { subjectKind: 'WINDOW', subjectId: land.windowId },
    ]);
  });

  test('一(五)6 · absence-from-meeting-is-scored: without a reason CM3c; breaking its rules CM3d', async () => {
    await publish([land, village, forestry]);
    const { caseId, branches } = await forked();
    const meeting = await say(
      'organiseJointSession',
      { caseId, kind: 'MEETING', day: '2026-09-29', place: '会议室' },
      'CENTRE_DIRECTOR',
    );
    const attended = [
      { branchId: branches[1].id, present: false, reason: '防汛值守' },
      { branchId: branches[2].id, present: true, rulesBroken: '中途离席' },
    ];
    world.at('2026-09-29');
    await say('recordJointAttendance', { sessionId: meeting.id, attended }, 'CENTRE_DIRECTOR');
    expect(await facts()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'CM3c', subjectId: land.windowId }),
        expect.objectContaining({ code: 'CM3d', subjectId: forestry.windowId }),
      ]),
    );
    expect((await facts()).length).toBe(2);
  });

  test('一(四)4: the meeting’s limit, set by 按时办结, is the joint one; no branch lasts longer', async () => {
    await publish([land]);
    const { caseId } = await forked();
    const limit = { caseId, meetingOn: '2026-09-28', workingDays: 10, extensionApproved: false };
    await say('setMeetingLimit', limit, 'CENTRE_DIRECTOR');
    await night();
    expect(await look(caseId)).toMatchObject({ jointDate: '2026-10-16' });
    await say('setMeetingLimit', { ...limit, workingDays: 2 }, 'CENTRE_DIRECTOR');
    await night();
    expect(await look(caseId)).toMatchObject({ jointDate: '2026-09-30' });
    expect(await branchesOf(caseId)).toMatchObject([{ dueOn: '2026-09-30' }]);
  });

  test('一(四)4: the meeting sets at most the statutory 45 working days, 60 with the approval of the government’s head', async () => {
    world.at('2026-09-14');
    await publish([land]);
    const { caseId } = await forked();
    const set = async (workingDays: number, extensionApproved: boolean) => {
      const limit = { caseId, meetingOn: '2026-09-14', workingDays, extensionApproved };
      const answer = await say('setMeetingLimit', limit, extensionApproved ? 'UNIT_HEAD' : 'CENTRE_DIRECTOR');
      await night();
      return answer.code ?? (await look(caseId)).jointDate;
    };
    expect(await set(45, false)).toBe('2026-11-20');
    expect(await set(46, false)).toBe('MEETING_LIMIT_EXCEEDS_CAP');
    expect(await set(60, false)).toBe('MEETING_LIMIT_EXCEEDS_CAP');
    expect(await set(60, true)).toBe('2026-12-11');
    expect(await set(61, true)).toBe('MEETING_LIMIT_EXCEEDS_CAP');
    expect(await branchesOf(caseId)).toMatchObject([{ dueOn: '2026-09-20' }]);
  });
});

/** Gives the item another promise, in working days. */
async function setPromise(days: number): Promise<void> {
  const { id, items } = world.town(HERE);
  const where = { townshipId: id, itemId: items['PROMISE-5'] ?? '' };
  await inTables(world, async (tx) => {
    const last = await tx.serviceItemVersion.findFirstOrThrow({ where });
    await tx.serviceItemVersion.create({
      data: {
        ...last,
        version: 2,
        promisedDays: days,
        materials: last.materials as object,
        fees: last.fees as object,
        source: {},
        digest: `promise/${days}`,
      },
    });
    await tx.serviceItem.update({
      where: { townshipId_id: { townshipId: id, id: where.itemId } },
      data: { currentVersion: 2 },
    });
  });
  await world.platform.directory.reload(id);
}
