import { z } from 'zod';

const approver = z.enum(['STATION_HEAD', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD']);
const leader = z.enum(['UNIT_DEPUTY', 'UNIT_HEAD']);
const recipient = z.enum(['STATION_HEAD', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD', 'COUNTY_BUREAU']);

/** Settings of 按时办结; the defaults are the regulation's and the law's numbers. */
export const TimelySettings = z.strictObject({
  extensionApprovers: z
    .array(approver)
    .nonempty()
    .default(['STATION_HEAD', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'])
    .describe('可以批准延期的角色 / roles that may approve an extension, 一(四)3'),
  extensionCopies: z
    .array(recipient)
    .nonempty()
    .default(['CENTRE_DIRECTOR', 'COUNTY_BUREAU'])
    .describe('延期抄送的管理机构 / who receives the copy of an extension, 一(四)3'),
  limitWithoutStatute: z
    .int()
    .min(1)
    .max(60)
    .default(20)
    .describe(
      '无法定时限时延期的上限，工作日 / cap of an extension where no statute sets one, working days, 行政许可法第四十二条',
    ),
  meetingMaxDays: z
    .int()
    .min(1)
    .max(45)
    .default(45)
    .describe('联席会议时限上限，工作日 / cap of a joint meeting’s limit, working days'),
  meetingExtensionDays: z
    .int()
    .min(0)
    .max(15)
    .default(15)
    .describe('经批准可增加的工作日 / working days that an approval adds to that cap'),
  meetingExtensionApprovers: z
    .array(leader)
    .nonempty()
    .default(['UNIT_HEAD'])
    .describe('可以批准增加联席会议时限的角色 / roles that may approve those days, 行政许可法第四十二条'),
  deliveryDays: z
    .int()
    .min(0)
    .max(10)
    .default(10)
    .describe(
      '决定后送达的时限，工作日，0为不计 / delivery limit after the decision, working days, 0 = off, 行政许可法第四十四条',
    ),
  remindAtHalf: z.boolean().default(true).describe('过半提醒 / remind the handler at half of the promise'),
  remindDaysBefore: z
    .array(z.int().min(0).max(10))
    .default([1, 0])
    .describe('到期前若干工作日提醒，0为当日 / remind this many working days before the due day, 0 = on it'),
  remedies: z
    .string()
    .min(1)
    .default('可在收到本通知书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。')
    .describe('不予受理时告知的救济途径 / remedies named in a refusal'),
});

export type TimelySettings = z.infer<typeof TimelySettings>;
