import type { Clause } from './clause.ts';
import type { Bilingual, Refusal } from './refusal.ts';
import { Forbidden, Refused } from './refusal.ts';

/** What a rule answers: nothing to object to, or a refusal. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly refusal: Refusal };

const ALLOWED: Verdict = { allowed: true };

/** The facts meet the rule. */
export function allow(): Verdict {
  return ALLOWED;
}

/** The facts do not meet the rule. */
export function refuse(refusal: Refusal): Verdict {
  return { allowed: false, refusal };
}

/**
 * A pure rule of one clause: facts, settings and time in, verdict (or another value) out.
 * The clause is mandatory, so a rule without a source does not compile.
 */
export interface Rule<Args extends readonly unknown[] = readonly never[], Answer = unknown> {
  readonly id: string;
  readonly clause: Clause;
  readonly says: Bilingual;
  readonly decide: (...args: Args) => Answer;
}

/** Declares a rule. `id` is kebab-case and unique in its module; tests are titled `<clause id> · <rule id>`. */
export function rule<Args extends readonly unknown[], Answer>(
  declaration: Rule<Args, Answer>,
): Rule<Args, Answer> {
  return declaration;
}

/** Throws the refusal of the first verdict that is one. */
export function enforce(...verdicts: Verdict[]): void {
  for (const verdict of verdicts) if (!verdict.allowed) throw new Refused(verdict.refusal);
}

/** Throws FORBIDDEN for the first verdict that is a refusal: for rules of who may act, not of what may be done. */
export function permit(...verdicts: Verdict[]): void {
  for (const verdict of verdicts) if (!verdict.allowed) throw new Forbidden(verdict.refusal);
}
