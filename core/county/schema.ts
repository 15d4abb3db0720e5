import { resolveArrayConnection } from '@pothos/plugin-relay';
import type { AppBuilder } from '../graphql/builder.ts';
import { LIMITS } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import { covers, rowId, rowKey } from '../graphql/node.ts';
import { pageOf } from '../graphql/page.ts';
import { townshipModules, townshipModuleType } from '../modules/schema.ts';
import type { TownshipInfo } from './directory.ts';
import { addCountyView } from './view-schema.ts';

/** Townships for everyone, and the county's own view. */
export function addCounty(builder: AppBuilder): void {
  const township = builder.objectRef<TownshipInfo>('Township');
  builder.node(township, {
    id: { resolve: (t) => rowId({ townshipId: t.id, id: t.id }) },
    loadOne: (id, ctx) => ctx.platform.directory.findTownship(rowKey(id)?.id ?? ''),
    description: doc('乡镇', 'a township'),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'code') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      modules: t.field({
        type: [townshipModuleType(builder)],
        description: doc('各制度模块的启用情况', 'which modules are on, with their settings'),
        resolve: ({ id }, _args, ctx) => townshipModules(ctx, id),
      }),
      serviceItems: t.connection({
        type: 'ServiceItem',
        description: doc('事项目录，含要素不全的', 'the catalogue, drafts included'),
        resolve: ({ id }, args, ctx) => {
          if (!covers(ctx, id)) throw new Failure('FORBIDDEN');
          return pageOf(ctx.platform.directory.itemsOf(id), args) as never;
        },
      }),
      windows: t.connection({
        type: 'Window',
        description: doc('大厅窗口，按窗口号', 'the windows of the hall, by number'),
        resolve: ({ id }, args, ctx) => {
          if (!covers(ctx, id)) throw new Failure('FORBIDDEN');
          return pageOf([...ctx.platform.directory.windowsOf(id)], args) as never;
        },
      }),
    }),
  });
  builder.queryField('townships', (t) =>
    t.connection({
      type: township,
      description: doc('全县乡镇', 'all townships of the county'),
      authScopes: { public: true },
      resolve: (_root, args, ctx) =>
        resolveArrayConnection({ args, defaultSize: LIMITS.defaultPage, maxSize: LIMITS.pageSize }, [
          ...ctx.platform.directory.townships,
        ]) as never,
    }),
  );
  builder.queryField('township', (t) =>
    t.field({
      type: township,
      nullable: true,
      description: doc('按代码取乡镇', 'a township by its code'),
      authScopes: { public: true },
      args: { code: t.arg.string({ required: true, description: doc('代码', 'code') }) },
      resolve: (_root, { code }, ctx) => ctx.platform.directory.findTownshipByCode(code),
    }),
  );
  addCountyView(builder, township);
}
