import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import { civilDate, createCalendar, parseHolidayNotices } from '../../core/time/index.ts';
import * as ledger from './ledger-rules.ts';
import { EvaluationSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = (given: object = {}) => EvaluationSettings.parse(given);
const said = (verdict: Verdict) =>
  verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;

describe('三(一)1', () => {
  test.each([
    ['punch.dayClosed，四(一)2，2026-09-28', 'allowed'],
    ['  ', 'EVIDENCE_REQUIRED 三(一)1'],
    [null, 'EVIDENCE_REQUIRED 三(一)1'],
  ])('三(一)1 · points-need-evidence: an entry with evidence %j is %s', (evidence, expected) => {
    expect(said(ledger.hasEvidence.decide(evidence))).toBe(expected);
  });

  test.each([
    [false, true, true],
    [false, false, false],
    [true, true, true],
    [true, false, true],
  ])(
    '三(一)1 · off-time-is-not-scored: known %s, on as the day of the fact ended %s: heard %s',
    (known, onThen, heard) => {
      expect(ledger.offTimeIsNotScored.decide({ known, onThen })).toBe(heard);
    },
  );

  const held = { subjectId: 'a', handlerId: null, units: 50, occurredOn: '2026-09-28' };
  test.each([
    ['half a day that stays half', 'CONFIRMED', {}, false],
    ['half a day that becomes whole', 'CONFIRMED', { units: 100 }, true],
    ['another day', 'PROPOSED', { occurredOn: '2026-09-29' }, true],
    ['another person', 'REJECTED', { subjectId: 'b' }, true],
    ['nobody known, where the group named one', 'CONFIRMED', { subjectId: null }, false],
    ['the same, after it was withdrawn', 'WITHDRAWN', {}, true],
    ['the same, after it was rejected', 'REJECTED', {}, false],
  ])('三(一)1 · the-later-statement-counts: %s (%s, %j) opens anew: %s', (_what, state, said, anew) => {
    expect(ledger.laterStatementCounts.decide({ ...held, state }, { ...held, ...said })).toBe(anew);
  });

  test.each([
    ['WD1a', 'a', ['WD1a'], true],
    ['WD1a', 'a', [], false],
    ['SQ3a', null, ['SQ3a'], false],
  ])(
    '三(一)1 · posted-without-confirmation: %s of %s where %j are: %s',
    (code, subject, autoConfirm, posted) => {
      expect(ledger.postedWithoutConfirmation.decide(code, subject, { autoConfirm })).toBe(posted);
    },
  );

  test.each([
    [null, 'a', 'allowed'],
    [null, null, 'SCORE_SUBJECT_REQUIRED 三(一)1'],
    ['a', null, 'allowed'],
    ['a', 'a', 'allowed'],
    ['a', 'b', 'SCORE_SUBJECT_KNOWN 三(一)1'],
  ])('三(一)1 · subject-named-where-unknown: known %s, named %s is %s', (known, named, expected) => {
    expect(said(ledger.namedWhereUnknown.decide({ known, named }))).toBe(expected);
  });

  test.each([
    [null, false, 'allowed'],
    [null, true, 'ENTRY_NOT_CORRECTABLE 三(一)1'],
    ['another', false, 'ENTRY_NOT_CORRECTABLE 三(一)1'],
  ])(
    '三(一)1 · corrected-once-by-an-entry: corrects %s, corrected %s is %s',
    (correctsId, corrected, expected) => {
      expect(said(ledger.correctedOnce.decide({ correctsId, corrected }))).toBe(expected);
    },
  );

  test.each([
    ['his own', { id: 'a', windowId: null, roles: ['WINDOW_STAFF'] }, true],
    ['his window’s', { id: 'b', windowId: 'w', roles: ['WINDOW_STAFF'] }, true],
    ['the group', { id: 'b', windowId: null, roles: ['ASSESSOR'] }, true],
    ['the head', { id: 'b', windowId: null, roles: ['UNIT_HEAD'] }, true],
    ['a colleague', { id: 'b', windowId: 'v', roles: ['WINDOW_STAFF'] }, false],
    ['the public', { id: null, windowId: null, roles: [] }, false],
  ])('三(一)1 · everybody-sees-his-own-entries: %s: %j %s', (_who, viewer, sees) => {
    expect(ledger.everybodySeesHisOwn.decide(viewer, { staffId: 'a', windowId: 'w' })).toBe(sees);
    if (sees && viewer.windowId === 'w')
      expect(ledger.everybodySeesHisOwn.decide(viewer, { staffId: 'a', windowId: null })).toBe(false);
  });

  test.each([
    ['2026-10-16', 'allowed'],
    ['2026-10-17', 'SCORE_APPEAL_TOO_LATE 三(一)1'],
  ])(
    '三(一)1 · appealed-in-time: posted 2026-09-28, ten working days over the holidays: on %s it is %s',
    (today, expected) => {
      const days = { postedOn: civilDate('2026-09-28'), today: civilDate(today) };
      expect(said(ledger.appealedInTime.decide(days, settings(), calendar))).toBe(expected);
    },
  );
});

describe('三(一)3(1)', () => {
  const concerned = { staffIds: ['a'], stationIds: ['s'], recordedById: 'r' };
  test.each([
    ['a', 'CONFLICT_OF_INTEREST_IN_SCORING 三(一)3(1)'],
    ['r', 'CONFLICT_OF_INTEREST_IN_SCORING 三(一)3(1)'],
    ['b', 'allowed'],
  ])('三(一)3(1) · nobody-decides-about-himself: %s is %s', (staffId, expected) => {
    const decider = { staffId, stationId: null, roles: ['ASSESSOR'] };
    expect(said(ledger.nobodyAboutHimself.decide(decider, concerned))).toBe(expected);
  });

  test.each([
    [['STATION_HEAD'], 's', true],
    [['STATION_HEAD'], 't', false],
    [['STATION_HEAD', 'CENTRE_DIRECTOR'], 's', false],
    [['ASSESSOR'], 's', false],
  ])('三(一)3(1) · station-head-not-alone: %j of %s needs a second: %s', (roles, stationId, needs) => {
    expect(ledger.needsSecond.decide({ staffId: 'h', stationId, roles }, concerned)).toBe(needs);
  });

  test.each([
    ['h', null, true, 'allowed'],
    ['h', 'h', true, 'SECOND_DECIDER_REQUIRED 三(一)3(1)'],
    ['g', 'h', true, 'SECOND_DECIDER_REQUIRED 三(一)3(1)'],
    ['h', 'h', false, 'SECOND_DECIDER_REQUIRED 三(一)3(1)'],
    ['b', 'h', false, 'allowed'],
  ])(
    '三(一)3(1) · second-is-another-member: %s after %s, himself of the station %s, is %s',
    (staffId, firstById, bound, expected) => {
      expect(said(ledger.secondIsAnother.decide({ staffId, firstById, bound }))).toBe(expected);
    },
  );

  test.each([
    [true, 'SECOND_DECIDER_REQUIRED 三(一)3(1)'],
    [false, 'allowed'],
  ])('三(一)3(1) · station-head-reverses-nothing-alone: head of the station %s is %s', (bound, expected) => {
    expect(said(ledger.notAloneAgainstOrFor.decide(bound))).toBe(expected);
  });

  const entry = { confirmedById: 'c', secondById: 'd', concerned: ['a'] };
  test.each([
    ['c', 'CONFLICT_OF_INTEREST_IN_SCORING 三(一)3(1)'],
    ['d', 'CONFLICT_OF_INTEREST_IN_SCORING 三(一)3(1)'],
    ['a', 'CONFLICT_OF_INTEREST_IN_SCORING 三(一)3(1)'],
    ['e', 'allowed'],
  ])('三(一)3(1) · appeal-decided-afresh: by %s is %s', (staffId, expected) => {
    expect(said(ledger.appealDecidedAfresh.decide(staffId, entry))).toBe(expected);
  });
});

describe('三(一)4A(3)①', () => {
  test.each([
    ['WINDOW', 'h', true, true],
    ['WINDOW', 'h', false, false],
    ['WINDOW', null, true, false],
    ['STAFF', 'h', true, false],
  ] as const)(
    '三(一)4A(3)① · window-points-for-the-handler: %s with handler %s, setting %s: %s',
    (subjectKind, handlerId, deriveToHandler, entered) => {
      expect(ledger.enteredForHandler.decide({ subjectKind, handlerId }, { deriveToHandler })).toBe(entered);
    },
  );
});
