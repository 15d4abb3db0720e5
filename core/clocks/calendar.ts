import type { Act } from '../acts/act.ts';
import { countInEachTownship } from '../acts/each-township.ts';
import type { Platform } from '../platform.ts';
import { Refused, refusalKind } from '../regulation/index.ts';
import {
  createCalendar,
  HolidayNoticeError,
  parseHolidayNotices,
  type HolidayNotice,
} from '../time/index.ts';
import { recomputeClocks } from './service.ts';

export const noticeInvalid = refusalKind<{ problems: readonly string[] }>(
  'HOLIDAY_NOTICE_INVALID',
  { zh: '放假安排的内容不合规', en: 'the holiday notice is not valid' },
  ({ problems }) => ({
    zh: `放假安排不合规：${problems.join('；')}`,
    en: `invalid notice: ${problems.join('; ')}`,
  }),
);

/** Loads holiday notices (one year or several) in the county's act; returns the last year loaded. */
export async function loadHolidayNotices(act: Act, file: unknown): Promise<HolidayNotice> {
  const notices = readNotices(file);
  await requireOneCalendar(act, notices);
  for (const notice of notices) {
    const data = {
      noticeTitle: notice.noticeTitle,
      noticeNumber: notice.noticeNumber,
      noticeDate: notice.noticeDate,
      holidays: notice as object,
      loadedAt: act.now,
    };
    await act.tx.holidayYear.upsert({
      where: { year: notice.year },
      create: { year: notice.year, ...data },
      update: data,
    });
    act.audit({
      verb: 'loadHolidayNotice',
      subjectType: 'HolidayYear',
      subjectId: String(notice.year),
      fields: ['holidays'],
      content: notice,
    });
  }
  act.announce('reference');
  const last = notices.at(-1);
  if (!last) throw new Refused(noticeInvalid({ problems: ['没有年份 / no year'] }));
  return last;
}

function readNotices(file: unknown): HolidayNotice[] {
  try {
    return parseHolidayNotices(file);
  } catch (error) {
    if (error instanceof HolidayNoticeError) throw new Refused(noticeInvalid({ problems: error.problems }));
    throw error;
  }
}

/** A notice that contradicts those of the other years would leave the county without any calendar. */
async function requireOneCalendar(act: Act, notices: readonly HolidayNotice[]): Promise<void> {
  const years = notices.map((notice) => notice.year);
  const others = await act.tx.holidayYear.findMany({ where: { year: { notIn: years } } });
  try {
    createCalendar([...others.map((other) => other.holidays as unknown as HolidayNotice), ...notices]);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(noticeInvalid({ problems: [error.message] }));
    throw error;
  }
}

/** After a calendar year was loaded: every open clock of every township, with the reason of each move. */
export function recomputeAllClocks(platform: Platform, reason: string): Promise<number> {
  const recompute = async (act: Act): Promise<number> => {
    const count = await recomputeClocks(act, reason);
    const subject = { subjectType: 'Township', subjectId: act.townshipId };
    act.audit({ verb: 'recomputeClocks', ...subject, content: count });
    return count;
  };
  return countInEachTownship(platform, recompute, { timeoutMs: 120_000 });
}
