import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { closesAt } from '../../core/time/index.ts';
import './events.ts';
import { minutesServed } from './rules.ts';
import { ExtendedHoursSettings } from './settings.ts';
import { MODULE_ID, type ServiceType } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): ExtendedHoursSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: ExtendedHoursSettings });
}

/** The close of today's windows. */
export function closingToday(act: Act): Date {
  return closesAt(act.today, act.platform.directory.openingHoursOf(act.townshipId));
}

/** A stretch of extended service as it is written down. */
export interface ServiceDraft {
  readonly type: ServiceType;
  readonly day: string;
  readonly startedAt: Date;
  readonly staffId: string | null;
  readonly caseId: string | null;
  readonly reason: string | null;
  readonly plannedEndAt?: Date | null;
  /** One service per key and township, so that a job that runs twice opens one. */
  readonly key?: string;
}

/** Opens a service; nothing happens when one of the same key is there already. */
export async function openService(act: Act, { key, ...draft }: ServiceDraft): Promise<string> {
  const id = randomUUID();
  const { count } = await act.tx.extendedService.createMany({
    data: [
      {
        ...draft,
        townshipId: act.townshipId,
        id,
        key: key ?? id,
        state: 'OPEN',
        assignedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1)
    act.audit({ verb: 'openService', subjectType: 'ExtendedService', subjectId: id, fields: ['startedAt'] });
  return id;
}

/** Ends an open service, now by default, and tells the others; one that another act ended meanwhile is left as it is. */
export async function endService(
  act: Act,
  service: {
    id: string;
    type: string;
    day: string;
    startedAt: Date;
    staffId: string | null;
    caseId: string | null;
  },
  endedAt = act.now,
): Promise<boolean> {
  const minutes = minutesServed.decide(service.startedAt, endedAt);
  const { count } = await act.tx.extendedService.updateMany({
    where: { townshipId: act.townshipId, id: service.id, state: 'OPEN' },
    data: { state: 'ENDED', endedAt, minutes },
  });
  if (count === 0) return false;
  act.audit({
    verb: 'endService',
    subjectType: 'ExtendedService',
    subjectId: service.id,
    fields: ['minutes'],
  });
  act.emit({
    type: 'extended.recorded',
    caseId: service.caseId,
    factId: `extended.recorded/${service.id}`,
    payload: {
      serviceId: service.id,
      serviceType: service.type,
      staffId: service.staffId,
      caseId: service.caseId,
      day: service.day,
      minutes,
    },
  });
  return true;
}

/** The station of the member of staff who acts, or null. */
export function stationOfActor(act: Act): string | null {
  return act.platform.directory.findStaff(act.actor.id ?? '')?.stationId ?? null;
}
