import DataLoader from 'dataloader';
import type { Prisma, PrismaClient } from '../db/client.ts';
import type { ClockSubject } from './clock-row.ts';

/** What a clock row must be loaded with to be shown. */
export const CLOCK_INCLUDE = {
  suspensions: { orderBy: { fromDay: 'asc' } },
  changes: { orderBy: { at: 'asc' } },
} as const;

/** A clock with its ledger and the changes of its date. */
export type ShownClock = Prisma.ClockGetPayload<{ include: typeof CLOCK_INCLUDE }>;

/** A subject in its township. */
export interface SubjectKey extends ClockSubject {
  readonly townshipId: string;
}

const textOf = ({ townshipId, subjectType, subjectId }: SubjectKey) =>
  `${townshipId}.${subjectType}.${subjectId}`;

/** Loads the clocks of many subjects in one statement a township and type; each subject's in the order of their kinds. */
export function subjectClocks(db: PrismaClient): DataLoader<SubjectKey, ShownClock[], string> {
  return new DataLoader<SubjectKey, ShownClock[], string>(
    async (keys) => {
      const found = new Map<string, ShownClock[]>(keys.map((key) => [textOf(key), []]));
      const groups = Map.groupBy(keys, (key) => `${key.townshipId}.${key.subjectType}`);
      for (const group of groups.values()) {
        const { townshipId, subjectType } = group[0] as SubjectKey;
        const rows = await db.clock.findMany({
          where: { townshipId, subjectType, subjectId: { in: group.map((key) => key.subjectId) } },
          include: CLOCK_INCLUDE,
          orderBy: { kind: 'asc' },
        });
        for (const row of rows) found.get(textOf(row))?.push(row);
      }
      return keys.map((key) => found.get(textOf(key)) ?? []);
    },
    { cacheKeyFn: textOf },
  );
}
