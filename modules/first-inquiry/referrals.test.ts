import { beforeEach, describe, expect, test } from 'vitest';
import { inquiryScene, WITHOUT_NOTICES } from '../../test/support/first-inquiry-scene.ts';
import { eventsOf, HERE, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: WITHOUT_NOTICES });
  return () => world.close();
});

const { addPlace, ask, dispose, list, register, say, staffId, stationId } = inquiryScene(() => world);

/** The last disposition of an answer. */
const last = (inquiry: Answered) => inquiry.promised.edges[0].node;

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
