import { resolveArrayConnection } from '@pothos/plugin-relay';
import { COUNTY_ROLES, STAFF_ROLES } from '../auth/roles.ts';
import { missingIn } from '../catalogue/acceptability.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { LIMITS } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import { covers, keyOf, rowId, rowKey } from '../graphql/node.ts';
import { pageOf } from '../graphql/page.ts';
import { townshipModules, townshipModuleType } from '../modules/schema.ts';
import type { TownshipInfo } from './directory.ts';
import { addCountyView } from './view-schema.ts';

/** Whether a value is the one that is asked for; any is where nothing is asked. A value that is dear to find comes as a function. */
function isOr<T>(asked: T | null | undefined, value: T | (() => T) | null): boolean {
  if (asked === null || asked === undefined) return true;
  return asked === (value instanceof Function ? value() : value);
}

/**
 * The uuid that an argument names of a township that the caller's scope covers; null where it is left out.
 * FORBIDDEN beyond the scope; BAD_INPUT for what is no id of that type in the township.
 */
function rowIn(
  ctx: Context,
  townshipId: string,
  typename: 'Station' | 'Window',
  given: string | null | undefined,
): string | null {
  if (!covers(ctx, townshipId)) throw new Failure('FORBIDDEN');
  if (given === null || given === undefined) return null;
  const key = keyOf(typename, given);
  const field = typename === 'Station' ? 'stationId' : 'windowId';
  if (key?.townshipId !== townshipId) throw new Failure('BAD_INPUT', undefined, { field });
  return key.id;
}

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
        args: {
          code: t.arg.string({ description: doc('只要此编码的', 'only that of this code') }),
          name: t.arg.string({ description: doc('名称中含有', 'only those whose name holds this') }),
          stationId: t.arg.id({ description: doc('只要此站所的', 'only those of this station') }),
          acceptable: t.arg.boolean({
            description: doc(
              '只要可以收件的，或只要不可以的',
              'only those that take cases, or only the others',
            ),
          }),
        },
        resolve: ({ id }, { code, name, stationId, acceptable, ...args }, ctx) => {
          const station = rowIn(ctx, id, 'Station', stationId);
          return pageOf(
            ctx.platform.directory
              .itemsOf(id)
              .filter(
                (item) =>
                  isOr(code, item.code) &&
                  isOr(station, item.stationId) &&
                  (!name || item.current.name.includes(name.trim())) &&
                  isOr(acceptable, () => missingIn(ctx.platform, item.facts).length === 0),
              ),
            args,
          ) as never;
        },
      }),
      stations: t.connection({
        type: 'Station',
        description: doc('站所，按代码', 'the stations, by code'),
        resolve: ({ id }, args, ctx) => {
          if (!covers(ctx, id)) throw new Failure('FORBIDDEN');
          return pageOf([...ctx.platform.directory.stationsOf(id)], args) as never;
        },
      }),
      windows: t.connection({
        type: 'Window',
        description: doc('大厅窗口，按窗口号', 'the windows of the hall, by number'),
        args: { stationId: t.arg.id({ description: doc('只要此站所的', 'only those of this station') }) },
        resolve: ({ id }, { stationId, ...args }, ctx) => {
          const station = rowIn(ctx, id, 'Station', stationId);
          const windows = [...ctx.platform.directory.windowsOf(id)];
          return pageOf(
            windows.filter((window) => isOr(station, window.stationId)),
            args,
          ) as never;
        },
      }),
      staff: t.connection({
        type: 'Staff',
        nullable: true,
        description: doc('在岗人员，按工号', 'the staff in service, by number'),
        authScopes: { role: [...STAFF_ROLES, ...COUNTY_ROLES] },
        args: {
          role: t.arg.string({ description: doc('只要有此角色的', 'only those who hold this role') }),
          stationId: t.arg.id({ description: doc('只要此站所的', 'only those of this station') }),
          windowId: t.arg.id({ description: doc('只要在此窗口的', 'only those at this window') }),
        },
        resolve: ({ id }, { role, stationId, windowId, ...args }, ctx) => {
          const station = rowIn(ctx, id, 'Station', stationId);
          const window = rowIn(ctx, id, 'Window', windowId);
          return pageOf(
            ctx.platform.directory
              .staffOf(id)
              .filter(
                (one) =>
                  (!role || one.roles.includes(role)) &&
                  isOr(station, one.stationId) &&
                  isOr(window, one.windowId),
              ),
            args,
          ) as never;
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
