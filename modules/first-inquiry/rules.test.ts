import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import * as rules from './rules.ts';
import { FirstInquirySettings, phraseKey } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = FirstInquirySettings.parse({});
const d = civilDate;
/** The instant of a time in the county, e.g. `2026-09-23 16:00`. */
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

describe('一(一)1', () => {
  test('一(一)1 · first-receiver-is-responsible: V-17 stays with whoever registered it at 09:02', () => {
    expect(said(rules.firstReceiver.decide(null))).toBe('allowed');
    const verdict = rules.firstReceiver.decide({ visitNo: 'V-17', staffNo: 'W1', number: 'SW-1' });
    expect(said(verdict)).toBe('FIRST_RESPONSIBLE_ALREADY_SET 一(一)1');
    expect(verdict).toMatchObject({ refusal: { details: { visitNo: 'V-17', staffNo: 'W1' } } });
  });

  test.each([
    ['IN_HAND', 'a', 'allowed'],
    ['IN_HAND', 'b', 'NOT_THE_HOLDER 一(一)1'],
    ['IN_HAND', null, 'NOT_THE_HOLDER 一(一)1'],
    ['HANDED_OVER', 'a', 'INQUIRY_NOT_IN_HAND 一(一)1'],
    ['CLOSED', 'a', 'INQUIRY_NOT_IN_HAND 一(一)1'],
  ])('一(一)1 · holder-disposes: %s in the hands of a, disposed of by %s, is %s', (state, actor, says) => {
    expect(said(rules.holderDisposes.decide({ state, holderId: 'a' }, actor))).toBe(says);
  });
});

describe('一(一)2', () => {
  test.each([
    [{ id: 'w', open: true }, 'allowed'],
    [{ id: 'w', open: false }, 'WINDOW_NOT_OPEN 一(一)2'],
    [null, 'TEXT_REQUIRED 一(一)2'],
  ])('一(一)2 · sent-to-an-open-window: %j is %s', (window, says) => {
    expect(said(rules.windowIsOpen.decide(window))).toBe(says);
  });

  test.each([
    [true, true, null, 'allowed'],
    [true, false, '请备齐户口簿', 'NOTICE_REQUIRED 一(一)2'],
    [false, false, '请备齐户口簿', 'allowed'],
    [false, false, ' ', 'TEXT_REQUIRED 一(一)2'],
    [false, true, null, 'allowed'],
  ])(
    '一(一)2 · explained-as-a-one-time-notice: notices on %s, linked %s, reply %j is %s',
    (noticesOn, hasNotice, reply, says) => {
      expect(said(rules.explainedInFull.decide({ noticesOn, hasNotice, reply }))).toBe(says);
    },
  );

  test.each([
    ['PROMISED', 3, 20, '2026-09-24', '2026-09-30', false],
    ['PROMISED', null, 20, '2026-09-28', '2026-10-30', false],
    ['IMMEDIATE', null, null, '2026-09-24', '2026-09-24', false],
    ['PROMISED', 5, null, '2026-12-25', '2027-01-01', true],
  ])(
    '一(一)2 · promise-of-the-item: %s, promise %s, statutory %s, told on %s: %s, provisional %s',
    (kind, promisedDays, statutoryDays, told, dueOn, provisional) => {
      const item = { kind, promisedDays, statutoryDays };
      expect(rules.promisedDue.decide(item, d(told), calendar)).toMatchObject({ dueOn, provisional });
    },
  );

  test('一(一)2 · promise-of-the-item: without an item or any limit nothing is promised', () => {
    expect(rules.promisedDue.decide(null, d('2026-09-24'), calendar)).toBeNull();
    const bare = { kind: null, promisedDays: null, statutoryDays: null };
    expect(rules.promisedDue.decide(bare, d('2026-09-24'), calendar)).toBeNull();
  });
});

describe('一(一)3', () => {
  test.each([
    ['这事不归我管', ['不归我管']],
    ['這事不歸我管', ['不归我管']],
    ['不 归，我——管！', ['不归我管']],
    ['不知道，不清楚', ['不知道', '不清楚']],
    ['不\u200b知\u3000道', ['不知道']],
    ['照片不清楚，请重拍', ['不清楚']],
    ['请到3号窗口办理', []],
  ])('一(一)3 · forbidden-phrases-found: in %j are %j', (text, found) => {
    expect(rules.phrasesIn.decide([null, text], settings.standardPhrases)).toEqual(found);
  });

  test('一(一)3 · forbidden-phrases-found: full width and case do not hide one', () => {
    expect(phraseKey('ＯＫ，不管！')).toBe('ok不管');
    expect(rules.phrasesIn.decide(['Ｏ.Ｋ不管'], ['ok不管'])).toEqual(['ok不管']);
  });

  test.each([
    ['TO_WINDOW', 'x', 'FORBIDDEN_PHRASE 一(一)3'],
    ['REFERRED', 'x', 'FORBIDDEN_PHRASE 一(一)3'],
    ['CANNOT_HANDLE', 'x', 'FORBIDDEN_PHRASE 一(一)3'],
    ['EXPLAINED', null, 'PHRASE_NEEDS_REASON 一(一)3'],
    ['EXPLAINED', ' ', 'PHRASE_NEEDS_REASON 一(一)3'],
    ['EXPLAINED', '指照片模糊', 'allowed'],
    ['HANDLED', '指照片模糊', 'allowed'],
    ['COORDINATED', null, 'PHRASE_NEEDS_REASON 一(一)3'],
  ])(
    '一(一)3 · no-rebuff-with-a-forbidden-phrase: 不清楚 in %s with reason %j is %s',
    (disposition, reason, says) => {
      expect(said(rules.noForbiddenPhrase.decide({ disposition, found: ['不清楚'], reason }))).toBe(says);
      expect(said(rules.noForbiddenPhrase.decide({ disposition, found: [], reason }))).toBe('allowed');
    },
  );

  test.each([
    ['不', 'PHRASE_LENGTH 一(一)3'],
    ['不，。！', 'PHRASE_LENGTH 一(一)3'],
    ['不管', 'allowed'],
    ['不'.repeat(31), 'PHRASE_LENGTH 一(一)3'],
  ])('一(一)3 · phrase-long-enough: %j is %s', (text, says) => {
    expect(said(rules.phraseHasLength.decide(text))).toBe(says);
  });

  const OPEN = { id: 'w', stationId: 's', open: true };
  test.each([
    ['its open window', { stationId: 's', stationWindows: 1, window: OPEN, body: null }, 'allowed'],
    ['a window alone', { stationId: null, stationWindows: null, window: OPEN, body: null }, 'allowed'],
    [
      'a closed window',
      { stationId: null, stationWindows: null, window: { ...OPEN, open: false }, body: null },
      'WINDOW_NOT_OPEN 一(一)3',
    ],
    [
      'a window of another station',
      { stationId: 't', stationWindows: 1, window: OPEN, body: null },
      'WINDOW_MUST_BE_NAMED 一(一)3',
    ],
    [
      'no window though the station is in the centre',
      { stationId: 's', stationWindows: 1, window: null, body: '县局' },
      'WINDOW_MUST_BE_NAMED 一(一)3',
    ],
    [
      'a station without a window',
      { stationId: 's', stationWindows: 0, window: null, body: null },
      'allowed',
    ],
    [
      'a body outside',
      { stationId: null, stationWindows: null, window: null, body: '县自然资源局' },
      'allowed',
    ],
    [
      'nothing',
      { stationId: null, stationWindows: null, window: null, body: ' ' },
      'WINDOW_MUST_BE_NAMED 一(一)3',
    ],
  ])('一(一)3 · referral-names-the-window: %s', (_name, target, says) => {
    expect(said(rules.windowIsNamed.decide(target))).toBe(says);
  });

  test.each([
    [{ id: 'l', active: true, roles: ['STATION_HEAD'] }, 'allowed'],
    [{ id: 'l', active: true, roles: ['WINDOW_STAFF'] }, 'NOT_A_LEADER 一(一)3'],
    [{ id: 'l', active: false, roles: ['CENTRE_DIRECTOR'] }, 'NOT_A_LEADER 一(一)3'],
    [{ id: 'me', active: true, roles: ['STATION_HEAD'] }, 'NOT_A_LEADER 一(一)3'],
    [null, 'NOT_A_LEADER 一(一)3'],
  ])('一(一)3 · leader-is-asked: %j is %s', (leader, says) => {
    expect(said(rules.leaderCoordinates.decide(leader, 'me'))).toBe(says);
  });

  test.each([
    ['不属于本级权限', '《示例规定》第一条', 'allowed'],
    ['不属于本级权限', null, 'TEXT_REQUIRED 一(一)3'],
    [' ', '《示例规定》第一条', 'TEXT_REQUIRED 一(一)3'],
  ])(
    '一(一)3 · negative-filing-has-reason-and-basis: reason %j, basis %j is %s',
    (reason, legalBasis, says) => {
      expect(said(rules.filingHasBasis.decide({ reason, legalBasis }))).toBe(says);
    },
  );
});

describe('一(一)4', () => {
  const director = { id: 'd', roles: ['CENTRE_DIRECTOR'] };
  const deputy = { id: 'v', roles: ['UNIT_DEPUTY'] };
  const clerk = { id: 'w', roles: ['WINDOW_STAFF'] };
  test.each([
    ['the director about a clerk', director, clerk, 'allowed'],
    ['the director about himself', director, director, 'VIOLATION_ABOUT_ONESELF 一(一)4'],
    ['the deputy about the director', deputy, director, 'allowed'],
    ['the deputy about a clerk', deputy, clerk, 'VIOLATION_FOR_DIRECTOR 一(一)4'],
  ])('一(一)4 · director-decides-never-about-himself: %s', (_name, decider, subject, says) => {
    expect(said(rules.directorDecides.decide(decider, subject))).toBe(says);
  });

  test.each([
    ['2026-09-23 16:00', 0, '2026-09-23 17:30', false],
    ['2026-09-23 17:30', 0, '2026-09-24 17:30', false],
    ['2026-09-24 18:00', 0, '2026-09-28 17:30', false],
    ['2026-09-25 10:00', 0, '2026-09-28 17:30', false],
    ['2026-10-10 09:00', 0, '2026-10-10 17:30', false],
    ['2026-09-23 16:00', 1, '2026-09-24 17:30', false],
    ['2026-12-31 18:00', 0, '2027-01-01 17:30', true],
  ])(
    '一(一)4(1) · hand-over-by-closing: handed over %s with %i working days it is due %s, provisional %s',
    (handed, handOverDays, due, provisional) => {
      const given = { ...settings, handOverDays };
      expect(rules.handOverDue.decide(at(handed), given, DEFAULT_OPENING_HOURS, calendar)).toEqual({
        dueAt: at(due),
        provisional,
      });
    },
  );

  test.each([
    ['2026-09-23 17:29', false],
    ['2026-09-23 17:30', true],
    ['2026-09-24 08:30', true],
  ])('一(一)4(1) · hand-over-not-taken-up: due 17:30, not or only now taken up at %s: %s', (now, missed) => {
    expect(rules.handOverMissed.decide(at('2026-09-23 17:30'), at(now))).toBe(missed);
  });

  test.each([
    ['w', 'WINDOW_STAFF', 'w', 's', 'allowed'],
    ['w', 'WINDOW_STAFF', 'x', 's', 'NOT_FOR_THIS_WINDOW 一(一)4(1)'],
    ['w', 'STATION_HEAD', null, 's', 'allowed'],
    [null, 'WINDOW_STAFF', 'x', 's', 'allowed'],
    [null, 'STATION_HEAD', null, 't', 'NOT_FOR_THIS_WINDOW 一(一)4(1)'],
    ['w', 'CENTRE_DIRECTOR', null, null, 'allowed'],
  ])(
    '一(一)4(1) · taken-up-where-it-was-handed: to window %s of s, by %s at window %s of %s, is %s',
    (target, role, windowId, station, says) => {
      const staff = { windowId, stationId: station, roles: [role] };
      expect(said(rules.takenUpByTarget.decide({ windowId: target, stationId: 's' }, staff))).toBe(says);
    },
  );

  /** Codes of the scoring rules that a confirmed ground feeds. */
  function codes(ground: string, joint = false): string[] {
    const payload = {
      violationId: 'v',
      ground,
      staffId: 'a',
      windowId: 'w',
      joint,
      occurredOn: '2026-09-23',
      sanction: 'ORAL_CRITICISM',
      confirmedOn: '2026-09-28',
    };
    return CRITERIA.filter((c) => c.fact(payload as never, '2026-09-28') !== null).map((c) => c.code);
  }

  test('一(一)4(2) · cold-or-unclear-is-scored: verified it is SQ1, and NO_HANDOVER is none', () => {
    expect(codes('COLD_OR_UNCLEAR')).toEqual(['SQ1']);
    expect(codes('NO_HANDOVER')).toEqual([]);
  });
  test('一(一)4(3) · shirking-is-scored: verified it is SQ1', () => {
    expect(codes('SHIRKING')).toEqual(['SQ1']);
  });
  test('一(一)4(3) · shirking-blocks-a-joint-case: CM3a of the window besides', () => {
    expect(codes('SHIRKING', true)).toEqual(['SQ1', 'CM3a']);
    expect(codes('RUDE', true)).toEqual(['SQ1']);
  });
  test('一(一)4(4) · rudeness-is-scored: verified it is SQ1, of the day it happened', () => {
    expect(codes('RUDE')).toEqual(['SQ1']);
    const fact = CRITERIA.find((c) => c.code === 'SQ1')?.fact;
    const payload = { ground: 'RUDE', staffId: 'a', occurredOn: '2026-09-28' } as never;
    expect(fact?.(payload, '2026-09-30')).toEqual({
      subjectKind: 'STAFF',
      subjectId: 'a',
      occurredOn: '2026-09-28',
    });
  });

  test.each([
    ['ATTITUDE', 'STAFF_FAULT', 'r', true, true],
    ['ATTITUDE', 'NO_STAFF_FAULT', 'r', true, false],
    ['DELAY', 'STAFF_FAULT', 'r', true, false],
    ['ATTITUDE', 'STAFF_FAULT', null, true, false],
    ['ATTITUDE', 'STAFF_FAULT', 'r', false, false],
  ])(
    '一(一)4(4) · attitude-complaint-is-a-candidate: %s, %s, respondent %s, setting %s: %s',
    (category, finding, respondentId, attitudeComplaints, candidate) => {
      const given = { ...settings, attitudeComplaints };
      const concluded = { category, finding, respondentId };
      expect(rules.attitudeComplaintIsCandidate.decide(concluded, given)).toBe(candidate);
    },
  );
});
