import { rule } from '../../core/regulation/index.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import type { SubjectKind } from './scoring-catalogue.ts';

/** Who is assessed in a month, as far as a reckoning needs it; kept with the month when it is frozen. */
export interface Roster {
  readonly staff: readonly PostedPerson[];
  readonly windows: readonly PostedWindow[];
}

/** A person with the window at which the sheet stands. */
export interface PostedPerson {
  readonly id: string;
  readonly windowId: string;
  /** Posted to no window on some working day of the month. */
  readonly partial: boolean;
}

export interface PostedWindow {
  readonly id: string;
  /** Without anybody on some working day of the month. */
  readonly partial: boolean;
}

/** Where somebody was posted from a day on; null = to no window. */
export interface Posting {
  readonly staffId: string;
  readonly since: string;
  readonly windowId: string | null;
}

/** What is known of who was where when a month is reckoned. */
export interface MonthService {
  /** The working days of the month. */
  readonly days: readonly CivilDate[];
  /** All postings until the month's end, each person's in the order of their days. */
  readonly postings: readonly Posting[];
  /** Subjects with an entry of the month. */
  readonly entered: readonly Subject[];
}

export const windowOfTheMonth = rule({
  id: 'sheet-stands-where-most-days-were-served',
  clause: CLAUSES.scope,
  says: {
    zh: '月中换窗口的，考评表归当月任职工作日最多的窗口；相同的归后一个',
    en: 'who changed windows in the month has the sheet at the window of most working days, of equal ones at the later',
  },
  /** Of the windows of a person's days of service, in their order; null for none. */
  decide: (served: readonly string[]): string | null => {
    const days = Map.groupBy(served, (windowId) => windowId);
    const most = Math.max(...[...days.values()].map(({ length }) => length));
    return served.findLast((windowId) => days.get(windowId)?.length === most) ?? null;
  },
});

export const rosterOfMonth = rule({
  id: 'staff-of-windows-are-assessed',
  clause: CLAUSES.scope,
  says: {
    zh: '考评当月在窗口任职的工作人员和窗口；月中进出的注明',
    en: 'who served at a window on a working day of the month is assessed, and the windows; who joined or left in it is marked',
  },
  /** Who served no day of it is assessed where the month has an entry of his, at his last window; who never sat at a window is not. */
  decide: ({ days, postings, entered }: MonthService): Roster => {
    const had = (kind: SubjectKind) =>
      new Set(entered.filter((subject) => subject.kind === kind).map(({ id }) => id));
    const [withEntry, windowsWithEntry] = [had('STAFF'), had('WINDOW')];
    const staff: PostedPerson[] = [];
    const staffed = new Map<string, Set<CivilDate>>();
    for (const [id, own] of Map.groupBy(postings, ({ staffId }) => staffId)) {
      const served: string[] = [];
      for (const day of days) {
        const windowId = own.findLast(({ since }) => since <= day)?.windowId ?? null;
        if (windowId === null) continue;
        served.push(windowId);
        staffed.set(windowId, (staffed.get(windowId) ?? new Set()).add(day));
      }
      const last = withEntry.has(id) ? own.findLast(({ windowId }) => windowId !== null)?.windowId : null;
      const windowId = windowOfTheMonth.decide(served) ?? last ?? null;
      if (windowId !== null) staff.push({ id, windowId, partial: served.length < days.length });
    }
    const windows = new Set([
      ...staffed.keys(),
      ...staff.map(({ windowId }) => windowId),
      ...windowsWithEntry,
    ]);
    return {
      staff: staff.toSorted(byId),
      windows: [...windows]
        .map((id) => ({ id, partial: (staffed.get(id)?.size ?? 0) < days.length }))
        .toSorted(byId),
    };
  },
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

export const ROSTER_RULES = [windowOfTheMonth, rosterOfMonth];
