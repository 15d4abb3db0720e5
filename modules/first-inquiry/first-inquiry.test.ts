import { beforeEach, describe, expect, test } from 'vitest';
import { inquiryScene, WITHOUT_NOTICES } from '../../test/support/inquiry-scene.ts';
import {
  accepted,
  addItem,
  eventsOf,
  HERE,
  inTables,
  uuidOf,
  type Answered,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: WITHOUT_NOTICES });
  return () => world.close();
});

const { addPlace, ask, dispose, list, register, say, setWindow, staffId, stationId } = inquiryScene(
  () => world,
);

/** The last disposition of an answer. */
const last = (inquiry: Answered) => inquiry.promised.edges[0].node;

describe('一(一)1: the first receiver', () => {
  test('一(一)1 · first-receiver-is-responsible: V-17 registered at 09:02, again at 09:05 by another: it stays', async () => {
    world.at('2026-09-21', '09:02');
    const first = await register({ visitNo: 'V-17' });
    expect(first).toMatchObject({
      visitNo: 'V-17',
      number: 'SW-shexi-2026-000001',
      state: 'IN_HAND',
      channel: 'WALK_IN',
      responsible: { id: staffId('WINDOW_STAFF') },
      holder: { id: staffId('WINDOW_STAFF') },
    });
    world.at('2026-09-21', '09:05');
    for (const who of ['DUTY_OFFICER', 'WINDOW_STAFF'] as const)
      expect(await register({ visitNo: ' v-17' }, who)).toMatchObject({
        code: 'FIRST_RESPONSIBLE_ALREADY_SET',
        clause: { id: '一(一)1' },
        details: { visitNo: 'V-17', staffNo: first.responsibleNo, number: first.number },
      });
    expect(await list('firstInquiries(visitNo: "V-17")', 'responsible { id }')).toEqual([
      { responsible: { id: staffId('WINDOW_STAFF') } },
    ]);
    expect(await eventsOf(world, 'firstInquiry.registered')).toEqual([
      {
        inquiryId: uuidOf(first.id),
        channel: 'WALK_IN',
        staffId: world.town(HERE).staff['WINDOW_STAFF'],
        windowId: world.town(HERE).windowId,
        day: '2026-09-21',
      },
    ]);
  });

  test('一(一)1 · first-receiver-is-responsible: ten at once, one is responsible, and its number leaves no gap', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        register({ visitNo: 'V-1' }, i % 2 ? 'DUTY_OFFICER' : 'WINDOW_STAFF'),
      ),
    );
    expect(answers.filter((a) => a.code === 'FIRST_RESPONSIBLE_ALREADY_SET')).toHaveLength(9);
    // The next number by itself passes over what a queue machine gave.
    expect(await register()).toMatchObject({ visitNo: 'V-2', number: 'SW-shexi-2026-000002' });
    world.at('2026-09-29');
    expect(await register()).toMatchObject({ visitNo: 'V-1', number: 'SW-shexi-2026-000003' });
  });

  test('一(一)1 · first-receiver-is-responsible: nobody changes it, at the database either', async () => {
    const { id } = await register();
    const where = { id: uuidOf(id) };
    for (const data of [{ responsibleId: world.town(HERE).staffB }, { receivedAt: new Date() }])
      await expect(inTables(world, (tx) => tx.firstInquiry.updateMany({ where, data }))).rejects.toThrow(
        /permission denied|denied access/,
      );
    await expect(inTables(world, (tx) => tx.firstInquiry.deleteMany({ where }))).rejects.toThrow(
      /permission denied|denied access/,
    );
  });

  test('registration is for those who receive; odd input is BAD_INPUT', async () => {
    const query = 'mutation { registerFirstInquiry(input: { matter: "咨询" }) { __typename } }';
    for (const who of ['NOBODY', 'FRONTEND', 'APPLICANT', 'ASSESSOR'] as const) {
      const { errors } = await ask(query, who);
      expect(errors?.[0].extensions.code).toBe(who === 'NOBODY' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    }
    await expect(register({ visitNo: '第17号' })).rejects.toThrow('BAD_INPUT');
    await expect(register({ channel: 'CONSULTATION' })).rejects.toThrow('BAD_INPUT');
    expect(await register({ matter: ' ' })).toMatchObject({ code: 'TEXT_REQUIRED' });
  });
});

describe('一(一)2: in scope, or told where and until when', () => {
  test('一(一)2 · promise-of-the-item: 3 working days from Thu 2026-09-24 are promised for 2026-09-30', async () => {
    world.at('2026-09-24');
    const itemId = await addItem(world, { kind: 'PROMISED', promisedDays: 3, statutoryDays: 20 });
    const { id } = await register({ itemId });
    const told = await dispose(id, 'EXPLAINED', { reply: '请备齐户口簿和照片' });
    expect(told.state).toBe('CLOSED');
    expect(last(told)).toMatchObject({ kind: 'EXPLAINED', promisedDueOn: '2026-09-30', provisional: false });
    expect(await eventsOf(world, 'firstInquiry.disposed')).toMatchObject([
      { inquiryId: uuidOf(id), disposition: 'EXPLAINED', promisedDueOn: '2026-09-30' },
    ]);
  });

  test('一(一)2 · explained-as-a-one-time-notice: a document that is none, and an empty reply, are refused', async () => {
    const { id } = await register();
    expect(await dispose(id, 'EXPLAINED')).toMatchObject({
      code: 'TEXT_REQUIRED',
      clause: { id: '一(一)2' },
    });
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    const { data } = await ask(
      'query ($id: ID!) { case(id: $id) { documents { edges { node { id clause } } } } }',
      'WINDOW_STAFF',
      { id: caseId },
    );
    const [document] = data.case.documents.edges;
    expect(await dispose(id, 'EXPLAINED', { noticeId: document.node.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('HANDLED at once, with the case that came of it', async () => {
    const { id } = await register();
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    expect(await dispose(id, 'HANDLED', { caseId })).toMatchObject({ state: 'CLOSED' });
    const { data } = await ask(
      'query ($id: ID!) { case(id: $id) { firstInquirySteps { edges { node { kind inquiry { id } case { id } } } } } }',
      'WINDOW_STAFF',
      { id: caseId },
    );
    expect(data.case.firstInquirySteps.edges).toEqual([
      { node: { kind: 'HANDLED', inquiry: { id }, case: { id: caseId } } },
    ]);
    expect(await dispose(id, 'HANDLED')).toMatchObject({
      code: 'INQUIRY_NOT_IN_HAND',
      message: expect.stringContaining('已了结'),
    });
  });

  test('一(一)2 · sent-to-an-open-window: a closed one is refused, an open one takes over', async () => {
    const place = await addPlace('P02');
    const { id } = await register();
    expect(await dispose(id, 'TO_WINDOW')).toMatchObject({ code: 'TEXT_REQUIRED' });
    await setWindow(place.windowId, false);
    expect(await dispose(id, 'TO_WINDOW', { windowId: place.windowId })).toMatchObject({
      code: 'WINDOW_NOT_OPEN',
      clause: { id: '一(一)2' },
    });
    await setWindow(place.windowId, true);
    const itemId = world.town(HERE).itemId('PROMISE-5');
    const sent = await dispose(id, 'TO_WINDOW', { windowId: place.windowId, itemId, reply: '请到P02窗口' });
    expect(sent.state).toBe('HANDED_OVER');
    expect(last(sent)).toMatchObject({ window: { number: 'P02' }, promisedDueOn: '2026-10-10' });
  });
});

describe('一(一)3: not this station’s', () => {
  test('一(一)3 · no-rebuff-with-a-forbidden-phrase: “这事不归我管” is rejected, whatever stands between the characters', async () => {
    const place = await addPlace('P02');
    const { id } = await register();
    for (const reply of ['这事不归我管', '不 归、我管'])
      expect(await dispose(id, 'REFERRED', { windowId: place.windowId, reply })).toMatchObject({
        code: 'FORBIDDEN_PHRASE',
        clause: { id: '一(一)3' },
        details: { phrases: ['不归我管'] },
      });
    expect(await eventsOf(world, 'firstInquiry.disposed')).toEqual([]);
  });

  test('一(一)3 · no-rebuff-with-a-forbidden-phrase: “照片不清楚，请重拍” only needs its reason', async () => {
    const { id } = await register();
    const said = { reply: '照片不清楚，请重拍' };
    expect(await dispose(id, 'EXPLAINED', said)).toMatchObject({
      code: 'PHRASE_NEEDS_REASON',
      details: { phrases: ['不清楚'] },
    });
    const told = await dispose(id, 'EXPLAINED', { ...said, phraseReason: '指照片模糊' });
    expect(last(told)).toMatchObject({ reply: said.reply, phraseReason: '指照片模糊' });
    expect(await list('firstInquiries(withPhrases: true)', 'id', 'CENTRE_DIRECTOR')).toEqual([{ id }]);
  });

  test('一(一)3 · forbidden-phrases-found: the director’s change holds at once, and for his township only', async () => {
    const phrases = async (at: string) => {
      const { data } = await world.ask('{ forbiddenPhrases { text standard } }', { as: 'WINDOW_STAFF', at });
      return data.forbiddenPhrases as { text: string; standard: boolean }[];
    };
    expect(await say('setForbiddenPhrase', { text: '排队去！', forbidden: true }, 'CENTRE_DIRECTOR')).toEqual(
      {
        __typename: 'ForbiddenPhrase',
        text: '排队去！',
        forbidden: true,
        standard: false,
      },
    );
    await say('setForbiddenPhrase', { text: '没 空', forbidden: false }, 'CENTRE_DIRECTOR');
    const here = await phrases(HERE);
    expect(here).toContainEqual({ text: '排队去！', standard: false });
    expect(here.map((p) => p.text)).not.toContain('没空');
    expect((await phrases('dongshan')).map((p) => p.text)).toContain('没空');
    const place = await addPlace('P02');
    const { id } = await register();
    const to = { windowId: place.windowId };
    expect(await dispose(id, 'TO_WINDOW', { ...to, reply: '先排·队·去' })).toMatchObject({
      code: 'FORBIDDEN_PHRASE',
    });
    expect(await dispose(id, 'TO_WINDOW', { ...to, reply: '民政窗口今天没空，请到P02窗口' })).toMatchObject({
      state: 'HANDED_OVER',
    });
  });

  test('一(一)3 · phrase-long-enough: one character is refused; WINDOW_STAFF may not edit', async () => {
    const edit = { text: '不！', forbidden: true };
    expect(await say('setForbiddenPhrase', edit, 'CENTRE_DIRECTOR')).toMatchObject({ code: 'PHRASE_LENGTH' });
    await expect(say('setForbiddenPhrase', edit, 'WINDOW_STAFF')).rejects.toThrow('FORBIDDEN');
  });

  test('一(一)3 · referral-names-the-window: of a station in the centre, or the body outside', async () => {
    const place = await addPlace('P02');
    const one = await register();
    expect(await dispose(one.id, 'REFERRED', { stationId: place.stationId })).toMatchObject({
      code: 'WINDOW_MUST_BE_NAMED',
      clause: { id: '一(一)3' },
    });
    const referred = await dispose(one.id, 'REFERRED', {
      stationId: place.stationId,
      windowId: place.windowId,
    });
    expect(referred.state).toBe('HANDED_OVER');
    expect(last(referred)).toMatchObject({ window: { number: 'P02' }, station: { name: 'P02' } });
    const two = await register();
    const outside = await dispose(two.id, 'REFERRED', { body: '县自然资源局' });
    expect(outside.state).toBe('CLOSED');
    expect(last(outside)).toMatchObject({ body: '县自然资源局', window: null });
  });

  test('一(一)3 · leader-is-asked: the leader has a task; he or the holder settles it, to a window too', async () => {
    const place = await addPlace('P02');
    const { id } = await register();
    const asks = { leaderId: staffId('CENTRE_DIRECTOR'), stationIds: [stationId(), place.stationId] };
    expect(await dispose(id, 'COORDINATED', { ...asks, leaderId: staffId('B') })).toMatchObject({
      code: 'NOT_A_LEADER',
    });
    expect(await dispose(id, 'COORDINATED', asks)).toMatchObject({ state: 'COORDINATING' });
    const { data } = await ask(
      '{ notifications(mine: true) { edges { node { text } } } }',
      'CENTRE_DIRECTOR',
    );
    expect(data.notifications.edges).toEqual([{ node: { text: '有一件首问事项请您协调，请及时处理。' } }]);
    const settle = { inquiryId: id, outcome: '由P02窗口办理', windowId: place.windowId };
    expect(await say('settleCoordination', settle, 'STATION_HEAD')).toMatchObject({ code: 'NOT_THE_HOLDER' });
    expect(await say('settleCoordination', { ...settle, outcome: ' ' }, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'TEXT_REQUIRED',
    });
    const settled = await say('settleCoordination', settle, 'CENTRE_DIRECTOR');
    expect(settled.state).toBe('HANDED_OVER');
    expect(last(settled)).toMatchObject({ kind: 'COORDINATED', outcome: '由P02窗口办理' });
    expect(await say('settleCoordination', settle, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'INQUIRY_NOT_IN_HAND',
    });
    const other = await register();
    const asked = await dispose(other.id, 'COORDINATED', { ...asks, outcome: '两所会商，已当场答复' });
    expect(asked.state).toBe('CLOSED');
  });

  test('一(一)3 · negative-filing-has-reason-and-basis: without a basis refused, with it listed for the month', async () => {
    const { id } = await register();
    const cannot = { reason: '不属于本级权限' };
    expect(await dispose(id, 'CANNOT_HANDLE', cannot)).toMatchObject({
      code: 'TEXT_REQUIRED',
      clause: { id: '一(一)3' },
      details: { field: 'legalBasis' },
    });
    expect(await dispose(id, 'CANNOT_HANDLE', { ...cannot, legalBasis: '《示例规定》第一条' })).toMatchObject(
      {
        state: 'CLOSED',
      },
    );
    const filed = (month: string) =>
      list(`negativeFilings(month: "${month}")`, 'reason legalBasis clause', 'CENTRE_DIRECTOR');
    expect(await filed('2026-09')).toEqual([
      { reason: '不属于本级权限', legalBasis: '《示例规定》第一条', clause: '一(一)3' },
    ]);
    expect(await filed('2026-10')).toEqual([]);
    expect(await eventsOf(world, 'negativeFiling.created')).toHaveLength(1);
  });
});

describe('lists and slips', () => {
  test('filters, an empty list and the second page', async () => {
    expect(await list('firstInquiries(today: true)', 'id')).toEqual([]);
    world.at('2026-09-27');
    await register({}, 'DUTY_OFFICER');
    world.at('2026-09-28');
    for (let i = 0; i < 3; i += 1) await register();
    const mine = await list('firstInquiries(today: true, mine: true)', 'visitNo');
    expect(mine.map((row) => row.visitNo).toSorted()).toEqual(['V-1', 'V-2', 'V-3']);
    expect(await list('firstInquiries(day: "2026-09-27")', 'responsible { id }')).toEqual([
      { responsible: { id: staffId('DUTY_OFFICER') } },
    ]);
    expect(await list('firstInquiries(state: CLOSED)', 'id')).toEqual([]);
    const page = async (after: string | null) => {
      const { data } = await ask(
        'query ($after: String) { firstInquiries(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } }',
        'WINDOW_STAFF',
        { after },
      );
      return data.firstInquiries;
    };
    const one = await page(null);
    const two = await page(one.pageInfo.endCursor);
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(new Set([...one.edges, ...two.edges].map((edge) => edge.node.id)).size).toBe(4);
  });

  test('一(一)1: a slip shows where the visitor was sent; wrong codes lock it, another township’s endpoint has it not', async () => {
    const place = await addPlace('P02');
    const { id, number, queryCode } = await register({
      visitorName: '申请人甲',
      visitorPhone: '199-0000-0001',
    });
    await dispose(id, 'TO_WINDOW', { windowId: place.windowId, reply: '请到P02窗口' });
    const TRACK = `query ($number: String!, $queryCode: String!) { trackInquiry(number: $number, queryCode: $queryCode) {
      state responsibleNo queryCode visitorName dispositions { edges { node { kind reply window { number } } } }
      handOvers { edges { node { takenUpAt station { name } } } } } }`;
    const track = (given: object, at = HERE) =>
      world.ask(TRACK, { at, variables: { number, queryCode, ...given } });
    expect(await track({})).toMatchObject({
      errors: undefined,
      data: {
        trackInquiry: {
          state: 'HANDED_OVER',
          responsibleNo: expect.stringMatching(/^W\d+$/),
          queryCode,
          visitorName: '申***',
          dispositions: {
            edges: [{ node: { kind: 'TO_WINDOW', reply: '请到P02窗口', window: { number: 'P02' } } }],
          },
          handOvers: { edges: [{ node: { takenUpAt: null, station: { name: 'P02' } } }] },
        },
      },
    });
    expect((await track({}, 'dongshan')).data.trackInquiry).toBeNull();
    for (let i = 0; i < 5; i += 1)
      expect((await track({ queryCode: 'AAAAAAAAAA' })).data.trackInquiry).toBeNull();
    expect((await track({})).errors?.[0].extensions.code).toBe('CODE_LOCKED');
  });
});
