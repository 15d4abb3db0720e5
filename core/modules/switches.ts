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
