import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, staleVersion, textMissing } from '../../../core/cases/refusals.ts';
import { advanceCase, findCase } from '../../../core/cases/store.ts';
import { writeTimeline } from '../../../core/cases/timeline.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { addDays, civilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { receiptNumberTaken } from '../refusals.ts';
import { receiptDue, receiptsMatch } from '../rules.ts';
import { addNote, openFile, settingsOf } from '../service.ts';
import { findCharged, findFiledCases, findFileOf, MODULE_ID } from '../store.ts';

/** 四(三)5: records the receipt for money taken on a case. Refusals: NOT_FOUND, TEXT_REQUIRED, RECEIPT_NUMBER_TAKEN, STALE_VERSION. */
export async function recordReceipt(
  act: Act,
  input: { caseId: string; number: string; amountFen: number },
): Promise<string> {
  const { townshipId, tx } = act;
  const { caseId, amountFen } = input;
  const number = input.number.trim();
  if (!number) throw new Refused(textMissing({ field: 'number' }, CLAUSES.money));
  const before = await findCase(tx, townshipId, caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: caseId }));
  const id = randomUUID();
  const by = { issuedOn: act.today, recordedAt: act.now, recordedById: act.actor.id };
  const { count } = await tx.feeReceipt.createMany({
    data: [{ townshipId, id, caseId, number, amountFen, ...by }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(receiptNumberTaken({ number }, CLAUSES.money));
  const after = await advanceCase(tx, before, {});
  if (!after) throw new Refused(staleVersion({ expected: before.version, actual: before.version + 1 }));
  writeTimeline(act, {
    caseId,
    seq: after.version,
    verb: 'recordReceipt',
    fromState: before.state,
    toState: after.state,
    note: `票据${number}，${(amountFen / 100).toFixed(2)}元`,
    clause: CLAUSES.money.id,
  });
  act.audit({ verb: 'recordReceipt', subjectType: 'FeeReceipt', subjectId: id, fields: ['amountFen'] });
  const file = await findFileOf(tx, townshipId, 'RECEIPT', caseId);
  if (file) await addNote(act, file.id, `补登票据${number}`);
  return id;
}

/** Days back for which receipts are held against charges: an outage is made up for, old accounts are not gone through anew. */
const LOOK_BACK_DAYS = 60;

/** The job: a case whose receipts do not come to what was charged, once they are due, is a file; once a case. */
export async function watchReceipts(act: Act): Promise<void> {
  const { calendar } = act.platform.directory;
  const from = addDays(act.today, -LOOK_BACK_DAYS);
  const charged = await findCharged(act.tx, act.townshipId, from, act.today);
  const settings = settingsOf(act);
  const { switches } = act.platform;
  const due = charged.filter(
    (row) =>
      // Of a day on which this chapter was off nobody could record a receipt.
      switches.decisionOn(act.townshipId, MODULE_ID, civilDate(row.chargedOn))?.enabled &&
      !receiptsMatch.decide(row) &&
      receiptDue.decide(civilDate(row.chargedOn), act.today, settings, calendar),
  );
  const caseIds = due.map(({ caseId }) => caseId);
  const filed = caseIds.length > 0 ? await findFiledCases(act.tx, act.townshipId, caseIds) : new Set();
  for (const { caseId, staffId, chargedFen, receiptedFen } of due.filter((row) => !filed.has(row.caseId)))
    await openFile(act, {
      code: 'IG5',
      source: 'RECEIPT',
      sourceId: caseId,
      subjectId: staffId,
      caseId,
      note: `收费${(chargedFen / 100).toFixed(2)}元，票据合计${(receiptedFen / 100).toFixed(2)}元。`,
    });
}
