import type { Clause } from '../regulation/index.ts';

/** A description in the API's form: Chinese, English, then the clause it rests on. */
export function doc(zh: string, en: string, clause?: Clause): string {
  return clause ? `${zh} / ${en}（${clause.id}）` : `${zh} / ${en}`;
}
