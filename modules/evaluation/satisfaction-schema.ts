import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { decideSatisfaction } from './acts/satisfaction.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import { LEDGER_READERS, STEP_ROLES } from './roles.ts';
import type { SubjectRef } from './survey-schema.ts';

/** What the group decided at once. */
interface Decided {
  readonly month: string;
  readonly subjects: number;
}

/** Points that the group decides where a subject has too few answers. */
export function addSatisfaction(schema: ModuleSchema, subject: SubjectRef): void {
  addDecisions(schema, subject);
  addDeciding(schema);
}

/** A month of the input, YYYY-MM; BAD_INPUT otherwise. */
export function monthIn(month: string): string {
  if (/^20\d{2}-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw new Failure('BAD_INPUT', undefined, { field: 'month' });
}

function addDecisions({ builder, list }: ModuleSchema, subject: SubjectRef): void {
  builder.prismaNode('SatisfactionDecision', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('考评组定的评议分', 'points of the survey decided by the group', CLAUSES.satisfaction),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId &&
          (hasRole(ctx, ...LEDGER_READERS) || ownSubjects(ctx).includes(row.subjectId)),
      ),
    fields: (t) => ({
      month: t.exposeString('month', { description: doc('月份', 'month') }),
      subject: t.field({
        type: subject,
        description: doc('对象', 'subject'),
        resolve: ({ townshipId, subjectKind, subjectId }) => ({
          townshipId,
          subject: { kind: subjectKind as Subject['kind'], id: subjectId },
        }),
      }),
      points: t.float({ description: doc('分', 'points'), resolve: (row) => row.points / 100 }),
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
    }),
  });
  list('satisfactionDecisions', {
    of: 'SatisfactionDecision',
    seenBy: STAFF_ROLES,
    description: doc(
      '考评组定的评议分；工作人员见本人和本窗口的',
      'points decided by the group; staff see their own and their window’s',
      CLAUSES.satisfaction,
    ),
    where: (_args, ctx) => (hasRole(ctx, ...LEDGER_READERS) ? {} : { subjectId: { in: ownSubjects(ctx) } }),
    order: { decidedAt: 'desc' },
  });
}

/** The viewer and his window. */
function ownSubjects(ctx: Context): string[] {
  const staff = ctx.viewer.kind === 'STAFF' ? ctx.platform.directory.findStaff(ctx.viewer.id ?? '') : null;
  return [staff?.id, staff?.windowId].filter((id) => typeof id === 'string');
}

function addDeciding({ builder, verb }: ModuleSchema): void {
  const decided = builder.objectRef<Decided>('SatisfactionDecided');
  builder.objectType(decided, {
    description: doc('一次定分', 'what was decided at once', CLAUSES.satisfaction),
    authScopes: { role: STEP_ROLES.decideSatisfaction },
    fields: (t) => ({
      month: t.exposeString('month', { description: doc('月份', 'month') }),
      subjects: t.exposeInt('subjects', { description: doc('定分的对象数', 'subjects that were decided') }),
    }),
  });
  verb('decideSatisfaction', {
    description: doc(
      '答卷不足时由考评组组长、副组长定评议分',
      'decides the points of the survey where there are too few answers',
      CLAUSES.satisfaction,
    ),
    input: (t) => ({
      month: t.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }),
      windowIds: t.idList({ description: doc('窗口', 'windows') }),
      staffIds: t.idList({ description: doc('人员', 'persons') }),
      points: t.float({ required: true, description: doc('分', 'points') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.decideSatisfaction,
    answer: {
      typename: 'SatisfactionDecided',
      ref: decided,
      load: (_ctx, _key, _info, done) => Promise.resolve(done.row as Decided),
      keeps: ({ row }) => ({ row }),
    },
    act: async (act, { month, windowIds, staffIds, points, reason }, ids) => {
      const named = [
        ...(windowIds ?? []).map((id): Subject => ({ kind: 'WINDOW', id: ids('Window', id) })),
        ...(staffIds ?? []).map((id): Subject => ({ kind: 'STAFF', id: ids('Staff', id) })),
      ];
      const subjects = windowIds || staffIds ? named : null;
      const hundredths = Math.round(points * 100);
      const input = { month: monthIn(month), subjects, points: hundredths, reason };
      const made = await decideSatisfaction(act, input);
      const row: Decided = { month, subjects: made.length };
      return { id: made[0] ?? '', row };
    },
  });
}
