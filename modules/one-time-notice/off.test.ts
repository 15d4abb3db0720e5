import { beforeEach, describe, expect, test } from 'vitest';
import { MODULE, noticeScene } from '../../test/support/notice-scene.ts';
import {
  documentsOf,
  eventsOf,
  HERE,
  inTables,
  look,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, jobs, notice, read, say } = noticeScene(() => world);

describe('off', () => {
  beforeEach(async () => {
    expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  });

  test('its types, fields and verbs are absent from the township’s schema, and present in another’s', async () => {
    const names = async (at: string) => {
      const { data } = await world.ask(
        `{ case: __type(name: "Case") { fields { name } }
          __schema { types { name } queryType { fields { name } } mutationType { fields { name } } } }`,
        { at },
      );
      return JSON.stringify(data);
    };
    const [here, there] = [await names(HERE), await names('dongshan')];
    for (const name of [
      'Notice',
      'notices',
      'noticeLimit',
      'issueNotice',
      'serviceItemGuide',
      'GuideNotice',
    ]) {
      expect(here).not.toContain(`"${name}"`);
      expect(there).toContain(`"${name}"`);
    }
    expect(here).toContain('"requestSupplement"');
  });

  test('supplements are asked for as before, as often as one likes, and silence is no acceptance', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    for (const items of [['身份证复印件'], ['照片']]) {
      await step(world, 'requestSupplement', { caseId: id, items, reason: '材料不齐' });
      await step(world, 'supplementCase', { caseId: id, materials: items });
    }
    const silent = await submit(world, 'PROMISE-5');
    world.at('2026-10-12');
    await jobs();
    expect((await look(world, silent.id)).state).toBe('SUBMITTED');
    expect(await inTables(world, (tx) => tx.notice.count())).toBe(0);
    expect(await inTables(world, (tx) => tx.clock.count({ where: { module: MODULE } }))).toBe(0);
    expect(await documentsOf(world, id, 'SUPPLEMENT_SLIP')).toEqual([]);
  });

  test('at the county’s endpoint its fields are null with MODULE_NOT_ENABLED and its verb is a refusal of that code', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const { data, errors } = await world.ask(
      'query ($id: ID!) { case(id: $id) { number noticeLimit { kind } } }',
      { as: 'COUNTY_BUREAU', variables: { id } },
    );
    expect(data.case).toMatchObject({ noticeLimit: null });
    expect(errors?.map((e) => e.extensions.code)).toEqual(['MODULE_NOT_ENABLED']);
    const verb = await world.ask(
      'mutation ($id: ID!) { issueNotice(input: { caseId: $id, kind: SUPPLEMENT, reason: "缺", items: [] }) { ... on Refusal { code } } }',
      { as: 'WINDOW_STAFF', from: HERE, variables: { id } },
    );
    expect(verb.data.issueNotice).toEqual({ code: 'MODULE_NOT_ENABLED' });
    const guide = await world.ask('query ($id: ID!) { serviceItemGuide(itemId: $id) { name } }', {
      variables: { id: world.town(HERE).itemId('PROMISE-5') },
    });
    expect(guide.data.serviceItemGuide).toBeNull();
  });
});

describe('switched off in the middle of open work', () => {
  test('REFUSE lists the running limit, the copies not acknowledged and the open question', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const { number } = await submit(world, 'PROMISE-5');
    const { id: noticeId, document } = await notice(id, ['照片']);
    const guide = await say('issueGuideNotice', { itemId: world.town(HERE).itemId('PROMISE-5') });
    const asked = await say('askGuideQuestion', { guideId: guide.id, question: '可以代办吗' });
    const refused = await configure({ enabled: false });
    expect(refused).toMatchObject({ code: 'MODULE_HAS_OPEN_WORK', details: { module: MODULE, count: 3 } });
    expect(refused.details.openWork).toEqual([
      { kind: 'SUPPLEMENT_NOTICE', id: expect.any(String), label: number },
      { kind: 'NOTICE', id: uuidOf(noticeId), label: document.number },
      { kind: 'GUIDE_QUESTION', id: uuidOf(asked.questions.edges[0].node.id), label: guide.number },
    ]);
    expect(world.platform.switches.isEnabled(world.town(HERE).id, MODULE)).toBe(true);
  });

  test('FREEZE silences it; the limit of the law runs on, and on again what lapsed is accepted as of its receipt', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const other = await submit(world, 'PROMISE-5');
    world.at('2026-09-29');
    expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
    // Whoever was told while the chapter was off has his answer.
    await step(world, 'requestSupplement', { caseId: other.id, items: ['照片'], reason: '材料不齐' });
    world.at('2026-10-12');
    await jobs();
    expect((await look(world, id)).state).toBe('SUBMITTED');
    expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
    await jobs();
    expect(await look(world, id)).toMatchObject({ state: 'ACCEPTED', statutoryDueOn: '2026-10-30' });
    expect((await look(world, other.id)).state).toBe('AWAITING_SUPPLEMENT');
    expect(await eventsOf(world, 'case.deemedAccepted')).toHaveLength(1);
  });

  test('FREEZE: no copy is reported while it is off; on again it is, and can be acknowledged', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const { id: noticeId } = await notice(id, ['照片']);
    await configure({ enabled: false, openWork: 'FREEZE' });
    world.at('2026-09-30');
    await jobs();
    expect(await inTables(world, (tx) => tx.noticeBreach.count())).toBe(0);
    await configure({ enabled: true });
    await jobs();
    expect(await inTables(world, (tx) => tx.noticeBreach.count())).toBe(1);
    const signed = { noticeId, copy: 'APPLICANT', method: 'SIGNATURE' };
    expect(await say('acknowledgeNotice', signed)).toMatchObject({ copies: [{ method: 'SIGNATURE' }, {}] });
    const seen = await read('{ notices { edges { node { id } } } }');
    expect(seen.notices.edges).toEqual([{ node: { id: noticeId } }]);
  });
});
