import type { z } from 'zod';
import type { Act } from '../../core/acts/act.ts';
import { notFound } from '../../core/cases/refusals.ts';
import type { MessageTemplate } from '../../core/notifications/message.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { Refused } from '../../core/regulation/index.ts';
import './events.ts';
import { SafetySettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): SafetySettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: SafetySettings });
}

/** The id of the member of staff who acts. */
export function actingStaff(act: Act): string {
  if (act.actor.kind !== 'STAFF' || act.actor.id === null) throw new Error('only staff act on safety');
  return act.actor.id;
}

/** A member of the township's staff; NOT_FOUND otherwise. */
export function requireStaff(act: Act, id: string) {
  const staff = act.platform.directory.findStaff(id);
  if (staff?.townshipId !== act.townshipId) throw new Refused(notFound({ type: 'Staff', id }));
  return staff;
}

/** A window of the township; NOT_FOUND otherwise. */
export function requireWindow(act: Act, id: string) {
  const window = act.platform.directory.findWindow(act.townshipId, id);
  if (!window) throw new Refused(notFound({ type: 'Window', id }));
  return window;
}

/** Tells the director and the deputy, once per key; it holds a day or a number, nothing of the matter. */
export async function tellLeaders<Data extends z.ZodType>(
  act: Act,
  template: MessageTemplate<Data>,
  data: z.input<Data>,
  dedupeKey: string,
): Promise<void> {
  await queueMessages(
    act,
    ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'].map((role) =>
      draftOf(template, { caseId: null, recipient: role, data, dedupeKey: `${dedupeKey}/${role}` }),
    ),
  );
}
