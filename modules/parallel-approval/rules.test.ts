import { describe, expect, test } from 'vitest';
import {
  flowAsDrawing,
  flowAsText,
  branchesStartTogether,
  branchHasMaterials,
  entryIsAtLead,
  jointHasParticipants,
  limitsWithinJoint,
  materialsOfItem,
} from './catalogue-rules.ts';
import {
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import {
  absenceIsScored,
  blockingIsScored,
  caseWaitsForBranches,
  checkAfterExplanation,
  explainUntil,
  leadLeads,
  leadsDelayIsTheCases,
  opinionIsDefinite,
  overdueOpensAccountability,
  ownBranchOnly,
  reportWithinLimit,
  sealIsHuman,
  secondRoundBudget,
  silenceBecomes,
  silenceGrounds,
  stepFits,
  suspensionIsFounded,
  suspensionReminder,
  windowBearsOverdue,
} from './rules.ts';
import { ParallelSettings } from './settings.ts';

const SETTINGS = ParallelSettings.parse({});
const calendar = createCalendar(parseHolidayNotices(calendarFile));
const day = civilDate;
const code = (verdict: { allowed: boolean; refusal?: { code: string } }) =>
  verdict.refusal?.code ?? 'allowed';
const draft = (days: number, jointDays: number, stations = ['b']) => ({
  leadStationId: 'a',
  jointDays,
  participants: stations.map((stationId) => ({ stationId, days, materials: ['申请表'] })),
});

describe('catalogue', () => {
  test('一(五)1 · joint-item-has-lead-and-participants: one station alone, or twice, is no joint item', () => {
    expect(code(jointHasParticipants.decide(draft(5, 5), 'a'))).toBe('allowed');
    expect(code(jointHasParticipants.decide(draft(5, 5, ['a']), 'a'))).toBe('JOINT_NEEDS_PARTICIPANTS');
    expect(code(jointHasParticipants.decide(draft(5, 5, ['b', 'b']), 'a'))).toBe('JOINT_NEEDS_PARTICIPANTS');
    expect(code(jointHasParticipants.decide(draft(5, 5), 'c'))).toBe('LEAD_IS_ITEMS_STATION');
  });

  test('一(五)1 · branches-start-together: three branches all start 2026-09-28', () => {
    const chosen = ['b', 'c', 'd'].map((stationId, i) => ({
      stationId,
      materials: [],
      fileIds: [],
      position: i + 1,
      days: 5,
    }));
    const starts = branchesStartTogether.decide(chosen, day('2026-09-28')).map((b) => b.startedOn);
    expect(starts).toEqual(['2026-09-28', '2026-09-28', '2026-09-28']);
  });

  test('一(五)2 · branch-limit-within-joint: branch 12 wd, joint 10 wd', () => {
    expect(code(limitsWithinJoint.decide(draft(12, 10), null))).toBe('BRANCH_LIMIT_EXCEEDS_JOINT');
    expect(code(limitsWithinJoint.decide(draft(10, 10), 10))).toBe('allowed');
    expect(code(limitsWithinJoint.decide(draft(5, 10), 8))).toBe('JOINT_LIMIT_DIFFERS');
  });

  test('一(五)2 · branch-materials-are-the-items: a branch asks for nothing else', () => {
    expect(code(materialsOfItem.decide(draft(5, 5), ['申请表']))).toBe('allowed');
    expect(code(materialsOfItem.decide(draft(5, 5), []))).toBe('BRANCH_MATERIAL_UNKNOWN');
  });

  const FLOW = {
    item: '宅基地<建房> & "审批"',
    lead: '村镇所',
    jointDays: 10,
    participants: [
      { station: '国土]所', days: 5 },
      { station: '林业站', days: 8 },
    ],
  };

  test('一(五)2 · flow-chart-is-generated: boxes and arrows as Mermaid, texts escaped', () => {
    expect(flowAsText.decide(FLOW).split('\n')).toEqual([
      'flowchart TD',
      '  start["申请：宅基地#60;建房#62; #38; #34;审批#34;"] --> accept["村镇所统一受理、抄告相关"]',
      '  accept --> b1["国土#93;所审批（5个工作日）"] --> answer',
      '  accept --> b2["林业站审批（8个工作日）"] --> answer',
      '  answer["村镇所汇总答复（联办10个工作日）"]',
    ]);
  });

  test('一(五)2 · flow-chart-is-drawn: a box each and an arrow to and from each branch, texts escaped', () => {
    const svg = flowAsDrawing.decide(FLOW);
    expect(svg.match(/<rect /g)).toHaveLength(5);
    expect(svg.match(/marker-end/g)).toHaveLength(5);
    expect(svg).toContain('宅基地&lt;建房&gt; &amp; &quot;审批&quot;');
    expect(svg).not.toContain('<建房>');
  });
});

describe('who does what', () => {
  test('一(五)3 · lead-accepts-urges-and-answers: nobody but the lead', () => {
    expect([code(leadLeads.decide('a', 'a')), code(leadLeads.decide('b', 'a'))]).toEqual([
      'allowed',
      'LEAD_STATION_ONLY',
    ]);
  });

  test('一(五)3 · station-handles-its-own-branch: the lead cannot write another’s opinion', () => {
    expect(code(ownBranchOnly.decide('a', { stationId: 'b' }))).toBe('BRANCH_OF_ANOTHER_STATION');
    expect(code(ownBranchOnly.decide(null, { stationId: 'b' }))).toBe('BRANCH_OF_ANOTHER_STATION');
  });

  test('一(五)3 · case-closes-after-its-branches: open ones hold it up, objections hold up an approval', () => {
    const close = (states: string[], outcome: string) =>
      code(
        caseWaitsForBranches.decide(
          states.map((state) => ({ state, station: state })),
          outcome,
        ),
      );
    expect(close(['APPROVED', 'OPEN'], 'DENIED')).toBe('JOINT_BRANCHES_OPEN');
    expect(close(['APPROVED', 'WAITING_SEAL'], 'APPROVED')).toBe('JOINT_BRANCHES_OPEN');
    expect(close(['APPROVED', 'REJECTED'], 'APPROVED')).toBe('JOINT_BRANCH_OBJECTS');
    expect(close(['APPROVED', 'RECTIFY'], 'DENIED')).toBe('allowed');
    expect(close(['RECTIFIED', 'APPROVED', 'DEEMED_CONSENT'], 'APPROVED')).toBe('allowed');
  });

  test('一(五)4(1) · entry-is-at-the-lead: the applicant himself, or the lead’s window', () => {
    const lead = { id: 'a', name: '民政所' };
    const enter = (station: string | null) => code(entryIsAtLead.decide(station, lead));
    expect([enter(null), enter('a'), enter('b')]).toEqual(['allowed', 'allowed', 'JOINT_ENTRY_AT_LEAD']);
  });

  test('一(五)4(2) · branch-gets-its-materials: what it needs was handed in and is sent', () => {
    const send = (materials: string[], given: string[]) =>
      code(branchHasMaterials.decide([{ required: ['申请表'], materials }], given));
    expect(send(['申请表'], ['申请表'])).toBe('allowed');
    expect(send([], ['申请表'])).toBe('BRANCH_MATERIAL_MISSING');
    expect(send(['申请表'], [])).toBe('BRANCH_MATERIAL_MISSING');
    expect(send(['申请表', '林权证'], ['申请表'])).toBe('BRANCH_MATERIAL_MISSING');
  });
});

describe('opinions and limits', () => {
  test('一(五)4(3) · opinion-is-definite: RECTIFY says what', () => {
    const opine = (opinion: 'APPROVE' | 'RECTIFY', text: string, requirements: string[]) =>
      code(opinionIsDefinite.decide({ opinion, text, requirements }));
    expect(opine('APPROVE', '同意', [])).toBe('allowed');
    expect(opine('APPROVE', ' ', [])).toBe('OPINION_INCOMPLETE');
    expect(opine('RECTIFY', '整改', [])).toBe('OPINION_INCOMPLETE');
    expect(opine('RECTIFY', '整改', ['补图'])).toBe('allowed');
  });

  test('一(五)4(4) · branch-state-allows-the-step: concluded is concluded', () => {
    expect(code(stepFits.decide('APPROVED', 'opinion'))).toBe('BRANCH_STATE_NOT_ALLOWED');
    expect(code(stepFits.decide('SUSPENDED', 'opinion'))).toBe('BRANCH_STATE_NOT_ALLOWED');
    expect(code(stepFits.decide('SILENT', 'opinion'))).toBe('allowed');
    expect(code(stepFits.decide('SILENCE_PENDING', 'suspend'))).toBe('BRANCH_STATE_NOT_ALLOWED');
  });

  test('一(五)4(4) · report-up-within-the-limit: received 2026-09-28, 5 wd, on 2026-10-12 it is too late', () => {
    const dueOn = day('2026-10-10');
    expect(code(reportWithinLimit.decide({ phase: 'RUNNING', dueOn }))).toBe('allowed');
    expect(code(reportWithinLimit.decide({ phase: 'OVERDUE', dueOn }))).toBe('BRANCH_OVERDUE');
  });

  test('一(五)4(4) · second-application-within-joint: what is left, one day at least', () => {
    expect([
      secondRoundBudget.decide(5, 3),
      secondRoundBudget.decide(2, 3),
      secondRoundBudget.decide(5, 0),
    ]).toEqual([3, 2, 1]);
  });

  test('一(五)5 · suspension-before-due-with-evidence: the applicant’s cause, evidence, not overdue', () => {
    const dueOn = day('2026-10-12');
    const given = { applicantCause: true, reason: '未到', evidence: '通话记录' };
    const running = { phase: 'RUNNING', dueOn } as const;
    expect(code(suspensionIsFounded.decide(given, running))).toBe('allowed');
    expect(code(suspensionIsFounded.decide({ ...given, applicantCause: false }, running))).toBe(
      'SUSPENSION_UNFOUNDED',
    );
    expect(code(suspensionIsFounded.decide({ ...given, evidence: '' }, running))).toBe(
      'SUSPENSION_UNFOUNDED',
    );
    expect(code(suspensionIsFounded.decide(given, { phase: 'OVERDUE', dueOn }))).toBe('BRANCH_OVERDUE');
  });

  test('一(五)5 · suspension-is-reminded-of: suspended 2026-09-28, the fifth working day is 2026-10-10', () => {
    const due = (today: string) =>
      suspensionReminder.decide(day('2026-09-28'), day(today), calendar, SETTINGS);
    expect([due('2026-10-09'), due('2026-10-10')]).toEqual([false, true]);
  });
});

describe('silence', () => {
  const overdue = { phase: 'OVERDUE', provisional: false, dueOn: day('2026-10-10') } as const;

  test('一(五)6 · silence-at-due: the limit, and what the station was absent from', () => {
    const grounds = (state: string, reading: object, absentFrom: string[], explainBy: Date | null = null) =>
      silenceGrounds.decide({ state, reading: { ...overdue, ...reading }, absentFrom, explainBy });
    expect(grounds('OPEN', {}, ['VISIT', 'VISIT'])).toEqual(['LIMIT', 'VISIT']);
    expect(grounds('SUSPENDED', {}, [])).toEqual([]);
    expect(grounds('OPEN', { phase: 'RUNNING' }, ['VISIT'])).toEqual([]);
    expect(grounds('OPEN', { provisional: true }, [])).toEqual([]);
    // Asked about this date before, the branch is not asked again; of a later date it is.
    const explainBy = new Date('2026-10-12T17:30:00+08:00');
    expect(grounds('OPEN', {}, [], explainBy)).toEqual([]);
    expect(grounds('OPEN', { dueOn: day('2026-10-16') }, [], explainBy)).toEqual(['LIMIT']);
  });

  test('一(五)6 · explanation-until-close: due Sat 2026-10-10, until Mon 2026-10-12 17:30', () => {
    const until = explainUntil.decide(day('2026-10-10'), SETTINGS, DEFAULT_OPENING_HOURS, calendar);
    expect(until.toISOString()).toBe('2026-10-12T09:30:00.000Z');
  });

  test('一(五)6 · check-waits-for-the-explanation: not before 17:30 unless it was explained', () => {
    const explainBy = new Date('2026-10-12T17:30:00+08:00');
    const check = (time: string, explained: boolean) =>
      code(
        checkAfterExplanation.decide({ explained, explainBy, now: new Date(`2026-10-12T${time}:00+08:00`) }),
      );
    expect([check('17:29', false), check('17:30', false), check('09:00', true)]).toEqual([
      'SILENCE_CHECK_TOO_EARLY',
      'allowed',
      'allowed',
    ]);
  });

  test('一(五)6 · silence-is-deemed-consent: only where the item allows it, and without a reasonable explanation', () => {
    const become = (explained: boolean, reasonable: boolean, allowed: boolean) =>
      silenceBecomes.decide({ explained, reasonable, allowed });
    expect(become(true, true, true)).toBe('OPEN');
    expect(become(true, false, true)).toBe('WAITING_SEAL');
    expect(become(false, true, true)).toBe('WAITING_SEAL');
    expect(become(false, false, false)).toBe('SILENT');
  });

  test('一(五)6 · seal-holder-signs: a person of the role, never the program', () => {
    const sign = (kind: string, roles: string[]) => code(sealIsHuman.decide({ kind, roles }, SETTINGS));
    expect(sign('STAFF', ['SEAL_HOLDER'])).toBe('allowed');
    expect(sign('STAFF', ['CENTRE_DIRECTOR'])).toBe('SEAL_HOLDER_ONLY');
    expect(sign('SYSTEM', ['SEAL_HOLDER'])).toBe('SEAL_HOLDER_ONLY');
  });

  test('一(五)6 · absence-from-meeting-is-scored: without a reason', () => {
    expect([absenceIsScored.decide({ reasoned: false }), absenceIsScored.decide({ reasoned: true })]).toEqual(
      [true, false],
    );
  });

  test('一(四)6 · branch-window-bears-overdue: days of a branch, not of the case', () => {
    const bears = (subjectType: string) => windowBearsOverdue.decide({ subjectType, module: 'm' }, 'm');
    expect([bears('Branch'), bears('Case')]).toEqual([true, false]);
  });

  test('一(四)6 · leads-delay-is-the-cases: the lead’s own branch, no other’s', () => {
    expect([leadsDelayIsTheCases.decide('a', 'a'), leadsDelayIsTheCases.decide('b', 'a')]).toEqual([
      true,
      false,
    ]);
  });

  test('一(五)7 · long-silence-opens-accountability: five working days by default', () => {
    expect([
      overdueOpensAccountability.decide(4, SETTINGS),
      overdueOpensAccountability.decide(5, SETTINGS),
    ]).toEqual([false, true]);
  });

  test('一(五)7 · blocking-is-scored: shirking and dereliction that were upheld', () => {
    const scored = (upheld: boolean, ground: string) => blockingIsScored.decide({ upheld, ground });
    expect([scored(true, 'SHIRKING'), scored(false, 'SHIRKING'), scored(true, 'NO_RESULT')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
