import { caseSubject } from '../../core/clocks/clock-row.ts';
import { limitsOf } from '../../core/clocks/limit-fields.ts';
import { readingFor } from '../../core/clocks/schema.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { maskName, maskPhone } from '../../core/people/mask.ts';
import { civilDate } from '../../core/time/index.ts';
import { trackComplaint } from './acts/reviews.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { aboutDeputy, addEvidence, handles, mayRead, viewerOf } from './files-schema.ts';
import { STEP_ROLES } from './roles.ts';
import { delayCarriesTheClock, replyStatus } from './rules.ts';
import { complaintSubject, replyKind } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

const EXPLAINED = { explanations: { orderBy: { at: 'asc' } } } as const;

/** Types and fields of 投诉问责. */
export function registerComplaints(schema: ModuleSchema): void {
  const { builder } = schema;
  addEnums(schema);
  addComplaintNode(builder);
  addEvidence(builder);
  addOtherNodes(builder);
  addVerbs(schema);
  addLists(schema);
}

function addLists({ list, tracked }: ModuleSchema): void {
  list('complaints', {
    of: 'Complaint',
    seenBy: STEP_ROLES.read,
    description: doc('我可以办理的投诉', 'complaints whose files I may read', CLAUSES.letters),
    args: (arg) => ({ number: arg.string({ description: doc('投诉编号', 'only this number') }) }),
    where: ({ number }, ctx) => {
      const { id, roles, stationId } = viewerOf(ctx);
      const not = (field: string, value: string | null) =>
        value === null ? {} : { OR: [{ [field]: null }, { [field]: { not: value } }] };
      const bribery = roles.includes('CENTRE_DIRECTOR') || roles.includes('UNIT_DEPUTY');
      return {
        ...(number ? { number } : {}),
        ...(bribery ? {} : { OR: [{ category: { not: 'BRIBERY' } }, aboutDeputy(ctx)] }),
        AND: [not('respondentId', id), not('stationId', stationId)],
      };
    },
    order: { filedAt: 'desc' },
  });
  list('complaintAppeals', {
    of: 'ComplaintAppeal',
    seenBy: STEP_ROLES.decideAppeal,
    description: doc('对认定的申诉', 'appeals against findings', CLAUSES.responsibility),
    order: { filedAt: 'desc' },
  });
  list('badReviews', {
    of: 'BadReview',
    seenBy: STEP_ROLES.review,
    description: doc('差评工单', 'work orders of bad reviews', CLAUSES.after),
    order: { filedAt: 'desc' },
  });
  tracked('trackComplaint', {
    of: 'Complaint',
    description: doc(
      '凭投诉编号和查询码查询，多次输错会暂时锁定',
      'a complaint by number and query code; repeated wrong codes lock the number',
      CLAUSES.answer,
    ),
    number: doc('投诉编号', 'its number'),
    track: trackComplaint,
    hiddenFrom: ({ viewer }) => viewer.kind === 'STAFF',
  });
}

/** The limit of the present reply. */
const REPLY_LIMITS = limitsOf<RowKey & { readonly reopenedAt: Date | null }>(
  complaintSubject,
  ({ kind }, row) => kind === replyKind(row),
);

function addComplaintNode(builder: AppBuilder): void {
  builder.prismaNode('Complaint', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('投诉', 'a complaint', CLAUSES.desk),
    authScopes: (row, ctx) => seenIf(mayRead(ctx, row)),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      category: t.exposeString('category', { description: doc('投诉范围', 'category') }),
      severity: t.exposeString('severity', { description: doc('是否重大', 'MAJOR or ORDINARY') }),
      channel: t.exposeString('channel', { description: doc('渠道', 'channel') }),
      anonymous: t.exposeBoolean('anonymous', { description: doc('是否匿名', 'anonymous') }),
      content: t.exposeString('content', { description: doc('内容', 'content') }),
      occurredOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('发生日期', 'day it happened', CLAUSES.absence),
        resolve: (row) => (row.occurredOn === null ? null : civilDate(row.occurredOn)),
      }),
      respondent: t.relation('respondent', {
        nullable: true,
        description: doc('被投诉人', 'the respondent', CLAUSES.record),
        authScopes: { role: STEP_ROLES.read },
      }),
      station: t.relation('station', {
        nullable: true,
        description: doc('被投诉站所', 'his station', CLAUSES.record),
        authScopes: { role: STEP_ROLES.read },
      }),
      delayReason: t.string({
        nullable: true,
        description: doc('最近一次延期说明的原因', 'reason of the last explained delay', CLAUSES.extension),
        select: EXPLAINED,
        resolve: (row) => row.explanations.at(-1)?.reason ?? null,
      }),
      expectedOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('延期说明的预计答复日', 'day expected by the last explanation', CLAUSES.extension),
        select: EXPLAINED,
        resolve: (row) => {
          const last = row.explanations.at(-1);
          return last ? civilDate(last.expectedOn) : null;
        },
      }),
      status: t.string({
        description: doc(
          '状态：FILED、ACCEPTED、EXTENDED、OVERDUE、ANSWERED、CONCLUDED',
          'status: FILED, ACCEPTED, EXTENDED, OVERDUE, ANSWERED or CONCLUDED',
        ),
        resolve: async (row, _args, ctx) =>
          row.state === 'ACCEPTED' ? replyStatus.decide(await REPLY_LIMITS.reading(ctx, row)) : row.state,
      }),
      clocks: t.prismaField(
        REPLY_LIMITS.clocks(
          doc(
            '答复时限及其由来；匿名的没有',
            'its reply clocks, each with its explanation; none when anonymous',
            CLAUSES.answer,
          ),
        ),
      ),
      dueOn: t.field(
        REPLY_LIMITS.dueOn(
          doc('应答复日；匿名的没有', 'the reply is due; null when anonymous', CLAUSES.answer),
        ),
      ),
      overdueDays: t.int(
        REPLY_LIMITS.overdueDays(
          doc('超过答复期限的工作日', 'working days beyond the reply limit', CLAUSES.answer),
        ),
      ),
      queryCode: t.string({
        nullable: true,
        description: doc('查询码，仅凭码查询者可见', 'query code, for whoever gave it'),
        resolve: (row, _args, ctx) => (ctx.shown.has('Complaint', row.id) ? row.queryCode : null),
      }),
      complainant: t.string({
        nullable: true,
        description: doc(
          '投诉人，除受理人员外遮盖',
          'complainant, masked but for the officer',
          CLAUSES.record,
        ),
        resolve: (row, _args, ctx) =>
          row.complainant &&
          (hasRole(ctx, 'COMPLAINT_OFFICER') ? row.complainant : maskName(row.complainant)),
      }),
      phone: t.string({
        nullable: true,
        description: doc('电话，除受理人员外遮盖', 'telephone, masked but for the officer', CLAUSES.record),
        resolve: (row, _args, ctx) =>
          row.phone && (hasRole(ctx, 'COMPLAINT_OFFICER') ? row.phone : maskPhone(row.phone)),
      }),
      caseOverdueDays: t.int({
        nullable: true,
        description: doc('关联办件的超期工作日', 'overdue working days of its case', CLAUSES.delay),
        resolve: (row, _args, ctx) =>
          handles(ctx, row) && row.category === 'DELAY' && row.caseId
            ? overdueOfCase(ctx, row.townshipId, row.caseId)
            : null,
      }),
      notes: t.stringList({
        nullable: true,
        description: doc(
          '调查记录，仅办理人可见',
          'notes of the investigation, for handlers',
          CLAUSES.letters,
        ),
        resolve: async (row, _args, ctx) => {
          if (!handles(ctx, row)) return null;
          const where = { townshipId: row.townshipId, complaintId: row.id };
          const notes = await ctx.db.complaintNote.findMany({ where, orderBy: { at: 'asc' } });
          return notes.map((n) => n.text);
        },
      }),
      answer: t.exposeString('answer', { nullable: true, description: doc('答复', 'the answer') }),
      finding: t.exposeString('finding', { nullable: true, description: doc('认定', 'the finding') }),
      measures: t.stringList({
        nullable: true,
        description: doc('追责措施，仅办理人可见', 'measures, for handlers', CLAUSES.responsibility),
        resolve: (row, _args, ctx) => (handles(ctx, row) ? row.measures : null),
      }),
      rating: t.exposeInt('rating', { nullable: true, description: doc('评价，1至5', 'rating, 1 to 5') }),
      acknowledgedAt: t.expose('acknowledgedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('领导阅处时间', 'when a leader acknowledged it', CLAUSES.major),
      }),
    }),
  });
}

async function overdueOfCase(ctx: Context, townshipId: string, caseId: string): Promise<number | null> {
  const clocks = await ctx.clocksOf.load({ townshipId, ...caseSubject(caseId) });
  return delayCarriesTheClock.decide(
    'DELAY',
    clocks.map((row) => readingFor(ctx, row)),
  );
}

function addOtherNodes(builder: AppBuilder): void {
  builder.prismaNode('ComplaintAppeal', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('被投诉人的申诉', 'an appeal of the respondent', CLAUSES.responsibility),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId &&
          (ctx.viewer.id === row.appellantId || hasRole(ctx, ...STEP_ROLES.decideAppeal)),
      ),
    fields: (t) => ({
      complaint: t.relation('complaint', {
        nullable: true,
        description: doc(
          '被申诉的投诉，看不到其材料的为空',
          'the complaint; null to whom its file is closed',
        ),
      }),
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
      upheld: t.exposeBoolean('upheld', { nullable: true, description: doc('是否成立', 'whether upheld') }),
      decision: t.exposeString('decision', { nullable: true, description: doc('决定', 'the decision') }),
    }),
  });
  builder.prismaNode('BoxOpening', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('开启意见箱的记录', 'an opening of the suggestion box', CLAUSES.box),
    authScopes: (row, ctx) =>
      seenIf(ctx.viewer.townshipId === row.townshipId && hasRole(ctx, ...STEP_ROLES.handle)),
    fields: (t) => ({
      count: t.exposeInt('count', { description: doc('清点数', 'slips counted') }),
      openedAt: t.expose('openedAt', { type: 'DateTime', description: doc('开启时间', 'when') }),
    }),
  });
  builder.prismaNode('BadReview', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('差评工单', 'the work order of a bad review', CLAUSES.after),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.shown.has('BadReview', row.id) ||
          (ctx.viewer.townshipId === row.townshipId && hasRole(ctx, ...STEP_ROLES.review)),
      ),
    fields: (t) => ({
      text: t.exposeString('text', { description: doc('内容', 'what it says') }),
      state: t.exposeString('state', { description: doc('状态', 'state') }),
      note: t.exposeString('note', { nullable: true, description: doc('处理情况', 'what was done') }),
    }),
  });
}
