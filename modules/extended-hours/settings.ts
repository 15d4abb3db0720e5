import { z } from 'zod';

/** Settings of 错时延时. The regulation names no numbers here: the defaults are the platform's proposal. */
export const ExtendedHoursSettings = z.strictObject({
  lunchCapacity: z
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('午休时段可预约人数 / places of a lunch slot, 一(六)3'),
  replyDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('转办咨询的答复时限，工作日 / reply limit of a consultation, working days, 一(六)4'),
  unansweredAfterDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe(
      '逾期多少个工作日仍未答复的视为不答复 / working days beyond the limit after which it counts as not answered',
    ),
});

export type ExtendedHoursSettings = z.infer<typeof ExtendedHoursSettings>;
