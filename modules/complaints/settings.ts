import { z } from 'zod';

/** Settings of 投诉问责; the defaults are the regulation's numbers, or named as the platform's own. */
export const ComplaintSettings = z.strictObject({
  replyDays: z
    .int()
    .min(1)
    .max(5)
    .default(5)
    .describe('答复时限，工作日 / reply limit, working days, 三(二)3(2)'),
  reexplainDays: z
    .int()
    .min(1)
    .max(5)
    .default(5)
    .describe('每隔若干工作日须再次说明 / an explained delay holds this many working days'),
  remindDaysBefore: z
    .array(z.int().min(0).max(5))
    .default([1, 0])
    .describe('到期前若干工作日提醒，0为当日 / remind this many working days before the due day'),
  countyAfterDays: z
    .int()
    .min(5)
    .max(120)
    .default(30)
    .describe(
      '延期超过若干工作日的，县级可见 / a delay explained beyond this many working days of acceptance is seen by the county, 三(二)3(2)',
    ),
  escalateAfterMinutes: z
    .int()
    .min(1)
    .max(480)
    .default(60)
    .describe(
      '重大投诉未阅处转报主要领导，工作分钟 / unacknowledged major ones go to the head, working minutes',
    ),
  ratingDays: z.int().min(1).max(20).default(5).describe('评价期，工作日 / rating window, working days'),
  reopenDays: z
    .int()
    .min(1)
    .max(20)
    .default(10)
    .describe('重新处理期，工作日 / reopening window, working days'),
});

export type ComplaintSettings = z.infer<typeof ComplaintSettings>;
