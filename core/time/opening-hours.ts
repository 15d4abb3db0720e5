import type { Calendar } from './calendar.ts';
import { type CivilDate, addDays, civilDateOf, instantAt } from './civil-date.ts';

/** The two sessions of a working day, each open from `opens` up to, not including, `closes` (`HH:MM`, China). */
export interface OpeningHours {
  morning: { opens: string; closes: string };
  afternoon: { opens: string; closes: string };
}

/** An assumption, as the regulation names no hours: every township may set its own. */
export const DEFAULT_OPENING_HOURS: OpeningHours = {
  morning: { opens: '08:30', closes: '12:00' },
  afternoon: { opens: '14:30', closes: '17:30' },
};

/** The close of `d`, when a deadline that is due on it passes. RangeError for a time that does not exist. */
export function closesAt(d: CivilDate, hours: OpeningHours): Date {
  return instantAt(d, hours.afternoon.closes);
}

/** Whether the windows are open at `instant`: in a session of a working day. Extra service hours are no part of it. */
export function isOpenAt(instant: Date, hours: OpeningHours, calendar: Calendar): boolean {
  const day = civilDateOf(instant);
  if (!calendar.isWorkingDay(day)) return false;
  return [hours.morning, hours.afternoon].some(
    ({ opens, closes }) => instantAt(day, opens) <= instant && instant < instantAt(day, closes),
  );
}

/** Minutes for which the windows are open between two instants: working minutes. */
export function openMinutes(from: Date, to: Date, hours: OpeningHours, calendar: Calendar): number {
  let minutes = 0;
  for (let day = civilDateOf(from); day <= civilDateOf(to); day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue;
    for (const { opens, closes } of [hours.morning, hours.afternoon]) {
      const start = Math.max(instantAt(day, opens).getTime(), from.getTime());
      const end = Math.min(instantAt(day, closes).getTime(), to.getTime());
      minutes += Math.max(0, end - start) / 60_000;
    }
  }
  return Math.floor(minutes);
}
