import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { inForceOn } from './proposal-schema.ts';
import { LEDGER_READERS } from './roles.ts';
import { CATALOGUE } from './scoring-catalogue.ts';

const READ = { cursor: 'townshipId_id', nullable: true, authScopes: { role: STAFF_ROLES } } as const;

/** What concerns the viewer: his own, and that of the window he is posted to. */
function ownOf({ viewer, platform }: Context) {
  const id = viewer.id ?? '';
  const windowId = platform.directory.findStaff(id)?.windowId ?? null;
  return { OR: [{ staffId: id }, ...(windowId === null ? [] : [{ windowId }])] };
}

/** Rows that a list asks for, of the township in force. */
function only(
  ctx: Context,
  { staffId, windowId, month }: { staffId?: string | null; windowId?: string | null; month?: string | null },
) {
  const { townshipId } = inForce(ctx);
  return {
    townshipId,
    ...(staffId ? { staffId: idIn(townshipId, 'Staff', staffId) } : {}),
    ...(windowId ? { windowId: idIn(townshipId, 'Window', windowId) } : {}),
    ...(month ? { month } : {}),
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

function addProposals({ queries }: ModuleSchema): void {
  queries((t) => ({
    scoreProposals: t.prismaConnection({
      ...READ,
      type: 'ScoreProposal',
      description: doc(
        '计分建议，事实早的在前：考评组看全部，其他人看自己记录的',
        'proposals, the earliest fact first: all of them for the group, else what one recorded oneself',
        CLAUSES.group,
      ),
      args: {
        state: t.arg({ type: 'ScoreProposalState', description: doc('只看此状态的', 'only this state') }),
        month: t.arg.string({ description: doc('事实发生的月份，YYYY-MM', 'month of the fact, YYYY-MM') }),
        code: t.arg.string({ description: doc('计分项代码', 'code of the scoring rule') }),
        staffId: t.arg.id({ description: doc('只看此人的', 'only this person’s') }),
        windowId: t.arg.id({ description: doc('只看此窗口的', 'only this window’s') }),
        unknownSubject: t.arg.boolean({
          description: doc('只看对象不明的', 'only those of which nobody knows whom they concern'),
        }),
      },
      resolve: (query, _root, { state, month, code, staffId, windowId, unknownSubject }, ctx) =>
        ctx.db.scoreProposal.findMany({
          ...query,
          where: {
            ...only(ctx, { staffId, windowId }),
            ...(hasRole(ctx, ...LEDGER_READERS) ? {} : { recordedById: ctx.viewer.id ?? '' }),
            ...(state ? { state } : {}),
            ...(month ? { occurredOn: { startsWith: `${month}-` } } : {}),
            ...(code ? { code } : {}),
            ...(unknownSubject ? { staffId: null, windowId: null } : {}),
          },
          orderBy: [{ occurredOn: 'asc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addEntries({ queries }: ModuleSchema): void {
  queries((t) => {
    const month = t.arg.string({
      description: doc('计入的月份，YYYY-MM', 'month they count in, YYYY-MM'),
    });
    return {
      ledgerEntries: t.prismaConnection({
        ...READ,
        type: 'LedgerEntry',
        description: doc(
          '考核台账，最近的在前：考评组看全部，其他人看自己和本窗口的',
          'the ledger, the latest first: all of it for the group, else one’s own and one’s window’s',
          CLAUSES.principles,
        ),
        args: {
          month,
          staffId: t.arg.id({ description: doc('只看此人的', 'only this person’s') }),
          windowId: t.arg.id({ description: doc('只看此窗口的', 'only this window’s') }),
        },
        resolve: (query, _root, args, ctx) =>
          ctx.db.ledgerEntry.findMany({
            ...query,
            where: { ...only(ctx, args), ...(hasRole(ctx, ...LEDGER_READERS) ? {} : ownOf(ctx)) },
            orderBy: [{ postedAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      myLedger: t.prismaConnection({
        ...READ,
        type: 'LedgerEntry',
        description: doc(
          '本人和本窗口的计分，最近的在前',
          'one’s own entries and those of one’s window, the latest first',
          CLAUSES.principles,
        ),
        args: { month },
        resolve: (query, _root, args, ctx) =>
          ctx.db.ledgerEntry.findMany({
            ...query,
            where: { ...only(ctx, args), ...ownOf(ctx) },
            orderBy: [{ postedAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      scoreAppeals: t.prismaConnection({
        ...READ,
        type: 'ScoreAppeal',
        description: doc(
          '计分申诉，最近的在前：考评组看全部，其他人看自己的',
          'appeals, the latest first: all of them for the group, else one’s own',
          CLAUSES.principles,
        ),
        args: {
          state: t.arg({ type: 'ScoreAppealState', description: doc('只看此状态的', 'only this state') }),
        },
        resolve: (query, _root, { state }, ctx) =>
          ctx.db.scoreAppeal.findMany({
            ...query,
            where: {
              ...inForce(ctx),
              ...(hasRole(ctx, ...LEDGER_READERS) ? {} : { staffId: ctx.viewer.id ?? '' }),
              ...(state ? { state } : {}),
            },
            orderBy: [{ filedAt: 'desc' }, { id: 'asc' }],
          }),
      }),
    };
  });
}
