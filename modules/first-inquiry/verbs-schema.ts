import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { confirmViolation, dismissViolation, reportViolation } from './acts/conduct.ts';
import { disposeFirstInquiry, settleCoordination } from './acts/disposing.ts';
import { takeUpHandOver } from './acts/hand-overs.ts';
import { setForbiddenPhrase } from './acts/phrases.ts';
import { registerFirstInquiry } from './acts/registering.ts';
import { CLAUSES } from './clauses.ts';
import type { PhraseRef } from './schema.ts';
import { STEP_ROLES } from './roles.ts';
import { FirstInquirySettings, phraseKey } from './settings.ts';
import { MODULE_ID } from './store.ts';

const INQUIRY_ANSWER = shownAnswer('FirstInquiry', (db, where) =>
  db.firstInquiry.findUniqueOrThrow({ where }),
);
const VIOLATION_ANSWER = shownAnswer('ConductViolation', (db, where) =>
  db.conductViolation.findUniqueOrThrow({ where }),
);

/** The mutations of 首问责任, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema, phrase: PhraseRef): void {
  addRegistration(schema);
  addDispositions(schema, phrase);
  addConductVerbs(schema);
}

function addRegistration({ verb }: ModuleSchema): void {
  verb('registerFirstInquiry', {
    description: doc(
      '登记来访：登记人为首问责任人，首问单凭编号和查询码查询',
      'registers a visit; whoever registers is responsible, the slip has a number and a query code',
      CLAUSES.responsible,
    ),
    input: (t) => ({
      visitNo: t.string({
        description: doc(
          '来访号，如V-17；不填则自动编号',
          'number of the visit, e.g. V-17; given by itself if left out',
        ),
      }),
      channel: t.field({
        type: 'InquiryChannel',
        required: true,
        defaultValue: 'WALK_IN',
        description: doc('来访方式', 'how the visitor came'),
      }),
      matter: t.string({ required: true, description: doc('来意', 'what it is about') }),
      windowId: t.id({ description: doc('接待窗口，默认为本人窗口', 'window; by default one’s own') }),
      itemId: t.id({ description: doc('事项', 'service item') }),
      visitorName: t.string({ description: doc('来访人，可不填', 'visitor; optional') }),
      visitorPhone: t.string({ description: doc('电话，可不填', 'telephone; optional') }),
    }),
    roles: STEP_ROLES.receive,
    answer: INQUIRY_ANSWER,
    act: async (act, input, ids) => {
      const visitNo = input.visitNo == null ? null : input.visitNo.normalize('NFKC').trim().toUpperCase();
      if (visitNo !== null && !/^[A-Z0-9-]{1,20}$/.test(visitNo))
        throw new Failure('BAD_INPUT', undefined, { field: 'visitNo' });
      if (input.channel === 'CONSULTATION') throw new Failure('BAD_INPUT', undefined, { field: 'channel' });
      return {
        id: await registerFirstInquiry(act, {
          visitNo,
          channel: input.channel,
          matter: input.matter,
          windowId: input.windowId ? ids('Window', input.windowId) : null,
          itemId: input.itemId ? ids('ServiceItem', input.itemId) : null,
          visitorName: input.visitorName ?? null,
          visitorPhone: input.visitorPhone ?? null,
        }),
      };
    },
  });
  verb('takeUpHandOver', {
    description: doc('接手移交的事项', 'takes up what was handed over', CLAUSES.noHandOver),
    input: (t) => ({ handOverId: t.id({ required: true, description: doc('移交', 'the hand-over') }) }),
    roles: STEP_ROLES.receive,
    answer: rowAnswer('InquiryHandOver', (db, where) => db.inquiryHandOver.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await takeUpHandOver(act, ids('InquiryHandOver', input.handOverId)),
    }),
  });
}

function addDispositions({ verb }: ModuleSchema, phrase: PhraseRef): void {
  verb('disposeFirstInquiry', {
    description: doc(
      '处置首问事项：办理、告知窗口、解释、指明站所、请示协调、否定报备',
      'disposes of an inquiry: handled, sent to a window, explained, referred, coordinated, or cannot be done',
      CLAUSES.inScope,
    ),
    input: (t) => ({
      inquiryId: t.id({ required: true, description: doc('首问登记', 'the inquiry') }),
      disposition: t.field({
        type: 'InquiryDispositionKind',
        required: true,
        description: doc('处置方式', 'what is done'),
      }),
      reply: t.string({ description: doc('答复来访人的内容', 'what the visitor is told') }),
      itemId: t.id({
        description: doc('事项，默认为登记的事项', 'service item; by default that registered'),
      }),
      windowId: t.id({
        description: doc(
          '去哪个窗口：TO_WINDOW必填，REFERRED的站所进驻中心时必填',
          'where to: for TO_WINDOW, and for REFERRED to a station in the centre',
        ),
      }),
      stationId: t.id({ description: doc('REFERRED：承办站所', 'REFERRED: station in charge') }),
      body: t.string({
        description: doc('REFERRED：中心以外的承办单位', 'REFERRED: body outside the centre'),
      }),
      noticeId: t.id({ description: doc('EXPLAINED：一次性告知文书', 'EXPLAINED: the one-time notice') }),
      caseId: t.id({ description: doc('由此产生的办件', 'the case that came of it') }),
      leaderId: t.id({ description: doc('COORDINATED：请示的领导', 'COORDINATED: leader asked') }),
      stationIds: t.idList({
        description: doc('COORDINATED：协调的站所', 'COORDINATED: stations concerned'),
      }),
      outcome: t.string({
        description: doc(
          'COORDINATED：协调结果，尚无的以后登记',
          'COORDINATED: the outcome, if there is one already',
        ),
      }),
      reason: t.string({ description: doc('CANNOT_HANDLE：理由', 'CANNOT_HANDLE: the reason') }),
      legalBasis: t.string({ description: doc('CANNOT_HANDLE：依据', 'CANNOT_HANDLE: the legal basis') }),
      phraseReason: t.string({
        description: doc('内容含有忌语但并非回绝的理由', 'why a forbidden phrase in the text is no rebuff'),
      }),
    }),
    roles: STEP_ROLES.receive,
    answer: INQUIRY_ANSWER,
    act: async (act, input, ids) => {
      const id = (type: string, given: string | null | undefined) => (given ? ids(type, given) : null);
      return {
        id: await disposeFirstInquiry(act, {
          inquiryId: ids('FirstInquiry', input.inquiryId),
          disposition: input.disposition,
          reply: input.reply ?? null,
          itemId: id('ServiceItem', input.itemId),
          windowId: id('Window', input.windowId),
          stationId: id('Station', input.stationId),
          body: input.body ?? null,
          noticeId: id('Document', input.noticeId),
          caseId: id('Case', input.caseId),
          leaderId: id('Staff', input.leaderId),
          stationIds: (input.stationIds ?? []).map((given) => ids('Station', given)),
          outcome: input.outcome ?? null,
          reason: input.reason ?? null,
          legalBasis: input.legalBasis ?? null,
          phraseReason: input.phraseReason ?? null,
        }),
      };
    },
  });
  verb('settleCoordination', {
    description: doc('登记协调结果', 'records what coordination came to', CLAUSES.outOfScope),
    input: (t) => ({
      inquiryId: t.id({ required: true, description: doc('首问登记', 'the inquiry') }),
      outcome: t.string({ required: true, description: doc('协调结果', 'the outcome') }),
      windowId: t.id({ description: doc('由哪个窗口接手', 'window that takes it, if one does') }),
      phraseReason: t.string({
        description: doc('内容含有忌语但并非回绝的理由', 'why a forbidden phrase in the text is no rebuff'),
      }),
    }),
    roles: STEP_ROLES.settleCoordination,
    answer: INQUIRY_ANSWER,
    act: async (act, input, ids) => ({
      id: await settleCoordination(act, {
        inquiryId: ids('FirstInquiry', input.inquiryId),
        outcome: input.outcome,
        windowId: input.windowId ? ids('Window', input.windowId) : null,
        phraseReason: input.phraseReason ?? null,
      }),
    }),
  });
  verb('setForbiddenPhrase', {
    description: doc(
      '增删本镇的文明忌语，立即生效',
      'forbids a phrase in the township or allows it again, at once',
      CLAUSES.outOfScope,
    ),
    input: (t) => ({
      text: t.string({ required: true, description: doc('用语', 'the phrase') }),
      forbidden: t.boolean({ required: true, description: doc('是否禁用', 'whether it is forbidden') }),
    }),
    roles: STEP_ROLES.editPhrases,
    answer: {
      typename: 'ForbiddenPhrase',
      ref: phrase,
      load: async (ctx, key) => {
        const row = await ctx.db.forbiddenPhrase.findUniqueOrThrow({ where: { townshipId_id: key } });
        const module = { id: MODULE_ID, settings: FirstInquirySettings };
        const { standardPhrases } = ctx.platform.switches.settingsOf(key.townshipId, module);
        return { ...row, standard: standardPhrases.some((text) => phraseKey(text) === row.key) };
      },
    },
    act: async (act, { text, forbidden }) => ({ id: await setForbiddenPhrase(act, { text, forbidden }) }),
  });
}

function addConductVerbs({ verb }: ModuleSchema): void {
  verb('reportViolation', {
    description: doc('登记待核实的情节', 'reports a possible violation', CLAUSES.breaches),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('当事人', 'the person concerned') }),
      ground: t.field({ type: 'ConductGround', required: true, description: doc('情节', 'ground') }),
      account: t.string({ required: true, description: doc('经过', 'what happened') }),
      inquiryId: t.id({ description: doc('首问登记', 'the visit it happened at') }),
      occurredOn: t.field({
        type: 'Date',
        description: doc('发生日期，默认为来访日', 'day; by default the visit’s'),
      }),
    }),
    roles: STEP_ROLES.reportViolation,
    answer: VIOLATION_ANSWER,
    act: async (act, input, ids) => ({
      id: await reportViolation(act, {
        staffId: ids('Staff', input.staffId),
        ground: input.ground,
        account: input.account,
        inquiryId: input.inquiryId ? ids('FirstInquiry', input.inquiryId) : null,
        occurredOn: input.occurredOn ? civilDate(input.occurredOn) : null,
      }),
    }),
  });
  verb('confirmViolation', {
    description: doc('查实情节，给予处理', 'confirms a violation and imposes its sanction', CLAUSES.breaches),
    input: (t) => ({
      violationId: t.id({ required: true, description: doc('情节', 'the violation') }),
      sanction: t.field({
        type: 'ConductSanctionKind',
        required: true,
        description: doc('处理方式', 'sanction'),
      }),
      reason: t.string({ required: true, description: doc('核实情况', 'what was found') }),
    }),
    roles: STEP_ROLES.decideViolation,
    answer: VIOLATION_ANSWER,
    act: async (act, input, ids) => ({
      id: await confirmViolation(act, {
        violationId: ids('ConductViolation', input.violationId),
        sanction: input.sanction,
        reason: input.reason,
      }),
    }),
  });
  verb('dismissViolation', {
    description: doc('情节不成立', 'finds that there was no violation', CLAUSES.breaches),
    input: (t) => ({
      violationId: t.id({ required: true, description: doc('情节', 'the violation') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.decideViolation,
    answer: VIOLATION_ANSWER,
    act: async (act, input, ids) => ({
      id: await dismissViolation(act, {
        violationId: ids('ConductViolation', input.violationId),
        reason: input.reason,
      }),
    }),
  });
}
