import { beforeEach, describe, expect, test } from 'vitest';
import { recount } from '../../core/county/roll-up.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import type { Role } from '../../core/auth/roles.ts';
import { extendedScene } from '../../test/support/extended-hours-scene.ts';
import { accepted, eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { decide, jobs, reply, say, services, staffId } = extendedScene(() => world);

describe('一(六)1: weekday overrun', () => {
  test('一(六)1 · overrun-opens-by-itself: accepted 17:20, opened at closing, decided 18:05: 35 minutes, one event', async () => {
    world.at('2026-09-28', '17:20');
    const { id } = await accepted(world, 'IMMEDIATE');
    await accepted(world, 'PROMISE-5');
    await jobs();
    expect(await services()).toEqual([]);
    world.at('2026-09-28', '17:35');
    await jobs();
    await jobs();
    expect(await services()).toMatchObject([{ type: 'WEEKDAY', state: 'OPEN', caseId: uuidOf(id) }]);
    world.at('2026-09-28', '18:05');
    await decide(id);
    expect(await eventsOf(world, 'extended.recorded')).toMatchObject([
      {
        serviceType: 'WEEKDAY',
        minutes: 35,
        caseId: uuidOf(id),
        staffId: world.town(HERE).staff['WINDOW_STAFF'],
      },
    ]);
  });

  test('一(六)1 · overrun-opens-by-itself: decided before the job came round it counts all the same', async () => {
    world.at('2026-09-28', '17:25');
    const { id } = await accepted(world, 'IMMEDIATE');
    world.at('2026-09-28', '17:33');
    await decide(id);
    await jobs();
    expect(await services()).toMatchObject([{ state: 'ENDED', minutes: 3 }]);
  });

  test('一(六)1 · overrun-opens-by-itself: decided before closing there is none', async () => {
    world.at('2026-09-28', '17:20');
    const { id } = await accepted(world, 'IMMEDIATE');
    await decide(id);
    world.at('2026-09-28', '17:35');
    await jobs();
    expect(await services()).toEqual([]);
  });

  test('一(六)1 · overrun-ends-the-same-day: left open overnight it is abandoned without minutes', async () => {
    world.at('2026-09-28', '17:20');
    const { id } = await accepted(world, 'IMMEDIATE');
    world.at('2026-09-28', '17:35');
    await jobs();
    world.at('2026-09-29', '09:00');
    await jobs();
    await decide(id);
    expect(await services()).toMatchObject([{ state: 'ABANDONED', minutes: null }]);
    expect(await eventsOf(world, 'extended.recorded')).toEqual([]);
  });
});

describe('一(六)2: days off', () => {
  const request = (more: object) =>
    say('holidayRequest', 'HolidayRequest', { matter: '急需证明', minutes: 20, ...more });

  test('一(六)2 · appointment-on-a-day-with-staff: accepted on Fri 2026-09-25 (holiday) the promise is due 2026-10-09', async () => {
    world.at('2026-09-25');
    const { id, promisedDueOn } = await accepted(world, 'PROMISE-5');
    expect(promisedDueOn).toBe('2026-10-09');
    const appointed = { caseId: id, answer: 'ACCEPTED_WITH_APPOINTMENT' };
    expect(await request({ ...appointed, appointmentOn: '2026-10-03' })).toMatchObject({
      code: 'APPOINTMENT_NEEDS_DUTY_OFFICER',
      clause: { id: '一(六)2' },
    });
    // Somebody who is no duty officer does not do.
    expect(
      await request({ ...appointed, appointmentOn: '2026-10-03', dutyOfficerId: staffId('STATION_HEAD') }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await request({ ...appointed, appointmentOn: '2026-10-03', dutyOfficerId: staffId('DUTY_OFFICER') }),
    ).toMatchObject({ appointment: { day: '2026-10-03' } });
    expect(await request({ ...appointed, appointmentOn: '2026-09-28' })).toMatchObject({
      answer: 'ACCEPTED_WITH_APPOINTMENT',
      appointment: { day: '2026-09-28' },
    });
    expect(await eventsOf(world, 'appointment.created')).toMatchObject([
      { kind: 'HOLIDAY', day: '2026-10-03', dutyOfficerId: world.town(HERE).staff['DUTY_OFFICER'] },
      { kind: 'HOLIDAY', day: '2026-09-28', dutyOfficerId: null },
    ]);
  });

  test('一(六)2 · holiday-answer-has-its-appointment: handled at once is 20 minutes; REFUSED is no answer', async () => {
    world.at('2026-09-25');
    expect(await request({ answer: 'HANDLED' })).toMatchObject({ answer: 'HANDLED', appointment: null });
    expect(await eventsOf(world, 'extended.recorded')).toMatchObject([
      { serviceType: 'HOLIDAY', minutes: 20 },
    ]);
    const refused = { matter: '急需证明', minutes: 20, answer: 'REFUSED' };
    const { errors } = await reply('holidayRequest', 'HolidayRequest', refused);
    expect(errors?.[0].extensions.code).toBe('BAD_INPUT');
  });

  test('一(六)2 · holiday-request-on-a-day-off: a case that was not accepted gets no appointment, a working day no request', async () => {
    world.at('2026-09-25');
    const { id } = await accepted(world, 'IMMEDIATE');
    await decide(id);
    const input = { caseId: id, answer: 'ACCEPTED_WITH_APPOINTMENT', appointmentOn: '2026-09-28' };
    expect(await request(input)).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
    world.at('2026-09-28');
    expect(await request({ answer: 'HANDLED' })).toMatchObject({ code: 'NOT_A_DAY_OFF' });
  });
});

describe('一(六)3: lunch', () => {
  const open = (more: object = {}, as: Role = 'STATION_HEAD') =>
    say('openLunchSlot', 'LunchSlot', { day: '2026-09-23', ...more }, as);
  const book = (slotId: string, as: Role = 'WINDOW_STAFF') =>
    say('bookLunchSlot', 'Appointment', { slotId, contact: '199-0000-0001' }, as);

  test('一(六)3 · lunch-slot-has-room: 12:00-14:30 on 2026-09-23 has 6 places, the 7th is LUNCH_SLOT_FULL', async () => {
    world.at('2026-09-23', '10:00');
    const slot = await open();
    expect(slot).toMatchObject({ opens: '12:00', closes: '14:30', capacity: 6, taken: 0 });
    for (let i = 0; i < 6; i++) expect(await book(slot.id, 'FRONTEND')).toMatchObject({ kind: 'LUNCH' });
    expect(await book(slot.id)).toMatchObject({
      code: 'LUNCH_SLOT_FULL',
      clause: { id: '一(六)3' },
      details: { capacity: 6 },
    });
    const { data } = await world.ask('{ lunchSlots { edges { node { taken } } } }', { at: HERE });
    expect(data.lunchSlots.edges).toEqual([{ node: { taken: 6 } }]);
  });

  test('一(六)3 · lunch-slot-has-room: of 50 who want the last place at once exactly one gets it', async () => {
    world.at('2026-09-23', '10:00');
    const slot = await open({ capacity: 1 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => book(slot.id)));
    const kinds = answers.map((a) => a.code ?? a.__typename);
    expect(kinds.filter((kind) => kind === 'Appointment')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'LUNCH_SLOT_FULL')).toHaveLength(49);
    expect(await inTables(world, (tx) => tx.appointment.count())).toBe(1);
  });

  test('一(六)3 · lunch-slot-in-a-coming-break: the station head opens it once, on a working day, and nobody else', async () => {
    world.at('2026-09-23', '10:00');
    expect(await open({ day: '2026-09-25' })).toMatchObject({ code: 'LUNCH_SLOT_NOT_POSSIBLE' });
    await open();
    expect(await open()).toMatchObject({ code: 'LUNCH_SLOT_EXISTS' });
    const { errors } = await reply('openLunchSlot', 'LunchSlot', { day: '2026-09-24' });
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
  });
});

test('slots are public, and without a township in force there are none', async () => {
  await say('openLunchSlot', 'LunchSlot', { day: '2026-09-28' }, 'STATION_HEAD');
  const slots = async (at?: string) => {
    const { data, errors } = await world.ask('{ lunchSlots { edges { node { day } } } }', { at });
    expect(errors).toBeUndefined();
    return data.lunchSlots.edges;
  };
  expect(await slots(HERE)).toEqual([{ node: { day: '2026-09-28' } }]);
  expect(await slots()).toEqual([]);
});

describe('一(六)5: assigned service', () => {
  const input = () => ({
    staffId: staffId('WINDOW_STAFF'),
    type: 'STAGGERED',
    day: '2026-09-28',
    from: '18:00',
    to: '19:00',
    reason: '集中办理',
  });

  test('一(六)5 · station-head-assigns-own-staff: he assigns, WINDOW_STAFF is FORBIDDEN', async () => {
    const { errors } = await reply('assignExtendedService', 'ExtendedService', input());
    expect(errors?.[0].extensions.code).toBe('FORBIDDEN');
    const service = await say('assignExtendedService', 'ExtendedService', input(), 'STATION_HEAD');
    expect(service).toMatchObject({
      type: 'STAGGERED',
      minutes: null,
      staff: { id: staffId('WINDOW_STAFF') },
    });
    world.at('2026-09-28', '18:50');
    const finish = () => say('finishExtendedService', 'ExtendedService', { serviceId: service.id });
    expect(await finish()).toMatchObject({ minutes: 50 });
    expect(await finish()).toMatchObject({ code: 'SERVICE_ENDED' });
  });

  test('一(六)5 · station-head-assigns-own-staff: ended only the next day it lasted until the assigned end', async () => {
    const { id: serviceId } = await say('assignExtendedService', 'ExtendedService', input(), 'STATION_HEAD');
    world.at('2026-09-29', '09:00');
    expect(await say('finishExtendedService', 'ExtendedService', { serviceId })).toMatchObject({
      minutes: 60,
    });
  });

  test('一(六)5 · assigned-service-has-a-span: one that ends before it begins is refused, a time that is none BAD_INPUT', async () => {
    const odd = { ...input(), to: '17:00' };
    expect(await say('assignExtendedService', 'ExtendedService', odd, 'STATION_HEAD')).toMatchObject({
      code: 'SERVICE_TIMES_INVALID',
    });
    const bad = { ...input(), to: '25:00' };
    const { errors } = await reply('assignExtendedService', 'ExtendedService', bad, 'STATION_HEAD');
    expect(errors?.[0].extensions.code).toBe('BAD_INPUT');
  });
});

test('一(六)前言 · service-is-counted-in-minutes: the county’s figures are those counted anew', async () => {
  world.at('2026-09-25');
  for (const minutes of [20, 25])
    await say('holidayRequest', 'HolidayRequest', { matter: '急需证明', minutes, answer: 'HANDLED' });
  await deliverEvents(world.platform, world.town(HERE).id);
  const own = (rows: readonly { measure: string; key: string; value: number }[]) =>
    rows
      .filter((row) => row.measure === 'extendedServices')
      .map(({ key, value }) => [key, value])
      .toSorted();
  const kept = own(await inTables(world, (tx) => tx.tally.findMany()));
  expect(kept).toEqual([
    ['HOLIDAY.minutes', 45],
    ['HOLIDAY.services', 2],
  ]);
  expect(own(await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id)))).toEqual(kept);
});
