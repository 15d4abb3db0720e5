import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { requireStaff } from '../../../core/people/members.ts';
import { anHourBefore } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import {
  accessIsForOthers,
  reportsAreBounded,
  reportSaysWhat,
  subjectIsAnother,
  type IntegrityCode,
} from '../file-rules.ts';
import { addNote, admitByDefault, changeFile, openFile, requireFile, settingsOf } from '../service.ts';
import { countReports } from '../store.ts';

export interface ReportInput {
  readonly code: IntegrityCode;
  readonly account: string;
  readonly subjectId: string | null;
  /** How the reporter is called and reached; personal data, kept apart from the file. */
  readonly name: string | null;
  readonly phone: string | null;
}

/** 四(三): anyone reports a breach, by name or not; a file of it. Refusals: TEXT_REQUIRED, NOT_FOUND, INTEGRITY_REPORTS_TOO_MANY. */
export async function reportIntegrity(act: Act, input: ReportInput): Promise<string> {
  enforce(reportSaysWhat.decide(input.account));
  if (input.subjectId !== null) requireStaff(act, input.subjectId);
  const { code, subjectId, account: note } = input;
  const file = await openFile(act, { code, source: 'REPORT', sourceId: null, subjectId, caseId: null, note });
  if (!file) throw new Error('a report has a file of its own');
  // Counted after it has its number: the series' row is locked to the commit, so reports of the same moment wait for each other.
  const ofTheHour = await countReports(act.tx, act.townshipId, anHourBefore(act.now));
  enforce(reportsAreBounded.decide(ofTheHour, settingsOf(act)));
  const [name, phone] = [input.name?.trim() || null, input.phone?.trim() || null];
  if (name !== null || phone !== null)
    await act.tx.integrityReporter.create({
      data: { townshipId: act.townshipId, id: randomUUID(), fileId: file.id, name, phone },
    });
  return file.id;
}

/** 四(三): says whom a file is about; he stops reading it. Refusals: NOT_FOUND, INTEGRITY_FILE_STATE, INTEGRITY_SUBJECT_SELF. */
export async function nameSubject(act: Act, input: { fileId: string; staffId: string }): Promise<string> {
  const file = await requireFile(act, input.fileId);
  requireStaff(act, input.staffId);
  enforce(subjectIsAnother.decide(input.staffId, act.actor.id, file));
  await changeFile(act, file, 'nameIntegritySubject', { subjectId: input.staffId });
  const admitted = file.access.map(({ role }) => role);
  await admitByDefault(act, file.id, input.staffId, admitted);
  return file.id;
}

/** 四(三): appends a note to a file. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function noteFile(act: Act, input: { fileId: string; text: string }): Promise<string> {
  const file = await requireFile(act, input.fileId);
  if (!input.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.chapter));
  await addNote(act, file.id, input.text);
  act.audit({
    verb: 'noteIntegrityFile',
    subjectType: 'IntegrityFile',
    subjectId: file.id,
    fields: ['notes'],
  });
  return file.id;
}

/** 四(三): lets somebody read a file. Refusals: NOT_FOUND, INTEGRITY_ACCESS_NOT_POSSIBLE, TEXT_REQUIRED. */
export async function grantAccess(
  act: Act,
  input: { fileId: string; staffId: string; reason: string },
): Promise<string> {
  const file = await requireFile(act, input.fileId);
  enforce(accessIsForOthers.decide(requireStaff(act, input.staffId), file, input.reason));
  await act.tx.integrityFileAccess.create({
    data: {
      townshipId: act.townshipId,
      id: randomUUID(),
      fileId: file.id,
      staffId: input.staffId,
      grantedById: act.actor.id,
      grantedAt: act.now,
      reason: input.reason,
    },
  });
  auditAccess(act, 'grantIntegrityAccess', file.id);
  return file.id;
}

/** 四(三): ends what was granted to somebody; those who read by rule stay. Refusals: NOT_FOUND. */
export async function endAccess(act: Act, input: { fileId: string; staffId: string }): Promise<string> {
  const file = await requireFile(act, input.fileId);
  const { count } = await act.tx.integrityFileAccess.updateMany({
    where: { townshipId: act.townshipId, fileId: file.id, staffId: input.staffId, endedAt: null },
    data: { endedAt: act.now },
  });
  if (count === 0) throw new Refused(notFound({ type: 'IntegrityFileAccess', id: input.staffId }));
  auditAccess(act, 'endIntegrityAccess', file.id);
  return file.id;
}

function auditAccess(act: Act, verb: string, fileId: string): void {
  act.audit({ verb, subjectType: 'IntegrityFile', subjectId: fileId, fields: ['access'] });
}
