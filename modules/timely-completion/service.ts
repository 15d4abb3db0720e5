import type { Act } from '../../core/acts/act.ts';
import type { CaseFacts } from '../../core/cases/contribution.ts';
import { notFound, wrongState } from '../../core/cases/refusals.ts';
import { versionIsCurrent } from '../../core/cases/rules.ts';
import type { CaseState } from '../../core/cases/states.ts';
import { findCase } from '../../core/cases/store.ts';
import { caseSubject, type ClockRow } from '../../core/clocks/clock-row.ts';
import { findClock } from '../../core/clocks/store.ts';
import { enforce, Refused, type Clause } from '../../core/regulation/index.ts';
import { noPromiseRunning } from './refusals.ts';
import { TimelySettings } from './settings.ts';
import { MODULE_ID, PROMISE } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): TimelySettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: TimelySettings });
}

/**
 * The case of a verb, accepted unless other states will do, and unless it changed meanwhile. Refusals: NOT_FOUND, CONFLICT,
 * STATE_NOT_ALLOWED.
 */
export async function openCase(
  act: Act,
  input: { caseId: string; version?: number | null | undefined },
  verb: string,
  allowedIn: readonly CaseState[] = ['ACCEPTED'],
): Promise<CaseFacts> {
  const facts = await findCase(act.tx, act.townshipId, input.caseId);
  if (!facts) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  enforce(versionIsCurrent(facts, input.version));
  if (!allowedIn.some((state) => state === facts.state))
    throw new Refused(wrongState({ verb, state: facts.state, allowedIn }));
  return facts;
}

/** The promise clock of a case; NO_PROMISE_RUNNING when there is none. */
export async function runningPromise(act: Act, facts: CaseFacts, clause: Clause): Promise<ClockRow> {
  const promise = await findClock(act.tx, act.townshipId, caseSubject(facts.id), PROMISE);
  if (!promise || promise.endedOn !== null) throw new Refused(noPromiseRunning({}, clause));
  return promise;
}
