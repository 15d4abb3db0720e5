import { KERNEL_REFUSALS } from '../cases/refusals.ts';
import { noticeInvalid } from '../clocks/calendar.ts';
import { DOCUMENT_REFUSALS } from '../documents/refusals.ts';
import { FILE_REFUSALS } from '../files/refusals.ts';
import { NOTIFICATION_REFUSALS } from '../notifications/refusals.ts';
import { MODULE_REFUSALS } from '../modules/refusals.ts';
import { AUTH_REFUSALS } from '../auth/refusals.ts';
import type { Registry } from '../modules/registry.ts';
import type { Bilingual, Clause } from '../regulation/index.ts';
import type { AppBuilder } from './builder.ts';
import { clauseType } from './clause-type.ts';
import { doc } from './doc.ts';
import { FAILURES } from './failure.ts';

interface CodeEntry {
  readonly code: string;
  readonly kind: 'REFUSAL' | 'ERROR';
  readonly meaning: Bilingual;
  readonly module: string | null;
}

const OF_KERNEL = [
  ...KERNEL_REFUSALS,
  ...MODULE_REFUSALS,
  ...AUTH_REFUSALS,
  ...DOCUMENT_REFUSALS,
  ...FILE_REFUSALS,
  ...NOTIFICATION_REFUSALS,
  noticeInvalid,
];

/** Codes that no module may take for its own. */
export const RESERVED_CODES: readonly string[] = [
  ...OF_KERNEL.map((kind) => kind.code),
  ...Object.keys(FAILURES),
];

/** Every code the API can answer with: lawful refusals of kernel and modules, and errors. */
export function allCodes(registry: Registry): CodeEntry[] {
  return [
    ...OF_KERNEL.map(({ code, meaning }) => ({ code, meaning, kind: 'REFUSAL' as const, module: null })),
    ...registry.modules.flatMap((m) =>
      m.refusals.map(({ code, meaning }) => ({ code, meaning, kind: 'REFUSAL' as const, module: m.id })),
    ),
    ...Object.entries(FAILURES).map(([code, meaning]) => ({
      code,
      meaning,
      kind: 'ERROR' as const,
      module: null,
    })),
  ];
}

/** The regulation itself, and the catalogue of codes. */
export function addRegulation(builder: AppBuilder): void {
  const regulation = builder.objectRef<{ clauses: readonly Clause[] }>('Regulation');
  builder.objectType(regulation, {
    description: doc('管理制度', 'the regulation as dated data'),
    authScopes: { public: true },
    fields: (t) => ({
      clauses: t.field({
        type: [clauseType(builder)],
        description: doc('条款', 'its clauses in the order of the text'),
        resolve: (r) => [...r.clauses],
      }),
    }),
  });
  builder.queryField('regulation', (t) =>
    t.field({
      type: regulation,
      description: doc(
        '管理制度：条款、原文和执行它的规则',
        'the regulation: clauses, their text and the rules that enforce them',
      ),
      authScopes: { public: true },
      resolve: (_root, _args, ctx) => ({ clauses: ctx.platform.registry.clauses.map((c) => c.clause) }),
    }),
  );
  builder.enumType('CodeKind', {
    description: doc('代码种类', 'kind of a code'),
    values: {
      REFUSAL: { description: doc('依法依规的拒绝', 'a lawful refusal, in Refusal.code') },
      ERROR: { description: doc('错误', 'an error, in errors[].extensions.code') },
    },
  });
  const code = builder.objectRef<CodeEntry>('Code');
  builder.objectType(code, {
    description: doc('代码', 'a code the API can answer with'),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'the code') }),
      kind: t.field({
        type: 'CodeKind',
        description: doc('种类', 'kind'),
        resolve: (c) => c.kind,
      }),
      meaning: t.string({
        description: doc('含义', 'what it means'),
        resolve: (c, _args, ctx) => c.meaning[ctx.locale],
      }),
      module: t.exposeString('module', { nullable: true, description: doc('所属模块', 'module, if any') }),
    }),
  });
  builder.queryField('codes', (t) =>
    t.field({
      type: [code],
      description: doc('全部代码', 'every code the API can answer with'),
      authScopes: { public: true },
      // At a township's endpoint those that can be met there.
      resolve: (_root, _args, { platform, endpoint, township }) =>
        allCodes(platform.registry).filter(
          ({ module }) =>
            module === null ||
            endpoint === 'county' ||
            (township !== null && platform.switches.isEnabled(township.id, module)),
        ),
    }),
  );
}
