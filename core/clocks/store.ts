import type { Tx } from '../db/client.ts';
import type { ClockRow, ClockSubject } from './clock-row.ts';

const WITH_LEDGER = { suspensions: { orderBy: { fromDay: 'asc' } } } as const;

/** All clocks of a subject with their suspension ledgers. */
export function findClocks(tx: Tx, townshipId: string, subject: ClockSubject): Promise<ClockRow[]> {
  return tx.clock.findMany({
    where: { townshipId, ...subject },
    include: WITH_LEDGER,
    orderBy: { kind: 'asc' },
  });
}

/** The clock of a kind on a subject, or null. */
export function findClock(
  tx: Tx,
  townshipId: string,
  { subjectType, subjectId }: ClockSubject,
  kind: string,
): Promise<ClockRow | null> {
  return tx.clock.findUnique({
    where: { townshipId_subjectType_subjectId_kind: { townshipId, subjectType, subjectId, kind } },
    include: WITH_LEDGER,
  });
}

/** Clocks that have not ended, of one module or of all. */
export function findOpenClocks(tx: Tx, townshipId: string, module?: string): Promise<ClockRow[]> {
  return tx.clock.findMany({
    where: { townshipId, endedOn: null, ...(module ? { module } : {}) },
    include: WITH_LEDGER,
    orderBy: { id: 'asc' },
  });
}

/** Open clocks whose day passed, with what a report of them needs. */
export function findClocksDueBefore(tx: Tx, townshipId: string, day: string) {
  return tx.clock.findMany({
    where: { townshipId, endedOn: null, dueOn: { lt: day } },
    include: {
      ...WITH_LEDGER,
      breaches: { orderBy: { day: 'desc' }, take: 1 },
      case: {
        select: { number: true, windowId: true, handlerId: true, itemVersionRow: { select: { name: true } } },
      },
    },
  });
}
