import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { instantAt, type CivilDate } from '../../../core/time/index.ts';
import { requireStaffInService } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { serviceEnded } from '../refusals.ts';
import { assignedTimes, headAssignsOwnStaff } from '../rules.ts';
import { endService, openService, stationOfActor } from '../service.ts';
import type { ServiceType } from '../store.ts';

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
  const staff = requireStaffInService(act, input.staffId);
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

/**
 * Ends an assigned service; its minutes run from the assigned beginning to now, and if that is another day, to the
 * assigned end. Refusals: NOT_FOUND, SERVICE_ENDED.
 */
export async function finishExtendedService(act: Act, serviceId: string): Promise<string> {
  const service = await act.tx.extendedService.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: serviceId } },
  });
  if (!service) throw new Refused(notFound({ type: 'ExtendedService', id: serviceId }));
  const endedAt = service.day < act.today ? (service.plannedEndAt ?? act.now) : act.now;
  if (!(await endService(act, service, endedAt))) throw new Refused(serviceEnded({}, CLAUSES.preface));
  return service.id;
}
