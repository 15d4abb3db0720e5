import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { recount } from '../../core/county/roll-up.ts';
import { inScope } from '../../core/db/scope.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { addSurvey, entryRow, type Entered } from '../../test/support/sheet-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { freezePeriod, publishPeriod } from './acts/periods.ts';
import { periodOf, type Period } from './period-rules.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['evaluation'], day: '2026-11-02' });
  return () => world.close();
});

const OCTOBER = periodOf('2026-10') as Period;

/** Lives, freezes and publishes a town's October; every person was asked. */
async function october(code: string, facts: Omit<Entered, 'staffId'>[]): Promise<number> {
  const { id: townshipId, staff, windowId } = world.town(code);
  const actor = { ...SYSTEM, kind: 'STAFF' as const, roles: ['CENTRE_DIRECTOR'] };
  const people = await perform(world.platform, { townshipId, actor, mayBeSilent: true }, async ({ tx }) => {
    const posted = await tx.staff.findMany({ where: { townshipId, windowId } });
    const subjects = [
      ...posted.map(({ id }) => ({ kind: 'STAFF' as const, id })),
      { kind: 'WINDOW' as const, id: windowId },
    ];
    await addSurvey(
      tx,
      townshipId,
      '2026-10',
      subjects.map((s) => ({ ...s, satisfied: 10, answers: 10 })),
    );
    await tx.ledgerEntry.createMany({
      data: facts.map((fact) => entryRow(townshipId, { staffId: staff['WINDOW_STAFF'] ?? '', ...fact })),
    });
    return posted.length;
  });
  await perform(world.platform, { townshipId, actor }, async (act) => {
    await publishPeriod(act, await freezePeriod(act, OCTOBER));
  });
  await deliverEvents(world.platform, townshipId);
  return people;
}

const QUERY = `{ county { townships { township { code } windowScores(period: "2026-10") { window { number } total }
  scoreComparison(period: "2026-10") { staff perPerson compared leftOut } figures { measure key value } } } }`;

test('三(一)4A: townships are compared over what both have on: late arrivals count in neither, special help in both', async () => {
  const { id: townshipId, windowId } = world.town('shexi');
  const at = new Date('2026-01-01T00:00:00+08:00');
  await perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, ({ tx }) =>
    tx.moduleSetting.create({
      data: {
        townshipId,
        id: randomUUID(),
        module: 'attendance',
        enabled: true,
        settings: {},
        effectiveFrom: '2026-01-01',
        openWork: 'REFUSE',
        setAt: at,
        appliedAt: at,
      },
    }),
  );
  await world.platform.directory.reload();
  const helped = { code: 'BN1', occurredOn: '2026-10-09' };
  const people = await october('shexi', [helped, { code: 'WD1a', occurredOn: '2026-10-12' }]);
  await october('dongshan', [helped, { ...helped, occurredOn: '2026-10-13' }]);

  const { data } = await world.ask(QUERY, { as: 'COUNTY_BUREAU' });
  const [shexi, dongshan] = data.county.townships;
  expect(shexi.scoreComparison).toMatchObject({
    staff: people,
    perPerson: Math.round(200 / people) / 100,
    leftOut: expect.arrayContaining(['WD1a', 'WD1c', 'WD7', 'WD6', 'CM4']),
  });
  expect(dongshan.scoreComparison.perPerson).toBe(Math.round(400 / people) / 100);
  for (const { compared } of [shexi.scoreComparison, dongshan.scoreComparison]) {
    expect(compared).toContain('BN1');
    expect(compared).not.toContain('WD1a');
  }
  expect(shexi.windowScores).toEqual([{ window: { number: '01' }, total: expect.any(Number) }]);
  expect(shexi.figures).toEqual(
    expect.arrayContaining([
      { measure: 'criterionPoints', key: '2026-10/WD1a', value: -100 },
      { measure: 'windowScores', key: `2026-10/${windowId}`, value: shexi.windowScores[0].total * 100 },
    ]),
  );
  // The roll-up says what a count of the facts says.
  const scope = { kind: 'township', townshipId } as const;
  const counted = await inScope(world.platform.prisma, scope, (tx) =>
    recount(world.platform, tx, townshipId),
  );
  const own = (rows: { measure: string; key: string; value: number }[]) =>
    rows
      .filter(({ measure }) => ['criterionPoints', 'windowScores'].includes(measure))
      .map(({ measure, key, value }) => `${measure} ${key} ${value}`)
      .toSorted();
  expect(own(counted)).toEqual(own(shexi.figures));
});

test('三(一)4B(1): what is public are the windows of a published period, and nobody’s own', async () => {
  const query = '{ publishedScores(period: "2026-10") { window { number } total } }';
  const ask = async () => (await world.ask(query, { as: 'NOBODY', at: 'shexi' })).data.publishedScores;
  expect(await ask()).toEqual([]);
  await october('shexi', []);
  expect(await ask()).toEqual([{ window: { number: '01' }, total: 100 }]);
  // The county reads windows through its figures, never a sheet.
  const { data } = await world.ask('{ county { townships { figures { measure key } } } }', {
    as: 'COUNTY_BUREAU',
  });
  const keys = data.county.townships[0].figures.map(({ key }: { key: string }) => key);
  for (const id of Object.values(world.town('shexi').staff)) expect(keys.join()).not.toContain(id);
});
