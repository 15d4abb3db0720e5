import type { Act } from '../../core/acts/act.ts';
import type { Directory } from '../../core/county/directory.ts';
import type { Bilingual } from '../../core/regulation/index.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { actingStaff } from '../../core/people/members.ts';
import type { Subject } from './counting-rules.ts';
import './events.ts';
import type { Concerned, Decider } from './ledger-rules.ts';
import { EvaluationSettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in a township, the act's or another, on a day. */
export function settingsOn(
  { platform, townshipId }: Pick<Act, 'platform' | 'townshipId'>,
  day: CivilDate,
): EvaluationSettings {
  const decision = platform.switches.decisionOn(townshipId, MODULE_ID, day);
  return EvaluationSettings.parse(decision?.settings ?? {});
}

/** Whether evaluation was on in the act's township on a day, as the day ended or stands. */
export function wasOn(act: Act, day: CivilDate): boolean {
  return act.platform.switches.decisionOn(act.townshipId, MODULE_ID, day)?.enabled === true;
}

/** Month of a day, YYYY-MM. */
export function monthOf(day: CivilDate): string {
  return day.slice(0, 7);
}

/** Titles of the chapters that report a scoring rule by themselves and were on that day. */
export function sourcesOf(act: Act, code: string, day: CivilDate): Bilingual[] {
  const { registry, switches } = act.platform;
  return registry.modules
    .filter((m) => m.criteria?.some((criterion) => criterion.code === code))
    .filter((m) => switches.decisionOn(act.townshipId, m.id, day)?.enabled === true)
    .map((m) => m.title);
}

/** Who acts, as the rules on conflicts of interest see him. */
export function deciderOf(act: Act): Decider {
  const staffId = actingStaff(act);
  const { roles } = act.actor;
  return { staffId, roles, stationId: act.platform.directory.findStaff(staffId)?.stationId ?? null };
}

/** Whom proposals or entries concern: their persons, and the stations of these and of their windows. */
export function concernedOf(act: Act, ...rows: readonly Scored[]): Concerned {
  const { directory } = act.platform;
  const staffIds = rows.flatMap(({ staffId, handlerId }) => [staffId, handlerId ?? null]).filter(isGiven);
  const windowIds = rows.map(({ windowId }) => windowId).filter(isGiven);
  const stationIds = [
    ...staffIds.map((id) => directory.findStaff(id)?.stationId ?? null),
    ...windowIds.map((id) => directory.findWindow(act.townshipId, id)?.stationId ?? null),
  ].filter(isGiven);
  // An entry was confirmed since: then it is the ledger's, not its recorder's.
  const recordedById = rows.find((row) => 'state' in row)?.recordedById ?? null;
  return { staffIds, stationIds, recordedById };
}

interface Scored {
  readonly staffId: string | null;
  readonly windowId: string | null;
  readonly handlerId?: string | null;
  readonly recordedById: string | null;
  readonly state?: string;
}

function isGiven(id: string | null): id is string {
  return id !== null;
}

/** Writes an audit entry on a proposal. */
export function noteProposal(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'ScoreProposal', subjectId: id, fields });
}

/** What is assessed today: the windows, and who is posted to one; in the order of numbers. */
export function subjectsAtWindows(directory: Directory, townshipId: string): Subject[] {
  return [...directory.windowsOf(townshipId)].flatMap(({ id }): Subject[] => [
    { kind: 'WINDOW', id },
    ...directory.staffAt(townshipId, id).map((staff): Subject => ({ kind: 'STAFF', id: staff.id })),
  ]);
}
