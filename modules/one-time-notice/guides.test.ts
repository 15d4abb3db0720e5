import { beforeEach, describe, expect, test } from 'vitest';
import { noticeScene } from '../../test/support/notice-scene.ts';
import { eventsOf, HERE, look, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { nextVersion, notice, read, say } = noticeScene(() => world);
const item = () => world.town(HERE).itemId('PROMISE-5');

describe('一(二)1: the guide', () => {
  test('一(二)1 · guide-tells-all: the public guide tells materials, procedure, limits and fees without sign-in', async () => {
    const query = `query ($id: ID!) { serviceItemGuide(itemId: $id) { version name kind materials { name form } procedure
      promisedDays statutoryDays fees { text } forms { name price } } }`;
    const { serviceItemGuide } = await read(query, 'NOBODY', { id: item() });
    expect(serviceItemGuide).toEqual({
      version: 1,
      name: '残疾人证办理',
      kind: 'PROMISED',
      materials: [{ name: '申请表', form: '原件' }],
      procedure: ['受理', '审核', '办结'],
      promisedDays: 5,
      statutoryDays: 20,
      fees: [],
      forms: [{ name: '申请表（样表）', price: 0 }],
    });
    const other = world.town('dongshan').itemId('PROMISE-5');
    const elsewhere = await world.ask(query, { at: 'shexi', variables: { id: other } });
    expect(elsewhere.data.serviceItemGuide?.name).toBeUndefined();
  });

  test('一(二)1 · forms-are-free: a sample form costs 0 fen', async () => {
    await nextVersion('PROMISE-5', 5);
    const query =
      'query ($id: ID!) { serviceItemGuide(itemId: $id) { materials { name } forms { name price } } }';
    const { serviceItemGuide } = await read(query, 'NOBODY', { id: item() });
    expect(serviceItemGuide.forms).toEqual([{ name: '申请表样表', price: 0 }]);
    expect(serviceItemGuide.materials).toHaveLength(5);
  });

  test('一(二)1 · guide-binds-the-window: guide on v3 with 5 materials on 09-21, v4 with 6 from 09-25: applying on 09-28 with 5 nothing is asked for the 6th unless the law changed', async () => {
    world.at('2026-09-18');
    await nextVersion('PROMISE-5', 4);
    await nextVersion('PROMISE-5', 5);
    world.at('2026-09-21');
    const guide = await say('issueGuideNotice', { itemId: item(), name: '申请人甲', phone: '199-0000-0001' });
    expect(guide.content).toMatchObject({ version: 3, promisedDays: 5 });
    expect(guide.content.materials).toHaveLength(5);
    world.at('2026-09-25');
    await nextVersion('PROMISE-5', 6);

    world.at('2026-09-28');
    const { id } = await submit(world, 'PROMISE-5', { phone: '199-0000-0001' });
    const sixth = { text: '补交材料6', material: '材料6' };
    // Named as a material or only in words.
    for (const [kind, asked] of [
      ['SUPPLEMENT', sixth],
      ['RETURN', sixth],
      ['SUPPLEMENT', '材料6'],
    ] as const)
      expect(await notice(id, [asked], { kind, basis: '《示例规定》第一条' })).toMatchObject({
        code: 'GUIDE_HOLDS',
        clause: { id: '一(二)1' },
        details: { materials: ['材料6'] },
      });
    expect((await look(world, id)).state).toBe('SUBMITTED');
    // What the guide did ask for may be asked for.
    expect(await notice(id, [{ ...sixth, lawChange: '《示例规定》2026年修正' }])).toMatchObject({
      items: [{ material: '材料6', lawChange: '《示例规定》2026年修正' }],
      case: { state: 'AWAITING_SUPPLEMENT' },
    });
    const other = await submit(world, 'PROMISE-5', { phone: '199-0000-0001' });
    expect(await notice(other.id, [{ text: '补交材料5', material: '材料5' }])).toMatchObject({ ordinal: 1 });
    // The snapshot is what was told, whatever the item says now.
    const again = await read(
      'query ($n: String!, $q: String!) { trackGuideNotice(number: $n, queryCode: $q) { content { version materials { name } } } }',
      'NOBODY',
      { n: guide.number, q: guide.queryCode },
    );
    expect(again.trackGuideNotice.content.version).toBe(3);
    expect(again.trackGuideNotice.content.materials).toHaveLength(5);
  });

  test('一(二)1 · guide-holds-for-a-time: shown at the window within its time, not after it, and only for its item', async () => {
    world.at('2026-09-21');
    const { number } = await say('issueGuideNotice', { itemId: item() });
    world.at('2026-09-28');
    const { id } = await submit(world, 'PROMISE-5');
    const cite = (caseId: string, guideNumber = number) => say('citeGuideNotice', { caseId, guideNumber });
    expect(await cite(id)).toMatchObject({ id, version: 2 });
    expect(await cite(id, 'GZ-shexi-2026-000009')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await look(world, id)).timeline.edges[0].node).toMatchObject({
      verb: 'citeGuideNotice',
      clause: '一(二)1',
    });
    const immediate = await submit(world, 'IMMEDIATE');
    expect(await cite(immediate.id)).toMatchObject({ code: 'GUIDE_OF_ANOTHER_ITEM' });
    world.at('2026-12-21');
    const late = await submit(world, 'PROMISE-5');
    expect(await cite(late.id)).toMatchObject({ code: 'GUIDE_OF_ANOTHER_ITEM' });
  });

  test('一(二)1 · guide-tells-all: questions of the inquiry are kept with their answers; an open one is answered once', async () => {
    const { id, number } = await say('issueGuideNotice', { itemId: item() });
    expect(await eventsOf(world, 'notice.guideIssued')).toMatchObject([
      { guideId: uuidOf(id), itemVersion: 1, day: '2026-09-28' },
    ]);
    await say('askGuideQuestion', { guideId: id, question: '可以代办吗', answer: '可以，带委托书' });
    world.at('2026-09-28', '09:05');
    const asked = await say('askGuideQuestion', { guideId: id, question: '周末办吗' });
    const open = asked.questions.edges.at(-1).node;
    expect(open.answer).toBeNull();
    const list = '{ guideNotices(unanswered: true) { edges { node { number } } } }';
    expect((await read(list)).guideNotices.edges).toEqual([{ node: { number } }]);
    const answer = () => say('answerGuideQuestion', { questionId: open.id, answer: '周末预约' });
    expect((await answer()).questions.edges.map((e: { node: { answer: string } }) => e.node.answer)).toEqual([
      '可以，带委托书',
      '周末预约',
    ]);
    expect(await answer()).toMatchObject({ code: 'GUIDE_QUESTION_ANSWERED' });
    expect((await read(list)).guideNotices.edges).toEqual([]);
    expect(await say('askGuideQuestion', { guideId: id, question: ' ' })).toMatchObject({
      code: 'TEXT_REQUIRED',
    });
  });
});
