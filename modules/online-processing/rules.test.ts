import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import {
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import {
  alertOfAnother,
  concurrentUse,
  consentOnce,
  cursorAdvances,
  entryStanding,
  entryTimes,
  externalIsTaken,
  externalNamesSystem,
  feedHasGap,
  inFeed,
  inspectionIsPast,
  installAfterConsent,
  isInHours,
  misuseIsScored,
  noBackEntry,
  outsiderIsRecorded,
  ownWindow,
  softwareIsScored,
  voidKeepsRow,
  windowTaken,
} from './rules.ts';
import { markedOnce, replyLimit, replyStanding } from './reply-rules.ts';
import { OnlineProcessingSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = OnlineProcessingSettings.parse({});
const at = (day: string, time = '10:00') => instantAt(civilDate(day), time);
const outcome = (verdict: { allowed: boolean; refusal?: { code: string } }) => verdict.refusal?.code ?? 'OK';

describe('一(七)1: channels and the feed', () => {
  test.each([
    ['EXTERNAL', '省厅系统', 'OK'],
    ['EXTERNAL', ' ', 'CHANNEL_NEEDS_SYSTEM'],
    ['PLATFORM', '省厅系统', 'CHANNEL_NEEDS_SYSTEM'],
    ['CLASSIFIED', null, 'OK'],
  ] as const)('一(七)1 · external-item-names-its-system: %s with %j is %s', (channel, system, code) => {
    expect(outcome(externalNamesSystem.decide({ channel, system }))).toBe(code);
  });

  test.each([
    ['EXTERNAL', 'OK'],
    ['PLATFORM', 'ITEM_NOT_EXTERNAL'],
    ['CLASSIFIED', 'ITEM_NOT_EXTERNAL'],
  ] as const)('一(七)1 · external-events-of-external-items: of a %s item it is %s', (channel, code) => {
    expect(outcome(externalIsTaken.decide(channel))).toBe(code);
  });

  test('一(七)1 · classified-is-only-counted: an entry of the others, a count of classified ones', () => {
    expect(['PLATFORM', 'EXTERNAL', 'CLASSIFIED'].map((c) => inFeed.decide(c as never))).toEqual([
      'ENTRY',
      'ENTRY',
      'COUNT',
    ]);
  });

  test.each([
    [5, 'OK'],
    [3, 'OK'],
    [2, 'MONITORING_CURSOR_INVALID'],
    [6, 'MONITORING_CURSOR_INVALID'],
  ])('一(七)1 · feed-cursor-only-advances: from 3 of 5, %i is %s', (asked, code) => {
    expect(outcome(cursorAdvances.decide(asked, 3, 5))).toBe(code);
  });

  test.each([
    ['2026-09-28', '2026-09-28', false],
    ['2026-09-28', '2026-09-29', false],
    ['2026-09-28', '2026-09-30', true],
    ['2026-09-30', '2026-10-08', false],
    ['2026-09-30', '2026-10-09', true],
  ])('一(七)1 · external-feed-has-a-gap: last event %s, on %s gap = %s', (last, today, gap) => {
    expect(feedHasGap.decide(civilDate(last), civilDate(today), settings, calendar)).toBe(gap);
  });
});

describe('一(七)2: entry of counter applications', () => {
  const times = (received: string, completed: string | null, entered: string) => ({
    receivedAt: at(received),
    completedAt: completed === null ? null : at(completed),
    enteredAt: at(entered),
  });

  test.each([
    ['2026-09-21', '2026-09-22', null, 'BACK_ENTRY_FORBIDDEN'],
    ['2026-09-21', '2026-09-22', ' ', 'BACK_ENTRY_FORBIDDEN'],
    ['2026-09-21', '2026-09-22', '系统停机', 'OK'],
    ['2026-09-21', null, null, 'OK'],
  ])(
    '一(七)2 · no-entry-after-completion: received %s, completed %s, entered 09-23, reason %j: %s',
    (received, completed, reason, code) => {
      expect(outcome(noBackEntry.decide(times(received, completed, '2026-09-23'), reason))).toBe(code);
    },
  );

  test.each([
    ['2026-09-21', null, '2026-09-21', '2026-09-21', 'PROMPT'],
    ['2026-09-21', null, '2026-09-22', '2026-09-21', 'LATE'],
    ['2026-09-25', null, '2026-09-28', '2026-09-28', 'PROMPT'],
    ['2026-09-21', '2026-09-22', '2026-09-23', '2026-09-21', 'BACK_ENTRY'],
  ])(
    '一(七)2 · counter-application-entered-promptly: received %s, completed %s, entered %s: due %s, %s',
    (received, completed, entered, dueOn, standing) => {
      const decided = entryStanding.decide(times(received, completed, entered), settings, calendar);
      expect(decided).toEqual({ dueOn, standing });
    },
  );

  test.each([
    ['2026-09-24', null, 'ENTRY_TIMES_INVALID'],
    ['2026-09-21', '2026-09-20', 'ENTRY_TIMES_INVALID'],
    ['2026-09-21', '2026-09-24', 'ENTRY_TIMES_INVALID'],
    ['2026-09-21', '2026-09-22', 'OK'],
  ])('一(七)2 · entry-times-in-order: received %s, completed %s, entered 09-23: %s', (r, c, code) => {
    expect(outcome(entryTimes.decide(times(r, c, '2026-09-23')))).toBe(code);
  });

  test('一(七)2 · online-reply-within-the-limit: five working days by default', () => {
    const limit = replyLimit.decide(civilDate('2026-09-28'), settings);
    expect(limit).toEqual({ startedOn: '2026-09-28', budgetDays: 5 });
  });

  test.each([
    ['2026-10-10', 'IN_TIME'],
    ['2026-10-12', 'LATE'],
    ['2026-10-16', 'LATE'],
    ['2026-10-17', 'UNANSWERED'],
  ])(
    '一(七)2 · online-reply-late-or-missing: asked 2026-09-28, due 10-10, on %s it is %s',
    (day, standing) => {
      const clock = {
        startedOn: civilDate('2026-09-28'),
        budgetDays: 5,
        extensionDays: 0,
        endedOn: null,
        suspensions: [],
      };
      expect(replyStanding.decide(clock as never, civilDate(day), settings, calendar)).toBe(standing);
    },
  );

  test.each([
    [null, null, 'ONLINE_CONSULTATION_NOT_MARKABLE'],
    [at('2026-10-09'), null, 'OK'],
    [at('2026-10-09'), false, 'ONLINE_CONSULTATION_NOT_MARKABLE'],
  ])('一(七)2 · asker-marks-the-answer: answered %s, marked %s: %s', (answeredAt, clear, code) => {
    expect(outcome(markedOnce.decide({ answeredAt, clear }))).toBe(code);
  });
});

describe('一(七)3: accounts and windows', () => {
  test.each([
    ['2', ['2', '5'], 'OK'],
    ['5', ['2', '5'], 'OK'],
    ['7', ['2', '5'], 'NOT_OWN_WINDOW'],
    ['7', [null], 'NOT_OWN_WINDOW'],
  ])('一(七)3 · own-account-at-own-window: at %s with own %j is %s', (window, own, code) => {
    expect(outcome(ownWindow.decide(window, own))).toBe(code);
  });

  test.each([
    [true, '2', '2026-09-28', ['2', '5'], 'OK'],
    [true, '2', '2026-09-27', ['2', '5'], 'WINDOW_NOT_TAKEN'],
    [true, '7', '2026-09-28', ['2', '5'], 'WINDOW_NOT_TAKEN'],
    [true, null, '', ['2'], 'WINDOW_NOT_TAKEN'],
    [true, null, '', [null], 'OK'],
    [false, null, '', ['2'], 'OK'],
  ] as const)(
    '一(七)3 · own-window-taken-before-a-step: demanded %s, seen at %s on %s, own %j: %s on 2026-09-28',
    (windowDemanded, windowId, seenOn, own, code) => {
      const last = windowId === null ? null : { windowId, seenAt: at(seenOn) };
      const given = { ...settings, windowDemanded };
      expect(outcome(windowTaken.decide(last, own, civilDate('2026-09-28'), given))).toBe(code);
    },
  );

  test.each([
    ['2', '10:00', '5', '10:01', true],
    ['2', '10:00', '5', '10:02', false],
    ['2', '10:00', '2', '10:00', false],
  ])('一(七)3 · one-account-at-two-windows: %s at %s, %s at %s: alert %s', (w1, t1, w2, t2, alert) => {
    const last = { windowId: w1, seenAt: at('2026-09-28', t1) };
    expect(concurrentUse.decide(last, { windowId: w2, at: at('2026-09-28', t2) }, settings)).toBe(alert);
    expect(concurrentUse.decide(null, { windowId: w2, at: at('2026-09-28', t2) }, settings)).toBe(false);
  });

  test('一(七)3 · director-decides-alerts-of-others: never his own', () => {
    expect(outcome(alertOfAnother.decide('a', 'b'))).toBe('OK');
    expect(outcome(alertOfAnother.decide('a', 'a'))).toBe('ACCOUNT_ALERT_ABOUT_ONESELF');
  });
});

describe('一(七)4 to 一(七)7: records, software, devices', () => {
  test('一(七)4 · void-instead-of-delete: the case is withdrawn with the reason', () => {
    expect(voidKeepsRow.decide(' 重复录入 ')).toEqual({ verb: 'withdrawCase', reason: '作废：重复录入' });
  });

  test.each([
    ['REQUESTED', 'OK', 'INSTALL_NEEDS_CONSENT'],
    ['DECLINED', 'INSTALL_REQUEST_DECIDED', 'INSTALL_NEEDS_CONSENT'],
    ['CONSENTED', 'INSTALL_REQUEST_DECIDED', 'OK'],
    ['INSTALLED', 'INSTALL_REQUEST_DECIDED', 'INSTALL_REQUEST_DECIDED'],
  ] as const)('一(七)5 · install-after-consent: from %s consent is %s, install is %s', (state, c, i) => {
    expect(outcome(consentOnce.decide(state))).toBe(c);
    expect(outcome(installAfterConsent.decide(state))).toBe(i);
  });

  test('一(七)5 · supervision-decides-once: what was decided is not decided again', () => {
    expect(outcome(consentOnce.decide('DECLINED'))).toBe('INSTALL_REQUEST_DECIDED');
  });

  test('一(七)5 · inspection-has-happened: one of tomorrow is refused', () => {
    const now = at('2026-09-28');
    expect(outcome(inspectionIsPast.decide(now, now))).toBe('OK');
    expect(outcome(inspectionIsPast.decide(at('2026-09-29'), now))).toBe('INSPECTION_IN_FUTURE');
  });

  test.each([
    ['UNRELATED_SOFTWARE', 'OL1', null],
    ['FOREIGN_MEDIA', 'OL1', null],
    ['WRONG_NETWORK', 'OL2', 'OL2'],
    ['NETWORK_FAULT', 'OL3', 'OL3'],
    ['OUTSIDER', null, null],
    ['PERSONAL_USE', null, null],
  ] as const)('一(七)5 · software-media-and-network: %s is %s in hours, else %s', (kind, inside, outside) => {
    expect(softwareIsScored.decide(kind, true)).toBe(inside);
    expect(softwareIsScored.decide(kind, false)).toBe(outside);
  });

  test('一(七)6 · outsider-on-record: an outsider at a device costs nobody points', () => {
    expect(outsiderIsRecorded.decide('OUTSIDER')).toBe(true);
    expect(misuseIsScored.decide('OUTSIDER', ['OUTSIDER'], true)).toBeNull();
  });

  test.each([
    ['PERSONAL_USE', ['PERSONAL_USE'], true, 'WD2'],
    ['PERSONAL_USE', ['PERSONAL_USE'], false, null],
    ['UNRELATED_SOFTWARE', ['PERSONAL_USE', 'UNRELATED_SOFTWARE'], true, null],
    ['UNRELATED_SOFTWARE', ['UNRELATED_SOFTWARE'], true, 'OL1'],
  ] as const)('一(七)7 · play-in-hours-once: %s among %j, in hours %s, is %s', (kind, all, inHours, code) => {
    expect(misuseIsScored.decide(kind, all, inHours)).toBe(code);
  });

  test.each([
    ['2026-09-28', '10:00', true],
    ['2026-09-28', '13:00', false],
    ['2026-10-01', '10:00', false],
  ])('一(七)7 · in-working-hours: %s %s is %s', (day, time, inside) => {
    expect(isInHours.decide(at(day, time), DEFAULT_OPENING_HOURS, calendar)).toBe(inside);
  });
});

test('what costs points: late entry CM5, findings by their code, questions SQ3a to SQ3c', () => {
  const payload = {
    standing: 'BACK_ENTRY',
    code: 'WD2',
    staffId: 'w',
    day: '2026-10-12',
    enteredOn: '2026-10-12',
    occurredOn: '2026-10-12',
  };
  const facts = CRITERIA.map((c) => [c.code, c.fact(payload as never, '2026-10-13')?.subjectId]);
  expect(facts).toEqual([
    ['CM5', 'w'],
    ['WD2', 'w'],
    ['OL1', undefined],
    ['OL2', undefined],
    ['OL3', undefined],
    ['SQ3a', null],
    ['SQ3b', 'w'],
    ['SQ3c', 'w'],
  ]);
  expect(CRITERIA[0]?.fact({ ...payload, standing: 'PROMPT' } as never, '2026-10-13')).toBeNull();
});
