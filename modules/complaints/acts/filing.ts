import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { caseNumber, nextNumber } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { yearOf, type CivilDate } from '../../../core/time/index.ts';
import {
  absenceNamesItsDay,
  boxHasTwoWitnesses,
  majorIsReported,
  recordIsComplete,
  slipNamesItsOpening,
  slipsWithinCount,
} from '../rules.ts';
import { note } from '../service.ts';
import { tellLeader } from './telling.ts';

export interface FileComplaintInput {
  readonly category: string;
  readonly channel: string;
  readonly severity: string;
  readonly content: string;
  readonly anonymous: boolean;
  readonly occurredOn: CivilDate | null;
  readonly respondentId: string | null;
  readonly stationId: string | null;
  readonly caseNumber: string | null;
  readonly boxOpeningId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

/** 三(二)3(1): registers a complaint; a respondent brings his station, a case number its case as evidence. */
export async function fileComplaint(act: Act, input: FileComplaintInput): Promise<string> {
  const { townshipId, tx } = act;
  enforce(
    recordIsComplete.decide(input),
    absenceNamesItsDay.decide(input.category, input.occurredOn),
    slipNamesItsOpening.decide(input),
  );
  const respondent = input.respondentId
    ? await tx.staff.findUnique({ where: { townshipId_id: { townshipId, id: input.respondentId } } })
    : null;
  if (input.respondentId && !respondent)
    throw new Refused(notFound({ type: 'Staff', id: input.respondentId }));
  if (input.stationId) {
    const where = { townshipId_id: { townshipId, id: input.stationId } };
    if (!(await tx.station.findUnique({ where })))
      throw new Refused(notFound({ type: 'Station', id: input.stationId }));
  }
  const facts = input.caseNumber
    ? await tx.case.findUnique({
        where: { townshipId_number: { townshipId, number: input.caseNumber } },
        select: { id: true },
      })
    : null;
  if (input.boxOpeningId) await takeSlip(act, input.boxOpeningId);
  const id = randomUUID();
  const year = yearOf(act.today);
  const township = act.platform.directory.findTownship(townshipId);
  const sequence = await nextNumber(tx, townshipId, 'COMPLAINT', year);
  await tx.complaint.create({
    data: {
      townshipId,
      id,
      number: `TS-${caseNumber(township?.code ?? '', year, sequence)}`,
      queryCode: newQueryCode(),
      category: input.category,
      severity: majorIsReported.decide(input.category, input.severity),
      channel: input.channel,
      anonymous: input.anonymous,
      content: input.content,
      occurredOn: input.occurredOn,
      respondentId: respondent?.id ?? null,
      stationId: input.stationId ?? respondent?.stationId ?? null,
      complainant: input.anonymous ? null : (input.name?.trim() ?? null),
      phone: input.anonymous ? null : (input.phone?.trim() ?? null),
      caseId: facts?.id ?? null,
      boxOpeningId: input.boxOpeningId,
      state: 'FILED',
      filedAt: act.now,
      measures: [],
    },
  });
  note(act, 'fileComplaint', id, ['category', 'content']);
  act.emit({
    type: 'complaint.filed',
    factId: `complaint.filed/${id}`,
    payload: { complaintId: id, category: input.category, channel: input.channel },
  });
  if (majorIsReported.decide(input.category, input.severity) === 'MAJOR')
    await tellLeader(act, { id, respondentId: respondent?.id ?? null });
  if (input.category === 'BRIBERY')
    act.emit({
      type: 'integrity.caseOpened',
      factId: `complaint/${id}`,
      payload: { complaintId: id, respondentId: respondent?.id ?? null },
    });
  return id;
}

/** 三(二)1(3): the slip counts against its opening; the opening's row is locked, so that two never take the last one. */
async function takeSlip(act: Act, id: string): Promise<void> {
  const { townshipId, tx } = act;
  const opening = await tx.boxOpening.findUnique({ where: { townshipId_id: { townshipId, id } } });
  if (!opening) throw new Refused(notFound({ type: 'BoxOpening', id }));
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${id}, 0))::text`;
  const registered = await tx.complaint.count({ where: { townshipId, boxOpeningId: id } });
  enforce(slipsWithinCount.decide({ count: opening.count, registered }));
}

/** 三(二)1(3): an opening of the suggestion box before two witnesses; each slip is then filed with it. */
export async function openBox(
  act: Act,
  input: { witnessAId: string; witnessBId: string; count: number },
): Promise<string> {
  enforce(boxHasTwoWitnesses.decide(input));
  const { townshipId, tx } = act;
  for (const id of [input.witnessAId, input.witnessBId])
    if (!(await tx.staff.findUnique({ where: { townshipId_id: { townshipId, id } } })))
      throw new Refused(notFound({ type: 'Staff', id }));
  const id = randomUUID();
  await tx.boxOpening.create({ data: { townshipId, id, openedAt: act.now, ...input } });
  act.audit({ verb: 'openSuggestionBox', subjectType: 'BoxOpening', subjectId: id, fields: ['count'] });
  return id;
}
