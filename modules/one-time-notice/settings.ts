import { z } from 'zod';

/** Settings of 一次性告知; the defaults are the numbers of the law and of the regulation's scoring rules. */
export const OneTimeNoticeSettings = z.strictObject({
  noticeDays: z
    .int()
    .min(1)
    .max(5)
    .default(5)
    .describe(
      '收件后告知补正的期限，工作日，法定不超过五日 / working days from receipt to tell what is missing, five at most by law',
    ),
  remindDaysBefore: z
    .array(z.int().min(0).max(4))
    .default([1, 0])
    .describe(
      '告知期限前几个工作日提醒经办人 / working days before that limit on which the handler is reminded',
    ),
  guideHoldsDays: z
    .int()
    .min(0)
    .max(3650)
    .default(90)
    .describe(
      '告知单对其后申请有效的自然日 / calendar days for which a guide holds for an application that follows, 一(二)1',
    ),
  acknowledgeWithinDays: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      '两份告知单签收的工作日，0为当日 / working days to have both copies acknowledged, 0 = the same day',
    ),
  secondNoticeApprovers: z
    .array(z.enum(['STATION_HEAD', 'CENTRE_DIRECTOR']))
    .min(1)
    .default(['STATION_HEAD'])
    .describe('可以说明理由再次告知的角色 / roles that may give the reason for a second notice, 一(二)2'),
  extraTrips: z
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe('因未一次性告知多跑几次列为考评候选 / extra trips that make a candidate, CM2b'),
  queryMethod: z
    .string()
    .max(500)
    .default('凭办件编号{number}和查询码{queryCode}，在窗口、自助机或网上查询办理进度。')
    .describe('查询方式，含办件编号和查询码 / how to query, with {number} and {queryCode}, 一(二)3'),
});

export type OneTimeNoticeSettings = z.infer<typeof OneTimeNoticeSettings>;
