import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Act } from '../../core/acts/act.ts';
import { parseItemRows, type ParsedRow } from '../../core/import/service-item-row.ts';
import { importServiceItems } from '../../core/import/service-items.ts';
import type { DemoCentre } from './demo-township.ts';

/** Promise of an item whose source gives no number at all, in working days. */
const DEFAULT_PROMISE = 10;

/** A single number of days in what the source says of limits: `承诺时限：3日`, `办理时限：15个工作日`. */
const DAYS = /(?:承诺|办理)时限：(\d{1,3})(?:个工作日|工作日|日|天)(?:；|$)/;

/**
 * The real service items with what the demo must add so that cases can be handed in: a kind and a promise, nothing
 * else. `source.invented` names the fields that were added. An item whose source lacks conditions, materials or
 * procedure stays a draft.
 *
 * - No kind: PROMISED. (An item that its source says is done on the spot is IMMEDIATE already.)
 * - PROMISED without a promise in working days: the number of days that the source gives as its limit, in whatever
 *   kind of days; else half of the statutory limit, rounded up; else ten. Never more than the statute.
 */
export async function demoItems(): Promise<ParsedRow[]> {
  const text = await readFile(new URL('./service-items.json', import.meta.url), 'utf8');
  const { rows, rejected } = parseItemRows(text, 'json');
  if (rejected.length > 0) throw new Error(`service-items.json: ${rejected.map((r) => r.reason).join('; ')}`);
  return rows.map(withDemoLimits);
}

/** The row with the demo's own kind and promise where its source has none. */
export function withDemoLimits(row: ParsedRow): ParsedRow {
  const { content } = row;
  const kind = content.kind ?? 'PROMISED';
  const needsPromise = kind === 'PROMISED' && content.promisedDays === null;
  const invented = [
    ...content.source.invented,
    ...(content.kind === null ? ['kind'] : []),
    ...(needsPromise ? ['promisedDays'] : []),
  ];
  return {
    ...row,
    content: {
      ...content,
      kind,
      promisedDays: needsPromise ? demoPromise(content) : content.promisedDays,
      source: { ...content.source, invented },
    },
  };
}

function demoPromise({ limitText, statutoryDays }: ParsedRow['content']): number {
  const published = Number(DAYS.exec(limitText ?? '')?.[1] ?? 0);
  const half = statutoryDays === null ? DEFAULT_PROMISE : Math.ceil(statutoryDays / 2);
  return Math.min(published || half, statutoryDays ?? Infinity);
}

/** Imports the items into the act's township and sets up an A/B post for each at the window of its station. */
export async function writeItems(act: Act, centre: DemoCentre, rows: readonly ParsedRow[]): Promise<void> {
  const { tx, townshipId } = act;
  const { rejected } = await importServiceItems(act, rows, { dryRun: false });
  if (rejected.length > 0) throw new Error(`demo items: ${rejected.map((r) => r.reason).join('; ')}`);
  const items = await tx.serviceItem.findMany({
    where: { townshipId },
    select: { id: true, stationId: true },
  });
  await tx.post.createMany({
    data: items.flatMap(({ id: itemId, stationId }) => {
      const post = centre.posts.get(stationId ?? '');
      return post ? [{ townshipId, id: randomUUID(), itemId, ...post }] : [];
    }),
  });
}
