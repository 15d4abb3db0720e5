import type { z } from 'zod';
import type { Act } from '../../core/acts/act.ts';
import type { MessageTemplate } from '../../core/notifications/message.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { Refused, type Clause } from '../../core/regulation/index.ts';
import { ofAnotherStation } from './refusals.ts';
import { DisclosureSettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): DisclosureSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: DisclosureSettings });
}

/** The station of the member of staff who acts, or null. */
function stationOfActor(act: Act): string | null {
  return act.platform.directory.findStaff(act.actor.id ?? '')?.stationId ?? null;
}

/** The centre director acts for all stations, a station head for his own; OF_ANOTHER_STATION otherwise. */
export function enforceOwnStation(act: Act, stationId: string | null, clause: Clause): void {
  if (act.actor.roles.includes('CENTRE_DIRECTOR')) return;
  if (stationId === null || stationId !== stationOfActor(act))
    throw new Refused(ofAnotherStation({}, clause));
}

/** The body that publishes, as the public reads it: the station, or the township's centre. */
export function publisherOf(act: Act): string {
  const id = stationOfActor(act);
  const station = id === null ? null : act.platform.directory.findStation(act.townshipId, id);
  return station?.name ?? centreOf(act);
}

/** The township's centre by its name. */
export function centreOf(act: Act): string {
  return `${act.platform.directory.findTownship(act.townshipId)?.name ?? ''}综合便民服务中心`;
}

/** A task for the head of a station; where it has none, for the centre director. */
export async function giveTask<Data extends z.ZodType>(
  act: Act,
  stationId: string | null,
  template: MessageTemplate<Data>,
  task: { data: z.input<Data>; dedupeKey: string },
): Promise<void> {
  const { directory } = act.platform;
  const heads = directory.staffWithRole(act.townshipId, 'STATION_HEAD');
  const head = stationId === null ? undefined : heads.find((staff) => staff.stationId === stationId);
  const recipient = head ?? directory.staffWithRole(act.townshipId, 'CENTRE_DIRECTOR')[0];
  if (!recipient) return;
  await queueMessages(act, [draftOf(template, { ...task, caseId: null, recipient: recipient.id })]);
}
