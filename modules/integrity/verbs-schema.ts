import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer, type Answer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { concludeFile, handOverFile, recordHandOverReceipt, revokeOutcome } from './acts/concluding.ts';
import { signDeclaration } from './acts/declarations.ts';
import { endAccess, grantAccess, nameSubject, noteFile, reportIntegrity } from './acts/files.ts';
import { declareGift } from './acts/gifts.ts';
import { recordReceipt } from './acts/receipts.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';
import { WITH_ACCESS } from './store.ts';

const FILE = rowAnswer('IntegrityFile', (db, where) =>
  db.integrityFile.findUniqueOrThrow({ where, include: WITH_ACCESS }),
);
const needed = (zh: string, en: string) => ({ required: true, description: doc(zh, en) }) as const;

/** The mutations of 廉政. */
export function addVerbs(schema: ModuleSchema): void {
  addReport(schema);
  addFileVerbs(schema);
  addConclusion(schema);
  addRevocation(schema);
  addMoneyVerbs(schema);
}

function addReport({ builder, verb }: ModuleSchema): void {
  const receipt = builder.objectRef<{ number: string }>('IntegrityReceipt');
  builder.objectType(receipt, {
    description: doc('举报回执', 'the receipt of a report', CLAUSES.chapter),
    authScopes: { public: true },
    fields: (t) => ({ number: t.exposeString('number', { description: doc('编号', 'number') }) }),
  });
  const answer: Answer<{ number: string }> = {
    typename: 'IntegrityReceipt',
    ref: receipt,
    load: (ctx, key) =>
      ctx.db.integrityFile.findUniqueOrThrow({ where: { townshipId_id: key }, select: { number: true } }),
  };
  verb('reportIntegrity', {
    description: doc(
      '举报违反廉政规定的行为，可以匿名',
      'reports a breach; it may be anonymous',
      CLAUSES.chapter,
    ),
    roles: STEP_ROLES.report,
    answer,
    input: (t) => ({
      prohibition: t.field({ type: 'IntegrityCode', ...needed('涉及的禁令', 'the prohibition') }),
      account: t.string(needed('情况', 'what happened')),
      staffId: t.id({ description: doc('涉及人员', 'whom it is about') }),
      name: t.string({ description: doc('举报人姓名，匿名不填', 'name; left out: anonymous') }),
      phone: t.string({ description: doc('举报人电话', 'telephone') }),
    }),
    act: async (act, { prohibition: code, account, staffId, name, phone }, ids) => {
      const subjectId = staffId ? ids('Staff', staffId) : null;
      return {
        id: await reportIntegrity(act, {
          code,
          account,
          subjectId,
          name: name ?? null,
          phone: phone ?? null,
        }),
      };
    },
  });
}

function addFileVerbs({ verb }: ModuleSchema): void {
  verb('nameIntegritySubject', {
    description: doc('写明线索涉及的人员', 'says whom a file is about', CLAUSES.chapter),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      staffId: t.id(needed('涉及人员', 'whom it is about')),
    }),
    act: async (act, { fileId, staffId }, ids) => ({
      id: await nameSubject(act, { fileId: ids('IntegrityFile', fileId), staffId: ids('Staff', staffId) }),
    }),
  });
  verb('noteIntegrityFile', {
    description: doc('在线索中记录', 'appends a note to a file', CLAUSES.chapter),
    roles: STEP_ROLES.note,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      text: t.string(needed('内容', 'text')),
    }),
    act: async (act, { fileId, text }, ids) => ({
      id: await noteFile(act, { fileId: ids('IntegrityFile', fileId), text }),
    }),
  });
  verb('grantIntegrityAccess', {
    description: doc('授权查阅线索', 'lets somebody read a file', CLAUSES.chapter),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      staffId: t.id(needed('人员', 'who may read it')),
      reason: t.string(needed('理由', 'why')),
    }),
    act: async (act, { fileId, staffId, reason }, ids) => ({
      id: await grantAccess(act, {
        fileId: ids('IntegrityFile', fileId),
        staffId: ids('Staff', staffId),
        reason,
      }),
    }),
  });
  verb('endIntegrityAccess', {
    description: doc('取消对某人的授权', 'ends what was granted to somebody', CLAUSES.chapter),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      staffId: t.id(needed('人员', 'who may read it no more')),
    }),
    act: async (act, { fileId, staffId }, ids) => ({
      id: await endAccess(act, { fileId: ids('IntegrityFile', fileId), staffId: ids('Staff', staffId) }),
    }),
  });
}

function addConclusion({ verb }: ModuleSchema): void {
  verb('handOverIntegrityFile', {
    description: doc('移送纪检监察机构', 'hands a file to the discipline body', CLAUSES.chapter),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      body: t.string(needed('接收机构', 'the discipline body')),
      summary: t.string(needed('情况摘要', 'summary')),
    }),
    act: async (act, { fileId, body, summary }, ids) => ({
      id: await handOverFile(act, { fileId: ids('IntegrityFile', fileId), body, summary }),
    }),
  });
  verb('recordHandOverReceipt', {
    description: doc('登记移送的回执', 'records the body’s receipt', CLAUSES.chapter),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      number: t.string(needed('回执号', 'number of the receipt')),
    }),
    act: async (act, { fileId, number }, ids) => ({
      id: await recordHandOverReceipt(act, { fileId: ids('IntegrityFile', fileId), number }),
    }),
  });
  verb('concludeIntegrityFile', {
    description: doc(
      '办结线索；属实的只公开结果',
      'concludes a file; only an outcome leaves',
      CLAUSES.chapter,
    ),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      confirmed: t.boolean(needed('是否属实', 'whether it is confirmed')),
      loss: t.field({
        type: 'IntegrityLoss',
        description: doc(
          '后果，只有谋取私利须填',
          'what it costs; asked for private gain only',
          CLAUSES.gain,
        ),
      }),
      grounds: t.string(needed('根据', 'grounds')),
    }),
    act: async (act, { fileId, confirmed, loss, grounds }, ids) => ({
      id: await concludeFile(act, {
        fileId: ids('IntegrityFile', fileId),
        confirmed,
        loss: loss ?? null,
        grounds,
      }),
    }),
  });
}

function addRevocation({ verb }: ModuleSchema): void {
  verb('revokeIntegrityOutcome', {
    description: doc(
      '经复核撤销属实的认定，由认定人以外的领导办理；因此取消的评优资格随之恢复',
      'revokes what was confirmed, after a review, by another leader than confirmed it; the honours lost by it may be given again',
      CLAUSES.chapter,
    ),
    roles: STEP_ROLES.lead,
    answer: FILE,
    input: (t) => ({
      fileId: t.id(needed('线索', 'the file')),
      reason: t.string(needed('复核理由，只在线索中保存', 'why, as the review found; kept in the file only')),
    }),
    act: async (act, { fileId, reason }, ids) => ({
      id: await revokeOutcome(act, { fileId: ids('IntegrityFile', fileId), reason }),
    }),
  });
}

function addMoneyVerbs({ verb }: ModuleSchema): void {
  verb('recordReceipt', {
    description: doc('登记收费票据', 'records the receipt for money taken', CLAUSES.money),
    roles: STEP_ROLES.receipt,
    answer: rowAnswer('FeeReceipt', (db, where) => db.feeReceipt.findUniqueOrThrow({ where })),
    input: (t) => ({
      caseId: t.id(needed('办件', 'the case')),
      number: t.string(needed('票据号', 'number of the receipt')),
      amount: t.field({ type: 'Fen', ...needed('金额（分）', 'fen') }),
    }),
    act: async (act, { caseId, number, amount }, ids) => {
      if (amount < 1) throw new Failure('BAD_INPUT', undefined, { field: 'amount' });
      return { id: await recordReceipt(act, { caseId: ids('Case', caseId), number, amountFen: amount }) };
    },
  });
  verb('declareGift', {
    description: doc('申报礼品及处理', 'declares a gift and what became of it', CLAUSES.gifts),
    roles: STEP_ROLES.declare,
    answer: shownAnswer('GiftDeclaration', (db, where) => db.giftDeclaration.findUniqueOrThrow({ where })),
    input: (t) => ({
      description: t.string(needed('礼品', 'what it is')),
      giver: t.string(needed('送礼人', 'who gave it')),
      value: t.field({ type: 'Fen', description: doc('估值（分）', 'estimated value, fen') }),
      receivedOn: t.field({ type: 'Date', ...needed('收到日期', 'received on') }),
      disposition: t.field({ type: 'GiftDisposition', ...needed('处理', 'what became of it') }),
      settledOn: t.field({ type: 'Date', ...needed('退还或上交日期', 'returned or handed in on') }),
    }),
    act: async (act, { value, receivedOn, settledOn, ...input }) => ({
      id: await declareGift(act, {
        description: input.description,
        giver: input.giver,
        disposition: input.disposition,
        valueFen: value ?? null,
        receivedOn: civilDate(receivedOn),
        settledOn: civilDate(settledOn),
      }),
    }),
  });
  verb('signIntegrityDeclaration', {
    description: doc('签署本人的廉政承诺', 'signs one’s own declaration', CLAUSES.chapter),
    roles: STEP_ROLES.declare,
    answer: shownAnswer('IntegrityDeclaration', (db, where) =>
      db.integrityDeclaration.findUniqueOrThrow({ where }),
    ),
    input: (t) => ({
      matters: t.string({
        description: doc('需申报的事项，没有不填', 'what is to be declared; left out: nothing'),
      }),
    }),
    act: async (act, { matters }) => ({ id: await signDeclaration(act, { matters: matters ?? null }) }),
  });
}
