import { allow, refuse, type Verdict } from '../regulation/index.ts';
import type { CaseFacts } from './contribution.ts';
import { staleVersion, textMissing, wrongState } from './refusals.ts';
import { isAllowed, transitionOf, type CaseVerb } from './states.ts';

/** The version the caller saw must be the present one. */
export function versionIsCurrent(facts: CaseFacts, seen: number | null | undefined): Verdict {
  return seen === null || seen === undefined || seen === facts.version
    ? allow()
    : refuse(staleVersion({ expected: seen, actual: facts.version }));
}

/** The transition table must allow the verb as the case stands. */
export function stateAllows(facts: CaseFacts, verb: CaseVerb): Verdict {
  return isAllowed(verb, facts)
    ? allow()
    : refuse(wrongState({ verb, state: facts.state, allowedIn: transitionOf(verb).from }));
}

/** Texts that a step must not leave empty, by verb. */
const REQUIRED_TEXTS: Partial<Record<CaseVerb, readonly string[]>> = {
  requestSupplement: ['reason', 'items'],
  supplementCase: ['materials'],
  refuseCase: ['reason'],
  suspendCase: ['reason'],
  decideCase: ['result'],
  deliverCase: ['method'],
  withdrawCase: ['reason'],
};

/** A step must say what it must say. */
export function textsAreGiven(verb: CaseVerb, input: object): Verdict {
  for (const field of REQUIRED_TEXTS[verb] ?? []) {
    const value = (input as Record<string, unknown>)[field];
    const given = Array.isArray(value)
      ? value.length > 0 && value.every((part) => String(part).trim() !== '')
      : typeof value === 'string' && value.trim() !== '';
    if (!given) return refuse(textMissing({ field }));
  }
  return allow();
}
