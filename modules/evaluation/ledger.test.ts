import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliverAll } from '../../core/jobs/runner.ts';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ towns: [HERE] });
  return () => world.close();
});

const scene = ledgerScene(() => world);
const { configure, entries, fact, mark, messages, proposalOf, proposals, say, staffId, uuid, withdrawMark } =
  scene;

/** A mark of the window’s clerk that the director confirmed; its fact. */
async function confirmed(given: Parameters<typeof mark>[1] = {}): Promise<string> {
  const factId = fact();
  await mark(factId, given);
  const { id } = await proposalOf(factId);
  expect(await say('confirmScore', { proposalId: id })).toMatchObject({ state: 'CONFIRMED' });
  return factId;
}

describe('facts', () => {
  test('三(一)1 · points-need-evidence: a mark is a proposal, confirmed it is an entry with rule, evidence and confirmer', async () => {
    const factId = fact();
    await mark(factId);
    const proposal = await proposalOf(factId);
    expect(proposal).toMatchObject({
      state: 'PROPOSED',
      source: 'EVENT',
      criterion: { code: 'WD1a', points: -1 },
      staff: { id: staffId('WINDOW_STAFF') },
    });
    expect(await entries()).toEqual([]);
    world.at('2026-10-09');
    await say('confirmScore', { proposalId: proposal.id });
    const [entry, ...more] = await entries();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      month: '2026-10',
      occurredOn: '2026-09-28',
      points: -1,
      evidence: 'punch.dayClosed，四(一)2 (hours)，2026-09-28',
      criterion: { code: 'WD1a', clause: { id: '三(一)4A(1)①' } },
      recordedBy: null,
      confirmedBy: { id: staffId('CENTRE_DIRECTOR') },
      secondBy: null,
    });
    expect(await messages(uuid('WINDOW_STAFF'))).toEqual(['evaluation.posted']);
    expect(await eventsOf(world, 'ledger.posted')).toMatchObject([
      { code: 'WD1a', points: -100, month: '2026-10', staffId: uuid('WINDOW_STAFF') },
    ]);
  });

  test('an event that is delivered again, or states the same, posts nothing more', async () => {
    const factId = await confirmed();
    await inTables(world, (tx) => tx.outboxEvent.updateMany({ data: { deliveredAt: null } }));
    await deliverAll(world.platform);
    await mark(factId);
    expect(await proposals()).toMatchObject([{ factId, state: 'CONFIRMED' }]);
    expect(await entries()).toHaveLength(1);
  });

  test('三(一)1 · the-later-statement-counts: half a day of leave without cover becomes a whole one before it is confirmed', async () => {
    const factId = fact();
    await mark(factId, { kind: 'UNCOVERED', halfDays: 1 });
    expect(await proposalOf(factId)).toMatchObject({ units: 0.5 });
    await mark(factId, { kind: 'UNCOVERED', halfDays: 2 });
    const { id, units } = await proposalOf(factId);
    expect(units).toBe(1);
    await say('confirmScore', { proposalId: id });
    expect(await entries()).toMatchObject([{ points: -2, units: 1 }]);
  });

  test('三(一)1 · the-later-statement-counts: after it was confirmed the entry is taken back and the group decides anew', async () => {
    const factId = await confirmed({ kind: 'UNCOVERED', halfDays: 1 });
    await mark(factId, { kind: 'UNCOVERED', halfDays: 2 });
    const { id, state } = await proposalOf(factId);
    expect(state).toBe('PROPOSED');
    expect((await entries()).map((entry) => entry.points).toSorted()).toEqual([-1, 1]);
    await say('confirmScore', { proposalId: id });
    const standing = (await entries()).filter((entry) => !entry.corrects && !entry.correctedBy);
    expect(standing).toMatchObject([{ points: -2 }]);
  });

  test('withdrawn before the group decides it is gone; withdrawn afterwards the entry is taken back; stated anew it opens again', async () => {
    const open = fact();
    await mark(open);
    await withdrawMark(open);
    expect(await proposalOf(open)).toMatchObject({ state: 'WITHDRAWN' });
    const posted = await confirmed({ day: '2026-09-25' });
    await withdrawMark(posted, { day: '2026-09-25' });
    expect(await proposalOf(posted)).toMatchObject({ state: 'WITHDRAWN' });
    const rows = await entries();
    const correction = rows.find((entry) => entry.corrects);
    expect(correction).toMatchObject({ points: 1, recordedBy: null, confirmedBy: null });
    expect(correction.evidence).toContain('punch.markWithdrawn');
    expect(await eventsOf(world, 'ledger.corrected')).toMatchObject([{ points: 100 }]);
    expect(await messages(uuid('WINDOW_STAFF'))).toEqual(['evaluation.corrected', 'evaluation.posted']);
    await withdrawMark(posted, { day: '2026-09-25' });
    expect(await entries()).toHaveLength(2);
    await mark(posted, { day: '2026-09-25' });
    const { id, state } = await proposalOf(posted);
    expect(state).toBe('PROPOSED');
    await say('confirmScore', { proposalId: id });
    expect(await entries()).toHaveLength(3);
  });

  test('what the regulation gives no points for is no proposal', async () => {
    const payload = {
      outcomeId: randomUUID(),
      code: 'IG1',
      staffId: uuid('WINDOW_STAFF'),
      confirmedOn: '2026-09-28',
      disqualifies: 'DQ4',
    } as const;
    await scene.emit({ type: 'integrity.confirmed', factId: fact('outcome'), payload });
    expect((await proposals()).map(({ criterion }) => criterion.code)).toEqual(['DQ4']);
  });

  test('三(一)1 · posted-without-confirmation: of a rule that the township named, only where the person is known', async () => {
    await configure({ enabled: true, settings: { autoConfirm: ['WD1a', 'SQ3a'] } });
    const factId = fact();
    await mark(factId);
    await scene.unanswered(fact('onlineConsultation'));
    expect(await entries()).toMatchObject([{ criterion: { code: 'WD1a' }, confirmedBy: null }]);
    expect(await proposals('(state: PROPOSED)')).toMatchObject([
      { criterion: { code: 'SQ3a' }, staff: null },
    ]);
  });

  test('三(一)1 · points of the day: dearer from October, the fact of September costs what it cost', async () => {
    const factId = fact();
    await mark(factId);
    await configure({ enabled: true, settings: { points: { WD1a: -3 } }, effectiveFrom: '2026-10-01' });
    world.at('2026-10-09');
    await say('confirmScore', { proposalId: (await proposalOf(factId)).id });
    await confirmed({ day: '2026-10-09' });
    expect((await entries()).map((entry) => entry.points).toSorted()).toEqual([-1, -3]);
    const { data } = await scene.ask(
      '{ now: scoreCriteria { code points regulationPoints } then: scoreCriteria(on: "2026-09-28") { code points } }',
      'WINDOW_STAFF',
    );
    expect(data.now).toHaveLength(39);
    expect(data.now[0]).toEqual({ code: 'WD1a', points: -3, regulationPoints: -1 });
    expect(data.then[0]).toEqual({ code: 'WD1a', points: -1 });
  });
});

describe('the group', () => {
  test('三(一)3(1) · nobody-decides-about-himself: the director’s own lateness is for the others', async () => {
    const factId = fact();
    await mark(factId, { role: 'CENTRE_DIRECTOR' });
    const { id: proposalId } = await proposalOf(factId);
    const refusal = { code: 'CONFLICT_OF_INTEREST_IN_SCORING', clause: { id: '三(一)3(1)' } };
    expect(await say('confirmScore', { proposalId })).toMatchObject(refusal);
    expect(await say('rejectScore', { proposalId, reason: '不在场' })).toMatchObject(refusal);
    expect(await say('confirmScore', { proposalId }, 'UNIT_DEPUTY')).toMatchObject({ state: 'CONFIRMED' });
    const [entry] = await entries();
    expect(await say('correctEntry', { entryId: entry.id, reason: '误记' })).toMatchObject(refusal);
  });

  test('三(一)3(1) · station-head-not-alone: his own staff waits for a second member, who is another', async () => {
    const factId = fact();
    await mark(factId);
    const { id: proposalId } = await proposalOf(factId);
    const needed = { code: 'SECOND_DECIDER_REQUIRED' };
    expect(await say('rejectScore', { proposalId, reason: '不算' }, 'STATION_HEAD')).toMatchObject(needed);
    expect(await say('confirmScore', { proposalId }, 'STATION_HEAD')).toMatchObject({
      state: 'AWAITING_SECOND',
      firstBy: { id: staffId('STATION_HEAD') },
    });
    expect(await entries()).toEqual([]);
    expect(await say('confirmScore', { proposalId }, 'STATION_HEAD')).toMatchObject(needed);
    expect(await say('confirmScore', { proposalId }, 'ASSESSOR')).toMatchObject({ state: 'CONFIRMED' });
    const [entry] = await entries();
    expect(entry).toMatchObject({
      confirmedBy: { id: staffId('STATION_HEAD') },
      secondBy: { id: staffId('ASSESSOR') },
    });
    expect(await say('correctEntry', { entryId: entry.id, reason: '误记' }, 'STATION_HEAD')).toMatchObject(
      needed,
    );
  });

  test('三(一)1 · subject-named-where-unknown: who let a question lie is named by the group, nobody else where it is known', async () => {
    const [unknown, known] = [fact('onlineConsultation'), fact()];
    await scene.unanswered(unknown);
    await mark(known);
    const { id: proposalId } = await proposalOf(unknown);
    expect(await say('confirmScore', { proposalId })).toMatchObject({ code: 'SCORE_SUBJECT_REQUIRED' });
    const himself = { proposalId, staffId: staffId('CENTRE_DIRECTOR') };
    expect(await say('confirmScore', himself)).toMatchObject({ code: 'CONFLICT_OF_INTEREST_IN_SCORING' });
    const named = { staffId: staffId('WINDOW_STAFF') };
    expect(await say('confirmScore', { proposalId, ...named })).toMatchObject({
      state: 'CONFIRMED',
      staff: { id: staffId('WINDOW_STAFF') },
    });
    const other = { proposalId: (await proposalOf(known)).id, staffId: staffId('ASSESSOR') };
    expect(await say('confirmScore', other)).toMatchObject({ code: 'SCORE_SUBJECT_KNOWN' });
    // The source still knows nobody: what the group named stands.
    await scene.unanswered(unknown);
    expect(await proposalOf(unknown)).toMatchObject({ state: 'CONFIRMED' });
  });

  test('a month’s marks in one sitting: one answer each, a refused one holds up none', async () => {
    const facts = [fact(), fact(), fact()];
    await mark(facts[0] ?? '');
    await mark(facts[1] ?? '', { role: 'CENTRE_DIRECTOR' });
    await mark(facts[2] ?? '', { role: 'B', day: '2026-09-25' });
    const ids = await Promise.all(facts.map(async (factId) => (await proposalOf(factId)).id as string));
    const { outcomes } = await say('confirmScores', { proposalIds: ids });
    expect(outcomes).toEqual([
      { proposal: { id: ids[0], state: 'CONFIRMED' }, refusal: null },
      { proposal: { id: ids[1], state: 'PROPOSED' }, refusal: { code: 'CONFLICT_OF_INTEREST_IN_SCORING' } },
      { proposal: { id: ids[2], state: 'CONFIRMED' }, refusal: null },
    ]);
    expect(await entries()).toHaveLength(2);
    expect((await say('confirmScores', { proposalIds: ids })).outcomes[0].refusal).toEqual({
      code: 'PROPOSAL_NOT_OPEN',
    });
  });

  test('a proposal that is not confirmed costs nothing, and says why', async () => {
    const factId = fact();
    await mark(factId);
    const { id: proposalId } = await proposalOf(factId);
    expect(await say('rejectScore', { proposalId, reason: ' ' })).toMatchObject({ code: 'TEXT_REQUIRED' });
    expect(await say('rejectScore', { proposalId, reason: '停电，考勤机失灵' })).toMatchObject({
      state: 'REJECTED',
      reason: '停电，考勤机失灵',
    });
    expect(await messages(uuid('WINDOW_STAFF'))).toEqual(['evaluation.not-entered']);
    expect(await say('confirmScore', { proposalId })).toMatchObject({ code: 'PROPOSAL_NOT_OPEN' });
    await mark(factId);
    expect(await proposalOf(factId)).toMatchObject({ state: 'REJECTED' });
    expect(await entries()).toEqual([]);
  });

  test('三(一)4A(3)① · window-points-for-the-handler: a late joint case is the window’s and its handler’s; both are taken back together', async () => {
    const factId = fact('branch');
    await scene.overdueBranch(factId, '2026-09-28', 'B');
    await say('confirmScore', { proposalId: (await proposalOf(factId)).id });
    const window = (await entries()).find((entry) => entry.subjectKind === 'WINDOW');
    const derived = (await entries()).find((entry) => entry.subjectKind === 'STAFF');
    expect(window).toMatchObject({
      points: -2,
      staff: null,
      window: { id: world.town(HERE).windowGlobalId() },
    });
    expect(derived).toMatchObject({
      points: -2,
      staff: { id: staffId('B') },
      derivedFrom: { id: window.id },
    });
    await say('correctEntry', { entryId: window.id, reason: '系统故障' }, 'UNIT_DEPUTY');
    const taken = (await entries()).filter((entry) => entry.corrects);
    expect(taken.map((entry) => entry.corrects.id).toSorted()).toEqual([window.id, derived.id].toSorted());
  });

  test('三(一)1 · corrected-once-by-an-entry: with a reason, once, and a correction is not corrected', async () => {
    await confirmed();
    const [entry] = await entries();
    const entryId = entry.id;
    expect(await say('correctEntry', { entryId, reason: '' })).toMatchObject({ code: 'TEXT_REQUIRED' });
    world.at('2026-10-09');
    expect(await say('correctEntry', { entryId, reason: '误记他人' })).toMatchObject({ points: -1 });
    const correction = (await entries()).find((one) => one.corrects);
    expect(correction).toMatchObject({
      corrects: { id: entryId },
      points: 1,
      month: '2026-10',
      reason: '误记他人',
      confirmedBy: { id: staffId('CENTRE_DIRECTOR') },
    });
    for (const id of [entryId, correction.id])
      expect(await say('correctEntry', { entryId: id, reason: '再次' })).toMatchObject({
        code: 'ENTRY_NOT_CORRECTABLE',
      });
    const kept = await inTables(world, (tx) => tx.ledgerEntry.findMany({ orderBy: { postedAt: 'asc' } }));
    expect(kept.map((row) => [row.points, row.month])).toEqual([
      [-100, '2026-09'],
      [100, '2026-10'],
    ]);
  });
});
