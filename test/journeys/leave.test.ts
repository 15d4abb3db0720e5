import { expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { inScope } from '../../core/db/scope.ts';
import { uncoveredLeave } from './stories/leave.ts';
import { toldOnce } from './stories/told.ts';

const story = toldOnce('2026-10-08 12:00', uncoveredLeave);

test('四(一)3 (cover): a leave without cover over HTTP is two days of WD7, and none after its correction', async () => {
  expect(story().steps.length).toBeGreaterThan(14);
  const { platform } = story().open;
  const townshipId = platform.directory.findTownshipByCode('shexi')?.id ?? '';
  const events = (await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }),
  )) as unknown as DeliveredEvent[];
  const criteria = MODULES.find(({ id }) => id === 'attendance')?.criteria ?? [];
  const uncovered = (of: readonly DeliveredEvent[]) =>
    standingFacts(criteria, of).filter((fact) => fact.code === 'WD7');
  const before = events.slice(
    0,
    events.findIndex(({ type }) => type === 'punch.markWithdrawn'),
  );
  expect(uncovered(before).reduce((sum, { units }) => sum + (units ?? 1), 0)).toBe(2);
  expect(uncovered(events)).toEqual([]);
});

test('who stands in is told to nobody who does not need it, and the reason to nobody but those in charge', () => {
  const refused = story().steps.find(({ title }) => title.includes('次序不对'));
  expect(refused?.shown).toMatchObject({ approveLeave: { clause: { id: '四(一)3 (from 1 day)' } } });
  expect(JSON.stringify(story().steps)).not.toContain('家中有事');
});
