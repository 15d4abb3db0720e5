import {
  addDays,
  instantAt,
  nextWorkingDay,
  type Calendar,
  type CivilDate,
  type OpeningHours,
} from '../../core/time/index.ts';

/** A minute of service: `minute` counts the open minutes of a working day, the noon break left out. */
export interface Moment {
  readonly day: CivilDate;
  readonly minute: number;
}

/** The opening hours of a centre as a scale on which demo acts happen. */
export interface ServiceTime {
  /** Open minutes of a working day. */
  readonly length: number;
  /** The instant of a moment, `second` seconds into its minute. */
  at(moment: Moment, second: number): Date;
  /** The moment some working minutes later; what does not fit into a day goes on the next working morning. */
  later(moment: Moment, minutes: number): Moment;
  /** The day some working days later. */
  dayAfter(day: CivilDate, workingDays: number): CivilDate;
}

/** The service time of these hours on the working days of this calendar. */
export function serviceTime(hours: OpeningHours, calendar: Calendar): ServiceTime {
  const morning = minutesBetween(hours.morning.opens, hours.morning.closes);
  const length = morning + minutesBetween(hours.afternoon.opens, hours.afternoon.closes);
  const openings = new Map<CivilDate, { morning: number; afternoon: number }>();
  const openingsOf = (day: CivilDate) => {
    let opens = openings.get(day);
    if (!opens) {
      opens = {
        morning: instantAt(day, hours.morning.opens).getTime(),
        afternoon: instantAt(day, hours.afternoon.opens).getTime(),
      };
      openings.set(day, opens);
    }
    return opens;
  };
  return {
    length,
    at({ day, minute }, second) {
      const opens = openingsOf(day);
      const start =
        minute < morning ? opens.morning + minute * 60_000 : opens.afternoon + (minute - morning) * 60_000;
      return new Date(start + second * 1000);
    },
    later({ day, minute }, minutes) {
      let [on, left] = [day, minute + minutes];
      while (left >= length) {
        on = nextWorkingDay(on, calendar);
        left -= length;
      }
      return { day: on, minute: left };
    },
    dayAfter(day, workingDays) {
      let on = day;
      for (let n = 0; n < workingDays; n += 1) on = nextWorkingDay(on, calendar);
      return on;
    },
  };
}

/** All working days from one day to another, both included. */
export function workingDaysBetween(from: CivilDate, through: CivilDate, calendar: Calendar): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day <= through; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) days.push(day);
  return days;
}

function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}
