import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, whereRow } from '../../core/graphql/node.ts';
import { staffOf, windowIn, windowOf } from '../../core/people/reference.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { ListedTypes } from './schema.ts';
import type { PublicAwardKind } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    PublicAwardKind: PublicAwardKind;
  }
}

/** Awards as the public reads them: of a window its name, of a person the name that stands on the staff board. */
export function addPublishedAwards(
  { builder, list }: ModuleSchema,
  { provenance }: Pick<ListedTypes, 'provenance'>,
): void {
  builder.enumType('PublicAwardKind', {
    description: doc('表彰的种类', 'kind of award', CLAUSES.principle),
    values: {
      FLAG_WINDOW: {
        description: doc('流动红旗窗口，年度为红旗窗口', 'flag window, of a quarter or a year'),
      },
      MODEL_WORKER: {
        description: doc('工作标兵，年度为先进工作者', 'model worker, of a quarter or a year'),
      },
    },
  });
  builder.prismaNode('PublishedAward', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('公示的表彰', 'an award that is made public', CLAUSES.principle),
    authScopes: { public: true },
    fields: (t) => ({
      kind: t.field({
        type: 'PublicAwardKind',
        description: doc('种类', 'kind'),
        resolve: (row) => row.kind as PublicAwardKind,
      }),
      period: t.exposeString('period', { description: doc('季度或年度', 'quarter or year') }),
      name: t.string({
        description: doc('窗口名称或姓名', 'name of the window or person'),
        resolve: async ({ townshipId, staffId, windowId }, _args, ctx) =>
          (
            await (windowId === null
              ? staffOf(ctx, townshipId, staffId ?? '')
              : windowOf(ctx, townshipId, windowId))
          ).name,
      }),
      window: t.field(windowIn('windowId', doc('窗口，表彰窗口时', 'the window, where one is awarded'))),
      provenance: t.field({
        type: provenance,
        description: doc('由来', 'where it comes from'),
        resolve: ({ publisher, publishedAt }) => ({
          source: publisher,
          version: 1,
          publishedBy: publisher,
          effectiveFrom: civilDateOf(publishedAt),
          publishedAt,
        }),
      }),
    }),
  });
  list('publishedAwards', {
    of: 'PublishedAward',
    seenBy: 'public',
    description: doc('公示的表彰，最近的在前', 'the awards made public, the latest first', CLAUSES.principle),
    order: { publishedAt: 'desc' },
  });
}
