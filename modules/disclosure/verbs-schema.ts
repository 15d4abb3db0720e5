import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer, type Answer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { publishBoardEntry, publishText, recordPublication } from './acts/channels.ts';
import { reportDisclosureError, resolveDisclosureError } from './acts/errors.ts';
import { chargeFee } from './acts/fees.ts';
import { publishServiceItem } from './acts/items.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 办事公开. */
export function addVerbs(schema: ModuleSchema): void {
  addPublishing(schema);
  addBoardAndTexts(schema);
  addFees(schema);
  addErrors(schema);
}

const text = (zh: string, en: string) => ({ required: true, description: doc(zh, en) }) as const;

function addPublishing({ verb }: ModuleSchema): void {
  verb('publishServiceItem', {
    description: doc('公布事项的现行版本', 'publishes the current version of an item', CLAUSES.items),
    roles: STEP_ROLES.publishServiceItem,
    input: (t) => ({ itemId: t.id(text('事项', 'the item')) }),
    answer: rowAnswer('ItemPublication', (db, where) => db.itemPublication.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await publishServiceItem(act, { itemId: ids('ServiceItem', input.itemId) }),
    }),
  });
  verb('recordPublication', {
    description: doc('登记在某渠道的公布', 'records that a version was put up', CLAUSES.column),
    roles: STEP_ROLES.recordPublication,
    input: (t) => ({
      channel: t.field({ type: 'PublicationChannel', ...text('渠道', 'channel') }),
      publicationId: t.id({ description: doc('公布的事项，与文本二选一', 'the item, or a text') }),
      textId: t.id({ description: doc('公布的文本', 'the text') }),
      photo: t.string({ description: doc('照片的引用', 'reference to a photograph') }),
    }),
    answer: shownAnswer('PublicationRecord', (db, where) =>
      db.publicationRecord.findUniqueOrThrow({ where }),
    ),
    act: async (act, input, ids) => {
      const publicationId = input.publicationId ? ids('ItemPublication', input.publicationId) : null;
      const textId = input.textId ? ids('PublicText', input.textId) : null;
      if ((publicationId === null) === (textId === null))
        throw new Failure('BAD_INPUT', undefined, { field: 'publicationId' });
      const { channel, photo } = input;
      return { id: await recordPublication(act, { channel, publicationId, textId, photo: photo ?? null }) };
    },
  });
}

function addBoardAndTexts({ verb }: ModuleSchema): void {
  verb('publishText', {
    description: doc('公布制度或纪律', 'publishes a text', CLAUSES.discipline),
    roles: STEP_ROLES.publishText,
    input: (t) => ({
      code: t.string(text('代码，同一代码为新版本', 'code; the same is a new version')),
      kind: t.field({ type: 'PublicTextKind', ...text('种类', 'kind') }),
      title: t.string(text('标题', 'title')),
      text: t.string(text('正文', 'text')),
      source: t.string(text('来源', 'source')),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('生效日期，默认今日', 'in force from; today by default'),
      }),
    }),
    answer: rowAnswer('PublicText', (db, where) => db.publicText.findUniqueOrThrow({ where })),
    act: async (act, { code, kind, title, text: body, source, effectiveFrom }) => ({
      id: await publishText(act, {
        code,
        kind,
        title,
        source,
        text: body,
        effectiveFrom: effectiveFrom ? civilDate(effectiveFrom) : null,
      }),
    }),
  });
  verb('publishBoardEntry', {
    description: doc('公示工作人员', 'puts a person on the staff board', CLAUSES.posts),
    roles: STEP_ROLES.publishBoardEntry,
    input: (t) => ({
      staffId: t.id(text('工作人员', 'the person')),
      photo: t.string(text('相片的引用', 'reference to the photograph')),
      duties: t.string(text('工作职责', 'duties')),
      promise: t.string(text('服务承诺', 'promise')),
      endsOn: t.field({
        type: 'Date',
        description: doc('派驻截止日，次日起不再公示', 'last day of the posting'),
      }),
    }),
    answer: rowAnswer('BoardEntry', (db, where) => db.boardEntry.findUniqueOrThrow({ where })),
    act: async (act, { staffId, photo, duties, promise, endsOn }, ids) => ({
      id: await publishBoardEntry(act, {
        staffId: ids('Staff', staffId),
        photo,
        duties,
        promise,
        endsOn: endsOn ? civilDate(endsOn) : null,
      }),
    }),
  });
}

function addFees({ verb }: ModuleSchema): void {
  verb('chargeFee', {
    description: doc(
      '登记收费；与公布不一致的不得收取',
      'records a fee; another than the published one is refused',
      CLAUSES.fees,
    ),
    roles: STEP_ROLES.chargeFee,
    input: (t) => ({
      caseId: t.id(text('办件', 'the case')),
      amount: t.field({ type: 'Fen', ...text('金额（分）', 'fen') }),
      overrideReason: t.string({
        description: doc('与公布不一致的理由，报廉政监督', 'why it is another; told to integrity'),
      }),
    }),
    answer: shownAnswer('FeeCharge', (db, where) => db.feeCharge.findUniqueOrThrow({ where })),
    act: (act, input, ids) => {
      const caseId = ids('Case', input.caseId);
      if (input.amount < 1) throw new Failure('BAD_INPUT', undefined, { field: 'amount' });
      return chargeFee(act, {
        caseId,
        amountFen: input.amount,
        overrideReason: input.overrideReason ?? null,
      });
    },
  });
}

interface Receipt {
  readonly number: string;
  readonly queryCode: string;
}

function addErrors({ builder, verb }: ModuleSchema): void {
  const ref = builder.objectRef<Receipt>('DisclosureErrorReceipt');
  builder.objectType(ref, {
    description: doc('报错回执', 'the receipt of a reported error', CLAUSES.principle),
    authScopes: { public: true },
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      queryCode: t.exposeString('queryCode', { description: doc('查询码', 'query code') }),
    }),
  });
  const receipt: Answer<Receipt> = {
    typename: 'DisclosureErrorReceipt',
    ref,
    load: (ctx, key) => ctx.db.disclosureError.findUniqueOrThrow({ where: { townshipId_id: key } }),
  };
  verb('reportDisclosureError', {
    description: doc(
      '公开信息报错，不需账号',
      'reports that something published is wrong',
      CLAUSES.principle,
    ),
    roles: STEP_ROLES.reportDisclosureError,
    input: (t) => ({
      itemId: t.id({ description: doc('事项', 'the item') }),
      field: t.string(text('哪一项有误', 'what is wrong')),
      account: t.string(text('说明', 'account')),
      contact: t.string({ description: doc('联系方式', 'how to reach the reporter') }),
    }),
    answer: receipt,
    act: async (act, { itemId, field, account, contact }, ids) => ({
      id: await reportDisclosureError(act, {
        itemId: itemId ? ids('ServiceItem', itemId) : null,
        field,
        account,
        contact: contact ?? null,
      }),
    }),
  });
  verb('resolveDisclosureError', {
    description: doc('处理报错', 'says what was corrected', CLAUSES.principle),
    roles: STEP_ROLES.resolveDisclosureError,
    input: (t) => ({
      errorId: t.id(text('报错', 'the report')),
      correction: t.string(text('更正了什么，或为何无误', 'what was corrected, or why nothing was wrong')),
    }),
    answer: shownAnswer('DisclosureError', (db, where) => db.disclosureError.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => ({
      id: await resolveDisclosureError(act, {
        errorId: ids('DisclosureError', input.errorId),
        correction: input.correction,
      }),
    }),
  });
}
