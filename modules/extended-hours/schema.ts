import { limitsOf } from '../../core/clocks/limit-fields.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { Context } from '../../core/graphql/context.ts';
import { openArg, unfinished, type QueryBuilder } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ShownKind } from '../../core/graphql/shown.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { READERS } from './roles.ts';
import type { HolidayAnswer } from './rules.ts';
import { consultationSubject, type ServiceType } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 错时延时. The API is written here; what happens stands in the services. */
export function registerExtendedHours(schema: ModuleSchema): void {
  addEnums(schema);
  addTypes(schema);
  addLists(schema);
  addVerbs(schema);
}

/** Seen by the township’s staff, and by whoever has just made it with a verb. */
function ownStaff(kind: ShownKind) {
  return (row: RowKey, ctx: Context) =>
    seenIf(ctx.viewer.townshipId === row.townshipId || ctx.shown.has(kind, row.id));
}

/** The limit within which a question that was handed over is answered. */
const REPLY_LIMITS = limitsOf(consultationSubject);

function addTypes({ builder }: ModuleSchema): void {
  builder.prismaNode('ExtendedService', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次延时服务', 'a stretch of extended service', CLAUSES.preface),
    authScopes: ownStaff('ExtendedService'),
    fields: (t) => ({
      type: t.field({
        type: 'ExtendedServiceType',
        description: doc('种类', 'kind'),
        resolve: (s) => s.type as ServiceType,
      }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (s) => civilDate(s.day) }),
      startedAt: t.expose('startedAt', { type: 'DateTime', description: doc('开始', 'beginning') }),
      endedAt: t.expose('endedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('结束，未结束为空', 'end; null while it runs'),
      }),
      minutes: t.exposeInt('minutes', { nullable: true, description: doc('分钟', 'minutes served') }),
      reason: t.exposeString('reason', { nullable: true, description: doc('事由', 'reason') }),
      staff: t.relation('staff', { nullable: true, description: doc('工作人员', 'who served') }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'the case') }),
    }),
  });
  builder.prismaNode('LunchSlot', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('开放预约的午休时段', 'a lunch break open for appointments', CLAUSES.lunch),
    authScopes: { public: true },
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (s) => civilDate(s.day) }),
      opens: t.exposeString('opens', { description: doc('开始，HH:MM', 'from, HH:MM') }),
      closes: t.exposeString('closes', { description: doc('结束，HH:MM', 'to, HH:MM') }),
      capacity: t.exposeInt('capacity', { description: doc('名额', 'places') }),
      taken: t.exposeInt('taken', { description: doc('已约', 'places taken') }),
      station: t.relation('station', { description: doc('站所', 'station') }),
    }),
  });
  builder.prismaNode('Appointment', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('预约', 'an appointment', CLAUSES.holiday),
    authScopes: ownStaff('Appointment'),
    fields: (t) => ({
      kind: t.exposeString('kind', { description: doc('HOLIDAY节假日、LUNCH午休', 'HOLIDAY or LUNCH') }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (a) => civilDate(a.day) }),
      contact: t.exposeString('contact', { nullable: true, description: doc('联系方式', 'contact') }),
      outcome: t.exposeString('outcome', {
        nullable: true,
        description: doc('KEPT如约、MISSED未到，未登记为空', 'KEPT or MISSED; null while open'),
      }),
      slot: t.relation('slot', { nullable: true, description: doc('午休时段', 'lunch slot') }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'the case') }),
      dutyOfficer: t.relation('dutyOfficer', {
        nullable: true,
        description: doc('值班人员', 'duty officer'),
        authScopes: { role: READERS },
      }),
    }),
  });
  builder.prismaNode('HolidayRequest', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('节假日申请', 'a request on a day off', CLAUSES.holiday),
    authScopes: ownStaff('HolidayRequest'),
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (r) => civilDate(r.day) }),
      matter: t.exposeString('matter', { description: doc('事项', 'what was asked') }),
      answer: t.field({
        type: 'HolidayAnswer',
        description: doc('答复', 'answer'),
        resolve: (r) => r.answer as HolidayAnswer,
      }),
      appointment: t.relation('appointment', { nullable: true, description: doc('约定', 'appointment') }),
    }),
  });
  builder.prismaNode('Consultation', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('延时服务期间的咨询', 'a question asked during extended service', CLAUSES.consultation),
    authScopes: ownStaff('Consultation'),
    fields: (t) => ({
      question: t.exposeString('question', { description: doc('问题', 'question') }),
      contact: t.exposeString('contact', { nullable: true, description: doc('联系方式', 'contact') }),
      askedAt: t.expose('askedAt', { type: 'DateTime', description: doc('提出时间', 'when asked') }),
      dueOn: t.field(
        REPLY_LIMITS.dueOn(doc('应答复日；当场答复的没有', 'reply due; null when it was answered at once')),
      ),
      clocks: t.prismaField(
        REPLY_LIMITS.clocks(doc('答复时限及其由来', 'its reply clock, with its explanation')),
      ),
      answer: t.exposeString('answer', { nullable: true, description: doc('答复', 'answer') }),
      answeredAt: t.expose('answeredAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('答复时间', 'when answered'),
      }),
      station: t.relation('station', { nullable: true, description: doc('转办站所', 'station to answer') }),
    }),
  });
}

const dayArg = (arg: QueryBuilder['arg']) => ({
  day: arg({ type: 'Date', description: doc('只看这一天的', 'only this day') }),
});

function addLists({ list }: ModuleSchema): void {
  list('extendedServices', {
    of: 'ExtendedService',
    seenBy: READERS,
    description: doc('延时服务记录', 'extended services', CLAUSES.preface),
    args: (arg) => ({ ...openArg(arg), ...dayArg(arg) }),
    where: ({ open, day }) => ({ ...unfinished(open, 'endedAt'), ...(day ? { day } : {}) }),
    order: { startedAt: 'desc' },
  });
  list('lunchSlots', {
    of: 'LunchSlot',
    seenBy: 'public',
    description: doc('午休预约时段', 'lunch slots', CLAUSES.lunch),
    args: (arg) => ({
      from: arg({ type: 'Date', description: doc('只看此日起的', 'only from this day on') }),
    }),
    where: ({ from }) => (from ? { day: { gte: from } } : {}),
    order: { day: 'desc' },
  });
  list('appointments', {
    of: 'Appointment',
    seenBy: READERS,
    description: doc('预约', 'appointments', CLAUSES.holiday),
    args: (arg) => ({ ...openArg(arg), ...dayArg(arg) }),
    where: ({ open, day }) => ({ ...unfinished(open, 'closedAt'), ...(day ? { day } : {}) }),
    order: { day: 'desc' },
  });
  list('consultations', {
    of: 'Consultation',
    seenBy: READERS,
    description: doc('咨询', 'consultations', CLAUSES.consultation),
    args: openArg,
    where: ({ open }) => unfinished(open, 'answeredAt'),
    order: { askedAt: 'desc' },
  });
}
