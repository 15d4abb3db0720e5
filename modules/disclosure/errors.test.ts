import { beforeEach, describe, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { change, configure, deliver, item, jobs, publish, read, say, tasks } = disclosureScene(() => world);

const WRONG_FEE = { field: '收费', account: '公布10元，窗口告示15元', contact: '199-0000-0001' };
const report = (more: object = {}) =>
  say('reportDisclosureError', 'DisclosureErrorReceipt', { ...WRONG_FEE, ...more }, 'NOBODY');
const errors = async (as: 'CENTRE_DIRECTOR' | 'STATION_HEAD' = 'CENTRE_DIRECTOR') =>
  (
    await read(
      '{ disclosureErrors(open: true) { edges { node { id number dueOn contact station { name } clocks { kind phase dueOn explanation { sentence } } } } } }',
      as,
    )
  ).disclosureErrors.edges.map((e: { node: object }) => e.node);

describe('一(三)1: errors', () => {
  test('一(三)1 · error-is-corrected-in-time: a wrong fee reported by anyone is a task for the station, due in 5 working days', async () => {
    const receipt = await report({ itemId: world.town(HERE).itemId('PROMISE-5') });
    expect(receipt.number).toBe('GK-shexi-2026-000001');
    const [open] = await errors();
    expect(open).toMatchObject({
      number: receipt.number,
      dueOn: '2026-10-10',
      station: { name: '民政所' },
      clocks: [{ kind: 'CORRECTION', phase: 'RUNNING' }],
    });
    expect(open.clocks[0].explanation.sentence).toContain('共5个工作日');
    const head = world.town(HERE).staff['STATION_HEAD'];
    expect(await tasks()).toMatchObject([{ recipientKind: 'STAFF', recipient: head }]);
    expect(await eventsOf(world, 'disclosure.errorReported')).toMatchObject([{ dueOn: '2026-10-10' }]);
    world.at('2026-10-12');
    expect(await sweepOverdue(world.platform)).toBe(1);
    await deliver();
    await deliver();
    expect((await tasks())[1]?.text).toBe(`公开信息报错${receipt.number}应于2026-10-10前更正，现已逾期。`);
    expect(await tasks()).toHaveLength(2);
  });

  test('一(三)1 · correction-says-what: it is tracked by number and code, and resolved with what was corrected', async () => {
    const { number, queryCode } = await report();
    const track = (code: string) =>
      world.ask(
        'query ($n: String!, $c: String!) { trackDisclosureError(number: $n, queryCode: $c) { number resolvedAt correction dueOn } }',
        { at: HERE, variables: { n: number, c: code } },
      );
    expect((await track(queryCode)).data.trackDisclosureError).toMatchObject({ number, resolvedAt: null });
    expect((await track('WRONG')).data.trackDisclosureError).toBeNull();
    const [{ id: errorId }] = await errors();
    const resolve = (correction: string, as: 'CENTRE_DIRECTOR' | 'STATION_HEAD' = 'CENTRE_DIRECTOR') =>
      say('resolveDisclosureError', 'DisclosureError', { errorId, correction }, as);
    expect(await resolve('收费改为10元', 'STATION_HEAD')).toMatchObject({ code: 'OF_ANOTHER_STATION' });
    expect(await resolve(' ')).toMatchObject({ code: 'CORRECTION_REQUIRED' });
    expect(await resolve('收费改为10元')).toMatchObject({ clocks: [{ phase: 'ENDED', overdueDays: 0 }] });
    expect(await resolve('收费改为10元')).toMatchObject({ code: 'DISCLOSURE_ERROR_RESOLVED' });
    expect((await track(queryCode)).data.trackDisclosureError).toMatchObject({ correction: '收费改为10元' });
    for (let i = 0; i < 5; i += 1) await track('WRONG');
    expect((await track(queryCode)).errors?.[0].extensions.code).toBe('CODE_LOCKED');
    expect(await eventsOf(world, 'disclosure.errorResolved')).toHaveLength(1);
  });

  test('一(三)1 · reports-are-bounded: of many at once the township takes so many an hour', async () => {
    await configure({ settings: { reportsPerHour: 3 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => report()));
    expect(answers.filter((a) => a.code === 'TOO_MANY_REPORTS')).toHaveLength(5);
    world.at('2026-09-28', '10:01');
    expect(await report()).toMatchObject({ number: 'GK-shexi-2026-000004' });
  });

  test('一(三)1 · error-is-corrected-in-time: what the reporter wrote is for the township’s staff alone', async () => {
    await report();
    const list = '{ disclosureErrors { edges { node { account contact } } } }';
    const readers: string[] = [];
    for (const as of [...ALL_ROLES, 'NOBODY'] as const) {
      const { data } = await world.ask(list, { as, at: HERE });
      if (JSON.stringify(data ?? null).includes('199-0000-0001')) readers.push(as);
    }
    expect(readers.toSorted()).toEqual(
      ['CENTRE_DIRECTOR', 'STATION_HEAD', 'UNIT_DEPUTY', 'UNIT_HEAD', 'WINDOW_STAFF'].toSorted(),
    );
    const text = JSON.stringify([
      await inTables(world, (tx) => tx.outboxEvent.findMany({ select: { payload: true } })),
      (await tasks()).map((t) => t.text),
    ]);
    expect(text).not.toMatch(/199-0000|窗口告示/);
  });
});

describe('一(三)3(3): the website', () => {
  const open = async () =>
    (
      await inTables(world, (tx) =>
        tx.clock.findMany({ where: { kind: 'WEBSITE', endedOn: null }, orderBy: { startedOn: 'asc' } }),
      )
    ).map(({ startedOn, dueOn }) => ({ startedOn, dueOn }));

  test('一(三)3(3) · on-the-website-within-twenty-days: changed 2026-09-14, due 2026-10-16, overdue a task, ended by its record', async () => {
    world.at('2026-09-10');
    const itemId = await item();
    const first = await publish(itemId);
    const onSite = (publicationId: string) =>
      say('recordPublication', 'PublicationRecord', { channel: 'GOV_SITE', publicationId }, 'WINDOW_STAFF');
    await onSite(first.id);
    expect(await open()).toEqual([]);
    await change(itemId, 2, '2026-09-14');
    world.at('2026-09-15');
    await jobs();
    await jobs();
    expect(await open()).toEqual([{ startedOn: '2026-09-14', dueOn: '2026-10-16' }]);
    const waiting = await inTables(world, (tx) =>
      tx.itemPublication.findFirstOrThrow({ where: { version: 2 } }),
    );
    expect(waiting.publishedAt).toBeNull();
    expect((await read('{ publishedItems { edges { node { version } } } }')).publishedItems.edges).toEqual([
      { node: { version: 1 } },
    ]);
    const overdue = async (day: string) => {
      world.at(day);
      await sweepOverdue(world.platform);
      const breaches = await eventsOf(world, 'deadline.breached');
      return breaches.filter(({ kind }) => kind === 'WEBSITE').map((breach) => breach.day);
    };
    expect(await overdue('2026-10-16')).toEqual([]);
    expect(await overdue('2026-10-19')).toEqual(['2026-10-19']);
    await deliver();
    expect(await tasks()).toMatchObject([
      { text: '事项“示例事项”变更后应于2026-10-16前在政府网站公开，现已逾期。' },
    ]);
    const second = await publish(itemId);
    expect(second).toMatchObject({ version: 2, changedOn: '2026-09-14' });
    await onSite(second.id);
    expect(await open()).toEqual([]);
  });

  test('一(三)3(3) · on-the-website-within-twenty-days: a later version on the site ends the limits of those before it', async () => {
    const itemId = await item();
    await publish(itemId);
    await change(itemId, 2, '2026-09-28');
    await jobs();
    await change(itemId, 3, '2026-09-28');
    const third = await publish(itemId);
    expect(await open()).toHaveLength(3);
    await say('recordPublication', 'PublicationRecord', { channel: 'GOV_SITE', publicationId: third.id });
    expect(await open()).toEqual([]);
  });
});
