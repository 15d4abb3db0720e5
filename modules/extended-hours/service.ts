import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { notFound, textMissing } from '../../core/cases/refusals.ts';
import { enforce, Refused } from '../../core/regulation/index.ts';
import { closesAt, instantAt, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';
import { serviceEnded } from './refusals.ts';
import { assignedTimes, headAssignsOwnStaff, minutesServed } from './rules.ts';
import { ExtendedHoursSettings } from './settings.ts';
import { findOpeningHours, MODULE_ID, type ServiceType } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): ExtendedHoursSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: ExtendedHoursSettings });
}

/** The close of today's windows. */
export async function closingToday(act: Act): Promise<Date> {
  return closesAt(act.today, await findOpeningHours(act.tx, act.townshipId));
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

/** Ends an open service now and tells the others; one that another act ended meanwhile is left as it is. */
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
): Promise<boolean> {
  const minutes = minutesServed.decide(service.startedAt, act.now);
  const { count } = await act.tx.extendedService.updateMany({
    where: { townshipId: act.townshipId, id: service.id, state: 'OPEN' },
    data: { state: 'ENDED', endedAt: act.now, minutes },
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

export interface AssignInput {
  readonly staffId: string;
  readonly type: ServiceType;
  readonly day: CivilDate;
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM` */
  readonly to: string;
  readonly reason: string;
}

/** 一(六)5: the station head assigns somebody of his station. Refusals: NOT_FOUND, NOT_OWN_STATION, SERVICE_TIMES_INVALID. */
export async function assignExtendedService(act: Act, input: AssignInput): Promise<string> {
  const staff = await requireStaff(act, input.staffId);
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.assignment));
  const [startsAt, endsAt] = [instantAt(input.day, input.from), instantAt(input.day, input.to)];
  enforce(
    headAssignsOwnStaff.decide(stationOfActor(act), staff.stationId),
    assignedTimes.decide({ startsAt, endsAt }),
  );
  return openService(act, {
    type: input.type,
    day: input.day,
    startedAt: startsAt,
    plannedEndAt: endsAt,
    staffId: staff.id,
    caseId: null,
    reason: input.reason,
  });
}

/** Ends an assigned service; its minutes run from the assigned beginning to now. Refusals: NOT_FOUND, SERVICE_ENDED. */
export async function finishExtendedService(act: Act, serviceId: string): Promise<string> {
  const service = await act.tx.extendedService.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: serviceId } },
  });
  if (!service) throw new Refused(notFound({ type: 'ExtendedService', id: serviceId }));
  if (!(await endService(act, service))) throw new Refused(serviceEnded({}, CLAUSES.preface));
  return service.id;
}

/** The station of the member of staff who acts, or null. */
export function stationOfActor(act: Act): string | null {
  return act.platform.directory.findStaff(act.actor.id ?? '')?.stationId ?? null;
}

/** A member of the township's staff in service; NOT_FOUND otherwise. */
export async function requireStaff(act: Act, id: string) {
  const staff = await act.tx.staff.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
  });
  if (!staff?.active) throw new Refused(notFound({ type: 'Staff', id }));
  return staff;
}
