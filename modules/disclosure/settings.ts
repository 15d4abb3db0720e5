import { z } from 'zod';

/** Settings of 办事公开. The regulation names no numbers here; twenty days are those of the law, the others a proposal. */
export const DisclosureSettings = z.strictObject({
  websiteDays: z
    .int()
    .min(1)
    .max(20)
    .default(20)
    .describe('变更后在政府网站公开的时限，工作日 / on the website within, working days, 一(三)3(3)'),
  correctionDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('公开信息报错的更正时限，工作日 / limit to correct a reported error, working days, 一(三)1'),
  reportsPerHour: z
    .int()
    .min(1)
    .max(1000)
    .default(30)
    .describe('每小时接受的报错件数 / error reports that a township takes an hour, 一(三)1'),
  supervisionPhone: z
    .string()
    .max(40)
    .default('')
    .describe('监督电话，单位电话 / telephone for complaints, an office number, 一(三)2(4)'),
});

export type DisclosureSettings = z.infer<typeof DisclosureSettings>;
