import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Act } from '../../core/acts/act.ts';
import { parseItemRows, type ParsedRow } from '../../core/import/service-item-row.ts';
import { importServiceItems } from '../../core/import/service-items.ts';
import type { DemoCentre } from './demo-township.ts';

/** Promise of an item whose source gives no number at all, in working days. */
const DEFAULT_PROMISE = 10;

/**
 * Items that their source calls done on the spot (即办) where that is only the window's own step, with the working days
 * that what follows takes. SI-008 残疾人证: assessment and making; its notes name the seven days that 张店区残联 publishes.
 */
const PROMISED: Readonly<Record<string, number>> = { 'SI-008': 7 };

/** A single number of days in what the source says of limits: `承诺时限：3日`, `办理时限：15个工作日`. */
const DAYS = /(?:承诺|办理)时限：(\d{1,3})(?:个工作日|工作日|日|天)(?:；|$)/;

/**
 * The real service items with what the demo must add so that cases can be handed in: a kind and a promise, and, where the
 * source has conditions, materials, procedure and legal basis, what else is to be published. `source.invented` names the
 * fields that were added. An item whose source lacks one of those four stays a draft.
 *
 * - No kind: PROMISED. (An item that its source says is done on the spot is IMMEDIATE already.)
 * - PROMISED without a promise in working days: the number of days that the source gives as its limit, in whatever
 *   kind of days; else half of the statutory limit, rounded up; else ten. Never more than the statute.
 * - The items of `PROMISED` are promised, in the days named there.
 * - Quantity: not limited. Flow: the steps of the procedure in a line. Laws: what the source gives as the basis.
 *   Sample form: of the application form among the materials, or of an application.
 */
export async function demoItems(): Promise<ParsedRow[]> {
  const text = await readFile(new URL('./service-items.json', import.meta.url), 'utf8');
  const { rows, rejected } = parseItemRows(text, 'json');
  if (rejected.length > 0) throw new Error(`service-items.json: ${rejected.map((r) => r.reason).join('; ')}`);
  return rows.map(withDemoLimits).map(withDemoDisclosure);
}

/** The row with the demo's own kind and promise where its source has none. */
export function withDemoLimits(row: ParsedRow): ParsedRow {
  const { content } = row;
  const days = PROMISED[row.code];
  const kind = days === undefined ? (content.kind ?? 'PROMISED') : 'PROMISED';
  const needsPromise = kind === 'PROMISED' && content.promisedDays === null;
  const invented = [
    ...content.source.invented,
    ...(kind === content.kind ? [] : ['kind']),
    ...(needsPromise ? ['promisedDays'] : []),
  ];
  return {
    ...row,
    content: {
      ...content,
      kind,
      promisedDays: needsPromise ? (days ?? demoPromise(content)) : content.promisedDays,
      source: { ...content.source, invented },
    },
  };
}

/** The row with what else 一(三)2(1) has published of an item, where its source has the most of it; else the row as it is. */
export function withDemoDisclosure(row: ParsedRow): ParsedRow {
  const { content } = row;
  const { conditions, materials, procedure, legalBasis } = content;
  if (!conditions || materials.length === 0 || procedure.length === 0 || legalBasis.length === 0) return row;
  const form = materials.find(({ name }) => /表|申请书/.test(name))?.name ?? '申请书';
  const added = {
    ...(content.quantity === null ? { quantity: '不限' } : {}),
    ...(content.flow === null ? { flow: procedure.join('→') } : {}),
    ...(content.laws.length === 0 ? { laws: legalBasis } : {}),
    ...(content.sampleForms.length === 0 ? { sampleForms: [`${form}（示范文本）`] } : {}),
  };
  const invented = [...content.source.invented, ...Object.keys(added)];
  return { ...row, content: { ...content, ...added, source: { ...content.source, invented } } };
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
