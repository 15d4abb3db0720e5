import type { Refusal } from '../regulation/index.ts';
import type { AppBuilder } from './builder.ts';
import { clauseType } from './clause-type.ts';
import { doc } from './doc.ts';
import { spoken } from './spoken.ts';

/** A refusal as resolvers return it; the class tells the union which member it is. */
export class RefusalAnswer {
  readonly refusal: Refusal;
  /** The mutation that was refused; null for a query. */
  readonly verb: string | null;
  constructor(refusal: Refusal, verb: string | null = null) {
    this.refusal = refusal;
    this.verb = verb;
  }
}

/** The one type of all lawful refusals. */
export function addRefusalType(builder: AppBuilder): void {
  const ref = builder.objectRef<RefusalAnswer>('Refusal');
  builder.objectType(ref, {
    description: doc('依法依规的拒绝：是答复，不是错误', 'a lawful refusal: an answer, not an error'),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.string({
        description: doc('稳定的代码，见 Query.codes', 'stable code, see Query.codes'),
        resolve: (r) => r.refusal.code,
      }),
      message: t.string({
        description: doc('可以读给人听的一句话', 'a sentence that can be read aloud'),
        resolve: ({ refusal, verb }, _args, { locale, platform }, { schema }) =>
          locale === 'zh'
            ? spoken(refusal.message.zh, schema, platform.registry, verb)
            : refusal.message[locale],
      }),
      clause: t.field({
        type: clauseType(builder),
        nullable: true,
        description: doc('所依据的条款', 'the clause it rests on'),
        resolve: (r) => r.refusal.clause,
      }),
      details: t.field({
        type: 'JSON',
        description: doc('有关的日期、数字和名称', 'the dates, numbers and names concerned'),
        resolve: (r) => r.refusal.details,
      }),
    }),
  });
}
