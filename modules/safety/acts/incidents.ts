import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { requireStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { dutyDay, incidentDecided } from '../refusals.ts';
import { responsibleAreNamed } from '../rules.ts';

/** 四(四)5: reports an accident. Refusals: TEXT_REQUIRED, DUTY_DAY. */
export async function reportIncident(
  act: Act,
  input: { occurredOn: CivilDate; account: string },
): Promise<string> {
  if (!input.account.trim()) throw new Refused(textMissing({ field: 'account' }, CLAUSES.accidents));
  if (input.occurredOn > act.today) throw new Refused(dutyDay({ day: input.occurredOn }, CLAUSES.accidents));
  const id = randomUUID();
  await act.tx.safetyIncident.create({
    data: {
      ...input,
      townshipId: act.townshipId,
      id,
      reportedAt: act.now,
      reportedById: act.actor.id,
      state: 'REPORTED',
    },
  });
  act.audit({ verb: 'reportIncident', subjectType: 'SafetyIncident', subjectId: id, fields: ['occurredOn'] });
  return id;
}

export interface DecisionInput {
  readonly incidentId: string;
  readonly serious: boolean;
  /** Whom it is held against, each with a measure. */
  readonly held: readonly { staffId: string; measure: string }[];
}

/** 四(四)5: holds those responsible. Refusals: NOT_FOUND, NOBODY_RESPONSIBLE, INCIDENT_DECIDED. */
export async function decideIncident(act: Act, input: DecisionInput): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.incidentId };
  const row = await act.tx.safetyIncident.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'SafetyIncident', id: input.incidentId }));
  for (const { staffId } of input.held) requireStaff(act, staffId);
  enforce(responsibleAreNamed.decide(input.held, act.actor.id));
  const { count } = await act.tx.safetyIncident.updateMany({
    where: { ...where, state: 'REPORTED' },
    data: { state: 'DECIDED', serious: input.serious, decidedAt: act.now, decidedById: act.actor.id },
  });
  if (count === 0) throw new Refused(incidentDecided({}, CLAUSES.accidents));
  act.audit({
    verb: 'decideIncident',
    subjectType: 'SafetyIncident',
    subjectId: row.id,
    fields: ['serious'],
  });
  // Of two measures for one person the last stands.
  const held = new Map(input.held.map((one) => [one.staffId, one.measure]));
  await act.tx.incidentAccountability.createMany({
    data: [...held].map(([staffId, measure]) => ({
      townshipId: act.townshipId,
      id: randomUUID(),
      incidentId: row.id,
      staffId,
      measure,
    })),
  });
  for (const staffId of held.keys())
    act.emit({
      type: 'safety.incident',
      factId: `safetyIncident/${row.id}/${staffId}`,
      payload: {
        incidentId: row.id,
        staffId,
        serious: input.serious,
        occurredOn: row.occurredOn,
        decidedOn: act.today,
      },
    });
  return row.id;
}
