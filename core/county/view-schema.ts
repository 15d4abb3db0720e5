import type { ObjectRef } from '@pothos/core';
import type { AppBuilder } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { Failure } from '../graphql/failure.ts';
import { townshipModules, townshipModuleType } from '../modules/schema.ts';
import { civilDate } from '../time/index.ts';
import type { CountyInfo, TownshipInfo } from './directory.ts';
import { CASES_BY_STATE } from './roll-up.ts';
import { measureAsked, readTallies } from './tally-rows.ts';

/** One figure of a township. */
export interface Figure {
  readonly measure: string;
  readonly key: string;
  readonly value: number;
}

export interface TownshipFigures {
  readonly township: TownshipInfo;
  readonly figures: readonly Figure[];
}

/** The types of the county's view that modules add figures to, by builder. */
export const countyTypes = new WeakMap<
  AppBuilder,
  {
    readonly county: ObjectRef<AppBuilder['$inferSchemaTypes'], CountyInfo>;
    readonly township: ObjectRef<AppBuilder['$inferSchemaTypes'], TownshipFigures>;
  }
>();

/** What the county sees of all townships; read from roll-up rows, never by scanning cases. */
export function addCountyView(
  builder: AppBuilder,
  township: ObjectRef<AppBuilder['$inferSchemaTypes'], TownshipInfo>,
): void {
  const figure = builder.objectRef<Figure>('Figure');
  builder.objectType(figure, {
    description: doc('一个统计数', 'one figure'),
    authScopes: { public: true },
    fields: (t) => ({
      measure: t.exposeString('measure', { description: doc('指标', 'measure') }),
      key: t.exposeString('key', { description: doc('分类', 'key within the measure') }),
      value: t.exposeInt('value', { description: doc('数值', 'value') }),
    }),
  });
  const caseCount = builder.objectRef<{ state: string; count: number }>('CaseCount');
  builder.objectType(caseCount, {
    description: doc('某状态的办件数', 'number of cases in a state'),
    authScopes: { public: true },
    fields: (t) => ({
      state: t.field({
        type: 'CaseState',
        description: doc('状态', 'state'),
        resolve: (c) => c.state as EnumValues['CaseState'],
      }),
      count: t.exposeInt('count', { description: doc('件数', 'count') }),
    }),
  });
  const rows = builder.objectRef<TownshipFigures>('TownshipFigures');
  builder.objectType(rows, {
    description: doc('一个乡镇的统计', 'the figures of one township'),
    authScopes: { role: COUNTY_READERS },
    fields: (t) => ({
      township: t.field({ type: township, description: doc('乡镇', 'township'), resolve: (r) => r.township }),
      modules: t.field({
        type: [townshipModuleType(builder)],
        description: doc('制度模块启用情况', 'its row of the module matrix'),
        resolve: (r, _args, ctx) => townshipModules(ctx, r.township.id),
      }),
      casesByState: t.field({
        type: [caseCount],
        description: doc('各状态办件数', 'cases by state'),
        resolve: (r) => countsByState(r.figures),
      }),
      figures: t.field({
        type: [figure],
        description: doc('全部统计数', 'all figures'),
        resolve: (r) => [...r.figures],
      }),
    }),
  });
  builder.prismaObject('OverdueCase', {
    description: doc('超时办件', 'a case beyond a limit'),
    authScopes: { role: COUNTY_READERS },
    fields: (t) => ({
      township: t.field({
        type: township,
        nullable: true,
        description: doc('乡镇', 'township'),
        resolve: (o, _args, ctx) => ctx.platform.directory.findTownship(o.townshipId),
      }),
      number: t.exposeString('number', { description: doc('办件编号', 'number') }),
      itemName: t.exposeString('itemName', { description: doc('事项', 'item') }),
      kind: t.exposeString('kind', { description: doc('时限种类', 'kind of limit') }),
      dueOn: t.field({
        type: 'Date',
        description: doc('应办结日', 'due date'),
        resolve: (o) => civilDate(o.dueOn),
      }),
      overdueDays: t.exposeInt('overdueDays', {
        description: doc('截至最近一次核对的超时工作日', 'working days overdue at the last sweep'),
      }),
    }),
  });

  const county = builder.objectRef<CountyInfo>('County');
  countyTypes.set(builder, { county, township: rows });
  builder.objectType(county, {
    description: doc('全县', 'the county'),
    authScopes: { role: COUNTY_READERS },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'code') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      townships: t.field({
        type: [rows],
        description: doc('各乡镇统计', 'figures by township'),
        resolve: async (_county, _args, ctx, info) => {
          const figures = new Map<string, Figure[]>();
          for (const row of (await readTallies(ctx, measureAsked(info))).filter(isShown(ctx))) {
            const own = figures.get(row.townshipId);
            if (own) own.push(row);
            else figures.set(row.townshipId, [row]);
          }
          return ctx.platform.directory.townships.map((township) => ({
            township,
            figures: figures.get(township.id) ?? [],
          }));
        },
      }),
      casesByState: t.field({
        type: [caseCount],
        description: doc('全县各状态办件数', 'cases of the whole county by state'),
        resolve: async (_county, _args, ctx) => countsByState(await readTallies(ctx, CASES_BY_STATE.id)),
      }),
      figures: t.field({
        type: [figure],
        description: doc('全县统计数', 'figures of the whole county'),
        resolve: async (_county, _args, ctx) => {
          const rows = await readTallies(ctx, null);
          const sums = new Map<string, Figure>();
          for (const { measure, key, value } of rows.filter(isShown(ctx))) {
            const sum = sums.get(`${measure}/${key}`)?.value ?? 0;
            sums.set(`${measure}/${key}`, { measure, key, value: sum + value });
          }
          return [...sums.values()];
        },
      }),
      overdueCases: t.prismaConnection({
        type: 'OverdueCase',
        cursor: 'townshipId_caseId_kind',
        description: doc('全县超时办件，最久的在前', 'overdue cases of all townships, the longest first'),
        resolve: (query, _county, _args, ctx) =>
          ctx.db.overdueCase.findMany({
            ...query,
            orderBy: [{ dueOn: 'asc' }, { townshipId: 'asc' }, { caseId: 'asc' }, { kind: 'asc' }],
          }),
      }),
    }),
  });
  builder.queryField('county', (t) =>
    t.field({
      type: county,
      description: doc('全县视图，每次查看都留痕', 'the county’s view; every look is audited'),
      authScopes: { role: COUNTY_READERS },
      resolve: (_root, _args, ctx) => {
        const known = ctx.platform.directory.county;
        if (!known) throw new Failure('SERVICE_UNAVAILABLE');
        if (ctx.township)
          throw new Failure('FORBIDDEN', { zh: '县级视图在 /graphql', en: 'the county view is at /graphql' });
        return known;
      },
    }),
  );
}

/** A module's figures are counted always, and shown where the module is on. */
function isShown({ platform }: Context): (row: { townshipId: string; measure: string }) => boolean {
  const owners = new Map(
    platform.registry.modules.flatMap((m) => (m.measures ?? []).map(({ id }) => [id, m.id] as const)),
  );
  return ({ townshipId, measure }) => {
    const module = owners.get(measure);
    return module === undefined || platform.switches.isEnabled(townshipId, module);
  };
}

const COUNTY_READERS = ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'] as const;

function countsByState(figures: readonly Figure[]): { state: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { measure, key, value } of figures)
    if (measure === CASES_BY_STATE.id) counts.set(key, (counts.get(key) ?? 0) + value);
  return [...counts].filter(([, count]) => count > 0).map(([state, count]) => ({ state, count }));
}
