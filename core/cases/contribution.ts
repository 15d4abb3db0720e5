import type { Act } from '../acts/act.ts';
import type { ItemDemand, ItemFacts } from '../catalogue/rules.ts';
import type { EndedClock } from '../events/event.ts';
import type { Verdict } from '../regulation/index.ts';
import type { CaseInputs } from './inputs.ts';

/** A case as guards and effects see it. */
export interface CaseFacts {
  readonly townshipId: string;
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
  readonly state: string;
  readonly version: number;
  readonly itemId: string;
  readonly itemVersion: number;
  readonly applicantId: string;
  readonly windowId: string | null;
  readonly handlerId: string | null;
  readonly outcome: string | null;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** Verbs that a module can guard or follow up, with the kernel's own beginning of a case. */
export type CaseStep = keyof CaseInputs;

/** What a guard is asked: may this step be taken? It reads, it does not write. */
export interface GuardQuestion<S extends CaseStep> {
  /** The case before the step; null for `submitCase`. */
  readonly case: CaseFacts | null;
  readonly item: ItemFacts;
  readonly input: CaseInputs[S];
}

/** What an effect follows: the step has been taken in the same transaction. */
export interface TakenStep<S extends CaseStep> {
  /** The case after the step. */
  readonly case: CaseFacts;
  readonly item: ItemFacts;
  readonly input: CaseInputs[S];
  /** Clocks that ended with the step. */
  readonly ended: readonly EndedClock[];
}

/** Columns of the case that an effect wrote. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- most effects change nothing of the case
export type CaseChange = Partial<CaseFacts> | void;

/** What a module adds to the kernel's case where it is on. */
export interface CaseContribution {
  /** Asked before anything is written; the first refusal is the answer. */
  readonly guards?: {
    readonly [S in CaseStep]?: (act: Act, question: GuardQuestion<S>) => Promise<Verdict> | Verdict;
  };
  /** Run in the step's transaction, after the state changed. An effect that changes the case's own row returns what it changed. */
  readonly effects?: { readonly [S in CaseStep]?: (act: Act, step: TakenStep<S>) => Promise<CaseChange> };
  /** What a service item must have before it may take cases. */
  readonly itemDemands?: (item: ItemFacts) => readonly ItemDemand[];
  /** Whether an item is classified (涉密): nothing of its cases is published. Asked also where the module is off: no switch makes public what is secret. */
  readonly isClassified?: (act: Act, itemId: string) => Promise<boolean>;
}
