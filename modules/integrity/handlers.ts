import type { Act } from '../../core/acts/act.ts';
import type { EventHandlers } from '../../core/events/event.ts';
import { keepCharge, keepMismatch, keepPrice } from './acts/fees.ts';
import { complaintIsAFile } from './rules.ts';
import { addNote, openFile } from './service.ts';
import { findFileOf } from './store.ts';

const FINDINGS: Readonly<Record<string, string>> = {
  STAFF_FAULT: '工作人员有过错',
  NO_STAFF_FAULT: '属实，工作人员无过错',
  UNFOUNDED: '不属实',
};

/** Appends to the file of a complaint, where there is one, what became of it. */
async function noteComplaint(act: Act, complaintId: string, text: string): Promise<void> {
  const file = await findFileOf(act.tx, act.townshipId, 'COMPLAINT', complaintId);
  if (file) await addNote(act, file.id, text);
}

/** What integrity hears of other chapters, where both are on. */
export const HANDLERS: EventHandlers = {
  'integrity.feeMismatch': keepMismatch,
  'fee.charged': keepCharge,
  'item.published': keepPrice,
  'integrity.caseOpened': async (act, { payload: { complaintId, respondentId } }) => {
    await openFile(act, {
      code: complaintIsAFile.decide(),
      source: 'COMPLAINT',
      sourceId: complaintId,
      subjectId: respondentId,
      caseId: null,
      note: '收到索拿卡要的投诉，内容见投诉件。',
    });
  },
  'complaint.concluded': (act, { payload: { complaintId, finding } }) =>
    noteComplaint(act, complaintId, `投诉办结，认定：${FINDINGS[finding] ?? finding}`),
  'complaint.findingWithdrawn': (act, { payload: { complaintId } }) =>
    noteComplaint(act, complaintId, '申诉成立，投诉的认定已撤销'),
};
