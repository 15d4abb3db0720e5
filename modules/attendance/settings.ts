import { z } from 'zod';

const TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Settings of 考勤. What the regulation leaves open is the platform's proposal. */
export const AttendanceSettings = z.strictObject({
  punchesPerDay: z
    .enum(['FOUR', 'TWO'])
    .default('FOUR')
    .describe('每日打卡四次或两次 / four punches a day (both sessions) or two (coming and going), 四(一)2'),
  seasons: z
    .array(
      z.strictObject({
        from: z.string().regex(/^\d{2}-\d{2}$/),
        through: z.string().regex(/^\d{2}-\d{2}$/),
        morningOpens: TIME,
        morningCloses: TIME,
        afternoonOpens: TIME,
        afternoonCloses: TIME,
      }),
    )
    .max(4)
    .default([])
    .describe(
      '按日期（月-日）的作息时间，其余日期按乡镇的办公时间 / hours of a season (MM-DD); otherwise the township’s opening hours, 四(一)2',
    ),
  graceMinutes: z
    .int()
    .min(0)
    .max(30)
    .default(0)
    .describe('迟到、早退的宽限分钟 / minutes of grace before late or early, 四(一)2'),
  dutyMinutes: z
    .int()
    .min(0)
    .max(10)
    .default(5)
    .describe(
      '值班人员提前到岗、推迟离岗的分钟 / minutes that duty staff come earlier and stay later, 四(一)2',
    ),
  backfillDays: z
    .int()
    .min(0)
    .max(10)
    .default(1)
    .describe(
      '事后补办手续的期限，工作日 / working days after the return within which an outing or leave is filed afterwards, 四(一)4',
    ),
  uncoveredUnit: z
    .enum(['HALF_DAY', 'CEIL'])
    .default('HALF_DAY')
    .describe(
      '半天无人顶岗按半天计，或按一天计 / half a day without cover counts as half a day, or as a whole one, 三(一)4A(1)⑦',
    ),
  closeAfterMinutes: z
    .int()
    .min(0)
    .max(360)
    .default(30)
    .describe('下班后多少分钟结算当日考勤 / minutes after closing at which the day is closed, 四(一)2'),
  skewMinutes: z
    .int()
    .min(0)
    .max(60)
    .default(5)
    .describe('考勤机时钟允许快多少分钟 / minutes that a device’s clock may be ahead, 四(一)1'),
});

export type AttendanceSettings = z.infer<typeof AttendanceSettings>;
