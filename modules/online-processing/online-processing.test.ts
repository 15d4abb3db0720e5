import { beforeEach, describe, expect, test } from 'vitest';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { onlineScene } from '../../test/support/online-scene.ts';
import { accepted, eventsOf, HERE, inTables, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { CRITERIA } from './criteria.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const scene = onlineScene(() => world);
const { say, reply, look, staffId, itemId, windowId, addWindow, jobs } = scene;

/** Codes of the facts that stand after all that happened, with whom they concern. */
async function points(): Promise<string[]> {
  const rows = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
  return standingFacts(CRITERIA, rows as unknown as DeliveredEvent[]).map((fact) => fact.code);
}

describe('一(七)2: entry', () => {
  const enter = (more: object = {}) =>
    say('enterCounterApplication', 'CounterEntry', {
      itemId: itemId(),
      applicantName: '申请人甲',
      receivedAt: '2026-09-21T10:00:00+08:00',
      ...more,
    });
  const done = { completedAt: '2026-09-22T10:00:00+08:00' };

  test('一(七)2 · no-entry-after-completion: received 09-21, entered 09-23, completed 09-22 is refused; with a reason it is CM5', async () => {
    world.at('2026-09-23');
    expect(await enter(done)).toMatchObject({
      code: 'BACK_ENTRY_FORBIDDEN',
      clause: { id: '一(七)2' },
      details: { receivedOn: '2026-09-21', completedOn: '2026-09-22', enteredOn: '2026-09-23' },
    });
    expect(await inTables(world, (tx) => tx.case.count())).toBe(0);
    expect(await points()).toEqual([]);
    const entered = await enter({ ...done, overrideReason: '当日系统停机' });
    expect(entered).toMatchObject({
      standing: 'BACK_ENTRY',
      reason: '当日系统停机',
      case: { state: 'SUBMITTED' },
    });
    expect(await points()).toEqual(['CM5']);
  });

  test('一(七)2 · counter-application-entered-promptly: the same working day it costs nothing, later it is CM5', async () => {
    world.at('2026-09-21', '16:00');
    expect(await enter()).toMatchObject({ standing: 'PROMPT', dueOn: '2026-09-21' });
    expect(await points()).toEqual([]);
    world.at('2026-09-22');
    expect(await enter()).toMatchObject({ standing: 'LATE', reason: null });
    expect(await points()).toEqual(['CM5']);
  });

  test('一(七)2 · counter-application-entered-promptly: entered late, what runs from receipt runs from receipt', async () => {
    world.at('2026-09-23');
    const entered = await enter();
    const query = `query ($id: ID!) { case(id: $id) { state submittedAt acceptedAt statutoryDueOn noticeLimit { dueOn } } }`;
    const seen = async () => (await look(query, 'WINDOW_STAFF', { id: entered.case.id })).case;
    // 行政许可法 Art. 32(4): five working days from 09-21, past the Mid-Autumn holiday.
    expect(await seen()).toMatchObject({
      state: 'SUBMITTED',
      submittedAt: '2026-09-21T02:00:00.000Z',
      noticeLimit: { dueOn: '2026-09-29' },
    });
    world.at('2026-09-30');
    await jobs();
    expect(await seen()).toMatchObject({
      state: 'ACCEPTED',
      acceptedAt: '2026-09-21T02:00:00.000Z',
      statutoryDueOn: '2026-10-26',
    });
  });

  test('一(七)2 · entry-times-in-order: what was not received yet is not entered', async () => {
    world.at('2026-09-20');
    expect(await enter()).toMatchObject({ code: 'ENTRY_TIMES_INVALID' });
  });
});

describe('一(七)3: accounts', () => {
  const use = (window: string) => say('useWindow', 'WindowSession', { windowId: window });
  const alerts = () => look('{ accountAlerts { edges { node { id state } } } }', 'CENTRE_DIRECTOR');

  test('一(七)3 · one-account-at-two-windows: the same account on windows 2 and 5 within 1 minute is an alert', async () => {
    const fifth = await addWindow('5');
    expect(await use(windowId())).toMatchObject({ own: true });
    world.at('2026-09-28', '09:01');
    // Refused, but seen: the alert and the session stay.
    expect(await use(fifth)).toMatchObject({ code: 'NOT_OWN_WINDOW' });
    const { accountAlerts } = await alerts();
    expect(accountAlerts.edges).toMatchObject([{ node: { state: 'OPEN' } }]);
    expect(await eventsOf(world, 'account.concurrentUse')).toMatchObject([
      { windowId: uuidOf(fifth), otherWindowId: uuidOf(windowId()), occurredOn: '2026-09-28' },
    ]);
    const alertId = accountAlerts.edges[0].node.id;
    const decide = () =>
      say(
        'decideAccountAlert',
        'AccountAlert',
        { alertId, shared: true, reason: '监控核实' },
        'CENTRE_DIRECTOR',
      );
    expect(await decide()).toMatchObject({ state: 'CONFIRMED' });
    expect(await decide()).toMatchObject({ code: 'ACCOUNT_ALERT_DECIDED' });
    expect(await eventsOf(world, 'account.sharingConfirmed')).toHaveLength(1);
    // Q31: on record only.
    expect(await points()).toEqual([]);
  });

  test('一(七)3 · one-account-at-two-windows: two minutes later, or at the same window, there is none', async () => {
    const fifth = await addWindow('5');
    await use(windowId());
    await use(windowId());
    world.at('2026-09-28', '09:02');
    await use(fifth);
    expect((await alerts()).accountAlerts.edges).toEqual([]);
    expect(await inTables(world, (tx) => tx.windowSession.count())).toBe(2);
  });

  test('一(七)3 · own-window-taken-before-a-step: where it is set, a case waits until its handler took his window that day', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const accept = async () => {
      const query = `mutation ($id: ID!) { answer: acceptCase(input: { caseId: $id }) {
        __typename ... on Refusal { code message clause { id } } } }`;
      const { data } = await world.ask(query, { as: 'WINDOW_STAFF', at: HERE, variables: { id } });
      return data.answer;
    };
    await scene.configure({ enabled: true, settings: { windowDemanded: true } });
    await use(windowId());
    world.at('2026-09-29');
    expect(await accept()).toEqual({
      __typename: 'Refusal',
      code: 'WINDOW_NOT_TAKEN',
      message: '请先在本窗口登记（useWindow），再办理办件',
      clause: { id: '一(七)3' },
    });
    // Whoever is no member of staff has no window, and applies as before.
    expect(await submit(world, 'PROMISE-5', { as: 'FRONTEND', view: 'state' })).toMatchObject({
      state: 'SUBMITTED',
    });
    await use(await addWindow('5'));
    expect(await accept()).toMatchObject({ code: 'WINDOW_NOT_TAKEN' });
    world.at('2026-09-29', '09:30');
    await use(windowId());
    expect(await accept()).toEqual({ __typename: 'Case' });
  });

  test('一(七)3 · own-account-at-own-window: two windows at the same moment see one another', async () => {
    const fifth = await addWindow('5');
    await Promise.all([use(windowId()), use(fifth)]);
    expect((await alerts()).accountAlerts.edges).toHaveLength(1);
  });
});

describe('一(七)4: records and help', () => {
  test('一(七)4 · void-instead-of-delete: the station head voids with a reason; the case stays with its timeline', async () => {
    const { id } = await accepted(world, 'PROMISE-5');
    const { errors } = await reply('voidCase', 'CaseVoid', { caseId: id, reason: '重复录入' });
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
    const voiding = (reason: string) => say('voidCase', 'CaseVoid', { caseId: id, reason }, 'STATION_HEAD');
    expect(await voiding(' ')).toMatchObject({ code: 'TEXT_REQUIRED' });
    expect(await voiding('重复录入')).toMatchObject({ reason: '重复录入', case: { id, state: 'WITHDRAWN' } });
    expect(await voiding('重复录入')).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
    expect(await eventsOf(world, 'entry.voided')).toHaveLength(1);
    expect(await inTables(world, (tx) => tx.timelineEntry.count())).toBe(3);
  });

  test('一(七)4 · void-instead-of-delete: the county’s IT answers a call for help once', async () => {
    const { id } = await say('askItHelp', 'ItTicket', { windowId: windowId(), problem: '打印机不工作' });
    const answer = () => say('answerItHelp', 'ItTicket', { ticketId: id, answer: '已更换驱动' }, 'COUNTY_IT');
    expect(await answer()).toMatchObject({ answer: '已更换驱动' });
    expect(await answer()).toMatchObject({ code: 'IT_TICKET_ANSWERED' });
  });
});

describe('一(七)5 to 一(七)7: software and devices', () => {
  const request = () =>
    say('requestSoftware', 'SoftwareInstallRequest', {
      windowId: windowId(),
      software: '社保业务系统',
      purpose: '社保业务',
    });
  const consent = (requestId: string, agreed = true) =>
    say(
      'consentToSoftware',
      'SoftwareInstallRequest',
      { requestId, consent: agreed, decision: '经审核' },
      'COUNTY_SUPERVISION',
    );
  const install = (requestId: string) =>
    say('installSoftware', 'SoftwareInstallRequest', { requestId }, 'COUNTY_IT');

  test('一(七)5 · install-after-consent: IT “installed” before supervision consents is refused; in order it is done', async () => {
    const { id } = await request();
    expect(await install(id)).toMatchObject({
      code: 'INSTALL_NEEDS_CONSENT',
      details: { state: 'REQUESTED' },
    });
    const { errors } = await reply(
      'consentToSoftware',
      'SoftwareInstallRequest',
      { requestId: id, consent: true, decision: '可' },
      'COUNTY_IT',
    );
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
    expect(await consent(id)).toMatchObject({ state: 'CONSENTED' });
    expect(await install(id)).toMatchObject({ state: 'INSTALLED' });
    const declined = await request();
    await consent(declined.id, false);
    expect(await install(declined.id)).toMatchObject({ code: 'INSTALL_NEEDS_CONSENT' });
  });

  const inspect = (kinds: string[], inspectedAt = '2026-09-28T08:45:00+08:00') =>
    say(
      'recordInspection',
      'DeviceInspection',
      {
        windowId: windowId(),
        inspectedAt,
        findings: kinds.map((kind) => ({ kind, staffId: staffId('WINDOW_STAFF') })),
      },
      'ASSESSOR',
    );

  test('一(七)7 · play-in-hours-once: a game seen in working hours is WD2, not also OL1; seen twice in one inspection it is one fact', async () => {
    await inspect(['PERSONAL_USE', 'UNRELATED_SOFTWARE']);
    expect(await points()).toEqual(['WD2']);
    await inspect(['PERSONAL_USE', 'PERSONAL_USE']);
    expect(await points()).toEqual(['WD2', 'WD2']);
  });

  test('一(七)6 · outsider-on-record: an outsider is on record without points, as is play after closing', async () => {
    const { findings } = await inspect(['OUTSIDER']);
    expect(findings.edges).toMatchObject([{ node: { kind: 'OUTSIDER', code: null } }]);
    await inspect(['PERSONAL_USE'], '2026-09-27T10:00:00+08:00');
    expect(await points()).toEqual([]);
    expect(await inspect(['OUTSIDER'], '2026-09-29T10:00:00+08:00')).toMatchObject({
      code: 'INSPECTION_IN_FUTURE',
    });
  });

  test('一(七)5 · software-media-and-network: unrelated software OL1, switching networks OL2, a fault OL3', async () => {
    await inspect(['UNRELATED_SOFTWARE', 'WRONG_NETWORK', 'NETWORK_FAULT']);
    expect(await points()).toEqual(['OL1', 'OL2', 'OL3']);
  });
});

describe('online consultations', () => {
  const ask = () =>
    say('askOnline', 'OnlineConsultation', { question: '可以代办吗', contact: '199-0000-0001' }, 'FRONTEND');
  const answer = (consultationId: string) =>
    say('answerOnline', 'OnlineConsultation', { consultationId, answer: '可以' });
  const mark = (q: { number: string; queryCode: string }, clear: boolean) =>
    say(
      'markOnlineAnswer',
      'OnlineConsultation',
      { number: q.number, queryCode: q.queryCode, clear },
      'FRONTEND',
    );

  test('一(七)2 · asker-marks-the-answer: late and unclear are SQ3b and SQ3c, each counts', async () => {
    const question = await ask();
    expect(question).toMatchObject({ dueOn: '2026-10-10', answer: null });
    expect(await mark(question, false)).toMatchObject({ code: 'ONLINE_CONSULTATION_NOT_MARKABLE' });
    world.at('2026-10-12');
    const answered = await answer(question.id);
    expect(answered).toMatchObject({ answer: '可以', queryCode: null, clocks: [{ overdueDays: 1 }] });
    expect(await mark({ ...question, queryCode: 'AAAAAAAAAA' }, false)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mark(question, false)).toMatchObject({ clear: false });
    expect(await mark(question, true)).toMatchObject({ code: 'ONLINE_CONSULTATION_NOT_MARKABLE' });
    expect((await points()).toSorted()).toEqual(['SQ3b', 'SQ3c']);
  });

  test('一(七)2 · online-reply-late-or-missing: never answered it is SQ3a once, and not late as well', async () => {
    const { id } = await ask();
    world.at('2026-10-17');
    await jobs();
    await jobs();
    await answer(id);
    expect(await points()).toEqual(['SQ3a']);
  });

  test('一(七)2 · online-reply-within-the-limit: the asker reads the reply by his code, nobody else does', async () => {
    const { number, queryCode, id } = await ask();
    await answer(id);
    const track = `query ($number: String!, $queryCode: String!) { q: trackOnlineConsultation(number: $number, queryCode: $queryCode) { answer clear } }`;
    expect((await look(track, 'FRONTEND', { number, queryCode })).q).toEqual({ answer: '可以', clear: null });
    expect((await look(track, 'FRONTEND', { number, queryCode: 'AAAAAAAAAA' })).q).toBeNull();
    const { errors } = await world.ask(
      'query ($id: ID!) { node(id: $id) { ... on OnlineConsultation { answer } } }',
      {
        as: 'FRONTEND',
        at: HERE,
        variables: { id },
      },
    );
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
  });
});
