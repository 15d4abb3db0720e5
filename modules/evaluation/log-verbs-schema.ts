import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer, type ReadIds } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { proposeScore } from './acts/by-hand.ts';
import { closeDailyLog, openDailyLog, recheckInLog, recordObservation, warnInLog } from './acts/daily-log.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

const LOG = rowAnswer('DailyLog', (db, where) => db.dailyLog.findUniqueOrThrow({ where }));
const WARNING = rowAnswer('DailyWarning', (db, where) =>
  db.dailyWarning.findUniqueOrThrow({ where, include: { log: true } }),
);
const PROPOSAL = shownAnswer('ScoreProposal', (db, where) => db.scoreProposal.findUniqueOrThrow({ where }));

/** The verbs of the daily log, and that by which the group brings something forward. */
export function addLogVerbs(schema: ModuleSchema): void {
  addKeeping(schema);
  addObserving(schema);
  addWarnings(schema);
  addProposing(schema);
}

function addKeeping({ verb }: ModuleSchema): void {
  verb('openDailyLog', {
    description: doc(
      '开始一天的日常考核台账；有排班的由当日值日人员记，没有的由值日人员一人记',
      'opens the log of a day: whoever is on its roster, without one any duty officer',
      CLAUSES.dailyLog,
    ),
    roles: STEP_ROLES.keepLog,
    answer: LOG,
    input: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期，默认为今天', 'day; by default today') }),
    }),
    act: async (act, { day }) => ({ id: await openDailyLog(act, { day: day ? civilDate(day) : null }) }),
  });
  verb('closeDailyLog', {
    description: doc(
      '结束一天的台账；没有情况的也结束',
      'closes the log of a day, also of one without anything',
      CLAUSES.dailyLog,
    ),
    roles: STEP_ROLES.keepLog,
    answer: LOG,
    input: (t) => ({
      logId: t.id({ required: true, description: doc('台账', 'the log') }),
      summary: t.string({ description: doc('当日情况', 'the day as a whole') }),
    }),
    act: async (act, { logId, summary }, ids) => ({
      id: await closeDailyLog(act, { logId: ids('DailyLog', logId), summary: summary ?? null }),
    }),
  });
}

/** The subject of a fact, as uuids. */
function subjectOf(
  given: { staffId?: string | null | undefined; windowId?: string | null | undefined },
  ids: ReadIds,
) {
  return {
    staffId: given.staffId ? ids('Staff', given.staffId) : null,
    windowId: given.windowId ? ids('Window', given.windowId) : null,
  };
}

function addObserving({ verb }: ModuleSchema): void {
  verb('recordObservation', {
    description: doc(
      '在台账中记录一项，交考评组确认',
      'enters an observation in the log; the group confirms it',
      CLAUSES.dailyLog,
    ),
    roles: STEP_ROLES.keepLog,
    answer: PROPOSAL,
    input: (t) => ({
      logId: t.id({ required: true, description: doc('台账', 'the log') }),
      code: t.string({ required: true, description: doc('计分项，如WD2', 'scoring rule, e.g. WD2') }),
      staffId: t.id({ description: doc('工作人员', 'the person') }),
      windowId: t.id({ description: doc('或窗口', 'or the window') }),
      at: t.field({ type: 'DateTime', description: doc('时间，默认为现在', 'when; by default now') }),
      units: t.float({ defaultValue: 1, description: doc('数量，可为半个', 'units, also halves') }),
      evidence: t.string({ required: true, description: doc('事实和出处', 'what was seen') }),
    }),
    act: async (act, input, ids) => ({
      id: await recordObservation(act, {
        ...subjectOf(input, ids),
        logId: ids('DailyLog', input.logId),
        code: input.code,
        at: input.at ?? act.now,
        units: input.units ?? 1,
        evidence: input.evidence,
      }),
    }),
  });
}

function addWarnings({ verb }: ModuleSchema): void {
  verb('warnInDailyLog', {
    description: doc(
      '指出窗口脏乱差，本身不扣分；安全保卫制度启用的，用其检查',
      'tells a window of disorder, which costs nothing yet; where safety is on its check is used',
      CLAUSES.dailyLog,
    ),
    roles: STEP_ROLES.keepLog,
    answer: WARNING,
    input: (t) => ({
      logId: t.id({ required: true, description: doc('台账', 'the log') }),
      windowId: t.id({ required: true, description: doc('窗口', 'the window') }),
      text: t.string({ required: true, description: doc('情况', 'what it was told') }),
    }),
    act: async (act, { logId, windowId, text }, ids) => ({
      id: await warnInLog(act, {
        logId: ids('DailyLog', logId),
        windowId: ids('Window', windowId),
        text,
      }),
    }),
  });
  verb('recheckInDailyLog', {
    description: doc(
      '复查指出的脏乱差，未纠正的提出扣分',
      'looks again; what was not put right is proposed for a point',
      CLAUSES.dailyLog,
    ),
    roles: STEP_ROLES.keepLog,
    answer: WARNING,
    input: (t) => ({
      warningId: t.id({ required: true, description: doc('提醒', 'the warning') }),
      corrected: t.boolean({ required: true, description: doc('是否已纠正', 'whether it was put right') }),
    }),
    act: async (act, { warningId, corrected }, ids) => ({
      id: await recheckInLog(act, { warningId: ids('DailyWarning', warningId), corrected }),
    }),
  });
}

function addProposing({ verb }: ModuleSchema): void {
  verb('proposeScore', {
    description: doc(
      '考评组凭文件、抽查或评议提出加扣分，由另一成员确认',
      'a member of the group brings forward what rests on a paper, a sample or its judgement; another confirms it',
      CLAUSES.group,
    ),
    roles: STEP_ROLES.propose,
    answer: PROPOSAL,
    input: (t) => ({
      code: t.string({ required: true, description: doc('计分项，如SQ5', 'scoring rule, e.g. SQ5') }),
      staffId: t.id({ description: doc('工作人员', 'the person') }),
      windowId: t.id({ description: doc('或窗口', 'or the window') }),
      units: t.float({ defaultValue: 1, description: doc('数量，可为半个', 'units, also halves') }),
      occurredOn: t.field({ type: 'Date', required: true, description: doc('发生日期', 'day of the fact') }),
      evidence: t.string({ required: true, description: doc('事实和出处', 'what it rests on') }),
      file: t.field({
        type: 'Upload',
        description: doc(
          '文件或扫描件；曝光、表扬和荣誉必附',
          'its paper or scan; needed for exposure, praise and honours',
          CLAUSES.principles,
        ),
      }),
      sameMatterAs: t.id({
        description: doc(
          '同一件事先前的记录；一件事不重复奖励，只补差额',
          'an earlier proposal of the same matter, which is not rewarded twice: only the difference counts',
          CLAUSES.publicPraise,
        ),
      }),
    }),
    act: async (act, input, ids) => ({
      id: await proposeScore(act, {
        ...subjectOf(input, ids),
        code: input.code,
        units: input.units ?? 1,
        occurredOn: civilDate(input.occurredOn),
        evidence: input.evidence,
        file: input.file ?? null,
        sameMatterAs: input.sameMatterAs ? ids('ScoreProposal', input.sameMatterAs) : null,
      }),
    }),
  });
}
