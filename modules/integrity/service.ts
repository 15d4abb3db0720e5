import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { caseNumber, nextNumber } from '../../core/cases/number-series.ts';
import { notFound } from '../../core/cases/refusals.ts';
import { tellEach } from '../../core/notifications/queue.ts';
import { Refused } from '../../core/regulation/index.ts';
import { yearOf } from '../../core/time/index.ts';
import { actingStaff } from '../../core/people/members.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';
import { fileIsRestricted, readersByDefault, type IntegrityCode } from './file-rules.ts';
import { FILE_OPENED } from './messages.ts';
import { fileStateWrong } from './refusals.ts';
import { IntegritySettings } from './settings.ts';
import { findFile, findFileOf, MODULE_ID, type FileRow, type FileSource } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): IntegritySettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: IntegritySettings });
}

/** What a file begins with. */
export interface FileInput {
  readonly code: IntegrityCode;
  readonly source: FileSource;
  /** Row that it comes from; of one row there is one file. Null: a file of its own. */
  readonly sourceId: string | null;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly note: string;
}

/** Opens a restricted file with its list and its first note, and tells who reads it; null when the row has one already. */
export async function openFile(act: Act, input: FileInput): Promise<{ id: string; number: string } | null> {
  const { townshipId, tx } = act;
  const { note, ...columns } = input;
  if (input.sourceId !== null && (await findFileOf(tx, townshipId, input.source, input.sourceId)))
    return null;
  const year = yearOf(act.today);
  const township = act.platform.directory.findTownship(townshipId);
  const sequence = await nextNumber(tx, townshipId, 'INTEGRITY', year);
  const number = `LZ-${caseNumber(township?.code ?? '', year, sequence)}`;
  const [id, factId] = [randomUUID(), randomUUID()];
  await tx.integrityFile.create({
    data: { ...columns, townshipId, id, number, factId, state: 'OPEN', openedAt: act.now },
  });
  await admitByDefault(act, id, input.subjectId, []);
  // Whoever reports is named in the reporter's own row, if anywhere.
  await writeNote(act, id, note, null);
  act.audit({ verb: 'openIntegrityFile', subjectType: 'IntegrityFile', subjectId: id, fields: ['code'] });
  act.emit({
    type: 'integrity.fileOpened',
    factId: `integrityFile/${factId}`,
    payload: { day: act.today },
  });
  return { id, number };
}

/** Enters on a file's list who reads it by rule and is not there yet, and tells them; never whom it is about. */
export async function admitByDefault(
  act: Act,
  fileId: string,
  subjectId: string | null,
  admitted: readonly (string | null)[],
): Promise<void> {
  const { directory } = act.platform;
  const subject = subjectId === null ? null : directory.findStaff(subjectId);
  const roles = readersByDefault.decide(subject?.roles ?? []).filter((role) => !admitted.includes(role));
  await act.tx.integrityFileAccess.createMany({
    data: roles.map((role) => ({
      townshipId: act.townshipId,
      id: randomUUID(),
      fileId,
      role,
      grantedAt: act.now,
      reason: '按规定',
    })),
  });
  const readers = roles.flatMap((role) => directory.staffWithRole(act.townshipId, role).map(({ id }) => id));
  await tellEach(
    act,
    FILE_OPENED,
    [...new Set(readers)].filter((id) => id !== subjectId),
    { data: {}, dedupeKey: `integrity.fileOpened/${fileId}` },
  );
}

/** Appends a note of whoever acts to a file. */
export function addNote(act: Act, fileId: string, text: string): Promise<void> {
  return writeNote(act, fileId, text, act.actor.kind === 'STAFF' ? act.actor.id : null);
}

async function writeNote(act: Act, fileId: string, text: string, authorId: string | null): Promise<void> {
  const row = { townshipId: act.townshipId, id: randomUUID(), fileId, at: act.now, authorId, text };
  await act.tx.integrityNote.create({ data: row });
}

/** The file for whoever reads it; NOT_FOUND for everybody else, so that its existence is not told. */
export async function requireFile(act: Act, id: string): Promise<FileRow> {
  const row = await findFile(act.tx, act.townshipId, id);
  if (!row || !fileIsRestricted.decide({ id: actingStaff(act), roles: act.actor.roles }, row))
    throw new Refused(notFound({ type: 'IntegrityFile', id }));
  return row;
}

/** Writes a step of a file with its audit entry; INTEGRITY_FILE_STATE when another step came first. */
export async function changeFile(
  act: Act,
  { id, state, receiptNumber }: FileRow,
  verb: string,
  data: Parameters<Act['tx']['integrityFile']['updateMany']>[0]['data'],
): Promise<string> {
  const where = { townshipId: act.townshipId, id, state, receiptNumber };
  const { count } = await act.tx.integrityFile.updateMany({ where, data });
  if (count === 0) throw new Refused(fileStateWrong({ state }, CLAUSES.chapter));
  act.audit({ verb, subjectType: 'IntegrityFile', subjectId: id, fields: Object.keys(data) });
  return id;
}
