import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { closeHazard, fillDutyList, reportHazard } from './acts/duty.ts';
import { decideIncident, reportIncident } from './acts/incidents.ts';
import { issueLetters, signLetter } from './acts/letters.ts';
import { handOverSeal, registerSeal, useSeal } from './acts/seals.ts';
import { checkWindow, recheckWindow, recordValuables, warnWindow } from './acts/windows.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

const LETTER = rowAnswer('SafetyLetter', (db, where) => db.safetyLetter.findUniqueOrThrow({ where }));
const WARNING = rowAnswer('UntidyWarning', (db, where) => db.untidyWarning.findUniqueOrThrow({ where }));
const SEAL = rowAnswer('Seal', (db, where) => db.seal.findUniqueOrThrow({ where }));
const HAZARD = rowAnswer('Hazard', (db, where) => db.hazard.findUniqueOrThrow({ where }));
const INCIDENT = shownAnswer('SafetyIncident', (db, where) => db.safetyIncident.findUniqueOrThrow({ where }));
const needed = (zh: string, en: string) => ({ required: true, description: doc(zh, en) }) as const;

/** The mutations of 安全保卫, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addLetterVerbs(schema);
  addWindowVerbs(schema);
  addSealVerbs(schema);
  addDutyVerbs(schema);
  addIncidentVerbs(schema);
}

function addLetterVerbs({ verb }: ModuleSchema): void {
  verb('issueSafetyLetters', {
    description: doc('下发本年安全责任书', 'gives everybody his letter of this year', CLAUSES.everyone),
    roles: STEP_ROLES.lead,
    answer: LETTER,
    input: () => ({}),
    act: async (act) => ({ id: await issueLetters(act) }),
  });
  verb('signSafetyLetter', {
    description: doc('签订本人的安全责任书', 'signs one’s own letter of this year', CLAUSES.everyone),
    roles: STEP_ROLES.sign,
    answer: LETTER,
    input: () => ({}),
    act: async (act) => ({ id: await signLetter(act) }),
  });
}

function addWindowVerbs({ verb }: ModuleSchema): void {
  verb('checkWindowAtClosing', {
    description: doc('下班检查窗口', 'checks a window after closing', CLAUSES.power),
    roles: STEP_ROLES.inspect,
    answer: shownAnswer('ClosingCheck', (db, where) => db.closingCheck.findUniqueOrThrow({ where })),
    input: (t) => ({
      windowId: t.id(needed('窗口', 'window')),
      staffId: t.id(needed('窗口责任人', 'who is responsible for it')),
      left: t.field({ type: ['ClosingItem'], ...needed('未关或未摆好的', 'left on or in disorder') }),
    }),
    act: async (act, { windowId, staffId, left }, ids) => ({
      id: await checkWindow(act, { windowId: ids('Window', windowId), staffId: ids('Staff', staffId), left }),
    }),
  });
  verb('warnUntidyWindow', {
    description: doc('指出窗口脏乱差', 'tells a window of disorder', CLAUSES.untidy),
    roles: STEP_ROLES.inspect,
    answer: WARNING,
    input: (t) => ({
      windowId: t.id(needed('窗口', 'window')),
      note: t.string(needed('情况', 'what was told')),
    }),
    act: async (act, { windowId, note }, ids) => ({
      id: await warnWindow(act, { windowId: ids('Window', windowId), note }),
    }),
  });
  verb('recheckUntidyWindow', {
    description: doc('复查脏乱差提醒', 'looks again after a warning', CLAUSES.untidy),
    roles: STEP_ROLES.inspect,
    answer: WARNING,
    input: (t) => ({
      warningId: t.id(needed('提醒', 'the warning')),
      corrected: t.boolean(needed('是否已纠正', 'whether it was corrected')),
    }),
    act: async (act, { warningId, corrected }, ids) => ({
      id: await recheckWindow(act, { warningId: ids('UntidyWarning', warningId), corrected }),
    }),
  });
  verb('recordValuables', {
    description: doc('登记大厅存放的现金或贵重物品', 'records valuables in the hall', CLAUSES.keeping),
    roles: STEP_ROLES.inspect,
    answer: shownAnswer('ValuablesFinding', (db, where) => db.valuablesFinding.findUniqueOrThrow({ where })),
    input: (t) => ({
      windowId: t.id({ description: doc('窗口', 'window') }),
      kind: t.field({ type: 'ValuablesKind', ...needed('物品', 'what was found') }),
      note: t.string(needed('情况', 'description')),
    }),
    act: async (act, { windowId, kind, note }, ids) => ({
      id: await recordValuables(act, { windowId: windowId ? ids('Window', windowId) : null, kind, note }),
    }),
  });
}

function addSealVerbs({ verb }: ModuleSchema): void {
  verb('registerSeal', {
    description: doc('登记印章和保管人', 'enters a seal and its holder', CLAUSES.keeping),
    roles: STEP_ROLES.lead,
    answer: SEAL,
    input: (t) => ({
      name: t.string(needed('名称', 'name')),
      kind: t.field({ type: 'SealKind', ...needed('种类', 'kind') }),
      holderId: t.id(needed('保管人', 'who holds it')),
    }),
    act: async (act, { name, kind, holderId }, ids) => ({
      id: await registerSeal(act, { name, kind, holderId: ids('Staff', holderId) }),
    }),
  });
  verb('useSeal', {
    description: doc(
      '登记用印：对应办件或说明用途',
      'enters a use: a case or an explanation',
      CLAUSES.keeping,
    ),
    roles: STEP_ROLES.report,
    answer: shownAnswer('SealUse', (db, where) => db.sealUse.findUniqueOrThrow({ where })),
    input: (t) => ({
      sealId: t.id(needed('印章', 'the seal')),
      caseId: t.id({ description: doc('办件', 'the case') }),
      explanation: t.string({ description: doc('没有办件的用途说明', 'explanation without a case') }),
    }),
    act: async (act, { sealId, caseId, explanation }, ids) => ({
      id: await useSeal(act, {
        sealId: ids('Seal', sealId),
        caseId: caseId ? ids('Case', caseId) : null,
        explanation: explanation ?? null,
      }),
    }),
  });
  verb('handOverSeal', {
    description: doc(
      '移交印章；保管人离岗的由领导移交',
      'hands a seal to another; of a holder who left, a leader does',
      CLAUSES.keeping,
    ),
    roles: STEP_ROLES.report,
    answer: SEAL,
    input: (t) => ({
      sealId: t.id(needed('印章', 'the seal')),
      toId: t.id(needed('接收人', 'who holds it from now on')),
    }),
    act: async (act, { sealId, toId }, ids) => ({
      id: await handOverSeal(act, { sealId: ids('Seal', sealId), toId: ids('Staff', toId) }),
    }),
  });
}

function addDutyVerbs({ verb }: ModuleSchema): void {
  verb('fillDutyChecklist', {
    description: doc('填写值班检查表', 'fills the duty list of a day', CLAUSES.duty),
    roles: STEP_ROLES.inspect,
    answer: rowAnswer('DutyChecklist', (db, where) => db.dutyChecklist.findUniqueOrThrow({ where })),
    input: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期，默认为今天', 'day; by default today') }),
      done: t.field({ type: ['DutyItem'], ...needed('符合的内容', 'what is in order') }),
      remark: t.string({ description: doc('不符合的情况', 'what is not') }),
    }),
    act: async (act, { day, done, remark }) => ({
      id: await fillDutyList(act, { day: day ? civilDate(day) : null, done, remark: remark ?? null }),
    }),
  });
  verb('reportHazard', {
    description: doc('登记安全隐患，限期消除', 'records a hazard, with its limit', CLAUSES.duty),
    roles: STEP_ROLES.report,
    answer: HAZARD,
    input: (t) => ({
      place: t.string(needed('地点', 'place')),
      description: t.string(needed('情况', 'what it is')),
      responsibleId: t.id(needed('责任人', 'who removes it')),
    }),
    act: async (act, { place, description, responsibleId }, ids) => ({
      id: await reportHazard(act, { place, description, responsibleId: ids('Staff', responsibleId) }),
    }),
  });
  verb('closeHazard', {
    description: doc('隐患已消除', 'a hazard was removed', CLAUSES.duty),
    roles: STEP_ROLES.inspect,
    answer: HAZARD,
    input: (t) => ({
      hazardId: t.id(needed('隐患', 'the hazard')),
      remedy: t.string(needed('措施', 'what was done')),
    }),
    act: async (act, { hazardId, remedy }, ids) => ({
      id: await closeHazard(act, { hazardId: ids('Hazard', hazardId), remedy }),
    }),
  });
}

function addIncidentVerbs({ verb }: ModuleSchema): void {
  verb('reportIncident', {
    description: doc('报告安全事故', 'reports an accident', CLAUSES.accidents),
    roles: STEP_ROLES.report,
    answer: INCIDENT,
    input: (t) => ({
      occurredOn: t.field({ type: 'Date', ...needed('发生日期', 'day') }),
      account: t.string(needed('经过', 'what happened')),
    }),
    act: async (act, { occurredOn, account }) => ({
      id: await reportIncident(act, { occurredOn: civilDate(occurredOn), account }),
    }),
  });
  verb('decideIncident', {
    description: doc('追究事故责任', 'holds those responsible for an accident', CLAUSES.accidents),
    roles: STEP_ROLES.decide,
    answer: INCIDENT,
    input: (t) => ({
      incidentId: t.id(needed('事故', 'the accident')),
      serious: t.boolean(needed('是否严重', 'whether it is serious')),
      staffIds: t.idList(needed('责任人', 'who is responsible')),
      measures: t.stringList(needed('对各责任人的措施，次序相同', 'a measure for each, in the same order')),
    }),
    act: async (act, { incidentId, serious, staffIds, measures }, ids) => {
      if (measures.length !== staffIds.length)
        throw new Failure('BAD_INPUT', undefined, { field: 'measures' });
      const held = staffIds.map((id, i) => ({ staffId: ids('Staff', id), measure: measures[i] ?? '' }));
      return {
        id: await decideIncident(act, { incidentId: ids('SafetyIncident', incidentId), serious, held }),
      };
    },
  });
}
