import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { decideAccountAlert, useWindow } from './acts/accounts.ts';
import { answerOnline, askOnline, markOnlineAnswer } from './acts/consultations.ts';
import {
  answerItHelp,
  askItHelp,
  consentToSoftware,
  installSoftware,
  recordInspection,
  requestSoftware,
} from './acts/devices.ts';
import { enterCounterApplication, voidCase } from './acts/entries.ts';
import { acknowledgeMonitoring, sendExternalEvent, setItemChannel } from './acts/feed.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 网上办理, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addFeedVerbs(schema);
  addEntryVerbs(schema);
  addAccountVerbs(schema);
  addSoftwareVerbs(schema);
  addDeviceVerbs(schema);
  addQuestionVerbs(schema);
}

/** What goes into the feed is a code, so that no name can slip in; BAD_INPUT otherwise. */
function requireCode(field: string, text: string): string {
  if (!/^[\w.-]{1,64}$/.test(text)) throw new Failure('BAD_INPUT', undefined, { field });
  return text;
}

function addFeedVerbs({ verb }: ModuleSchema): void {
  verb('setItemChannel', {
    description: doc('设定事项的办理渠道', 'sets the channel of an item', CLAUSES.channels),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      channel: t.field({ type: 'ItemChannelKind', required: true, description: doc('渠道', 'channel') }),
      system: t.string({ description: doc('自有系统名称', 'name of a system of its own') }),
    }),
    roles: STEP_ROLES.setChannel,
    answer: shownAnswer('ItemChannel', (db, where) => db.itemChannel.findUniqueOrThrow({ where })),
    act: async (act, { itemId, channel, system }, ids) => ({
      id: await setItemChannel(act, { itemId: ids('ServiceItem', itemId), channel, system: system ?? null }),
    }),
  });
  verb('sendExternalEvent', {
    description: doc('自有系统报送办件环节', 'a system outside tells of a step of a case', CLAUSES.channels),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      externalId: t.string({ required: true, description: doc('该系统中的键', 'its key there') }),
      number: t.string({
        required: true,
        description: doc('该系统中的办件编号', 'number of the case there'),
      }),
      type: t.string({ required: true, description: doc('环节代码', 'code of the step') }),
      toState: t.string({ description: doc('其后状态代码', 'code of the state after it') }),
      occurredAt: t.field({ type: 'DateTime', required: true, description: doc('发生时间', 'when') }),
    }),
    roles: STEP_ROLES.sendExternal,
    answer: shownAnswer('MonitoringEntry', (db, where) => db.monitoringEntry.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => {
      const itemId = ids('ServiceItem', input.itemId);
      return {
        id: await sendExternalEvent(act, {
          itemId,
          externalId: requireCode('externalId', input.externalId),
          number: requireCode('number', input.number),
          type: requireCode('type', input.type),
          toState: input.toState ? requireCode('toState', input.toState) : null,
          occurredAt: input.occurredAt,
        }),
      };
    },
  });
  verb('acknowledgeMonitoring', {
    description: doc('确认已接收到的位置', 'says up to where the feed was kept', CLAUSES.channels),
    input: (t) => ({
      consumer: t.string({ required: true, description: doc('接收方', 'consumer') }),
      position: t.int({ required: true, description: doc('位置', 'position') }),
    }),
    roles: STEP_ROLES.acknowledge,
    answer: shownAnswer('MonitoringConsumer', (db, where) =>
      db.monitoringConsumer.findUniqueOrThrow({ where }),
    ),
    act: async (act, { consumer, position }) => ({
      id: await acknowledgeMonitoring(act, { consumer: requireCode('consumer', consumer), position }),
    }),
  });
}

function addEntryVerbs({ verb }: ModuleSchema): void {
  verb('enterCounterApplication', {
    description: doc('录入窗口收到的申请', 'enters an application received at the counter', CLAUSES.entry),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      applicantName: t.string({ required: true, description: doc('申请人姓名或名称', 'applicant’s name') }),
      applicantPhone: t.string({ description: doc('联系电话', 'telephone number') }),
      applicantIdNumber: t.string({ description: doc('证件号码', 'number of the identity document') }),
      windowId: t.id({ description: doc('窗口', 'window') }),
      materials: t.stringList({ description: doc('已交材料', 'materials handed in') }),
      receivedAt: t.field({ type: 'DateTime', required: true, description: doc('收到时间', 'received') }),
      completedAt: t.field({
        type: 'DateTime',
        description: doc('已办结的，办结时间', 'completed, if it was'),
      }),
      overrideReason: t.string({
        description: doc('办结后仍须补录的理由', 'why it is entered after completion all the same'),
      }),
    }),
    roles: STEP_ROLES.enter,
    answer: shownAnswer('CounterEntry', (db, where) => db.counterEntry.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await enterCounterApplication(act, {
        itemId: ids('ServiceItem', input.itemId),
        applicant: {
          name: input.applicantName,
          phone: input.applicantPhone,
          idNumber: input.applicantIdNumber,
        },
        windowId: input.windowId ? ids('Window', input.windowId) : null,
        materials: input.materials ?? [],
        receivedAt: input.receivedAt,
        completedAt: input.completedAt ?? null,
        overrideReason: input.overrideReason ?? null,
      }),
    }),
  });
  verb('voidCase', {
    description: doc('作废录错的办件，资料保留', 'voids a case entered in error; it stays', CLAUSES.records),
    input: (t) => ({
      caseId: t.id({ required: true, description: doc('办件', 'the case') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.void,
    answer: shownAnswer('CaseVoid', (db, where) => db.caseVoid.findUniqueOrThrow({ where })),
    act: async (act, { caseId, reason }, ids) => ({
      id: await voidCase(act, { caseId: ids('Case', caseId), reason }),
    }),
  });
}

function addAccountVerbs({ verb }: ModuleSchema): void {
  verb('useWindow', {
    description: doc('本帐号在某窗口开始或继续使用', 'one’s account is in use at a window', CLAUSES.account),
    input: (t) => ({ windowId: t.id({ required: true, description: doc('窗口', 'the window') }) }),
    roles: STEP_ROLES.useWindow,
    answer: shownAnswer('WindowSession', (db, where) => db.windowSession.findUniqueOrThrow({ where })),
    act: (act, { windowId }, ids) => useWindow(act, ids('Window', windowId)),
  });
  verb('decideAccountAlert', {
    description: doc('核实帐号提醒', 'says whether an account was shared', CLAUSES.account),
    input: (t) => ({
      alertId: t.id({ required: true, description: doc('提醒', 'the alert') }),
      shared: t.boolean({ required: true, description: doc('是否借用他人帐号', 'whether it was shared') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.decideAlert,
    answer: shownAnswer('AccountAlert', (db, where) => db.accountAlert.findUniqueOrThrow({ where })),
    act: async (act, { alertId, shared, reason }, ids) => ({
      id: await decideAccountAlert(act, { alertId: ids('AccountAlert', alertId), shared, reason }),
    }),
  });
}

function addSoftwareVerbs({ verb }: ModuleSchema): void {
  const answer = shownAnswer('SoftwareInstallRequest', (db, where) =>
    db.softwareInstallRequest.findUniqueOrThrow({ where }),
  );
  verb('requestSoftware', {
    description: doc('申请安装业务软件', 'asks for software', CLAUSES.software),
    input: (t) => ({
      windowId: t.id({ required: true, description: doc('窗口', 'window') }),
      software: t.string({ required: true, description: doc('软件', 'software') }),
      purpose: t.string({ required: true, description: doc('用途', 'purpose') }),
    }),
    roles: STEP_ROLES.requestSoftware,
    answer,
    act: async (act, { windowId, software, purpose }, ids) => ({
      id: await requestSoftware(act, { windowId: ids('Window', windowId), software, purpose }),
    }),
  });
  verb('consentToSoftware', {
    description: doc('监管办决定是否同意', 'supervision consents or declines', CLAUSES.software),
    input: (t) => ({
      requestId: t.id({ required: true, description: doc('申请', 'the request') }),
      consent: t.boolean({ required: true, description: doc('是否同意', 'whether it consents') }),
      decision: t.string({ required: true, description: doc('意见', 'decision') }),
    }),
    roles: STEP_ROLES.consent,
    answer,
    act: async (act, { requestId, consent, decision }, ids) => ({
      id: await consentToSoftware(act, {
        requestId: ids('SoftwareInstallRequest', requestId),
        consent,
        decision,
      }),
    }),
  });
  verb('installSoftware', {
    description: doc('信息业务股安装', 'county IT has installed it', CLAUSES.software),
    input: (t) => ({ requestId: t.id({ required: true, description: doc('申请', 'the request') }) }),
    roles: STEP_ROLES.install,
    answer,
    act: async (act, { requestId }, ids) => ({
      id: await installSoftware(act, ids('SoftwareInstallRequest', requestId)),
    }),
  });
}

function addDeviceVerbs({ builder, verb }: ModuleSchema): void {
  const ticket = shownAnswer('ItTicket', (db, where) => db.itTicket.findUniqueOrThrow({ where }));
  verb('askItHelp', {
    description: doc('向信息业务股求助', 'asks the county’s IT for help', CLAUSES.records),
    input: (t) => ({
      windowId: t.id({ description: doc('窗口', 'window') }),
      problem: t.string({ required: true, description: doc('问题', 'problem') }),
    }),
    roles: STEP_ROLES.askHelp,
    answer: ticket,
    act: async (act, { windowId, problem }, ids) => ({
      id: await askItHelp(act, { windowId: windowId ? ids('Window', windowId) : null, problem }),
    }),
  });
  verb('answerItHelp', {
    description: doc('信息业务股答复', 'the county’s IT answers', CLAUSES.records),
    input: (t) => ({
      ticketId: t.id({ required: true, description: doc('求助', 'the ticket') }),
      answer: t.string({ required: true, description: doc('答复', 'answer') }),
    }),
    roles: STEP_ROLES.helpOut,
    answer: ticket,
    act: async (act, { ticketId, answer }, ids) => ({
      id: await answerItHelp(act, { ticketId: ids('ItTicket', ticketId), answer }),
    }),
  });
  const finding = builder.inputType('DeviceFindingInput', {
    description: doc('发现的问题', 'what was found', CLAUSES.misuse),
    fields: (t) => ({
      kind: t.field({ type: 'DeviceFindingKind', required: true, description: doc('种类', 'kind') }),
      staffId: t.id({ required: true, description: doc('人员', 'who') }),
      note: t.string({ description: doc('说明', 'note') }),
    }),
  });
  verb('recordInspection', {
    description: doc('登记设备检查', 'records an inspection of devices', CLAUSES.software),
    input: (t) => ({
      windowId: t.id({ required: true, description: doc('窗口', 'window') }),
      inspectedAt: t.field({ type: 'DateTime', required: true, description: doc('检查时间', 'when') }),
      note: t.string({ description: doc('说明', 'note') }),
      findings: t.field({
        type: [finding],
        description: doc('发现的问题', 'what was found'),
      }),
    }),
    roles: STEP_ROLES.inspect,
    answer: shownAnswer('DeviceInspection', (db, where) => db.deviceInspection.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await recordInspection(act, {
        windowId: ids('Window', input.windowId),
        inspectedAt: input.inspectedAt,
        note: input.note ?? null,
        findings: (input.findings ?? []).map((f) => ({
          kind: f.kind,
          staffId: ids('Staff', f.staffId),
          note: f.note ?? null,
        })),
      }),
    }),
  });
}

function addQuestionVerbs({ verb }: ModuleSchema): void {
  const answer = shownAnswer('OnlineConsultation', (db, where) =>
    db.onlineConsultation.findUniqueOrThrow({ where }),
  );
  verb('askOnline', {
    description: doc('网上咨询', 'asks a question online', CLAUSES.entry),
    input: (t) => ({
      question: t.string({ required: true, description: doc('问题', 'question') }),
      contact: t.string({ description: doc('联系方式', 'how to reach the asker') }),
      itemId: t.id({ description: doc('事项', 'item it is about') }),
    }),
    roles: STEP_ROLES.ask,
    answer,
    act: async (act, { question, contact, itemId }, ids) => ({
      id: await askOnline(act, {
        question,
        contact: contact ?? null,
        itemId: itemId ? ids('ServiceItem', itemId) : null,
      }),
    }),
  });
  verb('answerOnline', {
    description: doc('答复网上咨询', 'answers a question', CLAUSES.entry),
    input: (t) => ({
      consultationId: t.id({ required: true, description: doc('咨询', 'the question') }),
      answer: t.string({ required: true, description: doc('答复', 'answer') }),
    }),
    roles: STEP_ROLES.answer,
    // Staff read it as staff; the code stays the asker's.
    answer: rowAnswer('OnlineConsultation', (db, where) =>
      db.onlineConsultation.findUniqueOrThrow({ where }),
    ),
    act: async (act, input, ids) => ({
      id: await answerOnline(act, {
        consultationId: ids('OnlineConsultation', input.consultationId),
        answer: input.answer,
      }),
    }),
  });
  verb('markOnlineAnswer', {
    description: doc('咨询人评答复是否清楚', 'the asker says whether the answer is clear', CLAUSES.entry),
    input: (t) => ({
      number: t.string({ required: true, description: doc('编号', 'number') }),
      queryCode: t.string({ required: true, description: doc('查询码', 'query code') }),
      clear: t.boolean({ required: true, description: doc('是否清楚', 'whether it is clear') }),
    }),
    roles: 'public',
    answer,
    act: async (act, input) => ({ id: await markOnlineAnswer(act, input) }),
  });
}
