import type { Tx } from '../../core/db/client.ts';
import type { AwardKind } from './award-rules.ts';
import type { Period } from './period-rules.ts';

/** The subjects of a period's frozen sheets that a kind of award is for, with their totals; none before it is frozen. */
export async function totalsOf(
  tx: Pick<Tx, 'scoreSheet'>,
  townshipId: string,
  { kind: periodKind, key }: Period,
  kind: AwardKind,
): Promise<{ id: string; total: number }[]> {
  const sheets = await tx.scoreSheet.findMany({
    where: {
      townshipId,
      subjectKind: kind === 'FLAG_WINDOW' ? 'WINDOW' : 'STAFF',
      period: { kind: periodKind, key, state: { not: 'OPEN' } },
    },
    select: { staffId: true, windowId: true, total: true },
  });
  return sheets.map(({ staffId, windowId, total }) => ({ id: staffId ?? windowId ?? '', total }));
}

/** The frozen period of a key, locked so that its awards are granted once; null for none. */
export async function lockPeriod(
  tx: Tx,
  townshipId: string,
  { kind, key }: Period,
): Promise<{ id: string; state: string } | null> {
  const [row] = await tx.$queryRaw<{ id: string; state: string }[]>`
    select "id", "state" from "AssessmentPeriod"
    where "townshipId" = ${townshipId}::uuid and "kind" = ${kind} and "key" = ${key} for update`;
  return row ?? null;
}
