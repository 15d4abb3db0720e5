import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['evaluation'], day: '2026-11-02' });
  return () => world.close();
});

const scene = sheetScene(() => world);
const { ask, enter, freeze, publish, read, sheet, surveyed, worked, SHEET } = scene;
const clerk = () => world.town(HERE).staff['WINDOW_STAFF'] ?? '';
const blocks = (content: { blocks: { block: string; score: number }[] }) =>
  Object.fromEntries(content.blocks.map(({ block, score }) => [block, score]));

describe('三(一)4B(1): a month is frozen when it is over', () => {
  test('三(一)4B(1) · period-is-frozen-when-over: not on its last day, but on the next', async () => {
    await surveyed('2026-10');
    world.at('2026-10-31', '23:00');
    expect(await freeze('2026-10')).toMatchObject({
      code: 'PERIOD_NOT_OVER',
      clause: { id: '三(一)4B(1)' },
      details: { period: '2026-10', through: '2026-10-31' },
    });
    world.at('2026-11-01');
    expect(await freeze('2026-10')).toMatchObject({ kind: 'MONTH', key: '2026-10', state: 'FROZEN' });
    expect(await freeze('2026-10')).toMatchObject({ code: 'PERIOD_STATE', details: { state: 'FROZEN' } });
    expect(await eventsOf(world, 'period.frozen')).toMatchObject([{ kind: 'MONTH', key: '2026-10' }]);
    for (const period of ['2026-13', '2026-Q5', '26', '2026-10-01'])
      await expect(freeze(period)).rejects.toThrow('BAD_INPUT');
    for (const who of ['WINDOW_STAFF', 'ASSESSOR', 'STATION_HEAD', 'UNIT_HEAD'] as const)
      await expect(freeze('2026-09', who)).rejects.toThrow('FORBIDDEN');
  });

  test('三(一)4A(4) · satisfaction-of-all-is-in: an open survey, and too few answers, are named', async () => {
    expect(await freeze('2026-10')).toMatchObject({
      code: 'SATISFACTION_UNDECIDED',
      details: { month: '2026-10', count: (await scene.subjects()).length },
    });
    await surveyed('2026-10', { [clerk()]: [0, 0] }, 'OPEN');
    expect(await freeze('2026-10')).toMatchObject({ code: 'SURVEY_STILL_OPEN' });
    await inTables(world, (tx) => tx.survey.updateMany({ data: { state: 'CLOSED' } }));
    expect(await freeze('2026-10')).toMatchObject({ code: 'SATISFACTION_UNDECIDED', details: { count: 1 } });
    expect(await inTables(world, (tx) => tx.scoreSheet.count())).toBe(0);
    await inTables(world, (tx) =>
      tx.satisfactionDecision.create({
        data: {
          townshipId: world.town(HERE).id,
          id: crypto.randomUUID(),
          month: '2026-10',
          subjectKind: 'STAFF',
          subjectId: clerk(),
          points: 900,
          reason: '当月在外培训，考评组合议',
          decidedAt: new Date('2026-11-02T09:00:00+08:00'),
        },
      }),
    );
    expect(await freeze('2026-10')).toMatchObject({ state: 'FROZEN' });
    expect((await sheet('2026-10')).total).toBe(99);
  });

  test('三(一)4A · sheet-of-a-month: the worked sheet through the API: 89, excluded from awards', async () => {
    await worked();
    await freeze('2026-10');
    const { content, total, digest } = await sheet('2026-10');
    expect(total).toBe(89);
    expect(blocks(content)).toEqual({ WD: 25, SQ: 20, CM: 12, OL: 20, SAT: 9 });
    expect(content).toMatchObject({
      bonus: 3,
      disqualified: ['DQ1'],
      partial: false,
      staff: { id: scene.staffId('WINDOW_STAFF') },
    });
    expect(content.lines).toHaveLength(11);
    expect(
      content.virtues.map(({ virtue, score }: { virtue: string; score: number }) => [virtue, score]),
    ).toEqual([
      ['MORALITY', 20],
      ['ABILITY', 32],
      ['DILIGENCE', 25],
      ['RESULTS', 32],
      ['INTEGRITY', null],
    ]);
    const [row] = await inTables(world, (tx) => tx.scoreSheet.findMany({ where: { staffId: clerk() } }));
    expect(digest).toBe(
      createHash('sha256')
        .update(row?.text ?? '')
        .digest('hex'),
    );
  });

  test('三(一)4B(1): nobody changes a sheet that is frozen, at the database either', async () => {
    await surveyed('2026-10');
    await freeze('2026-10');
    for (const act of [
      inTables(world, (tx) => tx.scoreSheet.updateMany({ data: { total: 1 } })),
      inTables(world, (tx) => tx.scoreSheet.deleteMany({})),
    ])
      await expect(act).rejects.toThrow(/permission denied|denied access/);
  });

  test('三(一)4B(1): late findings count in the month of confirmation; the frozen month stays', async () => {
    await surveyed('2026-10');
    await freeze('2026-10');
    await enter({ code: 'SQ1', occurredOn: '2026-10-29', month: '2026-11' });
    expect((await sheet('2026-10')).total).toBe(100);
    const now = await read('currentSheet', SHEET, 'WINDOW_STAFF');
    expect(now).toMatchObject({ period: '2026-11', total: null });
    expect(blocks(now)).toEqual({ WD: 30, SQ: 15, CM: 20, OL: 20, SAT: null });
    expect(now.lines).toMatchObject([
      { code: 'SQ1', occurredOn: '2026-10-29', month: '2026-11', counted: -5 },
    ]);
  });
});

describe('三(一)4B(1): quarters and years', () => {
  test('三(一)4B(1) · parts-are-frozen-first: 92, 88 and 90 are 90.0; a year waits for its quarters', async () => {
    for (const [month, lost] of [
      ['2026-07', 4],
      ['2026-08', 6],
      ['2026-09', 5],
    ] as const) {
      await surveyed(month);
      await enter(
        ...Array.from({ length: lost }, (_, i) => ({ code: 'OL1', occurredOn: `${month}-0${i + 1}` })),
      );
    }
    await freeze('2026-07');
    expect(await freeze('2026-Q3')).toMatchObject({
      code: 'PERIOD_PARTS_NOT_FROZEN',
      details: { missing: ['2026-08', '2026-09'] },
    });
    await freeze('2026-08');
    await freeze('2026-09');
    expect(await freeze('2026-Q3')).toMatchObject({ kind: 'QUARTER', state: 'FROZEN' });
    expect((await sheet('2026-Q3')).content).toMatchObject({
      total: 90,
      partial: false,
      parts: [
        { period: '2026-07', total: 92 },
        { period: '2026-08', total: 88 },
        { period: '2026-09', total: 90 },
      ],
    });
    world.at('2027-01-04');
    expect(await freeze('2026')).toMatchObject({ code: 'PERIOD_PARTS_NOT_FROZEN' });
  });

  test('三(一)4A(6)①: a disqualification holds for the quarter, unless it was taken back before the freeze', async () => {
    const { staffB } = world.town(HERE);
    const [taken] = await enter(
      { code: 'DQ1', occurredOn: '2026-10-09', factId: 'c/1' },
      { code: 'DQ1', occurredOn: '2026-10-09', factId: 'c/2', staffId: staffB },
    );
    for (const month of ['2026-10', '2026-11', '2026-12']) await surveyed(month);
    world.at('2027-01-04');
    await enter({
      code: 'DQ1',
      occurredOn: '2026-10-09',
      month: '2027-01',
      factId: 'c/1',
      correctsId: taken ?? '',
    });
    for (const month of ['2026-10', '2026-11', '2026-12']) await freeze(month);
    await freeze('2026-Q4');
    const rows = await inTables(world, (tx) =>
      tx.scoreSheet.findMany({
        where: { period: { key: '2026-Q4' } },
        select: { staffId: true, disqualified: true },
      }),
    );
    const of = (id: string) => rows.find((row) => row.staffId === id)?.disqualified;
    expect([of(clerk()), of(staffB)]).toEqual([[], ['DQ1']]);
    expect((await sheet('2026-10')).content.disqualified).toEqual(['DQ1']);
  });
});

describe('who sees what', () => {
  test('三(一)1: a person sees his own sheet and his window’s, the group all, others none', async () => {
    await worked();
    const { id } = await freeze('2026-10');
    await publish(id);
    const node = (await sheet('2026-10')).id;
    const seen = async (as: Parameters<typeof ask>[1]) =>
      (await ask('query ($id: ID!) { node(id: $id) { ... on ScoreSheet { total } } }', as, { id: node })).data
        .node;
    for (const who of [
      'WINDOW_STAFF',
      'CENTRE_DIRECTOR',
      'UNIT_DEPUTY',
      'UNIT_HEAD',
      'ASSESSOR',
      'STATION_HEAD',
    ] as const)
      expect(await seen(who)).toEqual({ total: 89 });
    for (const who of ['DUTY_OFFICER', 'COMPLAINT_OFFICER', 'APPLICANT', 'FRONTEND', 'NOBODY'] as const)
      expect(await seen(who)).toBeNull();
    expect(
      (await sheet('2026-10', 'DUTY_OFFICER', `, windowId: "${world.town(HERE).windowGlobalId()}"`)).total,
    ).toBeGreaterThan(90);
    const other = `, staffId: "${scene.staffId('WINDOW_STAFF')}"`;
    await expect(sheet('2026-10', 'DUTY_OFFICER', other)).rejects.toThrow('FORBIDDEN');
    await expect(
      read(`currentSheet(staffId: "${scene.staffId('WINDOW_STAFF')}")`, 'total', 'DUTY_OFFICER'),
    ).rejects.toThrow('FORBIDDEN');
    const ranking = 'scoreRanking(period: "2026-10", subjectKind: STAFF)';
    await expect(read(ranking, 'rank', 'WINDOW_STAFF')).rejects.toThrow('FORBIDDEN');
    const ranked = await read(ranking, 'rank sheet { total content { disqualified } }', 'STATION_HEAD');
    expect(ranked.at(-1)).toEqual({
      rank: ranked.length,
      sheet: { total: 89, content: { disqualified: ['DQ1'] } },
    });
    expect(ranked.slice(0, -1).every(({ rank }: { rank: number }) => rank === 1)).toBe(true);
  });

  test('三(一)4B(1): what is published are the windows’ scores', async () => {
    await surveyed('2026-10');
    const { id } = await freeze('2026-10');
    expect(await publish(id)).toMatchObject({ state: 'PUBLISHED' });
    expect(await publish(id)).toMatchObject({ code: 'PERIOD_STATE' });
    expect(await eventsOf(world, 'period.published')).toMatchObject([
      {
        periodId: uuidOf(id),
        key: '2026-10',
        scores: [{ windowId: world.town(HERE).windowId, total: 10_000 }],
      },
    ]);
  });
});
