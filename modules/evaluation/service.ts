import type { Act } from '../../core/acts/act.ts';
import type { CivilDate } from '../../core/time/index.ts';
import './events.ts';
import { EvaluationSettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in the act's township on a day. */
export function settingsOn(act: Act, day: CivilDate): EvaluationSettings {
  const decision = act.platform.switches.decisionOn(act.townshipId, MODULE_ID, day);
  return EvaluationSettings.parse(decision?.settings ?? {});
}

/** Month of a day, YYYY-MM. */
export function monthOf(day: CivilDate): string {
  return day.slice(0, 7);
}

/** The id of the member of staff who acts. */
export function actingStaff(act: Act): string {
  if (act.actor.kind !== 'STAFF' || act.actor.id === null) throw new Error('only staff act in evaluation');
  return act.actor.id;
}
