import { beforeEach, describe, expect, test } from 'vitest';
import { recount } from '../../core/county/roll-up.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import {
  factsOf,
  file,
  messagesFor,
  openBox,
  settle,
  staffId,
  take,
  wording,
} from '../../test/support/complaint-scene.ts';
import { accepted, eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-09' });
  return () => world.close();
});

/** Codes of the scored facts that stand, and the facts behind them. */
async function scored() {
  const facts = await factsOf(world);
  return { codes: facts.map((f) => f.code), facts: new Set(facts.map((f) => f.factId)) };
}

/** The findings that the county counts, as rolled up; they must be those counted anew. */
async function findings(): Promise<Record<string, number>> {
  await deliverAll(world.platform);
  const own = (rows: readonly { measure: string; key: string; value: number }[]) =>
    Object.fromEntries(
      rows.filter((r) => r.measure === 'complaintFindings' && r.value !== 0).map((r) => [r.key, r.value]),
    );
  const kept = own(await inTables(world, (tx) => tx.tally.findMany()));
  const anew = await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id));
  expect(kept).toEqual(own(anew));
  return kept;
}

describe('三(二)1(3): suggestion box', () => {
  test('三(二)1(3) · box-opened-by-two: one person twice is refused, and only the desk opens it', async () => {
    const witness = staffId(world, 'COMPLAINT_OFFICER');
    const alone = { witnessAId: witness, witnessBId: witness, count: 4 };
    expect(await take(world, 'COMPLAINT_OFFICER', 'openSuggestionBox', alone)).toMatchObject({
      code: 'BOX_NEEDS_TWO_WITNESSES',
      clause: { id: '三(二)1(3)' },
    });
    await expect(take(world, 'WINDOW_STAFF', 'openSuggestionBox', alone)).rejects.toThrow('FORBIDDEN');
    expect(await inTables(world, (tx) => tx.boxOpening.count())).toBe(0);
  });

  test('三(二)1(3) · every-slip-registered-once: 4 slips give 4 records, anonymous ones too; a fifth is refused', async () => {
    const slip = { channel: 'BOX', boxOpeningId: await openBox(world, 4) };
    for (let i = 0; i < 4; i++) await file(world, { ...slip, anonymous: i > 0, phone: '0797-0000001' });
    const rows = await inTables(world, (tx) => tx.complaint.findMany());
    expect(rows).toHaveLength(4);
    expect(rows.filter((r) => r.anonymous).map((r) => [r.complainant, r.phone])).toEqual(
      Array.from({ length: 3 }, () => [null, null]),
    );
    const fifth = wording(world, slip);
    expect(await take(world, 'COMPLAINT_OFFICER', 'fileComplaint', fifth)).toMatchObject({
      code: 'BOX_SLIPS_EXCEED_COUNT',
      details: { count: 4 },
    });
  });

  test('三(二)1(3) · slip-names-its-opening: a slip without one is refused, a letter with one too', async () => {
    const opening = await openBox(world, 1);
    for (const odd of [{ channel: 'BOX' }, { channel: 'LETTER', boxOpeningId: opening }])
      expect(await take(world, 'COMPLAINT_OFFICER', 'fileComplaint', wording(world, odd))).toMatchObject({
        code: 'COMPLAINT_INCOMPLETE',
        clause: { id: '三(二)1(3)' },
        details: { field: 'boxOpeningId' },
      });
  });
});

test('三(二)1(2) · investigated-before-dealt-with: what came by letter, visit or telephone is registered by the desk only', async () => {
  for (const channel of ['LETTER', 'VISIT', 'PHONE']) {
    await file(world, { channel });
    await expect(take(world, 'NOBODY', 'fileComplaint', wording(world, { channel }))).rejects.toThrow(
      'FORBIDDEN',
    );
  }
  expect((await eventsOf(world, 'complaint.filed')).map((e) => e.channel)).toEqual([
    'LETTER',
    'VISIT',
    'PHONE',
  ]);
});

describe('三(二)2: what one complaint is scored for', () => {
  test('三(二)2(1) · wrongful-refusal-is-a-candidate: verified it is SQ2, DQ1 and CM1a of one fact', async () => {
    const { id } = await file(world);
    await settle(world, id);
    expect(await scored()).toEqual({
      codes: ['SQ2', 'DQ1', 'CM1a'],
      facts: new Set([`complaint/${uuidOf(id)}`]),
    });
  });

  test('三(二)2(2) · delay-carries-the-clock: its case shows 3 overdue days as evidence', async () => {
    world.at('2026-09-24');
    const { number } = await accepted(world, 'PROMISE-5');
    world.at('2026-10-13');
    const { id } = await file(world, { category: 'DELAY', caseNumber: number });
    const { data } = await world.ask(
      'query ($id: ID!) { node(id: $id) { ... on Complaint { caseOverdueDays respondent { id } station { id } } } }',
      { as: 'COMPLAINT_OFFICER', at: HERE, variables: { id } },
    );
    expect(data.node).toMatchObject({
      caseOverdueDays: 3,
      respondent: { id: staffId(world, 'WINDOW_STAFF') },
    });
  });

  test('三(二)2(3) · attitude-is-one-fact: rude is SQ1 and SQ2 of one fact, without fault nothing', async () => {
    const rude = await file(world, { category: 'ATTITUDE' });
    await settle(world, rude.id);
    const unfounded = await file(world, { category: 'ATTITUDE' });
    await settle(world, unfounded.id, { finding: 'UNFOUNDED' });
    expect(await scored()).toEqual({
      codes: ['SQ2', 'DQ1', 'SQ1'],
      facts: new Set([`complaint/${uuidOf(rude.id)}`]),
    });
  });

  test('三(二)2(4) · absence-names-its-day: it is refused without the day; WD1b belongs to that day', async () => {
    const absent = { category: 'ABSENCE', content: '窗口无人' };
    expect(await take(world, 'NOBODY', 'fileComplaint', wording(world, absent))).toMatchObject({
      code: 'COMPLAINT_INCOMPLETE',
      clause: { id: '三(二)2(4)' },
      details: { field: 'occurredOn' },
    });
    const { id } = await file(world, { ...absent, occurredOn: '2026-09-30' });
    await settle(world, id);
    expect(await factsOf(world)).toContainEqual(
      expect.objectContaining({ code: 'WD1b', occurredOn: '2026-09-30', factId: `complaint/${uuidOf(id)}` }),
    );
  });

  test('三(二)2(5) · bribery-is-restricted: it opens a case of integrity at once, as the same fact', async () => {
    const { id } = await file(world, { category: 'BRIBERY', content: '索要礼品' });
    expect(await eventsOf(world, 'integrity.caseOpened')).toEqual([
      { complaintId: uuidOf(id), respondentId: world.town(HERE).staff['WINDOW_STAFF'] },
    ]);
    const closed = await take(world, 'COMPLAINT_OFFICER', 'acceptComplaint', { complaintId: id });
    expect(closed).toMatchObject({ code: 'NOT_FOUND' });
    await settle(world, id, { as: 'CENTRE_DIRECTOR' });
  });
});

test('三(二)3(3) · unacknowledged-goes-to-the-head: the hour is one of the township’s own opening hours', async () => {
  const openingHours = {
    morning: { opens: '10:00', closes: '12:00' },
    afternoon: { opens: '15:00', closes: '18:00' },
  };
  await world.platform.prisma.township.update({
    where: { id: world.town(HERE).id },
    data: { openingHours },
  });
  await world.platform.directory.reload();
  world.at('2026-10-09', '09:00');
  await file(world, { severity: 'MAJOR' });
  for (const [time, escalated] of [
    ['10:59', 0],
    ['11:00', 1],
  ] as const) {
    world.at('2026-10-09', time);
    await runModuleJobs(world.platform);
    expect(await eventsOf(world, 'complaint.escalated')).toHaveLength(escalated);
  }
  expect(await messagesFor(world, 'UNIT_HEAD')).toEqual(['有一件重大投诉举报逾时未阅处，请督促。']);
});

describe('三(二)3(4): findings and appeals', () => {
  /** A complaint found on 2026-10-09 to be the fault of the window's A post, and his appeal. */
  async function appealed() {
    const complaint = await file(world);
    await settle(world, complaint.id);
    const appeal = { number: complaint.number, reason: '当日系统故障' };
    return { complaint, appeal };
  }

  test('三(二)3(4) · only-fault-is-scored: concluded 2026-10-09 it is an entry of 2026-10 against the respondent', async () => {
    await appealed();
    expect(await factsOf(world)).toContainEqual(
      expect.objectContaining({
        code: 'SQ2',
        subjectId: world.town(HERE).staff['WINDOW_STAFF'],
        occurredOn: '2026-10-09',
        townshipId: world.town(HERE).id,
      }),
    );
  });

  test('三(二)3(4) · respondent-appeals-once: he alone is told of the finding and how to appeal, nothing of the file', async () => {
    const { complaint, appeal } = await appealed();
    const { number } = complaint;
    const finding = `编号${number}的投诉经查实，认定您有过错。如有异议，可凭此编号申诉一次（appealFinding）。`;
    expect(await messagesFor(world, 'WINDOW_STAFF')).toEqual([finding]);
    for (const as of ALL_ROLES) {
      const reply = await world.ask('{ notifications(first: 100) { edges { node { text } } } }', {
        as,
        at: HERE,
      });
      const text = JSON.stringify(reply);
      expect({ as, told: text.includes('有过错') }).toEqual({ as, told: as === 'WINDOW_STAFF' });
      // What the complainant is told is sent by the desk, and read by nobody else.
      expect({ as, told: text.includes('您的投诉') }).toEqual({ as, told: as === 'COMPLAINT_OFFICER' });
      for (const secret of ['申请人甲', '199-0000-0001', '材料齐全', '已责令改正', '批评教育'])
        expect(text).not.toContain(secret);
    }
    expect(await take(world, 'STATION_HEAD', 'appealFinding', appeal)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await take(world, 'WINDOW_STAFF', 'appealFinding', appeal)).toMatchObject({ upheld: null });
    expect(await take(world, 'WINDOW_STAFF', 'appealFinding', appeal)).toMatchObject({
      code: 'APPEAL_NOT_POSSIBLE',
      clause: { id: '三(二)3(4)' },
    });
  });

  test.each([
    [true, '成立，对您的认定已撤销。', { NO_STAFF_FAULT: 1 }, []],
    [false, '不成立，维持原认定。', { STAFF_FAULT: 1 }, ['SQ2', 'DQ1', 'CM1a']],
  ])(
    '三(二)3(4) · respondent-appeals-once: upheld %s, he is told; figures and scored facts follow',
    async (upheld, outcome, counted, codes) => {
      const { complaint, appeal } = await appealed();
      expect(await findings()).toEqual({ STAFF_FAULT: 1 });
      const { id: appealId } = await take(world, 'WINDOW_STAFF', 'appealFinding', appeal);
      const decision = { appealId, upheld, decision: '已核对系统记录' };
      expect(await take(world, 'UNIT_DEPUTY', 'decideAppeal', decision)).toMatchObject({ upheld });
      expect(await take(world, 'UNIT_DEPUTY', 'decideAppeal', decision)).toMatchObject({
        code: 'APPEAL_NOT_POSSIBLE',
      });
      const told = await messagesFor(world, 'WINDOW_STAFF');
      expect(told.filter((text) => text.includes('申诉成立') || text.includes('申诉不成立'))).toEqual([
        `您对编号${complaint.number}的认定提出的申诉${outcome}`,
      ]);
      expect(await findings()).toEqual(counted);
      expect((await scored()).codes).toEqual(codes);
      const events = await inTables(world, (tx) =>
        tx.outboxEvent.findMany({ where: { type: { startsWith: 'complaint.' } } }),
      );
      const withdrawn = events.filter((e) => e.type === 'complaint.findingWithdrawn');
      expect(withdrawn.map((e) => e.factId)).toEqual(upheld ? [`complaint/${uuidOf(complaint.id)}`] : []);
    },
  );

  test('三(二)3(4) · only-fault-is-scored: a second finding after a reopening takes the place of the first', async () => {
    const { id, number, queryCode } = (await appealed()).complaint;
    await take(world, 'NOBODY', 'reopenComplaint', { number, queryCode });
    await settle(world, id, { finding: 'UNFOUNDED' });
    expect(await findings()).toEqual({ UNFOUNDED: 1 });
    expect((await scored()).codes).toEqual([]);
  });
});
