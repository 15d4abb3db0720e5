import { type Calendar, type Locale, dayKindOf } from './calendar.ts';
import { type CivilDate, addDays, yearOf } from './civil-date.ts';
import type { ClockExplanation } from './clock.ts';

type Explained = Omit<ClockExplanation, 'sentence'>;

/** A holiday, or that part of it which the period passes over. */
interface Stretch {
  from: CivilDate;
  to: CivilDate;
  name: string;
}

/**
 * The explanation in one sentence. `readOn` is the day on which an open suspension is taken to end, `act` what is to be
 * done by the due day, in Chinese.
 */
export function clockSentence(
  e: Explained,
  calendar: Calendar,
  readOn: CivilDate,
  locale: Locale,
  act: string,
): string {
  return locale === 'zh' ? chinese(e, calendar, readOn, act) : english(e, calendar, readOn);
}

function chinese(e: Explained, calendar: Calendar, readOn: CivilDate, act: string): string {
  const day = shortDate(e.startedOn);
  const due = `应于${e.dueOn}（${dayKindOf(e.dueOn, calendar).reason.zh}）`;
  const provisional = e.provisional ? '（节假日安排未全部覆盖此期间，此日期暂定）' : '';
  if (e.dueOn === e.startedOn) return `即办件，${due}当日下班前${act}${provisional}。`;

  const { stretches, weekendDays } = passedOver(e, calendar, 'zh');
  const skipped = stretches.map(({ from, to, name }) =>
    from === to ? `${day(from)}${name}` : `${day(from)}至${day(to)}${name}`,
  );
  if (weekendDays > 0) skipped.push(`周末${weekendDays}天`);

  const suspensions = e.suspensions.filter(movesTheDate).map(({ from, to, workingDaysGivenBack }) => {
    const end = to === null ? `未恢复，按${day(readOn)}恢复推算` : `${day(to)}恢复`;
    return `${day(from)}起中止（挂起），${end}，顺延${workingDaysGivenBack}个工作日`;
  });

  const extension = e.extensionDays > 0 ? `（含延期${e.extensionDays}个工作日）` : '';
  const parts = [
    `自${e.startedOn}的次日起算`,
    `共${e.counted.length}个工作日${extension}`,
    ...(skipped.length > 0 ? [`跳过${skipped.join('、')}`] : []),
    ...suspensions,
    `${due}下班前${act}${provisional}`,
    ...(e.heldThrough > e.dueOn ? [`已说明延期，最迟于${day(e.heldThrough)}${act}或再次说明`] : []),
  ];
  return `${parts.join('，')}。`;
}

function english(e: Explained, calendar: Calendar, readOn: CivilDate): string {
  const day = shortDate(e.startedOn);
  const due = `due by close of business on ${e.dueOn} (${dayKindOf(e.dueOn, calendar).reason.en})`;
  const provisional = e.provisional
    ? ' (provisional: the holiday notices loaded do not cover the whole period)'
    : '';
  if (e.dueOn === e.startedOn) return `To be finished on the spot, ${due}${provisional}.`;

  const { stretches, weekendDays } = passedOver(e, calendar, 'en');
  const skipped = stretches.map(({ from, to, name }) =>
    from === to ? `${name} on ${day(from)}` : `${name} from ${day(from)} to ${day(to)}`,
  );
  if (weekendDays > 0) skipped.push(counted(weekendDays, 'weekend day'));

  const suspensions = e.suspensions.filter(movesTheDate).map(({ from, to, workingDaysGivenBack }) => {
    const end = to === null ? `and not resumed, counted as resumed on ${day(readOn)}` : `until ${day(to)}`;
    return `suspended from ${day(from)} ${end}, which gives back ${counted(workingDaysGivenBack, 'working day')}`;
  });

  const extension =
    e.extensionDays > 0 ? ` (${counted(e.extensionDays, 'working day')} of extension included)` : '';
  const parts = [
    `${counted(e.counted.length, 'working day')}${extension} counted from the day after ${e.startedOn}`,
    ...(skipped.length > 0 ? [`skipping ${skipped.join(', ')}`] : []),
    ...suspensions,
    `${due}${provisional}`,
    ...(e.heldThrough > e.dueOn
      ? [`the delay was explained: to be finished or explained again by ${day(e.heldThrough)}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

/** The skipped holidays as stretches, and the number of plain weekend days; suspended days are told apart. */
function passedOver(e: Explained, calendar: Calendar, locale: Locale) {
  const stretches: Stretch[] = [];
  let weekendDays = 0;
  for (const { date } of e.skipped) {
    const skip = calendar.whyNotWorking(date);
    if (skip?.code === 'WEEKEND') weekendDays += 1;
    if (skip?.code !== 'HOLIDAY') continue;
    const open = stretches.at(-1);
    if (open && open.name === skip[locale] && addDays(open.to, 1) === date) open.to = date;
    else stretches.push({ from: date, to: date, name: skip[locale] });
  }
  return { stretches, weekendDays };
}

function movesTheDate({ to, workingDaysGivenBack }: Explained['suspensions'][number]): boolean {
  return to === null || workingDaysGivenBack > 0;
}

/** Dates of the year the period starts in go without it. */
function shortDate(startedOn: CivilDate): (d: CivilDate) => string {
  return (d) => (yearOf(d) === yearOf(startedOn) ? d.slice(5) : d);
}

function counted(n: number, unit: string): string {
  return n === 1 ? `1 ${unit}` : `${n} ${unit}s`;
}
