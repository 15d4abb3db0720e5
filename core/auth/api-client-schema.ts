import type { AppBuilder } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, countyTenant } from '../graphql/verb.ts';
import { registerApiClient, revokeApiClient } from './api-client.ts';
import { signToken } from './token.ts';

interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
}

/** Seconds a machine client's token is valid: a year; it can be revoked at any time. */
const CLIENT_TOKEN_SECONDS = 365 * 24 * 60 * 60;

/** Machine clients of the county: registering, listing and revoking them. */
export function addApiClients(builder: AppBuilder): void {
  const client = builder.objectRef<ClientRow>('ApiClient');
  builder.objectType(client, {
    description: doc('第三方前端（机器客户端）', 'a machine client'),
    authScopes: { role: KEEPERS },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      issuedAt: t.expose('issuedAt', { type: 'DateTime', description: doc('登记时间', 'when registered') }),
      revokedAt: t.expose('revokedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('停用时间', 'when revoked'),
      }),
    }),
  });
  const issued = builder.objectRef<{ client: ClientRow; token: string }>('IssuedApiToken');
  builder.objectType(issued, {
    description: doc('新发的令牌，只显示这一次', 'a token as issued; shown this once'),
    authScopes: { role: KEEPERS },
    fields: (t) => ({
      client: t.field({ type: client, description: doc('客户端', 'the client'), resolve: (i) => i.client }),
      token: t.exposeString('token', {
        description: doc('令牌，一年有效', 'bearer token, valid for a year'),
      }),
    }),
  });
  const load = (ctx: Context, key: { id: string }) =>
    ctx.platform.prisma.apiClient.findUniqueOrThrow({ where: { id: key.id } });
  builder.queryField('apiClients', (t) =>
    t.field({
      type: [client],
      description: doc('已登记的第三方前端', 'machine clients'),
      authScopes: { role: KEEPERS },
      resolve: (_root, _args, ctx) =>
        ctx.platform.prisma.apiClient.findMany({ orderBy: { issuedAt: 'asc' }, take: 100 }),
    }),
  );
  addVerb(builder, 'registerApiClient', {
    description: doc('登记第三方前端并发给令牌', 'registers a machine client and issues its token'),
    input: (t) => ({ name: t.string({ required: true, description: doc('名称', 'name') }) }),
    roles: KEEPERS,
    tenant: countyTenant,
    answer: {
      typename: 'IssuedApiToken',
      ref: issued,
      load: async (ctx, key) => {
        const { tokenSecret, now } = ctx.platform;
        const claims = { sub: key.id, kind: 'FRONTEND' } as const;
        return {
          client: await load(ctx, key),
          token: await signToken(tokenSecret, claims, now(), CLIENT_TOKEN_SECONDS),
        };
      },
    },
    act: (act, input) => registerApiClient(act, input),
  });
  addVerb(builder, 'revokeApiClient', {
    description: doc('停用第三方前端，令牌立即失效', 'revokes a machine client; its tokens stop at once'),
    input: (t) => ({ name: t.string({ required: true, description: doc('名称', 'name') }) }),
    roles: KEEPERS,
    tenant: countyTenant,
    answer: { typename: 'ApiClient', ref: client, load },
    act: (act, input) => revokeApiClient(act, input),
  });
}

const KEEPERS = ['COUNTY_BUREAU', 'COUNTY_IT'] as const;
