import type { AppBuilder } from '../graphql/builder.ts';
import type { Viewer } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, countyTenant, townshipByCode } from '../graphql/verb.ts';
import { signIn } from './sign-in.ts';
import { signToken, TOKEN_SECONDS, viewerOf, type TokenClaims } from './token.ts';

interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly viewer: Viewer;
}

/** Whether a mutation's roles admit somebody who holds these. */
function admits(permitted: unknown, roles: readonly string[]): boolean {
  return (
    permitted === 'public' || (Array.isArray(permitted) && roles.some((role) => permitted.includes(role)))
  );
}

/** Sign-in, and who one is. */
export function addAuth(builder: AppBuilder): void {
  const viewer = builder.objectRef<Viewer>('Viewer');
  builder.objectType(viewer, {
    description: doc('登录者', 'who is signed in'),
    authScopes: { public: true },
    fields: (t) => ({
      kind: t.exposeString('kind', { description: doc('类别', 'kind of actor') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      roles: t.stringList({ description: doc('角色', 'roles'), resolve: (v) => [...v.roles] }),
      staff: t.field({
        type: 'Staff',
        nullable: true,
        description: doc(
          '本人，含站所和窗口；不是乡镇工作人员的为空，刚登录的答复中也为空',
          'oneself, with station and window; null for who is no township’s staff, and in the answer of signIn itself',
        ),
        resolve: (v, _args, ctx) =>
          v.kind === 'STAFF' && v.id !== null && ctx.viewer.id === v.id
            ? ctx.platform.directory.findStaff(v.id)
            : null,
      }),
      verbs: t.stringList({
        description: doc(
          '按角色可以调用的写操作；某一办件现在能办哪些，见 Case.allowedVerbs',
          'the mutations that one’s roles admit at this endpoint; what a case takes now, Case.allowedVerbs says',
        ),
        resolve: ({ roles }, _args, _ctx, { schema }) =>
          Object.values(schema.getMutationType()?.getFields() ?? {})
            .filter(({ extensions }) => admits(extensions['verbRoles'], roles))
            .map(({ name }) => name),
      }),
      township: t.string({
        nullable: true,
        description: doc('所属乡镇代码', 'code of one’s township'),
        resolve: (v, _args, ctx) =>
          v.townshipId === null ? null : (ctx.platform.directory.findTownship(v.townshipId)?.code ?? null),
      }),
    }),
  });
  builder.queryField('viewer', (t) =>
    t.field({
      type: viewer,
      nullable: true,
      description: doc('登录者，未登录为空', 'who is signed in; null without a token'),
      authScopes: { public: true },
      resolve: (_root, _args, ctx) => (ctx.viewer.kind === 'PUBLIC' ? null : ctx.viewer),
    }),
  );
  const session = builder.objectRef<SignedIn>('Session');
  builder.objectType(session, {
    description: doc('登录结果', 'what sign-in gives'),
    authScopes: { public: true },
    fields: (t) => ({
      token: t.exposeString('token', {
        description: doc('令牌，放入 Authorization: Bearer', 'bearer token'),
      }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime', description: doc('到期时间', 'when it ends') }),
      viewer: t.field({
        type: viewer,
        description: doc('登录者', 'who it stands for'),
        resolve: (s) => s.viewer,
      }),
    }),
  });
  addVerb(builder, 'signIn', {
    description: doc(
      '工作人员登录；县级人员不填乡镇',
      'signs staff in; county people leave the township out',
    ),
    input: (t) => ({
      township: t.string({ description: doc('乡镇代码', 'code of the township') }),
      username: t.string({ required: true, description: doc('用户名', 'user name') }),
      password: t.string({ required: true, description: doc('密码', 'password') }),
    }),
    roles: 'public',
    tenant: (ctx, input) =>
      input.township ? townshipByCode(ctx, input.township) : (ctx.township?.id ?? countyTenant(ctx)),
    answer: {
      typename: 'Session',
      ref: session,
      load: async (ctx, key) => {
        const { platform } = ctx;
        const isCounty = platform.directory.county?.id === key.townshipId;
        const claims: TokenClaims = { sub: key.id, kind: isCounty ? 'COUNTY' : 'STAFF' };
        const now = platform.now();
        const known = viewerOf(platform, claims);
        if (!known) throw new Error('a signed-in account must be in the directory');
        return {
          token: await signToken(platform.tokenSecret, claims, now),
          expiresAt: new Date(now.getTime() + TOKEN_SECONDS * 1000),
          viewer: known,
        };
      },
    },
    everyTime: true,
    act: (act, input) => signIn(act, input),
  });
}
