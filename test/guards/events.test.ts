import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { MODULES } from '../../core/composition.ts';
import { KERNEL_EVENTS, type EventType } from '../../core/events/event.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { file, settle, take } from '../support/complaint-scene.ts';
import { configure as configureModule } from '../support/county-scene.ts';
import { extendedScene } from '../support/extended-hours-scene.ts';
import { onlineCases } from '../support/online-cases.ts';
import { jointCases } from '../support/joint-cases.ts';
import { fillTownship } from '../support/story.ts';
import { accepted, gid, HERE, inTables, submit, uuidOf } from '../support/timely-scene.ts';
import { createWorld, type World } from '../support/world.ts';

/** The contract between modules: what is declared is emitted, and a fact has an identity. */
const OWN = MODULES.flatMap((m) => m.emits ?? []);
const DECLARED: readonly string[] = [...KERNEL_EVENTS, ...OWN];

/** `<name>/<uuid>`, then what else tells the fact apart: another id, a kind, a version, a day, an instant. */
const FACT_ID = /^[a-z][A-Za-z.]*\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/[\w.:-]+)*$/;
/** What applicants, complainants and staff wrote or are called in the stories below. */
const WRITTEN = [
  '申请人甲',
  '199-0000',
  '0797-',
  '窗口不收',
  '材料齐全',
  '已向窗口核实',
  '已责令改正',
  '批评教育',
  '呵斥',
  '录像',
  '告示',
  '工本费',
  '更正',
  '工作人员',
  '身份证',
  '户口本',
  '照片',
  '可以代办',
  '经核实',
  '纸箱',
  '电线',
  '起火',
  '书面检查',
  '现金',
  '断电',
  '复查身体',
  '入户核查',
  '网上如何',
  '办事指南',
  '打印机',
  '监控',
  '重复录入',
  '烟酒',
  '举报人',
  '派驻',
  '土特产',
  '打瞌睡',
  '上门',
  '民主评议',
  '现场走访',
  '办件量',
];

describe('what the stories of all modules emit', () => {
  let world: World;
  let rows: { type: string; factId: string; townshipId: string; payload: unknown }[];
  const { configure, staffId, stationId } = extendedScene(() => world);

  beforeAll(async () => {
    world = await createWorld({ day: '2026-09-28' });
    const { ids } = await fillTownship(world, HERE);
    await casesAndClocks(ids);
    await extendedService();
    await complaints();
    await firstInquiries();
    await notices();
    await disclosure();
    await closingTime();
    await attendance();
    const leaveId = await did('WINDOW_STAFF', 'requestLeave', {
      type: 'PERSONAL',
      reason: '经核实在外办事',
      withoutCover: true,
      fromDay: '2026-09-28',
      fromHalf: 'PM',
      throughDay: '2026-09-28',
      throughHalf: 'PM',
    });
    await jointCases(world, did);
    await onlineCases(world, did, ids);
    await timePasses();
    await lettersAreDue();
    await confirmBreach('COPY_UNACKNOWLEDGED');
    // A leave that is approved afterwards excuses from the training of that afternoon.
    await did('UNIT_DEPUTY', 'approveLeave', { leaveId });
    await deliverAll(world.platform);
    const changed = { leaveId, reason: '经核实未休假' };
    await did('ATTENDANCE_OFFICER', 'setLeaveCover', { ...changed, coverId: staffId('STATION_HEAD') });
    await did('ATTENDANCE_OFFICER', 'revokeLeave', changed);
    await deliverAll(world.platform);
    await ledger(ids);
    rows = await inTables(world, (tx) => tx.outboxEvent.findMany());
  });
  afterAll(() => world.close());

  /** Uses a verb that must succeed; the global id of its answer. */
  async function did(as: Role, verb: string, input: object): Promise<string> {
    const query = `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { answer: ${verb}(input: $input) {
      ... on Node { id } ... on Refusal { code message } } }`;
    const { data, errors } = await world.ask(query, { as, at: HERE, variables: { input } });
    if (typeof data?.answer.id !== 'string') throw new Error(JSON.stringify({ verb, data, errors }));
    return data.answer.id;
  }

  async function casesAndClocks(ids: Readonly<Record<string, string>>): Promise<void> {
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    await did('CENTRE_DIRECTOR', 'extendCase', { caseId, newDueOn: '2026-10-16', reason: '需外调' });
    await did('CENTRE_DIRECTOR', 'grantGreenChannel', { caseId, reason: '重点项目' });
    await did('WINDOW_STAFF', 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });
    await did('WINDOW_STAFF', 'deliverCase', { caseId, method: '自取' });
    const lacking = { caseId: (await submit(world, 'PROMISE-5')).id };
    await did('WINDOW_STAFF', 'requestSupplement', { ...lacking, items: ['申请表'], reason: '缺少原件' });
    await did('WINDOW_STAFF', 'supplementCase', { ...lacking, materials: ['申请表'] });
    await did('WINDOW_STAFF', 'withdrawCase', { ...lacking, reason: '不再需要' });
    const finding = { reportId: ids['RefusalReport'], upheld: true, decision: '属实' };
    await did('CENTRE_DIRECTOR', 'decideRefusalReport', finding);
    const today = { from: '2026-09-28', through: '2026-09-28' };
    await did('STATION_HEAD', 'recordAbsence', { staffId: staffId('WINDOW_STAFF'), ...today });
  }

  async function extendedService(): Promise<void> {
    const question = { question: '何时可以办理' };
    await did('WINDOW_STAFF', 'registerConsultation', { ...question, answer: '周一' });
    const handedOver = { ...question, stationId: stationId() };
    await did('WINDOW_STAFF', 'registerConsultation', handedOver);
    const consultationId = await did('WINDOW_STAFF', 'registerConsultation', handedOver);
    const serviceId = await did('STATION_HEAD', 'assignExtendedService', {
      staffId: staffId('WINDOW_STAFF'),
      type: 'OTHER',
      day: '2026-09-28',
      from: '08:00',
      to: '12:00',
      reason: '集中办理',
    });
    await did('WINDOW_STAFF', 'finishExtendedService', { serviceId });
    world.at('2026-10-12');
    await did('WINDOW_STAFF', 'answerConsultation', { consultationId, answer: '周一' });
  }

  async function complaints(): Promise<void> {
    world.at('2026-09-28');
    await file(world, { category: 'BRIBERY' });
    const { id, number, queryCode } = await file(world);
    await settle(world, id);
    await take(world, 'NOBODY', 'rateAnswer', { number, queryCode, rating: 4 });
    const appealId = await did('WINDOW_STAFF', 'appealFinding', { number, reason: '系统故障' });
    await did('UNIT_DEPUTY', 'decideAppeal', { appealId, upheld: true, decision: '属实' });
    const late = await file(world);
    await did('COMPLAINT_OFFICER', 'acceptComplaint', { complaintId: late.id });
    // Explained again and again until the month is over; the county sees it after ten working days here.
    await configureModule(world, 'complaints', { enabled: true, settings: { countyAfterDays: 10 } });
    const { id: complaintId } = await file(world);
    await did('COMPLAINT_OFFICER', 'acceptComplaint', { complaintId });
    for (const day of ['2026-10-10', '2026-10-16', '2026-10-23']) {
      world.at(day);
      const explained = { reason: '需会同站所核对', expectedDate: '2026-11-30' };
      await did('COMPLAINT_OFFICER', 'explainDelay', { complaintId, ...explained });
    }
    world.at('2026-09-28');
  }

  /** The story published an item, charged another fee than published and reported an error, which is resolved here. */
  async function disclosure(): Promise<void> {
    const error = await inTables(world, (tx) => tx.disclosureError.findFirstOrThrow());
    const errorId = gid(world, 'DisclosureError', error.id);
    await did('CENTRE_DIRECTOR', 'resolveDisclosureError', { errorId, correction: '已按公布标准更正' });
  }

  /** A hand-over is taken up; a report is dismissed; what rests on a complaint is confirmed and then withdrawn by an appeal. */
  async function firstInquiries(): Promise<void> {
    const inquiryId = await did('WINDOW_STAFF', 'registerFirstInquiry', { matter: '咨询材料要求' });
    const windowId = world.town(HERE).windowGlobalId();
    await did('WINDOW_STAFF', 'disposeFirstInquiry', { inquiryId, disposition: 'TO_WINDOW', windowId });
    const handOver = await inTables(world, (tx) =>
      tx.inquiryHandOver.findFirstOrThrow({ orderBy: { handedAt: 'desc' } }),
    );
    await did('WINDOW_STAFF', 'takeUpHandOver', { handOverId: gid(world, 'InquiryHandOver', handOver.id) });
    const report = { staffId: staffId('WINDOW_STAFF'), account: '大声呵斥来访人' };
    const dismissed = await did('ASSESSOR', 'reportViolation', { ...report, ground: 'SHIRKING' });
    await did('CENTRE_DIRECTOR', 'dismissViolation', { violationId: dismissed, reason: '录像不符' });
    const complaint = await file(world, { category: 'ATTITUDE' });
    await settle(world, complaint.id);
    await deliverAll(world.platform);
    const raised = await inTables(world, (tx) =>
      tx.conductViolation.findFirstOrThrow({ where: { complaintId: uuidOf(complaint.id) } }),
    );
    await did('CENTRE_DIRECTOR', 'confirmViolation', {
      violationId: gid(world, 'ConductViolation', raised.id),
      sanction: 'ORAL_CRITICISM',
      reason: '录像核实',
    });
    const appeal = { number: complaint.number, reason: '系统故障' };
    const appealId = await did('WINDOW_STAFF', 'appealFinding', appeal);
    await did('UNIT_DEPUTY', 'decideAppeal', { appealId, upheld: true, decision: '属实' });
    await deliverAll(world.platform);
  }

  /** The story entered a mark, and its person appealed: the appeal is upheld. */
  async function ledger({ ScoreAppeal: appealId }: Readonly<Record<string, string>>): Promise<void> {
    await did('UNIT_DEPUTY', 'decideScoreAppeal', { appealId, upheld: true, decision: '经核实在岗' });
  }

  /** Duty staff punches too late in the morning; the day closes, and the punch is struck out. */
  async function attendance(): Promise<void> {
    await did('ATTENDANCE_OFFICER', 'rosterDuty', { staffId: staffId('DUTY_OFFICER'), day: '2026-09-28' });
    const duty = { staffId: staffId('WINDOW_STAFF'), day: '2026-09-28' };
    for (const onDuty of [true, false]) await did('ATTENDANCE_OFFICER', 'rosterDuty', { ...duty, onDuty });
    const at = '2026-09-28T08:29:00+08:00';
    const late = { staffId: staffId('DUTY_OFFICER'), at, reason: '考勤机断电' };
    await did('ATTENDANCE_OFFICER', 'correctPunch', late);
    world.at('2026-09-28', '18:30');
    await runModuleJobs(world.platform);
    await did('ATTENDANCE_OFFICER', 'correctPunch', { ...late, kind: 'VOID' });
  }

  /** Notices that each ask for something new, and an application that nobody answers. */
  async function notices(): Promise<void> {
    const { id: caseId } = await submit(world, 'PROMISE-5');
    for (const text of ['身份证复印件', '户口本复印件', '近期照片']) {
      const notice = { caseId, kind: 'SUPPLEMENT', reason: '材料不齐全', items: [{ text }] };
      await did('STATION_HEAD', 'issueNotice', notice);
      await did('WINDOW_STAFF', 'supplementCase', { caseId, materials: [text] });
    }
    await confirmBreach('EXTRA_TRIPS');
    await submit(world, 'PROMISE-5');
  }

  /** A window is checked after closing, and another was told and did not correct. */
  async function closingTime(): Promise<void> {
    world.at('2026-09-28', '18:00');
    const windowId = world.town(HERE).windowGlobalId();
    const check = { windowId, staffId: staffId('WINDOW_STAFF'), left: ['PRINTER'] };
    await did('DUTY_OFFICER', 'checkWindowAtClosing', check);
    const warningId = await did('DUTY_OFFICER', 'warnUntidyWindow', { windowId, note: '纸箱堆放在窗口' });
    await did('DUTY_OFFICER', 'recheckUntidyWindow', { warningId, corrected: false });
  }

  /** The last working day of January, with letters of that year. */
  async function lettersAreDue(): Promise<void> {
    world.at('2027-01-29');
    await did('CENTRE_DIRECTOR', 'issueSafetyLetters', {});
    await runModuleJobs(world.platform);
    world.at('2026-10-30');
  }

  async function confirmBreach(ground: string): Promise<void> {
    const breach = await inTables(world, (tx) => tx.noticeBreach.findFirstOrThrow({ where: { ground } }));
    const breachId = gid(world, 'NoticeBreach', breach.id);
    await did('CENTRE_DIRECTOR', 'decideNoticeBreach', { breachId, confirmed: true, decision: '经核实' });
  }

  /** Messages are settled, the module is off and on, and a month later everything that waits is overdue. */
  async function timePasses(): Promise<void> {
    const messages = await inTables(world, (tx) =>
      tx.notification.findMany({ where: { readBy: null, state: 'QUEUED' }, take: 2 }),
    );
    for (const [i, message] of messages.entries()) {
      const notificationId = gid(world, 'Notification', message.id);
      await did('WINDOW_STAFF', 'settleNotification', { notificationId, delivered: i === 0 });
    }
    for (const enabled of [false, true]) await configure({ enabled, openWork: 'FREEZE' });
    world.at('2026-10-30');
    await sweepOverdue(world.platform);
    await runModuleJobs(world.platform);
  }

  test('is all that is declared, and nothing else', () => {
    expect([...new Set(rows.map((row) => row.type))].toSorted()).toEqual([...new Set(DECLARED)].toSorted());
  });

  test.each(DECLARED as EventType[])(
    '%s: of the township, with a fact of its own and no word of anybody',
    (type) => {
      const own = rows.filter((row) => row.type === type);
      for (const { factId, townshipId, payload } of own) {
        expect(factId).toMatch(FACT_ID);
        expect(townshipId).toBe(world.town(HERE).id);
        const text = JSON.stringify(payload);
        expect(WRITTEN.filter((word) => text.includes(word))).toEqual([]);
      }
      expect(own.length).toBeGreaterThan(0);
    },
  );

  test('a fact is scored under each criterion that its event feeds', () => {
    const codes = MODULES.flatMap((m) =>
      (m.criteria ?? []).flatMap(({ code, on, fact }) =>
        rows.some((row) => row.type === on && fact(row.payload as never, '2026-10-30') !== null)
          ? [code]
          : [],
      ),
    );
    expect(codes).toEqual(
      expect.arrayContaining(
        'CM2a CM2b CM3a CM3b CM3c CM3d CM4 CM5 CM1a SQ3a SQ3b SQ3c SQ1 SQ2 DQ1 WD2 WD4 WD5 WD6 OL1 OL2 OL3 DQ3 DQ4'.split(
          ' ',
        ),
      ),
    );
  });
});
