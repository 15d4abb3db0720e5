import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { nextNumber } from '../../../core/cases/number-series.ts';
import type { DeliveredEvent, EventType } from '../../../core/events/event.ts';
import { findCase } from '../../../core/cases/store.ts';
import { enforce } from '../../../core/regulation/index.ts';
import { civilDate, civilDateOf } from '../../../core/time/index.ts';
import '../events.ts';
import {
  cursorAdvances,
  externalIsTaken,
  externalNamesSystem,
  feedHasGap,
  inFeed,
  type Channel,
} from '../rules.ts';
import { requireItem, settingsOf } from '../service.ts';
import { channelOf, lastPosition } from '../store.ts';

/** 一(七)1: says through which system an item is handled. Refusals: NOT_FOUND, CHANNEL_NEEDS_SYSTEM. */
export async function setItemChannel(
  act: Act,
  input: { itemId: string; channel: Channel; system: string | null },
): Promise<string> {
  await requireItem(act, input.itemId);
  enforce(externalNamesSystem.decide(input));
  const { townshipId } = act;
  const state = {
    channel: input.channel,
    system: input.system?.trim() || null,
    since: act.today,
    lastEventOn: act.today,
    gapReportedOf: null,
  };
  const row = await act.tx.itemChannel.upsert({
    where: { townshipId_itemId: { townshipId, itemId: input.itemId } },
    create: { townshipId, id: randomUUID(), itemId: input.itemId, ...state },
    update: state,
  });
  act.audit({ verb: 'setItemChannel', subjectType: 'ItemChannel', subjectId: row.id, fields: ['channel'] });
  return row.id;
}

/** 一(七)1: a classified item is counted and nothing else. */
export async function isClassified(act: Act, itemId: string): Promise<boolean> {
  const { channel } = await channelOf(act.tx, act.townshipId, itemId);
  return inFeed.decide(channel) === 'COUNT';
}

/** An event of a system outside; codes and dates only. */
export interface ExternalEvent {
  readonly itemId: string;
  /** Key in the system outside; one that comes again is the same event. */
  readonly externalId: string;
  readonly number: string;
  readonly type: string;
  readonly toState: string | null;
  readonly occurredAt: Date;
}

/** 一(七)1: takes an event of an external item into the feed; sent again it is one. Refusals: NOT_FOUND, ITEM_NOT_EXTERNAL. */
export async function sendExternalEvent(act: Act, event: ExternalEvent): Promise<string> {
  await requireItem(act, event.itemId);
  const { channel } = await channelOf(act.tx, act.townshipId, event.itemId);
  enforce(externalIsTaken.decide(channel));
  // The position first: its row is locked to the commit, so that the same event cannot come twice at once.
  const position = await nextPosition(act);
  const { townshipId } = act;
  const key = { townshipId, itemId: event.itemId, externalId: event.externalId };
  const known = await act.tx.monitoringEntry.findUnique({ where: { townshipId_itemId_externalId: key } });
  const id = known?.id ?? randomUUID();
  if (!known) {
    await act.tx.monitoringEntry.create({
      data: { ...event, townshipId, id, position, source: 'EXTERNAL', exportedAt: act.now },
    });
    await noteEvent(act, event.itemId);
  }
  act.audit({ verb: 'sendExternalEvent', subjectType: 'MonitoringEntry', subjectId: id });
  return id;
}

/** Numbers rise in the order of commits: a reader that has seen one has seen all before it. */
function nextPosition(act: Act): Promise<number> {
  return nextNumber(act.tx, act.townshipId, 'MONITORING', 0);
}

async function noteEvent(act: Act, itemId: string): Promise<void> {
  await act.tx.itemChannel.updateMany({
    where: { townshipId: act.townshipId, itemId },
    data: { lastEventOn: act.today, gapReportedOf: null },
  });
}

/** Steps of a case that the province is told of. */
export const FEED_STEPS = [
  'case.submitted',
  'case.supplementRequested',
  'case.supplemented',
  'case.accepted',
  'case.deemedAccepted',
  'case.refused',
  'case.extended',
  'case.suspended',
  'case.resumed',
  'case.completed',
  'case.delivered',
  'case.withdrawn',
] as const satisfies readonly EventType[];

/** A step of a case, which the feed tells the province of. */
export type CaseStepEvent = DeliveredEvent<(typeof FEED_STEPS)[number]>;

/**
 * 一(七)1: brings a case's event into the feed, before it whatever of the same case is still missing: an event whose
 * delivery failed is not overtaken. Of a classified item one case more is counted, and nothing else is kept.
 */
export async function exportStep(act: Act, event: CaseStepEvent): Promise<void> {
  const { caseId } = event.payload;
  const facts = await findCase(act.tx, act.townshipId, caseId);
  if (!facts) throw new Error('a step must have its case');
  const { itemId } = facts;
  const { channel } = await channelOf(act.tx, act.townshipId, itemId);
  if (inFeed.decide(channel) === 'COUNT') {
    if (event.type === 'case.submitted') await countClassified(act, civilDateOf(event.occurredAt));
    return;
  }
  let position = await nextPosition(act);
  for (const missing of await missingSteps(act, caseId, event.id)) {
    const { count } = await act.tx.monitoringEntry.createMany({
      data: [
        {
          townshipId: act.townshipId,
          id: missing.id,
          position,
          itemId: missing.itemId,
          number: missing.number,
          type: missing.type,
          toState: missing.toState,
          source: 'PLATFORM',
          occurredAt: missing.occurredAt,
          exportedAt: act.now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 1) position = await nextPosition(act);
  }
  await noteEvent(act, itemId);
}

/** A row of the outbox that is a step of a case. */
interface OutboxStep {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly itemId: string;
  readonly number: string;
  readonly toState: string | null;
}

/** The steps of a case up to one of them that the feed does not hold yet, in the order in which they were taken. */
function missingSteps(act: Act, caseId: string, upTo: string): Promise<OutboxStep[]> {
  return act.tx.$queryRaw<OutboxStep[]>`
    select o."id", o."type", o."occurredAt", c."itemId", c."number", o."payload"->>'toState' as "toState"
    from "OutboxEvent" o join "Case" c on c."townshipId" = o."townshipId" and c."id" = o."caseId"
    where o."townshipId" = ${act.townshipId}::uuid and o."caseId" = ${caseId}::uuid and o."type" = any(${[...FEED_STEPS]})
      and o."seq" <= (select u."seq" from "OutboxEvent" u where u."townshipId" = ${act.townshipId}::uuid and u."id" = ${upTo}::uuid)
      and not exists (select 1 from "MonitoringEntry" m where m."townshipId" = o."townshipId" and m."id" = o."id")
    order by o."seq"`;
}

/** In one statement, so that cases handed in at the same time are all counted. */
async function countClassified(act: Act, day: string): Promise<void> {
  await act.tx.$executeRaw`
    insert into "ClassifiedCount" as c ("townshipId", "id", "day", "count")
    values (${act.townshipId}::uuid, ${randomUUID()}::uuid, ${day}, 1)
    on conflict ("townshipId", "day") do update set "count" = c."count" + 1`;
}

/** 一(七)1: a consumer says up to where it has kept the feed; after a stop it goes on from there. Refusals: MONITORING_CURSOR_INVALID. */
export async function acknowledgeMonitoring(
  act: Act,
  input: { consumer: string; position: number },
): Promise<string> {
  const { townshipId } = act;
  const key = { townshipId, name: input.consumer };
  const known = await act.tx.monitoringConsumer.upsert({
    where: { townshipId_name: key },
    create: { ...key, id: randomUUID(), position: 0, at: act.now },
    update: {},
  });
  await act.tx
    .$queryRaw`select 1 from "MonitoringConsumer" where "townshipId" = ${townshipId}::uuid and "id" = ${known.id}::uuid for update`;
  const row = await act.tx.monitoringConsumer.findUniqueOrThrow({ where: { townshipId_name: key } });
  enforce(cursorAdvances.decide(input.position, row.position, await lastPosition(act.tx, townshipId)));
  const entries = await act.tx.monitoringEntry.count({
    where: { townshipId, position: { gt: row.position, lte: input.position } },
  });
  await act.tx.monitoringConsumer.update({
    where: { townshipId_name: key },
    data: { position: input.position, at: act.now },
  });
  act.audit({
    verb: 'acknowledgeMonitoring',
    subjectType: 'MonitoringConsumer',
    subjectId: row.id,
    fields: ['position'],
  });
  if (entries > 0)
    act.emit({
      type: 'monitoring.exported',
      factId: `monitoring.exported/${row.id}/${input.position}`,
      payload: { consumerId: row.id, position: input.position, entries, day: act.today },
    });
  return row.id;
}

/** The job: reports each gap of an external item once. */
export async function watchGaps(act: Act): Promise<void> {
  const { calendar } = act.platform.directory;
  const rows = await act.tx.itemChannel.findMany({
    where: { townshipId: act.townshipId, channel: 'EXTERNAL', gapReportedOf: null },
  });
  for (const row of rows) {
    if (!feedHasGap.decide(civilDate(row.lastEventOn), act.today, settingsOf(act), calendar)) continue;
    const { count } = await act.tx.itemChannel.updateMany({
      where: { townshipId: act.townshipId, id: row.id, gapReportedOf: null },
      data: { gapReportedOf: row.lastEventOn },
    });
    if (count === 0) continue;
    act.audit({
      verb: 'reportGap',
      subjectType: 'ItemChannel',
      subjectId: row.id,
      fields: ['gapReportedOf'],
    });
    act.emit({
      type: 'monitoring.gap',
      factId: `monitoring.gap/${row.id}/${row.lastEventOn}`,
      payload: { itemId: row.itemId, lastEventOn: row.lastEventOn, day: act.today },
    });
  }
}
