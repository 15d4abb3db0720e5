import { beforeEach, describe, expect, test } from 'vitest';
import { recount } from '../../core/county/roll-up.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { file, take } from '../../test/support/complaint-scene.ts';
import { extendedScene } from '../../test/support/extended-hours-scene.ts';
import { inquiryScene } from '../../test/support/first-inquiry-scene.ts';
import { addItem, eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { addPlace, configure, dispose, jobs, list, register, say, staffId, stationId, waiting } = inquiryScene(
  () => world,
);
const extended = extendedScene(() => world);
const deliver = () => deliverEvents(world.platform, world.town(HERE).id);

const VIEW = 'id ground state source occurredOn staff { id } sanction { kind imposedOn }';
const violations = (filter = '') => list(`conductViolations${filter}`, VIEW, 'CENTRE_DIRECTOR');
const rude = (more: object = {}) => ({
  staffId: staffId('WINDOW_STAFF'),
  ground: 'RUDE',
  account: '对来访人大声呵斥',
  ...more,
});

describe('一(一)4: confirmed or dismissed', () => {
  test('一(一)4(1) · hand-over-not-taken-up: confirmed it is oral criticism on record and no fact with points', async () => {
    const place = await addPlace('P02');
    world.at('2026-09-23', '16:00');
    const { id } = await register();
    await dispose(id, 'REFERRED', { windowId: place.windowId });
    world.at('2026-09-23', '17:30');
    await jobs();
    const [candidate] = await violations('(state: CANDIDATE, ground: NO_HANDOVER)');
    const confirm = { violationId: candidate.id, sanction: 'ORAL_CRITICISM', reason: '未当面移交' };
    world.at('2026-09-28');
    expect(await say('confirmViolation', confirm, 'CENTRE_DIRECTOR')).toMatchObject({
      state: 'CONFIRMED',
      occurredOn: '2026-09-23',
      sanction: { kind: 'ORAL_CRITICISM', imposedOn: '2026-09-28' },
    });
    expect(await say('confirmViolation', confirm, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'VIOLATION_DECIDED',
    });
    const [event] = await eventsOf(world, 'conduct.violationConfirmed');
    expect(event).toMatchObject({ ground: 'NO_HANDOVER', confirmedOn: '2026-09-28' });
    const criteria = world.platform.registry.find('first-inquiry')?.criteria ?? [];
    expect(criteria.map((c) => c.fact(event as never, '2026-09-28'))).toEqual(criteria.map(() => null));
  });

  test('一(一)4(4) · rudeness-is-scored: verified on 2026-09-28, of that day, one fact whatever the grounds', async () => {
    const itemId = await addItem(world, { kind: 'PROMISED', promisedDays: 5, statutoryDays: 20 });
    const { id } = await register({ itemId });
    const one = await say('reportViolation', rude({ inquiryId: id }), 'DUTY_OFFICER');
    expect(one).toMatchObject({ state: 'CANDIDATE', source: 'REPORT', occurredOn: '2026-09-28' });
    expect(await say('reportViolation', rude({ inquiryId: id }), 'ASSESSOR')).toMatchObject({
      code: 'VIOLATION_ALREADY_RAISED',
    });
    const two = await say('reportViolation', rude({ inquiryId: id, ground: 'COLD_OR_UNCLEAR' }), 'ASSESSOR');
    for (const violationId of [one.id, two.id])
      await say(
        'confirmViolation',
        { violationId, sanction: 'NOTICE_OF_CRITICISM', reason: '录像核实' },
        'CENTRE_DIRECTOR',
      );
    const rows = await inTables(world, (tx) =>
      tx.outboxEvent.findMany({ where: { type: 'conduct.violationConfirmed' } }),
    );
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((row) => row.factId)).size).toBe(1);
    expect(rows.map((row) => (row.payload as { occurredOn: string }).occurredOn.slice(0, 7))).toEqual([
      '2026-09',
      '2026-09',
    ]);
  });

  test('一(一)4(3) · shirking-blocks-a-joint-case: the item’s joint participants make it the window’s fact as well', async () => {
    const itemId = await addItem(world, { kind: 'PROMISED', promisedDays: 5, statutoryDays: 20 });
    await inTables(world, (tx) =>
      tx.serviceItemVersion.updateMany({
        where: { itemId: uuidOf(itemId) },
        data: { jointParticipants: ['派出所'] },
      }),
    );
    const { id } = await register({ itemId });
    const raised = await say('reportViolation', rude({ inquiryId: id, ground: 'SHIRKING' }), 'DUTY_OFFICER');
    const confirm = { violationId: raised.id, sanction: 'ORAL_CRITICISM', reason: '核实' };
    await say('confirmViolation', confirm, 'CENTRE_DIRECTOR');
    const [event] = await eventsOf(world, 'conduct.violationConfirmed');
    expect(event).toMatchObject({ joint: true, windowId: world.town(HERE).windowId });
  });

  test('一(一)4 · director-decides-never-about-himself: the deputy decides about him, and about nobody else', async () => {
    const director = staffId('CENTRE_DIRECTOR');
    const about = await say('reportViolation', rude({ staffId: director }), 'ASSESSOR');
    const other = await say('reportViolation', rude(), 'ASSESSOR');
    const decide = { sanction: 'ORAL_CRITICISM', reason: '核实' };
    const confirm = (violationId: string, who: 'CENTRE_DIRECTOR' | 'UNIT_DEPUTY') =>
      say('confirmViolation', { violationId, ...decide }, who);
    expect(await confirm(about.id, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'VIOLATION_ABOUT_ONESELF',
      clause: { id: '一(一)4' },
    });
    expect(
      await say('dismissViolation', { violationId: about.id, reason: '不实' }, 'CENTRE_DIRECTOR'),
    ).toMatchObject({ code: 'VIOLATION_ABOUT_ONESELF' });
    expect(await confirm(other.id, 'UNIT_DEPUTY')).toMatchObject({ code: 'VIOLATION_FOR_DIRECTOR' });
    expect(await confirm(about.id, 'UNIT_DEPUTY')).toMatchObject({ state: 'CONFIRMED' });
    for (const who of ['WINDOW_STAFF', 'STATION_HEAD', 'ASSESSOR'] as const)
      await expect(say('confirmViolation', { violationId: other.id, ...decide }, who)).rejects.toThrow(
        'FORBIDDEN',
      );
  });

  test('dismissed with its reason, without a sanction, and never without one', async () => {
    const { id: violationId } = await say('reportViolation', rude(), 'ASSESSOR');
    expect(await say('dismissViolation', { violationId, reason: ' ' }, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'TEXT_REQUIRED',
    });
    expect(
      await say('dismissViolation', { violationId, reason: '录像不符' }, 'CENTRE_DIRECTOR'),
    ).toMatchObject({
      state: 'DISMISSED',
      decisionReason: '录像不符',
      sanction: null,
    });
    expect(await eventsOf(world, 'conduct.violationConfirmed')).toEqual([]);
  });
});

describe('other chapters, by their events', () => {
  /** A complaint about attitude, concluded with fault. */
  const concluded = async () => {
    const complaint = await file(world, { category: 'ATTITUDE', content: '态度粗暴' });
    const step = (verb: string, input: object = {}) =>
      take(world, 'COMPLAINT_OFFICER', verb, { complaintId: complaint.id, ...input });
    await step('acceptComplaint');
    await step('noteInvestigation', { text: '已核实', evidence: true });
    await step('answerComplaint', { answer: '已批评教育' });
    await step('concludeComplaint', { finding: 'STAFF_FAULT', measures: ['批评教育'] });
    await deliver();
    return complaint;
  };

  test('一(一)4(4) · attitude-complaint-is-a-candidate: one, with the complaint’s fact; an appeal upheld takes it back', async () => {
    const complaint = await concluded();
    const [candidate] = await violations();
    expect(candidate).toMatchObject({
      ground: 'RUDE',
      source: 'COMPLAINT',
      state: 'CANDIDATE',
      staff: { id: staffId('WINDOW_STAFF') },
    });
    const confirm = { violationId: candidate.id, sanction: 'ORAL_CRITICISM', reason: '核实' };
    await say('confirmViolation', confirm, 'CENTRE_DIRECTOR');
    const facts = await inTables(world, (tx) =>
      tx.outboxEvent.findMany({
        where: { type: { in: ['complaint.concluded', 'conduct.violationConfirmed'] } },
      }),
    );
    expect(new Set(facts.map((row) => row.factId)).size).toBe(1);
    const appeal = await take(world, 'WINDOW_STAFF', 'appealFinding', {
      number: complaint.number,
      reason: '不在场',
    });
    await take(world, 'UNIT_DEPUTY', 'decideAppeal', {
      appealId: appeal.id,
      upheld: true,
      decision: '申诉成立',
    });
    await deliver();
    expect(await violations('(state: WITHDRAWN)')).toHaveLength(1);
    expect(await eventsOf(world, 'conduct.violationWithdrawn')).toHaveLength(1);
  });

  test.each([
    ['it goes', false],
    ['while the chapter was off, it goes when it is on again', true],
  ])(
    '一(一)4(4) · attitude-complaint-is-a-candidate: reopened and found to be no fault, %s',
    async (_, isOff) => {
      const { id: complaintId, number, queryCode } = await concluded();
      expect(await violations('(state: CANDIDATE)')).toHaveLength(1);
      if (isOff) await configure({ enabled: false, openWork: 'FREEZE' });
      await take(world, 'NOBODY', 'reopenComplaint', { number, queryCode });
      const step = (verb: string, input: object = {}) =>
        take(world, 'COMPLAINT_OFFICER', verb, { complaintId, ...input });
      await step('acceptComplaint');
      await step('answerComplaint', { answer: '录像不符' });
      expect(await step('concludeComplaint', { finding: 'NO_STAFF_FAULT', measures: [] })).toMatchObject({
        finding: 'NO_STAFF_FAULT',
      });
      await deliver();
      if (isOff) await configure({ enabled: true });
      await deliver();
      expect(await violations('(state: CANDIDATE)')).toEqual([]);
      expect(await violations('(state: WITHDRAWN)')).toHaveLength(1);
    },
  );

  test('一(一)4(4) · attitude-complaint-is-a-candidate: not where the township’s setting says no', async () => {
    await configure({ settings: { attitudeComplaints: false } });
    await concluded();
    expect(await violations()).toEqual([]);
  });

  test('a consultation handed to a station is an inquiry to take up; its answer closes it', async () => {
    const question = { question: '何时可以办理', contact: '199-0000-0001', stationId: stationId() };
    const asked = await extended.say('registerConsultation', 'Consultation', question);
    await deliver();
    const [inquiry] = await list(
      'firstInquiries',
      'id channel state matter visitNo visitorPhone responsible { id } handOvers { edges { node { station { id } window { id } } } }',
    );
    expect(inquiry).toEqual({
      id: expect.any(String),
      channel: 'CONSULTATION',
      state: 'HANDED_OVER',
      matter: '延时服务期间转来的咨询',
      visitNo: null,
      visitorPhone: null,
      responsible: { id: staffId('WINDOW_STAFF') },
      handOvers: { edges: [{ node: { station: { id: stationId() }, window: null } }] },
    });
    const handOverId = await waiting(inquiry.id);
    expect(await say('takeUpHandOver', { handOverId }, 'STATION_HEAD')).toMatchObject({
      inquiry: { state: 'IN_HAND', holder: { id: staffId('STATION_HEAD') } },
    });
    await extended.say(
      'answerConsultation',
      'Consultation',
      { consultationId: asked.id, answer: '周一即可' },
      'STATION_HEAD',
    );
    await deliver();
    const [closed] = await list(
      'firstInquiries',
      'state dispositions { edges { node { kind staff { id } } } }',
    );
    expect(closed).toEqual({
      state: 'CLOSED',
      dispositions: { edges: [{ node: { kind: 'HANDLED', staff: { id: staffId('STATION_HEAD') } } }] },
    });
    // Answered straight away, nobody had taken it up.
    const other = await extended.say('registerConsultation', 'Consultation', question);
    await deliver();
    await extended.say('answerConsultation', 'Consultation', { consultationId: other.id, answer: '可以' });
    await deliver();
    expect(await list('firstInquiries(state: CLOSED)', 'id')).toHaveLength(2);
    expect(await list('inquiryHandOvers(open: true)', 'id')).toEqual([]);
  });

  test.each(['first-inquiry', 'extended-hours'])(
    'with %s off there is no inquiry of a consultation',
    async (off) => {
      await configure({ enabled: false }, off);
      if (off === 'first-inquiry')
        await extended.say('registerConsultation', 'Consultation', {
          question: '何时',
          stationId: stationId(),
        });
      await deliver();
      expect(await inTables(world, (tx) => tx.firstInquiry.count())).toBe(0);
    },
  );
});

test('一(一)4: the county’s figures are those counted anew', async () => {
  const place = await addPlace('P02');
  for (const disposition of ['HANDLED', 'TO_WINDOW'])
    await dispose((await register()).id, disposition, { windowId: place.windowId });
  const raised = await say('reportViolation', rude(), 'ASSESSOR');
  const confirm = { violationId: raised.id, sanction: 'ORAL_CRITICISM', reason: '核实' };
  await say('confirmViolation', confirm, 'CENTRE_DIRECTOR');
  await deliver();
  const own = (rows: readonly { measure: string; key: string; value: number }[]) =>
    rows
      .filter((row) => ['firstInquiries', 'conductViolations'].includes(row.measure))
      .map(({ key, value }) => [key, value])
      .toSorted();
  const kept = own(await inTables(world, (tx) => tx.tally.findMany()));
  expect(kept).toEqual([
    ['RUDE', 1],
    ['disposed.HANDLED', 1],
    ['disposed.TO_WINDOW', 1],
    ['registered', 2],
  ]);
  const anew = await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id));
  expect(own(anew)).toEqual(kept);
});
