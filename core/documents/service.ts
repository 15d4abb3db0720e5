import { randomUUID } from 'node:crypto';
import { digestOf, type Act } from '../acts/act.ts';
import { nextNumber } from '../cases/number-series.ts';
import { yearOf } from '../time/index.ts';

/** A document to be issued; `text` is its paragraphs, empty ones left out. */
export interface DocumentDraft {
  readonly kind: string;
  readonly title: string;
  readonly caseId: string | null;
  readonly clause: string | null;
  readonly data: Record<string, string | number | boolean | null>;
  readonly text: readonly (string | null)[];
}

/** Issues a document: numbered per township, kind and year without gaps, never changed afterwards. Returns id and number. */
export async function issueDocument(act: Act, draft: DocumentDraft): Promise<{ id: string; number: string }> {
  const township = act.platform.directory.findTownship(act.townshipId);
  const year = yearOf(act.today);
  const sequence = await nextNumber(act.tx, act.townshipId, `DOCUMENT/${draft.kind}`, year);
  const number = `${township?.name ?? ''}${draft.title}〔${year}〕${sequence}号`;
  const text = draft.text.filter((part) => part !== null && part !== '').join('\n');
  const id = randomUUID();
  act.insert('Document', {
    townshipId: act.townshipId,
    id,
    number,
    kind: draft.kind,
    title: draft.title,
    caseId: draft.caseId,
    clause: draft.clause,
    data: draft.data,
    text,
    digest: digestOf({ number, data: draft.data, text }),
    issuedAt: act.now,
    issuedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
  });
  act.audit({
    verb: 'issueDocument',
    subjectType: 'Document',
    subjectId: id,
    fields: ['number', 'text'],
    content: text,
  });
  return { id, number };
}
