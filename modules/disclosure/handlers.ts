import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { isClassified } from '../../core/cases/contributions.ts';
import { findCase } from '../../core/cases/store.ts';
import type { DeliveredEvent, EventHandlers } from '../../core/events/event.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { ERROR_OVERDUE, WEBSITE_OVERDUE } from './messages.ts';
import { resultIsMasked } from './rules.ts';
import { centreOf, giveTask } from './service.ts';
import { CORRECTION, MODULE_ID } from './store.ts';

/** 一(三)3(2): the outcome of a decided case is published without personal data; once a case, and never of a classified item (一(七)1). */
async function publishResult(act: Act, { payload }: DeliveredEvent<'case.completed'>): Promise<void> {
  const { townshipId, tx } = act;
  const facts = await findCase(tx, townshipId, payload.caseId);
  if (!facts || (await isClassified(act, facts.itemId))) return;
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

/** 一(三)1: who was awarded is made public; once an award. */
async function publishAward(act: Act, { payload }: DeliveredEvent<'award.granted'>): Promise<void> {
  const { townshipId, tx } = act;
  const { awardId, kind, period, staffId, windowId } = payload;
  const award = { awardId, kind, period, staffId, windowId };
  const published = { townshipId, id: randomUUID(), publishedAt: act.now, publisher: centreOf(act) };
  await tx.publishedAward.createMany({ data: [{ ...published, ...award }], skipDuplicates: true });
}

/** 一(三)3(3): a limit of this chapter that is overdue is a task; further days of it are none. */
async function remind(act: Act, { payload }: DeliveredEvent<'deadline.breached'>): Promise<void> {
  if (payload.module !== MODULE_ID) return;
  const { dueOn, subjectId: id } = payload;
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  const dedupeKey = `disclosure.overdue/${payload.clockId}`;
  if (payload.kind === CORRECTION) {
    const { stationId, number } = await act.tx.disclosureError.findUniqueOrThrow({ where });
    return giveTask(act, stationId, ERROR_OVERDUE, { data: { number, dueOn }, dedupeKey });
  }
  const { itemVersion } = await act.tx.itemPublication.findUniqueOrThrow({
    where,
    select: { itemVersion: { select: { name: true, item: { select: { stationId: true } } } } },
  });
  const { stationId } = itemVersion.item;
  await giveTask(act, stationId, WEBSITE_OVERDUE, { data: { item: itemVersion.name, dueOn }, dedupeKey });
}

export const HANDLERS: EventHandlers = {
  'award.granted': publishAward,
  'case.completed': publishResult,
  'deadline.breached': remind,
};
