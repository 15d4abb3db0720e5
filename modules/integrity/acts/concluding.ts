import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { textMissing } from '../../../core/cases/refusals.ts';
import { factsWithoutCase } from '../../../core/documents/facts.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import { tellEach } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { HAND_OVER } from '../documents.ts';
import {
  concludedWithGrounds,
  handedOverOnce,
  LOSS_OF,
  receiptOfTheBody,
  revokedByAnother,
  type IntegrityCode,
  type Loss,
} from '../file-rules.ts';
import { OUTCOME_REVOKED } from '../messages.ts';
import { addNote, changeFile, requireFile } from '../service.ts';

/** 四(三): hands a file to the discipline body with a letter. Refusals: NOT_FOUND, INTEGRITY_FILE_STATE, TEXT_REQUIRED. */
export async function handOverFile(
  act: Act,
  input: { fileId: string; body: string; summary: string },
): Promise<string> {
  const file = await requireFile(act, input.fileId);
  enforce(handedOverOnce.decide(file));
  for (const field of ['body', 'summary'] as const)
    if (!input[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.chapter));
  const { directory } = act.platform;
  const unit = directory.findTownship(act.townshipId)?.name ?? '';
  const facts = factsWithoutCase({ unit, handler: act.actor.name });
  const document = await issueDocument(
    act,
    HAND_OVER,
    { facts },
    {
      body: input.body,
      fileNumber: file.number,
      prohibition: LOSS_OF[file.code as IntegrityCode].clause.text,
      subject: file.subjectId === null ? null : (directory.findStaff(file.subjectId)?.name ?? null),
      summary: input.summary,
    },
  );
  await addNote(act, file.id, `移送${input.body}，文号${document.number}`);
  return changeFile(act, file, 'handOverIntegrityFile', {
    state: 'HANDED_OVER',
    handedTo: input.body,
    handedOverAt: act.now,
    documentId: document.id,
  });
}

/** 四(三): records the body's receipt. Refusals: NOT_FOUND, INTEGRITY_FILE_STATE, TEXT_REQUIRED. */
export async function recordHandOverReceipt(
  act: Act,
  input: { fileId: string; number: string },
): Promise<string> {
  const file = await requireFile(act, input.fileId);
  enforce(receiptOfTheBody.decide(file));
  const receiptNumber = input.number.trim();
  if (!receiptNumber) throw new Refused(textMissing({ field: 'number' }, CLAUSES.chapter));
  return changeFile(act, file, 'recordHandOverReceipt', { receiptNumber, receivedOn: act.today });
}

export interface ConclusionInput {
  readonly fileId: string;
  readonly confirmed: boolean;
  /** Which loss it comes to, where the code leaves that open. */
  readonly loss: Loss | null;
  readonly grounds: string;
}

/**
 * 四(三): concludes a file. Of a confirmed one the outcome leaves: code, person, day and loss, and nothing that leads back.
 * Refusals: NOT_FOUND, INTEGRITY_FILE_STATE, INTEGRITY_SUBJECT_UNKNOWN, INTEGRITY_LOSS_UNCHOSEN, TEXT_REQUIRED.
 */
export async function concludeFile(act: Act, input: ConclusionInput): Promise<string> {
  const { townshipId, tx } = act;
  const file = await requireFile(act, input.fileId);
  const code = file.code as IntegrityCode;
  const loss = LOSS_OF[code].decide(input.loss);
  enforce(concludedWithGrounds.decide(file, { ...input, loss }));
  const staffId = file.subjectId;
  const leaves = input.confirmed && staffId !== null && loss !== null;
  const outcome = leaves
    ? { id: randomUUID(), code, disqualifies: loss, confirmedOn: act.today, staffId }
    : null;
  await changeFile(act, file, 'concludeIntegrityFile', {
    state: input.confirmed ? 'CONFIRMED' : 'UNFOUNDED',
    concludedAt: act.now,
    concludedById: act.actor.id,
    outcomeId: outcome?.id ?? null,
  });
  await addNote(act, file.id, input.grounds);
  if (outcome === null) return file.id;
  await tx.integrityOutcome.create({ data: { ...outcome, townshipId } });
  const { id: outcomeId, ...said } = outcome;
  act.emit({
    type: 'integrity.confirmed',
    factId: `integrityOutcome/${outcomeId}`,
    payload: { ...said, outcomeId },
  });
  return file.id;
}

/**
 * 四(三): after a review (复核) what was confirmed is revoked, by another leader than confirmed it. The outcome says since
 * when, the reason stays in the file, and whom it concerned is told.
 * Refusals: NOT_FOUND, INTEGRITY_FILE_STATE, INTEGRITY_REVIEWER_CONFIRMED, TEXT_REQUIRED.
 */
export async function revokeOutcome(act: Act, input: { fileId: string; reason: string }): Promise<string> {
  const { townshipId, tx } = act;
  const file = await requireFile(act, input.fileId);
  enforce(revokedByAnother.decide(file, act.actor.id, input.reason));
  await changeFile(act, file, 'revokeIntegrityOutcome', { state: 'REVOKED' });
  await addNote(act, file.id, `经复核撤销认定：${input.reason}`);
  const where = { townshipId_id: { townshipId, id: file.outcomeId ?? '' } };
  const { id, code, staffId, confirmedOn } = await tx.integrityOutcome.update({
    where,
    data: { revokedOn: act.today },
  });
  await tellEach(act, OUTCOME_REVOKED, [staffId], {
    data: { confirmedOn },
    dedupeKey: `integrity.revoked/${id}`,
  });
  act.emit({
    type: 'integrity.revoked',
    factId: `integrityOutcome/${id}`,
    payload: { outcomeId: id, code, staffId, revokedOn: act.today },
  });
  return file.id;
}
