import { randomUUID } from 'node:crypto';
import { fileTypeFromFile } from 'file-type';
import type { Act } from '../acts/act.ts';
import { sameCode } from '../cases/query-code.ts';
import { notFound, notOwnCase, textMissing } from '../cases/refusals.ts';
import { findCase } from '../cases/store.ts';
import type { Tx } from '../db/client.ts';
import { Refused } from '../regulation/index.ts';
import { MEDIA_TYPES } from './limits.ts';
import type { ReceivedFile } from './received-file.ts';
import { fileTypeNotAllowed } from './refusals.ts';

/** A file as material of a case. */
export interface CaseFileInput {
  readonly caseId: string;
  readonly material: string;
  readonly file: ReceivedFile;
  /** Needed from a machine client. */
  readonly queryCode: string | null;
}

/** Adds a material to a case. Refusals: NOT_FOUND, NOT_OWN_CASE, TEXT_REQUIRED, FILE_TYPE_NOT_ALLOWED. */
export async function addCaseFile(act: Act, input: CaseFileInput): Promise<string> {
  const facts = await findCase(act.tx, act.townshipId, input.caseId);
  if (!facts) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  await requireHolder(act, facts, input.queryCode);
  const material = input.material.trim();
  if (!material) throw new Refused(textMissing({ field: 'material' }));
  const fileId = await keepFile(act, input.file);
  const id = randomUUID();
  await act.tx.caseFile.create({
    data: { townshipId: act.townshipId, id, caseId: facts.id, fileId, material, addedAt: act.now },
  });
  act.audit({ verb: 'addCaseFile', subjectType: 'CaseFile', subjectId: id, fields: ['fileId'] });
  return id;
}

/** The applicant on his own case, a machine client with its query code, the township's staff. */
async function requireHolder(
  act: Act,
  facts: { applicantId: string; queryCode: string },
  queryCode: string | null,
): Promise<void> {
  if (act.actor.kind === 'FRONTEND' && !(queryCode && sameCode(queryCode, facts.queryCode)))
    throw new Refused(notOwnCase({}));
  if (act.actor.kind !== 'APPLICANT') return;
  const key = { townshipId_id: { townshipId: act.townshipId, id: facts.applicantId } };
  const applicant = await act.tx.applicant.findUnique({ where: key });
  if (applicant?.subject !== act.actor.id) throw new Refused(notOwnCase({}));
}

/**
 * Takes a received file into the store, judged by its content, and writes its row. Bytes whose row is rolled back are
 * swept. Refusals: FILE_TYPE_NOT_ALLOWED.
 */
export async function keepFile(act: Act, file: ReceivedFile): Promise<string> {
  const found = (await fileTypeFromFile(file.path))?.mime ?? null;
  const mediaType = MEDIA_TYPES.find((allowed) => allowed === found);
  if (!mediaType) throw new Refused(fileTypeNotAllowed({ found }));
  const key = { townshipId: act.townshipId, id: randomUUID() };
  await act.platform.files.keep(file, key);
  await act.tx.storedFile.create({
    data: {
      ...key,
      name: file.name,
      mediaType,
      size: file.size,
      digest: file.digest,
      uploadedAt: act.now,
      uploadedByKind: act.actor.kind,
      uploadedById: act.actor.id,
    },
  });
  act.audit({ verb: 'keepFile', subjectType: 'StoredFile', subjectId: key.id, fields: ['digest'] });
  return key.id;
}

/** What a file is handed on to, e.g. a branch of a joint case. */
export interface FileSubject {
  readonly subjectType: string;
  readonly subjectId: string;
  /** Station whose windows see the files therefore, besides those that see the case's files anyway. */
  readonly stationId?: string | null;
}

/** Hands exactly these files on to a subject; handed on again they stay handed on. Refusals: NOT_FOUND for one of another township. */
export async function grantFiles(act: Act, subject: FileSubject, fileIds: readonly string[]): Promise<void> {
  const { townshipId } = act;
  const ids = [...new Set(fileIds)];
  const known = await act.tx.storedFile.findMany({
    where: { townshipId, id: { in: ids } },
    select: { id: true },
  });
  const missing = ids.find((id) => !known.some((file) => file.id === id));
  if (missing !== undefined) throw new Refused(notFound({ type: 'StoredFile', id: missing }));
  await act.tx.fileGrant.createMany({
    data: ids.map((fileId) => ({ ...subject, townshipId, id: randomUUID(), fileId, grantedAt: act.now })),
    skipDuplicates: true,
  });
  act.audit({ verb: 'grantFiles', subjectType: subject.subjectType, subjectId: subject.subjectId });
}

/** The files handed on to a subject, in the order of upload. */
export async function grantedFiles(tx: Tx, townshipId: string, { subjectType, subjectId }: FileSubject) {
  const grants = await tx.fileGrant.findMany({
    where: { townshipId, subjectType, subjectId },
    include: { file: true },
    orderBy: [{ file: { uploadedAt: 'asc' } }, { fileId: 'asc' }],
  });
  return grants.map((grant) => grant.file);
}
