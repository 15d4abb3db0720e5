import type { z } from 'zod';
import type { Act } from '../../core/acts/act.ts';
import type { MessageTemplate } from '../../core/notifications/message.ts';
import { tellEach } from '../../core/notifications/queue.ts';
import './events.ts';
import { STEP_ROLES } from './roles.ts';
import { SafetySettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): SafetySettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: SafetySettings });
}

/** Tells the director and the deputy what they alone read, once per key; it holds a day or a number, nothing of the matter. */
export async function tellLeaders<Data extends z.ZodType>(
  act: Act,
  template: MessageTemplate<Data>,
  data: z.input<Data>,
  dedupeKey: string,
): Promise<void> {
  await tellEach(act, template, STEP_ROLES.lead, { data, dedupeKey });
}
