import type { Act } from '../../core/acts/act.ts';
import { notFound, textMissing } from '../../core/cases/refusals.ts';
import { Refused, type Clause } from '../../core/regulation/index.ts';
import { OnlineProcessingSettings } from './settings.ts';
import { MODULE_ID } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): OnlineProcessingSettings {
  return act.platform.switches.settingsOf(act.townshipId, {
    id: MODULE_ID,
    settings: OnlineProcessingSettings,
  });
}

/** A text that must be given, trimmed; TEXT_REQUIRED otherwise. */
export function requireText(text: string, field: string, clause: Clause): string {
  const trimmed = text.trim();
  if (!trimmed) throw new Refused(textMissing({ field }, clause));
  return trimmed;
}

/** An item of the township; NOT_FOUND otherwise. */
export async function requireItem(act: Act, id: string) {
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  const item = await act.tx.serviceItem.findUnique({ where });
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id }));
  return item;
}
