import { beforeEach, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { extendedScene } from '../../test/support/extended-hours-scene.ts';
import { accepted, eventsOf, HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { clocksOf, configure, decide, jobs, say, services, stationId } = extendedScene(() => world);

test('off: its verbs are not in the township’s schema, and no overrun is recorded', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const { errors } = await world.ask('{ lunchSlots { edges { cursor } } }', { at: HERE });
  expect(errors?.[0].message).toContain('Cannot query field "lunchSlots" on type "Query".');
  const there = await world.ask('{ lunchSlots { edges { cursor } } }', { at: 'dongshan' });
  expect(there.errors).toBeUndefined();
  world.at('2026-09-28', '17:20');
  const { id } = await accepted(world, 'IMMEDIATE');
  world.at('2026-09-28', '17:40');
  await jobs();
  await decide(id);
  expect(await services()).toEqual([]);
});

test('REFUSE lists the open consultation and appointment; FREEZE silences, on again it goes on', async () => {
  const question = { question: '何时可以办理', stationId: stationId() };
  const { id } = await say('registerConsultation', 'Consultation', question);
  const slot = await say('openLunchSlot', 'LunchSlot', { day: '2026-09-28' }, 'STATION_HEAD');
  const booked = await say('bookLunchSlot', 'Appointment', { slotId: slot.id });
  const refused = await configure({ enabled: false });
  expect(refused.code).toBe('MODULE_HAS_OPEN_WORK');
  expect(JSON.stringify(refused.details)).toContain('应于2026-10-10答复');
  expect(JSON.stringify(refused.details)).toContain('预约，2026-09-28');
  await configure({ enabled: false, openWork: 'FREEZE' });
  world.at('2026-10-19');
  await jobs();
  expect(await sweepOverdue(world.platform)).toBe(0);
  expect(await eventsOf(world, 'consultation.unanswered')).toEqual([]);
  await configure({ enabled: true });
  // Asked on 09-28 and frozen the same day: none of the five days had run, so they run from 10-19 on.
  const [clock] = await clocksOf(id);
  expect(clock).toMatchObject({ kind: 'REPLY', phase: 'RUNNING', dueOn: '2026-10-23' });
  expect(clock.changes).toEqual([
    {
      oldDueOn: '2026-10-10',
      newDueOn: '2026-10-23',
      reason: '模块“extended-hours”恢复启用 / module on again',
    },
  ]);
  await jobs();
  expect(await eventsOf(world, 'consultation.unanswered')).toEqual([]);
  world.at('2026-10-24');
  expect(await sweepOverdue(world.platform)).toBe(0);
  world.at('2026-10-26');
  expect(await sweepOverdue(world.platform)).toBe(1);
  world.at('2026-10-31');
  await jobs();
  await jobs();
  expect(await eventsOf(world, 'consultation.unanswered')).toMatchObject([{ dueOn: '2026-10-23' }]);
  const close = { appointmentId: booked.id, kept: true };
  expect(await say('closeAppointment', 'Appointment', close)).toMatchObject({ outcome: 'KEPT' });
  expect(await say('closeAppointment', 'Appointment', close)).toMatchObject({ code: 'APPOINTMENT_CLOSED' });
  await say('answerConsultation', 'Consultation', { consultationId: id, answer: '周一即可' });
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
});
