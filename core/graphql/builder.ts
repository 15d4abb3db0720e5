import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { getNullableType, isListType } from 'graphql';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';
import type { Role } from '../auth/roles.ts';
import type { ItemVersionRow } from '../catalogue/store.ts';
import type { CaseClock } from '../clocks/case-clocks.ts';
import type { ItemInfo, StaffInfo, StationInfo, WindowInfo } from '../county/directory.ts';
import type { CivilDate } from '../time/index.ts';
import { hasRole, type Context } from './context.ts';
import type { EnumValues } from './enums.ts';
import { Failure } from './failure.ts';
import { loadableNodes, loadNode } from './node.ts';
import type { ObjectShapes } from './objects.ts';
import PublicScopePlugin from './public-scope.ts';
import { RELAY_DESCRIPTIONS } from './relay-descriptions.ts';
import { addScalars } from './scalars.ts';
import type { ReceivedFile } from '../files/received-file.ts';

/** Deepest selection, and the greatest cost of one operation (fields times page sizes). */
export const LIMITS = {
  depth: 14,
  complexity: 50_000,
  breadth: 500,
  pageSize: 100,
  defaultPage: 20,
} as const;

/** Types that a field names by their name alone: enums, and objects whose values a resolver gives itself. */
interface NamedTypes extends EnumValues {
  Clock: CaseClock;
  ServiceItem: ItemInfo;
  ServiceItemVersion: ItemVersionRow;
  Staff: StaffInfo;
  Station: StationInfo;
  Window: WindowInfo;
}

interface BuilderTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  AuthScopes: {
    /** Anyone, without a token. */
    public: boolean;
    signedIn: boolean;
    /** Holders of one of the roles. */
    role: readonly Role[];
  };
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: CivilDate; Output: CivilDate };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    Fen: { Input: number; Output: number };
    Upload: { Input: ReceivedFile; Output: never };
  };
  Objects: NamedTypes & ObjectShapes;
  Inputs: EnumValues;
}

/** A fresh builder with the platform's plugins, scalars and Relay types; one per distinct set of modules. */
export function createBuilder() {
  const builder = new SchemaBuilder<BuilderTypes>({
    plugins: [PublicScopePlugin, ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, PrismaPlugin],
    defaultFieldNullability: false,
    prisma: {
      client: (ctx) => ctx.db,
      dmmf: getDatamodel(),
      maxConnectionSize: LIMITS.pageSize,
      defaultConnectionSize: LIMITS.defaultPage,
      onUnusedQuery: null,
    },
    scopeAuth: {
      runScopesOnType: true,
      treatErrorsAsUnauthorized: false,
      unauthorizedError: (_parent, ctx) =>
        new Failure(ctx.viewer.kind === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN'),
      authScopes: (ctx) => ({
        public: true,
        signedIn: ctx.viewer.kind !== 'PUBLIC',
        role: (roles) => hasRole(ctx, ...roles),
      }),
    },
    complexity: {
      // What an operation costs is kept with it (operations.ts) and not counted anew for each root field.
      disabled: true,
      fieldComplexity: (args, _ctx, field) => {
        if (field.args.some((arg) => arg.name === 'first'))
          return { field: 1, multiplier: pageSize(args) / 10 };
        return isListType(getNullableType(field.type)) ? { field: 1, multiplier: 10 } : 1;
      },
    },
    relay: {
      ...RELAY_DESCRIPTIONS,
      nodeQueryOptions: {
        description:
          '按全局编号取任一对象，没有或不可见时为空 / any object by its global id; null when absent or not visible',
        authScopes: { public: true },
        args: { id: { description: '全局编号 / global id' } },
        resolve: (_root, { id }, ctx, info, resolveNode) => loadNode(ctx, info, id, resolveNode),
      },
      nodesQueryOptions: {
        description:
          '按全局编号取多个对象，顺序与编号一致 / several objects by their global ids, in that order',
        authScopes: { public: true },
        args: { ids: { description: '全局编号，最多100个 / global ids, at most 100' } },
        resolve: (_root, { ids }, ctx, info, resolveNodes) => loadableNodes(ctx, info, ids, resolveNodes),
      },
    },
  });
  addScalars(builder);
  builder.queryType({ description: '查询 / what can be asked' });
  builder.mutationType({ description: '办理 / the verbs of the regulation' });
  return builder;
}

function pageSize(args: Record<string, unknown>): number {
  const asked = args['first'] ?? args['last'];
  return typeof asked === 'number' && asked > 0 ? Math.min(asked, LIMITS.pageSize) : LIMITS.defaultPage;
}

export type AppBuilder = ReturnType<typeof createBuilder>;
