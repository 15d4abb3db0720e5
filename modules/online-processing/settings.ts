import { z } from 'zod';

/** Settings of 网上办理. The regulation says 及时 and 规定时间 without a number: the defaults are the platform's proposal. */
export const OnlineProcessingSettings = z.strictObject({
  entryDays: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      '窗口申请须在收到后几个工作日内录入，0为当日 / working days within which a counter application is entered; 0 = the same working day, 一(七)2',
    ),
  gapDays: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe(
      '自有系统的事项多少个工作日没有数据即提醒 / working days without an event of an external item after which it is reported, 一(七)1',
    ),
  concurrentSeconds: z
    .int()
    .min(10)
    .max(3600)
    .default(60)
    .describe(
      '同一帐号在多少秒内出现在两个窗口即提醒 / seconds within which one account at two windows is an alert, 一(七)3',
    ),
  windowDemanded: z
    .boolean()
    .default(false)
    .describe(
      '办件前是否须先用 useWindow 登记当日在本窗口 / whether a step of a case demands that the account was bound to its own window that day with useWindow, 一(七)3',
    ),
  replyDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('网上咨询的答复时限，工作日 / reply limit of an online consultation, working days'),
  unansweredAfterDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe(
      '逾期多少个工作日仍未答复的视为不答复 / working days beyond the limit after which it counts as not answered',
    ),
});

export type OnlineProcessingSettings = z.infer<typeof OnlineProcessingSettings>;
