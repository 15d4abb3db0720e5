import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { reportDecided } from '../refusals.ts';
import { upheldReportIsCandidate } from '../rules.ts';

/** 一(四)3: anyone may report that a window refused to receive his matter. */
export async function reportRefusal(
  act: Act,
  input: { itemId: string; windowId?: string | null | undefined; account: string },
): Promise<string> {
  const item = await act.tx.serviceItem.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.itemId } },
  });
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  if (!input.account.trim()) throw new Refused(textMissing({ field: 'account' }, CLAUSES.mustReceive));
  if (input.windowId) requireWindow(act, input.windowId);
  const id = randomUUID();
  await act.tx.refusalReport.create({
    data: {
      townshipId: act.townshipId,
      id,
      itemId: item.id,
      windowId: input.windowId ?? null,
      account: input.account,
      reportedAt: act.now,
      reportedBy: act.actor.kind === 'APPLICANT' ? act.actor.id : null,
    },
  });
  act.audit({
    verb: 'reportRefusal',
    subjectType: 'RefusalReport',
    subjectId: id,
    fields: ['itemId', 'account'],
  });
  return id;
}

/** 一(四)3: the director finds whether the window should have received the matter; upheld reports are candidates. */
export async function decideRefusalReport(
  act: Act,
  input: { reportId: string; upheld: boolean; decision: string },
): Promise<string> {
  const where = { townshipId_id: { townshipId: act.townshipId, id: input.reportId } };
  const report = await act.tx.refusalReport.findUnique({ where });
  if (!report) throw new Refused(notFound({ type: 'RefusalReport', id: input.reportId }));
  if (!input.decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.mustReceive));
  if (report.upheld !== null) throw new Refused(reportDecided({}, CLAUSES.mustReceive));
  await act.tx.refusalReport.update({
    where,
    data: { upheld: input.upheld, decision: input.decision, decidedBy: act.actor.id, decidedAt: act.now },
  });
  act.audit({
    verb: 'decideRefusalReport',
    subjectType: 'RefusalReport',
    subjectId: report.id,
    fields: ['upheld'],
  });
  if (upheldReportIsCandidate.decide(input))
    act.emit({
      type: 'refusalReport.upheld',
      factId: `refusalReport/${report.id}`,
      payload: { reportId: report.id, itemId: report.itemId, windowId: report.windowId },
    });
  return report.id;
}
