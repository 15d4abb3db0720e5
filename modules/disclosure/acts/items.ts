import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { whyNotAcceptable } from '../../../core/catalogue/acceptability.ts';
import type { ItemFacts } from '../../../core/catalogue/rules.ts';
import { findItemVersion } from '../../../core/catalogue/store.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { startClock } from '../../../core/clocks/service.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { addedDemands } from '../catalogue-rules.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { alreadyPublished } from '../refusals.ts';
import { feeHasItsBasis, incompleteIsNotPublished, missingOfTen, websiteLimit } from '../rules.ts';
import { enforceOwnStation, publisherOf, settingsOf } from '../service.ts';
import {
  findChangedItems,
  findPublication,
  findVersionBefore,
  MODULE_ID,
  publicationSubject,
  WEBSITE,
} from '../store.ts';

/**
 * 一(三)2(1): publishes the current version of an item. Refusals: NOT_FOUND, OF_ANOTHER_STATION,
 * DISCLOSURE_INCOMPLETE, FEE_BASIS_INCOMPLETE, ITEM_NOT_ACCEPTABLE and those of its broken demands, ALREADY_PUBLISHED.
 */
export async function publishServiceItem(act: Act, input: { itemId: string }): Promise<string> {
  const { townshipId, tx } = act;
  const item = act.platform.directory.findItem(townshipId, input.itemId)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  enforceOwnStation(act, item.stationId, CLAUSES.items);
  enforce(incompleteIsNotPublished.decide(missingOfTen.decide(item)), feeHasItsBasis.decide(item.fees));
  // What other chapters demand before it may take cases: its kind, a limit within the law, who serves it.
  const notYet = whyNotAcceptable(act.platform, item);
  if (notYet) throw new Refused(notYet);
  const { version } = item;
  const { current } = act.platform.directory.findItem(townshipId, item.itemId) ?? {};
  await noteChange(act, { itemId: item.itemId, version, effectiveFrom: current?.effectiveFrom ?? act.now });
  const { count } = await tx.itemPublication.updateMany({
    where: { townshipId, itemId: item.itemId, version, publishedAt: null },
    data: { publishedAt: act.now, publishedById: act.actor.id, publisher: publisherOf(act) },
  });
  if (count === 0) throw new Refused(alreadyPublished({ version }, CLAUSES.items));
  const row = await findPublication(tx, townshipId, item.itemId, version);
  if (!row) throw new Error('a publication that was written must be there');
  act.audit({
    verb: 'publishServiceItem',
    subjectType: 'ItemPublication',
    subjectId: row.id,
    fields: ['publishedAt'],
  });
  act.emit({
    type: 'item.published',
    factId: `item.published/${row.id}`,
    payload: {
      publicationId: row.id,
      itemId: item.itemId,
      version,
      publishedBy: act.actor.id,
      day: act.today,
      added: addedDemands.decide(await publishedBefore(act, item), item),
    },
  });
  return row.id;
}

/** The item as it was published last before this version; null when it was not. */
async function publishedBefore(act: Act, { itemId, version }: ItemFacts): Promise<ItemFacts | null> {
  const before = await findVersionBefore(act.tx, act.townshipId, itemId, version);
  return before === null ? null : findItemVersion(act, itemId, before);
}

/** The job: a published item that changed must be on the website within the limit, published anew or not. */
export async function noticeChangedItems(act: Act): Promise<void> {
  for (const item of await findChangedItems(act.tx, act.townshipId)) await noteChange(act, item);
}

/** Keeps that an item has a version to be published, and starts its website limit; once a version. */
async function noteChange(
  act: Act,
  item: { itemId: string; version: number; effectiveFrom: Date },
): Promise<void> {
  const { townshipId, tx } = act;
  const { itemId, version } = item;
  const id = randomUUID();
  const before = await tx.itemPublication.findFirst({ where: { townshipId, itemId } });
  // What is published for the first time is new on that day; what was published before has changed when its version came into force.
  const changedOn = before ? civilDateOf(item.effectiveFrom) : act.today;
  const { count } = await tx.itemPublication.createMany({
    data: [{ townshipId, id, itemId, version, changedOn }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await startClock(act, {
    ...publicationSubject(id),
    ...websiteLimit.decide(changedOn, settingsOf(act)),
    caseId: null,
    module: MODULE_ID,
    kind: WEBSITE,
    clause: CLAUSES.website.id,
    // The law sets this limit: it runs on while the module is off.
    stopsFor: [],
    endsIn: ['ON_WEBSITE'],
  });
  act.audit({ verb: 'noteItemChange', subjectType: 'ItemPublication', subjectId: id, fields: ['changedOn'] });
}
