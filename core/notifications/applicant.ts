import type { Act } from '../acts/act.ts';
import type { MessageDraft } from './queue.ts';

/** The applicant of a case as the receiver of a message: his id and how he can be reached, null where nothing is on file. */
export async function applicantOf(
  act: Act,
  facts: { readonly id: string; readonly applicantId: string },
): Promise<Pick<MessageDraft, 'caseId' | 'recipient' | 'phone' | 'email'>> {
  const contact = await act.tx.applicant.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: facts.applicantId } },
    select: { phone: true, email: true },
  });
  return { ...contact, caseId: facts.id, recipient: facts.applicantId };
}
