import type { ObjectRef } from '@pothos/core';
import type { Clause } from '../regulation/index.ts';
import type { AppBuilder } from './builder.ts';
import { doc } from './doc.ts';

type ClauseRef = ObjectRef<AppBuilder['$inferSchemaTypes'], Clause>;

const refs = new WeakMap<AppBuilder, ClauseRef>();

/** The GraphQL type of a clause; made once a builder. */
export function clauseType(builder: AppBuilder): ClauseRef {
  const known = refs.get(builder);
  if (known) return known;
  const ref: ClauseRef = builder.objectRef<Clause>('Clause');
  refs.set(builder, ref);
  builder.objectType(ref, {
    description: doc('条款', 'a clause of the regulation or of a law it rests on'),
    authScopes: { public: true },
    fields: (t) => ({
      id: t.exposeString('id', {
        description: doc('条款编号', 'number of the clause, e.g. 一(四)3 (extension)'),
      }),
      text: t.exposeString('text', { description: doc('原文', 'verbatim text') }),
      source: t.exposeString('source', { description: doc('出处', 'title of the document') }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('生效日期', 'first day in force'),
        resolve: (c) => c.effectiveFrom as never,
      }),
      notEnforced: t.exposeString('notEnforced', {
        nullable: true,
        description: doc('没有规则执行它的原因', 'why no rule enforces it'),
      }),
      module: t.string({
        nullable: true,
        description: doc('所属模块', 'id of its module'),
        resolve: (c, _args, ctx) =>
          ctx.platform.registry.clauses.find(({ clause }) => clause.id === c.id)?.module.id ?? null,
      }),
      rules: t.stringList({
        description: doc('执行它的规则', 'ids of the rules that enforce it'),
        resolve: (c, _args, ctx) =>
          ctx.platform.registry.modules
            .flatMap((m) => m.rules)
            .filter((r) => r.clause.id === c.id)
            .map((r) => r.id),
      }),
    }),
  });
  return ref;
}
