import type { Directory, ModuleDecision } from '../county/directory.ts';
import { civilDateOf, type CivilDate } from '../time/index.ts';
import type { Registry } from './registry.ts';

/** Answers, for any township and day, which modules are on and with which settings. The only place that does. */
export class Switches {
  readonly #directory: Directory;
  readonly #registry: Registry;
  readonly #now: () => Date;

  constructor(directory: Directory, registry: Registry, now: () => Date) {
    this.#directory = directory;
    this.#registry = registry;
    this.#now = now;
  }

  /** The decision in force: the latest whose first day has come. */
  decisionOn(townshipId: string, module: string, day: CivilDate = this.#today()): ModuleDecision | null {
    return this.#directory.decisionsOf(townshipId, module).findLast((d) => d.effectiveFrom <= day) ?? null;
  }

  /** The one predicate of schema, events, jobs and documents. */
  isEnabled(townshipId: string, module: string): boolean {
    return this.decisionOn(townshipId, module)?.enabled ?? false;
  }

  /** Whether it was on at an instant: a decision counts from its first day, one of that very day from when it was taken. */
  wasEnabledAt(townshipId: string, module: string, instant: Date): boolean {
    const day = civilDateOf(instant);
    const taken = this.#directory
      .decisionsOf(townshipId, module)
      .findLast((d) => d.effectiveFrom < day || (d.effectiveFrom === day && d.setAt <= instant));
    return taken?.enabled === true;
  }

  /** Whether it is on, or has been. */
  wasEverEnabled(townshipId: string, module: string): boolean {
    const today = this.#today();
    const taken = this.#directory.decisionsOf(townshipId, module);
    return taken.some((d) => d.enabled && d.effectiveFrom <= today);
  }

  /** Ids of the enabled modules in the registry's order; the key of the schema cache. */
  enabledIn(townshipId: string): string[] {
    const today = this.#today();
    return this.#registry.modules
      .filter((m) => this.decisionOn(townshipId, m.id, today)?.enabled)
      .map((m) => m.id);
  }

  /** The settings in force, defaults filled in. */
  settingsOf<S>(townshipId: string, module: { id: string; settings: { parse: (x: unknown) => S } }): S {
    return module.settings.parse(this.decisionOn(townshipId, module.id)?.settings ?? {});
  }

  #today(): CivilDate {
    return civilDateOf(this.#now());
  }
}
