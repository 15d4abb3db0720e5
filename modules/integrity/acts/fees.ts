import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { findItemVersion } from '../../../core/catalogue/store.ts';
import type { DeliveredEvent } from '../../../core/events/event.ts';
import { tellEach } from '../../../core/notifications/queue.ts';
import { FEE_DIFFERS, PRICE_UNAPPROVED } from '../messages.ts';
import { LEADERS } from '../roles.ts';
import { overrideIsAFile, priceChange, priceOf, type PublishedPrice } from '../rules.ts';
import { openFile } from '../service.ts';
import { findLastFee } from '../store.ts';

/** 四(三)1: keeps a fee that was tried or charged other than published, tells the leaders, and opens a file when it was let through. */
export async function keepMismatch(
  act: Act,
  { id, payload }: DeliveredEvent<'integrity.feeMismatch'>,
): Promise<void> {
  const { chargeId, ...mismatch } = payload;
  await act.tx.feeMismatch.create({ data: { ...mismatch, townshipId: act.townshipId, id } });
  const { day } = mismatch;
  await tellEach(act, FEE_DIFFERS, LEADERS, { data: { day }, dedupeKey: `integrity.feeDiffers/${id}` });
  const code = overrideIsAFile.decide(mismatch);
  if (code === null || chargeId === null) return;
  await openFile(act, {
    code,
    source: 'FEE',
    sourceId: chargeId,
    subjectId: mismatch.staffId,
    caseId: mismatch.caseId,
    note: `公布${yuan(mismatch.publishedFen)}，收取${yuan(mismatch.chargedFen)}，写明理由放行。`,
  });
}

/** 四(三)5: keeps what was taken on a case; receipts are held against it. */
export async function keepCharge(act: Act, { payload }: DeliveredEvent<'fee.charged'>): Promise<void> {
  const { caseId, chargedFen: totalFen, staffId, day: chargedOn } = payload;
  const { townshipId } = act;
  await act.tx.chargedCase.upsert({
    where: { townshipId_caseId: { townshipId, caseId } },
    create: { townshipId, caseId, totalFen, staffId, chargedOn },
    update: { totalFen, staffId, chargedOn },
  });
}

/** 四(三)1: keeps the fee of a version that was published, with the one before; an unapproved change is told to the leaders. */
export async function keepPrice(act: Act, { payload }: DeliveredEvent<'item.published'>): Promise<void> {
  const { townshipId, tx } = act;
  const { itemId, version } = payload;
  const item = await findItemVersion(act, itemId, version);
  if (!item) return;
  const price = priceOf.decide(item.fees);
  const former = await formerPrice(act, itemId, version);
  const change = priceChange.decide(former, price);
  await tx.publishedFee.createMany({
    data: [
      {
        townshipId,
        id: randomUUID(),
        itemId,
        version,
        amountFen: price.amountFen,
        approvalDocs: [...price.approvalDocs],
        formerVersion: former?.version ?? null,
        formerAmountFen: former?.amountFen ?? null,
        ...change,
        publishedOn: payload.day,
        publishedById: payload.publishedBy,
      },
    ],
    skipDuplicates: true,
  });
  if (change.changed && !change.approved)
    await tellEach(act, PRICE_UNAPPROVED, LEADERS, {
      data: { item: item.name, version: String(version) },
      dedupeKey: `integrity.priceUnapproved/${itemId}/${version}`,
    });
}

/** What was published before; of an item that was published before this chapter was on, its version before. */
async function formerPrice(
  act: Act,
  itemId: string,
  version: number,
): Promise<(PublishedPrice & { version: number }) | null> {
  const kept = await findLastFee(act.tx, act.townshipId, itemId, version);
  if (kept) return kept;
  const before = version > 1 ? await findItemVersion(act, itemId, version - 1) : null;
  return before && { ...priceOf.decide(before.fees), version: before.version };
}

function yuan(fen: number | null): string {
  return fen === null ? '金额不定' : `${(fen / 100).toFixed(2)}元`;
}
