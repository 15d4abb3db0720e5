import type { Act } from '../acts/act.ts';
import { enforce, type Verdict } from '../regulation/index.ts';
import type { CaseChange, CaseContribution, CaseStep, GuardQuestion, TakenStep } from './contribution.ts';
import type { CaseRow } from './store.ts';

type Guard<S extends CaseStep> = (act: Act, question: GuardQuestion<S>) => Promise<Verdict> | Verdict;
type Effect<S extends CaseStep> = (act: Act, step: TakenStep<S>) => Promise<CaseChange>;

function enabledContributions(act: Act): CaseContribution[] {
  return act.platform.registry.modules
    .filter((m) => m.case && act.platform.switches.isEnabled(act.townshipId, m.id))
    .flatMap((m) => m.case ?? []);
}

/** Asks the guards of the enabled modules in order; the first refusal is thrown. */
export async function askGuards<S extends CaseStep>(
  act: Act,
  step: S,
  question: GuardQuestion<S>,
): Promise<void> {
  for (const contribution of enabledContributions(act)) {
    const guard = contribution.guards?.[step] as Guard<S> | undefined;
    if (guard) enforce(await guard(act, question));
  }
}

/** Runs the effects of the enabled modules in order, in the step's transaction; returns the case as they left it. */
export async function runEffects<S extends CaseStep>(
  act: Act,
  step: S,
  taken: TakenStep<S> & { readonly case: CaseRow },
): Promise<CaseRow> {
  let row = taken.case;
  for (const contribution of enabledContributions(act)) {
    const effect = contribution.effects?.[step] as Effect<S> | undefined;
    if (effect) row = { ...row, ...(await effect(act, { ...taken, case: row })) };
  }
  return row;
}

/** Whether a module says of an item that it is classified, on or off: nothing of its cases may be published. */
export async function isClassified(act: Act, itemId: string): Promise<boolean> {
  for (const { case: contribution } of act.platform.registry.modules)
    if (await contribution?.isClassified?.(act, itemId)) return true;
  return false;
}
