import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  deadlineAfter,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import * as files from './file-rules.ts';
import * as rules from './rules.ts';
import { IntegritySettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = IntegritySettings.parse({});
const d = civilDate;
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

const fee = (amountFen: number | null, approvalDocNo = '示价字〔2020〕1号') => ({
  text: '工本费',
  amountFen,
  basis: '《示例收费办法》',
  legalBasis: '《示例条例》',
  approvalDocNo,
});

describe('四(三)1', () => {
  test.each([
    [false, null],
    [true, 'IG1'],
  ])('四(三)1 · override-is-a-file: ¥10 to ¥15 let through: %s, is %s', (overridden, code) => {
    expect(rules.overrideIsAFile.decide({ overridden })).toBe(code);
  });

  test('四(三)1 · price-of-a-version: the sum of its fees, open when one is, with the approvals it names', () => {
    expect(rules.priceOf.decide([fee(1000), fee(500)])).toEqual({
      amountFen: 1500,
      approvalDocs: ['示价字〔2020〕1号'],
    });
    expect(rules.priceOf.decide([fee(1000), fee(null, ' ')]).amountFen).toBeNull();
    expect(rules.priceOf.decide([])).toEqual({ amountFen: 0, approvalDocs: [] });
  });

  test.each([
    [1000, ['1号'], false, false],
    [1500, ['1号'], true, false],
    [1500, ['2号'], true, true],
    [null, ['1号'], true, false],
    [1000, ['1号', '2号'], false, true],
  ])(
    '四(三)1 · price-change-is-on-record: from ¥10 under 1号 to %s fen under %j: changed %s, approved %s',
    (amountFen, approvalDocs, changed, approved) => {
      const former = { amountFen: 1000, approvalDocs: ['1号'] };
      expect(rules.priceChange.decide(former, { amountFen, approvalDocs })).toEqual({ changed, approved });
      expect(rules.priceChange.decide(null, { amountFen, approvalDocs }).changed).toBe(false);
    },
  );
});

describe('the six prohibitions', () => {
  const losses = (code: files.IntegrityCode) =>
    ([null, 'DQ3', 'DQ4'] as const).map((chosen) => files.LOSS_OF[code].decide(chosen));

  test('四(三)1 · tampering-is-a-serious-breach: DQ4', () => {
    expect(losses('IG1')).toEqual(['DQ4', 'DQ4', 'DQ4']);
  });
  test('四(三)2 · private-gain-is-judged: DQ3 or DQ4, as is said; unsaid it is none', () => {
    expect(losses('IG2')).toEqual([null, 'DQ3', 'DQ4']);
  });
  test('四(三)3 · gift-taken-is-a-loss: DQ3', () => {
    expect(losses('IG3')).toEqual(['DQ3', 'DQ3', 'DQ3']);
  });
  test('四(三)4 · reimbursement-is-a-loss: DQ3', () => {
    expect(losses('IG4')).toEqual(['DQ3', 'DQ3', 'DQ3']);
  });
  test('四(三)5 · public-money-is-a-serious-breach: DQ4', () => {
    expect(losses('IG5')).toEqual(['DQ4', 'DQ4', 'DQ4']);
  });
  test('四(三)6 · entertainment-is-a-loss: DQ3', () => {
    expect(losses('IG6')).toEqual(['DQ3', 'DQ3', 'DQ3']);
  });

  test.each(['DQ3', 'DQ4'] as const)(
    'confirmed as %s it is that loss of the person, and no other',
    (loss) => {
      const payload = { disqualifies: loss, staffId: 's', confirmedOn: '2026-10-12' };
      const facts = CRITERIA.map(({ code, fact }) => [code, fact(payload as never, '2026-10-12')] as const);
      expect(facts.filter(([, fact]) => fact !== null)).toEqual([
        [loss, { subjectKind: 'STAFF', subjectId: 's', occurredOn: '2026-10-12' }],
      ]);
    },
  );
});

describe('四(三)3', () => {
  test.each([
    ['2026-09-28', '2026-09-28', 'allowed', null],
    ['2026-09-25', '2026-09-28', 'allowed', 'IG3'],
    ['2026-09-28', '2026-09-27', 'GIFT_DAYS 四(三)3', 'IG3'],
    ['2026-09-28', '2026-09-29', 'GIFT_DAYS 四(三)3', 'IG3'],
  ])(
    '四(三)3 · gift-settled-the-same-day: received %s, handed in %s, today 2026-09-28: %s, code %s',
    (receivedOn, settledOn, says, code) => {
      const gift = { receivedOn: d(receivedOn), settledOn: d(settledOn) };
      expect(said(rules.giftDaysInOrder.decide(gift, d('2026-09-28')))).toBe(says);
      expect(rules.giftIsAFile.decide(gift)).toBe(code);
    },
  );

  test('四(三)3 · gift-days-in-order: declared on a later day it stands as well', () => {
    const gift = { receivedOn: d('2026-09-28'), settledOn: d('2026-09-28') };
    expect(said(rules.giftDaysInOrder.decide(gift, d('2026-09-30')))).toBe('allowed');
  });

  test('四(三)3 · bribery-complaint-is-a-file: of the third prohibition', () => {
    expect(rules.complaintIsAFile.decide()).toBe('IG3');
  });
});

describe('四(三)5', () => {
  test('四(三)5 · receipts-match-charges: 3 paid cases, 2 receipts: the third is a finding', () => {
    const paid = [
      { caseId: 'a', chargedFen: 1000, receiptedFen: 1000 },
      { caseId: 'b', chargedFen: 1000, receiptedFen: 1000 },
      { caseId: 'c', chargedFen: 1000, receiptedFen: 0 },
    ];
    const missing = paid.filter((row) => !rules.receiptsMatch.decide(row));
    expect(missing.map(({ caseId }) => caseId)).toEqual(['c']);
    expect(rules.receiptsMatch.decide({ caseId: 'd', chargedFen: 1000, receiptedFen: 1500 })).toBe(false);
  });

  test.each([
    ['2026-09-30', '2026-10-08', 1, false],
    ['2026-09-30', '2026-10-09', 1, true],
    ['2026-09-28', '2026-09-28', 0, false],
    ['2026-09-28', '2026-09-29', 0, true],
  ])(
    '四(三)5 · receipt-is-due: charged %s, on %s, within %i working days: %s',
    (charged, today, receiptDays, due) => {
      const own = IntegritySettings.parse({ receiptDays });
      expect(rules.receiptDue.decide(d(charged), d(today), own, calendar)).toBe(due);
    },
  );
});

describe('四(三): restricted files', () => {
  const access = [
    { role: 'CENTRE_DIRECTOR', staffId: null, endedAt: null },
    { role: null, staffId: 'granted', endedAt: null },
    { role: null, staffId: 'ended', endedAt: at('2026-09-28 09:00') },
  ];

  test.each([
    ['director', ['CENTRE_DIRECTOR'], true],
    ['subject', ['CENTRE_DIRECTOR'], false],
    ['granted', ['ASSESSOR'], true],
    ['ended', ['ASSESSOR'], false],
    ['other', ['UNIT_HEAD', 'ASSESSOR', 'WINDOW_STAFF'], false],
    [null, ['CENTRE_DIRECTOR'], false],
  ])('四(三) · file-is-restricted: %s, who is %j, reads it: %s', (id, roles, reads) => {
    expect(files.fileIsRestricted.decide({ id, roles }, { subjectId: 'subject', access })).toBe(reads);
  });

  test.each([
    [['WINDOW_STAFF'], ['CENTRE_DIRECTOR', 'UNIT_DEPUTY']],
    [[], ['CENTRE_DIRECTOR', 'UNIT_DEPUTY']],
    [['UNIT_DEPUTY'], ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD']],
  ])('四(三) · readers-by-default: about somebody who is %j: %j', (subject, readers) => {
    expect(files.readersByDefault.decide(subject)).toEqual(readers);
  });

  test.each([
    ['a', true, '协助核查', 'allowed'],
    ['a', true, ' ', 'TEXT_REQUIRED 四(三)'],
    ['a', false, '协助核查', 'INTEGRITY_ACCESS_NOT_POSSIBLE 四(三)'],
    ['subject', true, '协助核查', 'INTEGRITY_ACCESS_NOT_POSSIBLE 四(三)'],
  ])(
    '四(三) · access-for-the-uninvolved: to %s, in service %s, because %j: %s',
    (id, active, reason, says) => {
      expect(said(files.accessIsForOthers.decide({ id, active }, { subjectId: 'subject' }, reason))).toBe(
        says,
      );
    },
  );

  test.each([
    [['CENTRE_DIRECTOR'], true],
    [['UNIT_HEAD'], true],
    [['ASSESSOR', 'COMPLAINT_OFFICER'], false],
  ])('四(三) · reporter-for-leaders-only: %j: %s', (roles, reads) => {
    expect(files.reporterForLeaders.decide({ roles })).toBe(reads);
  });

  test.each([
    ['a', 'OPEN', 'INTEGRITY_SUBJECT_SELF 四(三)'],
    ['b', 'OPEN', 'allowed'],
    ['b', 'HANDED_OVER', 'allowed'],
    ['b', 'CONFIRMED', 'INTEGRITY_FILE_STATE 四(三)'],
  ])('四(三) · subject-is-another: a is named by %s while it is %s: %s', (actor, state, says) => {
    expect(said(files.subjectIsAnother.decide('a', actor, { state }))).toBe(says);
  });

  const file = (state: string, more: Partial<files.FileFacts> = {}): files.FileFacts => ({
    state,
    code: 'IG3',
    subjectId: 's',
    receiptNumber: null,
    ...more,
  });

  test.each([
    ['OPEN', null, 'allowed', 'INTEGRITY_FILE_STATE 四(三)', 'allowed'],
    ['HANDED_OVER', null, 'INTEGRITY_FILE_STATE 四(三)', 'allowed', 'INTEGRITY_FILE_STATE 四(三)'],
    ['HANDED_OVER', '1', 'INTEGRITY_FILE_STATE 四(三)', 'INTEGRITY_FILE_STATE 四(三)', 'allowed'],
    [
      'CONFIRMED',
      '1',
      'INTEGRITY_FILE_STATE 四(三)',
      'INTEGRITY_FILE_STATE 四(三)',
      'INTEGRITY_FILE_STATE 四(三)',
    ],
  ])(
    '四(三) · handed-over-once: %s with receipt %s: hand over %s, receipt %s, conclude %s',
    (state, receiptNumber, handOver, receipt, conclude) => {
      const facts = file(state, { receiptNumber });
      expect(said(files.handedOverOnce.decide(facts))).toBe(handOver);
      expect(said(files.receiptOfTheBody.decide(facts))).toBe(receipt);
      const unfounded = { confirmed: false, loss: null, grounds: '查无实据' };
      expect(said(files.concludedWithGrounds.decide(facts, unfounded))).toBe(conclude);
    },
  );

  test('四(三) · hand-over-has-a-receipt: one, after the hand-over', () => {
    expect(said(files.receiptOfTheBody.decide(file('HANDED_OVER')))).toBe('allowed');
    expect(said(files.receiptOfTheBody.decide(file('OPEN')))).toBe('INTEGRITY_FILE_STATE 四(三)');
  });

  test.each([
    ['s', 'DQ3', '经查属实', 'allowed'],
    ['s', 'DQ3', ' ', 'TEXT_REQUIRED 四(三)'],
    [null, 'DQ3', '经查属实', 'INTEGRITY_SUBJECT_UNKNOWN 四(三)'],
    ['s', null, '经查属实', 'INTEGRITY_LOSS_UNCHOSEN 四(三)2'],
  ] as const)(
    '四(三) · concluded-with-grounds: confirmed of %s with loss %s because %j: %s',
    (subjectId, loss, grounds, says) => {
      const conclusion = { confirmed: true, loss, grounds };
      expect(said(files.concludedWithGrounds.decide(file('OPEN', { subjectId }), conclusion))).toBe(says);
    },
  );

  test.each([
    ['CONFIRMED', 'b', '证据不足', 'allowed'],
    ['CONFIRMED', 'b', ' ', 'TEXT_REQUIRED 四(三)'],
    ['CONFIRMED', 'a', '证据不足', 'INTEGRITY_REVIEWER_CONFIRMED 四(三)'],
    ['UNFOUNDED', 'b', '证据不足', 'INTEGRITY_FILE_STATE 四(三)'],
    ['REVOKED', 'b', '证据不足', 'INTEGRITY_FILE_STATE 四(三)'],
  ])('四(三) · revoked-by-another: %s by a, revoked by %s because %j: %s', (state, actor, reason, says) => {
    expect(said(files.revokedByAnother.decide({ state, concludedById: 'a' }, actor, reason))).toBe(says);
  });

  test.each([
    [30, 'allowed'],
    [31, 'INTEGRITY_REPORTS_TOO_MANY 四(三)'],
  ])('四(三) · integrity-reports-are-bounded: the report that makes %i of the hour is %s', (inHour, says) => {
    expect(said(files.reportsAreBounded.decide(inHour, settings))).toBe(says);
  });

  test('四(三) · report-says-what: without an account it is refused', () => {
    expect(said(files.reportSaysWhat.decide(' '))).toBe('TEXT_REQUIRED 四(三)');
    expect(said(files.reportSaysWhat.decide('收受烟酒'))).toBe('allowed');
  });
});

describe('四(三): declarations', () => {
  const always = at('2024-01-01 00:00');
  test.each([
    ['2026-10-08 08:29', always, true, null],
    ['2026-10-08 08:30', always, true, { year: 2026, quarter: 4 }],
    ['2026-11-24 09:00', always, true, { year: 2026, quarter: 4 }],
    ['2026-11-24 09:00', at('2026-11-01 00:00'), true, null],
    ['2026-10-08 08:30', always, false, null],
  ])(
    '四(三) · declared-each-quarter: at %s, the chapter on since %s, asked for %s: %j',
    (now, since, quarterly, opens) => {
      const own = IntegritySettings.parse({ quarterly });
      expect(rules.quarterOpens.decide(at(now), since, own, DEFAULT_OPENING_HOURS, calendar)).toEqual(opens);
    },
  );

  test('四(三) · declaration-has-a-limit: 10 working days from 2026-10-08 are 2026-10-21', () => {
    const { startedOn, budgetDays } = rules.declarationLimit.decide(d('2026-10-08'), settings);
    expect(deadlineAfter({ from: startedOn, workingDays: budgetDays, calendar }).dueOn).toBe('2026-10-21');
  });

  test.each([
    ['RUNNING', '2026-10-20', null],
    ['RUNNING', '2026-10-21', 'REMIND'],
    ['OVERDUE', '2026-10-22', 'REPORT'],
    ['SUSPENDED', '2026-10-21', null],
    ['ENDED', '2026-10-21', null],
  ])('四(三) · unsigned-are-told: %s, due 2026-10-21, on %s: %s', (phase, today, step) => {
    expect(rules.unsignedAreTold.decide({ phase, dueOn: '2026-10-21' }, d(today))).toBe(step);
  });
});
