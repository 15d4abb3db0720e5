import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { windowIn } from '../../core/people/reference.ts';
import { comparedIn, type Comparison } from './acts/comparing.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERION_POINTS, WINDOW_SCORES } from './measures.ts';
import { monthsOf } from './period-rules.ts';
import { periodNamed } from './period-schema.ts';

interface WindowScore {
  readonly townshipId: string;
  readonly windowId: string;
  /** hundredths of a point */
  readonly total: number;
}

/** What is published of periods: the scores of windows, to everybody; and what the county compares its townships by. */
export function addCountyScores({ builder, queries, townshipFigureFields }: ModuleSchema): void {
  const score = builder.objectRef<WindowScore>('PublishedScore');
  builder.objectType(score, {
    description: doc('已公布的窗口得分', 'the published score of a window', CLAUSES.periods),
    authScopes: { public: true },
    fields: (t) => ({
      window: t.field(windowIn('windowId', doc('窗口', 'the window'))),
      total: t.float({ description: doc('得分', 'score'), resolve: ({ total }) => total / 100 }),
    }),
  });
  const comparison = builder.objectRef<Comparison>('ScoreComparison');
  builder.objectType(comparison, {
    description: doc(
      '可比的计分：只含各镇都启用的制度所提供的计分项',
      'what can be compared: only scoring rules whose sources are on in all townships',
      CLAUSES.sheet,
    ),
    authScopes: { role: ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'] },
    fields: (t) => ({
      staff: t.exposeInt('staff', { description: doc('考评人月数', 'persons assessed, by month') }),
      perPerson: t.float({
        nullable: true,
        description: doc(
          '人均每月加扣分；尚未公布为空',
          'points a person and month; null before publication',
        ),
        resolve: ({ perPerson }) => perPerson,
      }),
      compared: t.exposeStringList('compared', {
        description: doc('参与比较的计分项', 'scoring rules compared'),
      }),
      leftOut: t.exposeStringList('leftOut', {
        description: doc('因有镇未全程启用而不比的计分项', 'left out: not on everywhere all the time'),
      }),
    }),
  });
  townshipFigureFields((t) => {
    const args = {
      period: t.arg.string({
        required: true,
        description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
      }),
    };
    return {
      windowScores: t.field({
        type: [score],
        nullable: true,
        description: doc('已公布的窗口得分', 'published scores of windows', CLAUSES.periods),
        args,
        resolve: ({ township, figures }, { period }) => {
          const { key } = periodNamed(period);
          return figures
            .filter((f) => f.measure === WINDOW_SCORES.id && f.key.startsWith(`${key}/`))
            .map((f) => ({ townshipId: township.id, windowId: f.key.slice(key.length + 1), total: f.value }));
        },
      }),
      scoreComparison: t.field({
        type: comparison,
        nullable: true,
        description: doc(
          '与各镇可比的人均加扣分',
          'points a person, over what all townships with evaluation have on',
          CLAUSES.sheet,
        ),
        args,
        resolve: ({ figures }, { period }, { platform }) => {
          const named = periodNamed(period);
          const points = figures.filter((f) => f.measure === CRITERION_POINTS.id);
          return comparedIn(platform, named, (code) =>
            monthsOf(named)
              .flatMap((month) => points.filter((f) => f.key === `${month}/${code}`))
              .reduce((sum, { value }) => sum + value, 0),
          );
        },
      }),
    };
  });
  queries((t) => ({
    publishedScores: t.field({
      type: [score],
      nullable: true,
      authScopes: { public: true },
      description: doc(
        '已公布考评期的窗口得分；个人得分不公布',
        'the windows’ scores of a published period; persons’ are not published',
        CLAUSES.periods,
      ),
      args: {
        period: t.arg.string({
          required: true,
          description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
        }),
      },
      resolve: async (_root, { period }, ctx) => {
        const { townshipId } = inForce(ctx);
        const rows = await ctx.db.scoreSheet.findMany({
          where: {
            townshipId,
            subjectKind: 'WINDOW',
            period: { townshipId, key: periodNamed(period).key, state: 'PUBLISHED' },
          },
          select: { windowId: true, total: true },
          orderBy: [{ total: 'desc' }, { id: 'asc' }],
        });
        return rows.map(({ windowId, total }) => ({ townshipId, windowId: windowId ?? '', total }));
      },
    }),
  }));
}
