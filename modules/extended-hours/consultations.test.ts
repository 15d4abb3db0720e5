import { beforeEach, describe, expect, test } from 'vitest';
import { extendedScene } from '../../test/support/extended-scene.ts';
import { eventsOf, HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { CRITERIA } from './criteria.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, jobs, say, stationId } = extendedScene(() => world);

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
