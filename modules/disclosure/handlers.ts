import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { findCase } from '../../core/cases/store.ts';
import type { DeliveredEvent, EventHandlers } from '../../core/events/event.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { resultIsMasked } from './rules.ts';
import { centreOf, giveTask } from './service.ts';
import { MODULE_ID } from './store.ts';

/** 一(三)3(2): the outcome of a decided case is published without personal data; once a case. */
async function publishResult(act: Act, { payload }: DeliveredEvent<'case.completed'>): Promise<void> {
  const { townshipId, tx } = act;
  const facts = await findCase(tx, townshipId, payload.caseId);
  if (!facts) return;
  const where = { townshipId_id: { townshipId, id: facts.applicantId } };
  const applicant = await tx.applicant.findUniqueOrThrow({ where, select: { name: true } });
  await tx.publishedResult.createMany({
    data: [
      {
        townshipId,
        id: randomUUID(),
        caseId: facts.id,
        itemId: facts.itemId,
        version: facts.itemVersion,
        outcome: payload.outcome,
        decidedOn: civilDateOf(facts.decidedAt ?? act.now),
        maskedName: resultIsMasked.decide(applicant.name),
        publishedAt: act.now,
        publisher: centreOf(act),
      },
    ],
    skipDuplicates: true,
  });
}

/** 一(三)3(3): a limit of this chapter that is overdue is a task; one a day beyond the limit is not given twice. */
async function remind(act: Act, { payload }: DeliveredEvent<'deadline.breached'>): Promise<void> {
  if (payload.module !== MODULE_ID) return;
  const what = payload.subjectType === 'ItemPublication' ? '变更事项未在政府网站公开' : '公开信息报错未更正';
  await giveTask(act, await stationOf(act, payload.subjectType, payload.subjectId), {
    text: `${what}，应于${payload.dueOn}前完成，现已逾期。`,
    dedupeKey: `disclosure.overdue/${payload.clockId}`,
  });
}

async function stationOf(act: Act, type: string, id: string): Promise<string | null> {
  const { townshipId, tx } = act;
  const where = { townshipId_id: { townshipId, id } };
  if (type !== 'ItemPublication') return (await tx.disclosureError.findUnique({ where }))?.stationId ?? null;
  const row = await tx.itemPublication.findUnique({
    where,
    select: { itemVersion: { select: { item: { select: { stationId: true } } } } },
  });
  return row?.itemVersion.item.stationId ?? null;
}

export const HANDLERS: EventHandlers = { 'case.completed': publishResult, 'deadline.breached': remind };
