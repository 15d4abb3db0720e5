import { beforeEach, describe, expect, test } from 'vitest';
import { recount } from '../../core/county/roll-up.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { noticeScene } from '../../test/support/notice-scene.ts';
import { eventsOf, HERE, inTables, look, step, submit } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { breaches, jobs, notice, read, say, staffId } = noticeScene(() => world);
const item = () => world.town(HERE).itemId('PROMISE-5');

describe('一(二)2: once', () => {
  const supplement = (id: string) => step(world, 'supplementCase', { caseId: id, materials: ['补交材料'] });
  const second = (id: string, items: (string | object)[]) =>
    notice(id, items, { reason: '负责人说明：复核发现' }, 'STATION_HEAD');

  test('一(二)2 (once) · second-notice-has-a-supervisor: the window alone is refused, also by the kernel’s verb', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    await notice(id, ['身份证复印件']);
    await supplement(id);
    expect(await notice(id, ['照片'])).toMatchObject({
      code: 'SECOND_NOTICE_NEEDS_SUPERVISOR',
      clause: { id: '一(二)2 (once)' },
      details: { approvers: ['STATION_HEAD'] },
    });
    expect(
      await step(world, 'requestSupplement', { caseId: id, items: ['照片'], reason: '又缺' }),
    ).toMatchObject({ code: 'SECOND_NOTICE_NEEDS_SUPERVISOR' });
    expect((await look(world, id)).state).toBe('SUBMITTED');
    expect(await second(id, ['照片'])).toMatchObject({ ordinal: 2, case: { state: 'AWAITING_SUPPLEMENT' } });
  });

  test('一(二)2 (once) · second-notice-has-a-supervisor: of 12 first notices at the same moment exactly one is given', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const answers = await Promise.all(Array.from({ length: 12 }, () => notice(id, ['照片'])));
    const kinds = answers.map((answer) => answer.code ?? answer.__typename);
    expect(kinds.filter((kind) => kind === 'Notice')).toHaveLength(1);
    const others = kinds.filter((kind) => kind !== 'Notice' && kind !== 'CONFLICT');
    // What a loser hears depends on what of the winner it already saw.
    for (const kind of others)
      expect(['STATE_NOT_ALLOWED', 'SECOND_NOTICE_NEEDS_SUPERVISOR']).toContain(kind);
    expect(await inTables(world, (tx) => tx.notice.count())).toBe(1);
  });

  test('一(二)2 (once) · extra-trips-are-a-candidate: notices on 09-21, 09-28 and 10-09 for what was missing since day 1 are 2 extra trips: CM2b; one is none', async () => {
    world.at('2026-09-21');
    const { id } = await submit(world, 'PROMISE-5');
    await notice(id, ['身份证复印件']);
    await supplement(id);
    world.at('2026-09-28');
    await second(id, ['户口本复印件']);
    expect(await breaches()).toMatchObject([{ ground: 'ITEM_OMITTED', criterion: null, trips: 1 }]);
    await supplement(id);
    world.at('2026-10-09');
    await second(id, ['近期照片']);
    const [trips, ...others] = (await breaches()).filter((b) => b.ground === 'EXTRA_TRIPS');
    expect(others).toEqual([]);
    expect(trips).toMatchObject({ criterion: 'CM2b', trips: 2, staff: { id: staffId('WINDOW_STAFF') } });
    const extra = await read('query ($id: ID!) { case(id: $id) { extraTrips } }', 'WINDOW_STAFF', { id });
    expect(extra.case.extraTrips).toBe(2);
    const decision = { breachId: trips.id, confirmed: true, decision: '属实' };
    await say('decideNoticeBreach', decision, 'CENTRE_DIRECTOR');
    expect(await eventsOf(world, 'notice.defective', id)).toMatchObject([
      { ground: 'EXTRA_TRIPS', trips: 2, day: '2026-10-09' },
    ]);
  });

  test('一(二)2 (once) · later-demand-was-left-out: what was told before, or came of a new fact, costs no trip; a dismissed one does not count', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    await notice(id, ['身份证复印件', '照片']);
    await supplement(id);
    await second(id, ['身份证 复印件', { text: '换新的照片', newFact: '照片遗失' }]);
    expect(await breaches()).toEqual([]);
    await supplement(id);
    await second(id, ['户口本复印件']);
    const [omitted] = await breaches();
    expect(omitted).toMatchObject({ ground: 'ITEM_OMITTED', trips: 1 });
    const dismissal = { breachId: omitted.id, confirmed: false, decision: '系申请人变更事项' };
    await say('decideNoticeBreach', dismissal, 'CENTRE_DIRECTOR');
    await supplement(id);
    await second(id, ['婚姻证明']);
    expect((await breaches()).map((b) => [b.ground, b.trips, b.state]).toSorted()).toEqual([
      ['ITEM_OMITTED', 1, 'DISMISSED'],
      ['ITEM_OMITTED', 1, 'PROPOSED'],
    ]);
  });
});

describe('一(二)3: contents', () => {
  test('一(二)3 · notice-has-its-contents: all of them come from the case; without a way to query it is refused', async () => {
    const { id, number, queryCode } = await submit(world, 'PROMISE-5');
    for (const queryMethod of ['', '到窗口询问', `凭${number}查询`])
      expect(await notice(id, ['照片'], { queryMethod })).toMatchObject({
        code: 'NOTICE_FIELD_MISSING',
        clause: { id: '一(二)3' },
        details: { fields: ['queryMethod'] },
      });
    const { contents } = await notice(id, ['照片']);
    expect(contents).toEqual({
      unit: '民政所',
      handler: expect.stringContaining('工作人员'),
      appliedOn: '2026-09-28',
      matter: '残疾人证办理',
      procedure: ['受理', '审核', '办结'],
      materials: ['申请表'],
      toSupplement: ['照片'],
      promisedLimit: '受理之日起5个工作日',
      queryMethod: `凭办件编号${number}和查询码${queryCode}，在窗口、自助机或网上查询办理进度。`,
    });
  });
});

describe('lists', () => {
  test('are empty without entries, have a second page, and hold what is not acknowledged', async () => {
    const list = (args = '') =>
      read(`{ notices(first: 2${args}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`);
    expect((await list()).notices).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
    const ids: string[] = [];
    for (const at of ['09:00', '09:05', '09:10']) {
      world.at('2026-09-28', at);
      const { id } = await submit(world, 'PROMISE-5');
      ids.unshift((await notice(id, ['照片'])).id);
    }
    const first = (await list()).notices;
    expect(first.edges.map((e: { node: { id: string } }) => e.node.id)).toEqual(ids.slice(0, 2));
    expect(first.pageInfo.hasNextPage).toBe(true);
    const next = (await list(`, after: "${first.pageInfo.endCursor}"`)).notices;
    expect(next.edges.map((e: { node: { id: string } }) => e.node.id)).toEqual(ids.slice(2));
    for (const copy of ['APPLICANT', 'WINDOW_FILE'])
      await say('acknowledgeNotice', { noticeId: ids[0], copy, method: 'SIGNATURE' });
    const open = await read('{ notices(unacknowledged: true, kind: SUPPLEMENT) { edges { node { id } } } }');
    expect(open.notices.edges).toHaveLength(2);
    expect((await read('{ notices(kind: RETURN) { edges { node { id } } } }')).notices.edges).toEqual([]);
  });

  test('一(二)2 (承诺) · written-notice-has-two-copies: the county’s figures are those counted anew', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    await submit(world, 'PROMISE-5');
    await notice(id, ['照片']);
    await say('issueGuideNotice', { itemId: item() });
    world.at('2026-10-12');
    await jobs();
    await deliverEvents(world.platform, world.town(HERE).id);
    const own = (rows: readonly { measure: string; key: string; value: number }[]) =>
      rows
        .filter((row) => row.measure === 'notices')
        .map(({ key, value }) => [key, value])
        .toSorted();
    const kept = own(await inTables(world, (tx) => tx.tally.findMany()));
    expect(kept).toEqual([
      ['DEEMED_ACCEPTED', 1],
      ['GUIDE', 1],
      ['SUPPLEMENT', 1],
    ]);
    expect(own(await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id)))).toEqual(
      kept,
    );
  });
});
