import type { Act } from '../../core/acts/act.ts';
import { notFound } from '../../core/cases/refusals.ts';
import { Refused } from '../../core/regulation/index.ts';
import './events.ts';
import { TrainingSettings } from './settings.ts';
import { findSession, MODULE_ID, type SessionRow } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): TrainingSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: TrainingSettings });
}

/** The session of an id; NOT_FOUND otherwise. */
export async function requireSession(act: Act, id: string): Promise<SessionRow> {
  const row = await findSession(act.tx, act.townshipId, id);
  if (!row) throw new Refused(notFound({ type: 'TrainingSession', id }));
  return row;
}

/** The fact of somebody's absence from a session. */
export function absenceFact(attendanceId: string): string {
  return `trainingAttendance/${attendanceId}`;
}
