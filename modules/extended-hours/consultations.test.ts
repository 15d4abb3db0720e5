import { beforeEach, describe, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { loadNotice, NOTICE_2027 } from '../../test/support/county-scene.ts';
import { extendedScene } from '../../test/support/extended-hours-scene.ts';
import { eventsOf, HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { CRITERIA } from './criteria.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { clocksOf, configure, jobs, say, stationId } = extendedScene(() => world);

describe('一(六)4: consultations', () => {
  const ask = (more: object = {}) =>
    say('registerConsultation', 'Consultation', { question: '何时可以办理', ...more });
  const answer = (consultationId: string) =>
    say('answerConsultation', 'Consultation', { consultationId, answer: '周一即可' });

  test('一(六)4 · consultation-answered-or-passed-on: answered at once, or handed over; neither is refused', async () => {
    expect(await ask()).toMatchObject({ code: 'CONSULTATION_NEEDS_STATION' });
    const { id } = await ask({ answer: '周一即可' });
    expect(await answer(id)).toMatchObject({ code: 'CONSULTATION_ANSWERED' });
    expect(await eventsOf(world, 'consultation.answered')).toHaveLength(1);
    expect(await ask({ stationId: stationId() })).toMatchObject({ dueOn: '2026-10-10', answer: null });
    expect(await eventsOf(world, 'consultation.handedOver')).toMatchObject([
      { stationId: world.town(HERE).stationId, dueOn: '2026-10-10' },
    ]);
  });

  test.each([
    ['2026-10-10', 0],
    ['2026-10-12', 1],
  ])('一(六)4 · reply-late-or-missing: asked 2026-09-28, answered on %s, %i late', async (day, late) => {
    const { id } = await ask({ stationId: stationId() });
    world.at(day);
    await jobs();
    expect(await answer(id)).toMatchObject({ answer: '周一即可' });
    expect(await eventsOf(world, 'consultation.late')).toHaveLength(late);
    expect(await eventsOf(world, 'consultation.unanswered')).toEqual([]);
  });

  test('一(六)4 · reply-late-or-missing: unanswered for long it is reported once, and not late as well', async () => {
    const { id } = await ask({ stationId: stationId() });
    world.at('2026-10-19');
    await jobs();
    await jobs();
    const reported = await eventsOf(world, 'consultation.unanswered');
    expect(reported).toMatchObject([{ day: '2026-10-19', dueOn: '2026-10-10', staffId: null }]);
    await answer(id);
    expect(await eventsOf(world, 'consultation.late')).toEqual([]);
  });

  test('一(六)4 · reply-within-the-limit: its clock explains the date, ends with the reply and is none when answered at once', async () => {
    expect(await ask({ answer: '周一即可' })).toMatchObject({ dueOn: null, clocks: [] });
    const { id, clocks } = await ask({ stationId: stationId() });
    expect(clocks).toMatchObject([{ kind: 'REPLY', phase: 'RUNNING', dueOn: '2026-10-10', changes: [] }]);
    expect(clocks[0].explanation.sentence).toContain('自2026-09-28的次日起算，共5个工作日');
    world.at('2026-10-12');
    expect(await sweepOverdue(world.platform)).toBe(1);
    expect(await sweepOverdue(world.platform)).toBe(0);
    expect(await eventsOf(world, 'deadline.breached')).toMatchObject([
      { subjectType: 'Consultation', subjectId: uuidOf(id), caseId: null, kind: 'REPLY', overdueDays: 1 },
    ]);
    expect(await answer(id)).toMatchObject({
      dueOn: '2026-10-10',
      clocks: [{ phase: 'ENDED', endedOn: '2026-10-12', overdueDays: 1 }],
    });
  });

  test('一(六)4 · reply-within-the-limit: a holiday notice that comes later moves the date and says why', async () => {
    world.at('2026-12-25');
    const { id } = await ask({ stationId: stationId() });
    expect(await clocksOf(id)).toMatchObject([{ dueOn: '2027-01-01', changes: [] }]);
    await loadNotice(world, NOTICE_2027);
    const reason = '载入2027年放假安排 / holiday notice of 2027 loaded';
    expect(await clocksOf(id)).toMatchObject([
      { dueOn: '2027-01-03', changes: [{ oldDueOn: '2027-01-01', newDueOn: '2027-01-03', reason }] },
    ]);
  });

  test('一(六)4 · reply-within-the-limit: the township sets its own limit', async () => {
    await configure({ settings: { replyDays: 1 } });
    expect(await ask({ stationId: stationId() })).toMatchObject({ dueOn: '2026-09-29' });
  });

  test('一(六)4 · reply-late-or-missing: SQ3a has no person yet, SQ3b whoever answered late', () => {
    const payload = {
      consultationId: 'c',
      stationId: 's',
      staffId: 'w',
      day: '2026-10-12',
      dueOn: '2026-10-10',
    };
    const facts = CRITERIA.map((c) => [c.code, c.fact(payload as never, '2026-10-13')]);
    const fact = (subjectId: string | null) => ({
      subjectKind: 'STAFF',
      subjectId,
      occurredOn: '2026-10-12',
    });
    expect(facts).toEqual([
      ['SQ3a', fact(null)],
      ['SQ3b', fact('w')],
    ]);
  });
});
