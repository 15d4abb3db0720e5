import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { ownUnless, type QueryBuilder } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { inForceOn } from './proposal-schema.ts';
import { LEDGER_READERS } from './roles.ts';
import { CATALOGUE } from './scoring-catalogue.ts';

/** What concerns the viewer: his own, and that of the window he is posted to. */
function concerning({ viewer, platform }: Context) {
  const id = viewer.id ?? '';
  const windowId = platform.directory.findStaff(id)?.windowId ?? null;
  return { OR: [{ staffId: id }, ...(windowId === null ? [] : [{ windowId }])] };
}

function subjectArgs(arg: QueryBuilder['arg']) {
  return {
    staffId: arg.id({ description: doc('只看此人的', 'only this person’s') }),
    windowId: arg.id({ description: doc('只看此窗口的', 'only this window’s') }),
  };
}

function monthArg(arg: QueryBuilder['arg']) {
  return arg.string({ description: doc('计入的月份，YYYY-MM', 'month they count in, YYYY-MM') });
}

/** Rows of the person or window that a list asks for, in the township in force. */
function ofSubject(
  ctx: Context,
  { staffId, windowId }: { staffId?: string | null | undefined; windowId?: string | null | undefined },
) {
  const { townshipId } = inForce(ctx);
  return {
    ...(staffId ? { staffId: idIn(townshipId, 'Staff', staffId) } : {}),
    ...(windowId ? { windowId: idIn(townshipId, 'Window', windowId) } : {}),
  };
}

/** The lists of the ledger; nullable, as the county's endpoint answers null where the module is off. */
export function addLedgerLists(schema: ModuleSchema): void {
  addCriteria(schema);
  addProposals(schema);
  addEntries(schema);
}

function addCriteria({ queries }: ModuleSchema): void {
  queries((t) => ({
    scoreCriteria: t.field({
      type: ['ScoreCriterion'],
      nullable: true,
      description: doc(
        '全部计分项及本镇当日分值，按规定的顺序',
        'all scoring rules with their points in force on a day, in the order of the regulation',
        CLAUSES.sheet,
      ),
      authScopes: { public: true },
      args: { on: t.arg({ type: 'Date', description: doc('日期，默认今天', 'the day; today by default') }) },
      resolve: (_root, { on }, ctx) => {
        if (!ctx.township) return null;
        const { id } = ctx.township;
        const day = on ? civilDate(on) : todayOf(ctx);
        return CATALOGUE.map((row) => inForceOn(ctx, id, day, row));
      },
    }),
  }));
}

function addProposals({ list }: ModuleSchema): void {
  list('scoreProposals', {
    of: 'ScoreProposal',
    seenBy: STAFF_ROLES,
    description: doc(
      '计分建议，事实早的在前：考评组看全部，其他人看自己记录的',
      'proposals, the earliest fact first: all of them for the group, else what one recorded oneself',
      CLAUSES.group,
    ),
    args: (arg) => ({
      state: arg({ type: 'ScoreProposalState', description: doc('只看此状态的', 'only this state') }),
      month: arg.string({ description: doc('事实发生的月份，YYYY-MM', 'month of the fact, YYYY-MM') }),
      code: arg.string({ description: doc('计分项代码', 'code of the scoring rule') }),
      ...subjectArgs(arg),
      unknownSubject: arg.boolean({
        description: doc('只看对象不明的', 'only those of which nobody knows whom they concern'),
      }),
    }),
    where: ({ state, month, code, unknownSubject, ...subject }, ctx) => ({
      ...ofSubject(ctx, subject),
      ...ownUnless(ctx, LEDGER_READERS, 'recordedById'),
      ...(state ? { state } : {}),
      ...(month ? { occurredOn: { startsWith: `${month}-` } } : {}),
      ...(code ? { code } : {}),
      ...(unknownSubject ? { staffId: null, windowId: null } : {}),
    }),
    order: { occurredOn: 'asc' },
  });
}

function addEntries({ list }: ModuleSchema): void {
  list('ledgerEntries', {
    of: 'LedgerEntry',
    seenBy: STAFF_ROLES,
    description: doc(
      '考核台账，最近的在前：考评组看全部，其他人看自己和本窗口的',
      'the ledger, the latest first: all of it for the group, else one’s own and one’s window’s',
      CLAUSES.principles,
    ),
    args: (arg) => ({ month: monthArg(arg), ...subjectArgs(arg) }),
    where: ({ month, ...subject }, ctx) => ({
      ...ofSubject(ctx, subject),
      ...(month ? { month } : {}),
      ...(hasRole(ctx, ...LEDGER_READERS) ? {} : concerning(ctx)),
    }),
    order: { postedAt: 'desc' },
  });
  list('myLedger', {
    of: 'LedgerEntry',
    seenBy: STAFF_ROLES,
    description: doc(
      '本人和本窗口的计分，最近的在前',
      'one’s own entries and those of one’s window, the latest first',
      CLAUSES.principles,
    ),
    args: (arg) => ({ month: monthArg(arg) }),
    where: ({ month }, ctx) => ({ ...(month ? { month } : {}), ...concerning(ctx) }),
    order: { postedAt: 'desc' },
  });
  list('scoreAppeals', {
    of: 'ScoreAppeal',
    seenBy: STAFF_ROLES,
    description: doc(
      '计分申诉，最近的在前：考评组看全部，其他人看自己的',
      'appeals, the latest first: all of them for the group, else one’s own',
      CLAUSES.principles,
    ),
    args: (arg) => ({
      state: arg({ type: 'ScoreAppealState', description: doc('只看此状态的', 'only this state') }),
    }),
    where: ({ state }, ctx) => ({ ...ownUnless(ctx, LEDGER_READERS), ...(state ? { state } : {}) }),
    order: { filedAt: 'desc' },
  });
}
