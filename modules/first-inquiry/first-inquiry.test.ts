import { beforeEach, describe, expect, test } from 'vitest';
import { inquiryScene, WITHOUT_NOTICES } from '../../test/support/first-inquiry-scene.ts';
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

const { addPlace, ask, dispose, list, register, setWindow, staffId } = inquiryScene(() => world);

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
