import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENDED, TRANSITIONS, type CaseVerb } from '../../core/cases/states.ts';
import { factsOf, type ClockRow } from '../../core/clocks/clock-row.ts';
import { digestOf } from '../../core/acts/act.ts';
import {
  civilDate,
  civilDateOf,
  DEFAULT_OPENING_HOURS,
  deadlineAfter,
  isOpenAt,
  readClock,
} from '../../core/time/index.ts';
import { simulateCases } from '../../prisma/seed/demo-cases.ts';
import { seededRandom } from '../../prisma/seed/demo-random.ts';
import type { DemoRows } from '../../prisma/seed/demo-rows.ts';
import { calendar, demoScene } from './demo-scene.ts';

const NOW = new Date('2026-11-23T15:20:00+08:00');

function simulate(seed: string, count: number, now = NOW): DemoRows {
  const codes = seededRandom('codes');
  return simulateCases({ scene: demoScene(now), seed, count, queryCode: () => codes.uuid() });
}

const rows = simulate('shexi', 200);
const today = civilDateOf(NOW);

/** Rows of one case, by its id. */
function ofCase<T extends { caseId?: string | null }>(table: readonly T[], caseId: string): T[] {
  return table.filter((row) => row.caseId === caseId);
}

function clockRows(from: DemoRows): ClockRow[] {
  return from.clocks.map((clock) => ({
    ...clock,
    extensionDays: clock.extensionDays ?? 0,
    caseId: clock.caseId ?? null,
    endedOn: clock.endedOn ?? null,
    delayExplainedOn: clock.delayExplainedOn ?? null,
    delayHoldsDays: clock.delayHoldsDays ?? null,
    stopsFor: clock.stopsFor as string[],
    endsIn: clock.endsIn as string[],
    suspensions: from.suspensions
      .filter((s) => s.clockId === clock.id)
      .map((s) => ({ ...s, toDay: s.toDay ?? null })),
  }));
}

function statesOf(from: DemoRows): Map<string, number> {
  const states = new Map<string, number>();
  for (const { state } of from.cases) states.set(state, (states.get(state) ?? 0) + 1);
  return states;
}

describe('the demo cases of a township', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(digestOf(simulate('shexi', 60))).toBe(digestOf(simulate('shexi', 60)));
    expect(digestOf(simulate('shexi', 60))).not.toBe(digestOf(simulate('dongshan', 60)));
  });

  test('are mostly finished, yet every state, overdue and extended ones are among them', () => {
    const states = statesOf(rows);
    expect([...states.keys()].toSorted()).toEqual([
      'ACCEPTED',
      'AWAITING_SUPPLEMENT',
      'DECIDED',
      'DELIVERED',
      'REFUSED',
      'SUBMITTED',
      'SUSPENDED',
      'WITHDRAWN',
    ]);
    expect(rows.cases).toHaveLength(200);
    expect(states.get('DELIVERED')).toBeGreaterThan(130);
    const openAndLate = rows.overdue.filter((o) => o.kind === 'PROMISE').length;
    expect(openAndLate).toBeGreaterThanOrEqual(2);
    expect(openAndLate).toBeLessThanOrEqual(10);
    expect(rows.changes.length).toBeGreaterThan(5);
    expect(rows.clocks.filter((c) => (c.extensionDays ?? 0) > 0).length).toBeGreaterThan(4);
  });

  test('have one timeline entry per version, along the transition table', () => {
    for (const facts of rows.cases) {
      const timeline = ofCase(rows.timeline, facts.id).toSorted((a, b) => a.seq - b.seq);
      expect(timeline.map((entry) => entry.seq)).toEqual(timeline.map((_, i) => i + 1));
      expect(facts.version).toBe(timeline.length);
      expect(timeline.at(-1)?.toState).toBe(facts.state);
      let state: string | null = null;
      let last = new Date(0);
      for (const entry of timeline) {
        expect(entry.fromState ?? null).toBe(state);
        if (entry.verb in TRANSITIONS) {
          const { from, to } = TRANSITIONS[entry.verb as CaseVerb];
          expect(from).toContain(state);
          expect(entry.toState).toBe(to);
        } else if (entry.verb === 'submitCase') expect(entry.toState).toBe('SUBMITTED');
        else
          expect([entry.verb, entry.fromState, entry.toState]).toEqual([
            'extendCase',
            'ACCEPTED',
            'ACCEPTED',
          ]);
        expect((entry.at as Date).getTime()).toBeGreaterThan(last.getTime());
        last = entry.at as Date;
        state = entry.toState;
      }
    }
  });

  test('are acted on in opening hours of working days of the last two years only', () => {
    for (const { at } of rows.timeline as { at: Date }[]) {
      expect(isOpenAt(at, DEFAULT_OPENING_HOURS, calendar), at.toISOString()).toBe(true);
      expect(at < NOW).toBe(true);
      expect(civilDateOf(at) >= '2024-11-20').toBe(true);
    }
  });

  test('have times that fit their state', () => {
    for (const facts of rows.cases) {
      const has = (verb: string) => ofCase(rows.timeline, facts.id).some((entry) => entry.verb === verb);
      expect(facts.acceptedAt !== null).toBe(has('acceptCase'));
      expect(facts.decidedAt !== null).toBe(has('decideCase'));
      expect(facts.outcome !== null).toBe(has('decideCase'));
      expect(facts.closedAt !== null).toBe((ENDED as readonly string[]).includes(facts.state));
    }
  });

  test('一(四)2 · 一(四)3 · have a promise and a statutory clock from their acceptance, which end with the case', () => {
    const byId = new Map(rows.cases.map((c) => [c.id, c]));
    const items = new Map(demoScene(NOW).items.map((item) => [item.itemId, item]));
    for (const facts of rows.cases) {
      const kinds = ofCase(rows.clocks, facts.id).map((c) => c.kind);
      const statute = items.get(facts.itemId)?.statutoryDays ?? null;
      expect(kinds.includes('PROMISE')).toBe(facts.acceptedAt !== null);
      expect(kinds.includes('STATUTORY')).toBe(facts.acceptedAt !== null && statute !== null);
      expect(kinds.includes('DELIVERY')).toBe(facts.outcome === 'APPROVED');
    }
    for (const clock of clockRows(rows)) {
      const facts = byId.get(clock.subjectId);
      const start = clock.kind === 'DELIVERY' ? facts?.decidedAt : facts?.acceptedAt;
      expect(clock.startedOn).toBe(start && civilDateOf(start));
      const end = ofCase(rows.timeline, clock.subjectId).find((entry) =>
        clock.endsIn.includes(entry.toState),
      );
      expect(clock.endedOn).toBe(end ? civilDateOf(end.at as Date) : null);
      expect(clock.endedOn === null).toBe(
        !['DECIDED', 'DELIVERED', 'WITHDRAWN'].includes(facts?.state ?? '') ||
          (clock.kind === 'DELIVERY' && facts?.state === 'DECIDED'),
      );
    }
  });

  test('have due dates that their clocks explain, and stops that are open only while suspended', () => {
    const byId = new Map(rows.cases.map((c) => [c.id, c]));
    for (const clock of clockRows(rows)) {
      const open = clock.suspensions.some((s) => s.toDay === null);
      const reading = readClock(factsOf(clock), calendar, today);
      if (open) expect(byId.get(clock.subjectId)?.state).toBe('SUSPENDED');
      else expect([clock.dueOn, clock.provisional]).toEqual([reading.dueOn, reading.provisional]);
      const resumed = clock.suspensions.length > 0 && !open;
      if (!resumed && clock.extensionDays === 0) {
        const { dueOn } = deadlineAfter({
          from: civilDate(clock.startedOn),
          workingDays: clock.budgetDays,
          calendar,
        });
        expect(clock.dueOn).toBe(dueOn);
      }
      for (const stop of clock.suspensions) expect(clock.stopsFor).toContain(stop.cause);
    }
  });

  test('一(四)3 · are extended before the due day, with a notice, and no further than the statute allows', () => {
    const items = new Map(demoScene(NOW).items.map((item) => [item.itemId, item]));
    const extended = rows.timeline.filter((entry) => entry.verb === 'extendCase');
    expect(extended.length).toBeGreaterThan(0);
    for (const entry of extended) {
      const facts = rows.cases.find((c) => c.id === entry.caseId);
      const promise = clockRows(rows).find((c) => c.caseId === entry.caseId && c.kind === 'PROMISE');
      const change = rows.changes.find((c) => c.clockId === promise?.id);
      const cap = items.get(facts?.itemId ?? '')?.statutoryDays ?? 20;
      expect(civilDateOf(entry.at as Date) <= (change?.oldDueOn ?? '')).toBe(true);
      expect((promise?.budgetDays ?? 0) + (promise?.extensionDays ?? 0)).toBeLessThanOrEqual(cap);
      expect(ofCase(rows.documents, entry.caseId).map((d) => d.kind)).toContain('EXTENSION_NOTICE');
      expect(change?.newDueOn).toBe(promise?.dueOn);
    }
  });

  test('have the documents, filings and messages that their steps leave', () => {
    const count = (caseId: string, kind: string) =>
      ofCase(rows.documents, caseId).filter((d) => d.kind === kind).length;
    for (const facts of rows.cases) {
      expect(count(facts.id, 'ACCEPTANCE_NOTICE')).toBe(facts.acceptedAt ? 1 : 0);
      expect(count(facts.id, 'REFUSAL_NOTICE')).toBe(facts.state === 'REFUSED' ? 1 : 0);
      expect(ofCase(rows.negativeFilings, facts.id)).toHaveLength(facts.state === 'REFUSED' ? 1 : 0);
      expect(count(facts.id, 'DECISION')).toBe(facts.outcome === 'APPROVED' ? 1 : 0);
      expect(count(facts.id, 'DENIAL')).toBe(facts.outcome === 'DENIED' ? 1 : 0);
      const told = ofCase(rows.notifications, facts.id).filter(
        (n) => n.dedupeKey === `completed/${facts.id}`,
      );
      expect(told).toHaveLength(facts.decidedAt ? 1 : 0);
    }
    for (const { number, data, text, digest } of rows.documents)
      expect(digest).toBe(digestOf({ number, data, text }));
    const texts = rows.documents.find((d) => d.kind === 'ACCEPTANCE_NOTICE')?.text ?? '';
    expect(texts).toContain('下班前办结');
  });

  test('are numbered without gaps in the order of time, and the series go on after the last number', () => {
    const bySubmission = rows.cases.toSorted((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime());
    for (const { kind, year, last } of rows.numberSeries) {
      const numbers =
        kind === 'CASE'
          ? bySubmission
              .filter((c) => c.number.startsWith(`shexi-${year}-`))
              .map((c) => Number(c.number.slice(-6)))
          : rows.documents
              .filter((d) => kind === `DOCUMENT/${d.kind}` && d.number.includes(`〔${year}〕`))
              .map((d) => Number(/〕(\d+)号$/.exec(d.number)?.[1]));
      expect(numbers).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    }
    expect(new Set(rows.cases.map((c) => c.number)).size).toBe(200);
    expect(new Set(rows.documents.map((d) => d.number)).size).toBe(rows.documents.length);
  });

  test('are reported overdue up to today, so that the next sweep has nothing to add', () => {
    const breaches = new Set(rows.breaches.map((b) => `${b.clockId}/${b.day}`));
    for (const clock of clockRows(rows)) {
      if (clock.endedOn !== null) continue;
      const { phase, overdueDays } = readClock(factsOf(clock), calendar, today);
      const listed = rows.overdue.find((o) => o.caseId === clock.caseId && o.kind === clock.kind);
      expect(listed !== undefined).toBe(phase === 'OVERDUE');
      if (phase !== 'OVERDUE') continue;
      expect([listed?.dueOn, listed?.overdueDays]).toEqual([clock.dueOn, overdueDays]);
      expect(breaches.has(`${clock.id}/${today}`)).toBe(calendar.isWorkingDay(today));
      expect(rows.breaches.filter((b) => b.clockId === clock.id)).toHaveLength(overdueDays);
    }
  });

  test('hold nobody: roles for names, numbers of no area code, no identity numbers', () => {
    for (const { name, phone, idNumber } of rows.applicants) {
      expect(name).toMatch(/^申请人(\d{4}|甲)$/);
      expect(phone ?? '000-0001-0001').toMatch(/^000-\d{4}-\d{4}$/);
      expect(idNumber).toBeNull();
    }
  });

  test('have an audit entry for every timeline entry, document and filing', () => {
    const count = (subjectType: string, verb?: string) =>
      rows.audit.filter((a) => a.subjectType === subjectType && (verb === undefined || a.verb === verb))
        .length;
    expect(count('Case')).toBe(rows.timeline.length);
    expect(count('Document', 'issueDocument')).toBe(rows.documents.length);
    expect(count('NegativeFiling')).toBe(rows.negativeFilings.length);
  });

  test('hold on whatever day the demo begins, also outside the loaded calendar', () => {
    const instant = fc.date({
      min: new Date('2025-01-01T00:00:00Z'),
      max: new Date('2029-12-31T23:59:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.string(), (now, seed) => {
        const some = simulate(seed, 40, now);
        expect(some.cases).toHaveLength(40);
        for (const facts of some.cases) expect(facts.version).toBe(ofCase(some.timeline, facts.id).length);
        for (const { at } of some.timeline as { at: Date }[]) expect(at < now).toBe(true);
        for (const { settledAt } of some.notifications) expect((settledAt ?? new Date(0)) < now).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the seeded generator', () => {
  test('keeps to its bounds and its weights', () => {
    const random = seededRandom('x');
    const drawn = Array.from({ length: 2000 }, () => random.int(3, 7));
    expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6, 7]));
    const weighted = Array.from({ length: 2000 }, () =>
      random.weighted(['a', 'b'], (v) => (v === 'a' ? 9 : 1)),
    );
    expect(weighted.filter((v) => v === 'b').length).toBeGreaterThan(120);
    expect(weighted.filter((v) => v === 'b').length).toBeLessThan(300);
    expect(() => random.pick([])).toThrow(RangeError);
    const uuids = Array.from({ length: 500 }, () => random.uuid());
    expect(new Set(uuids).size).toBe(500);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
