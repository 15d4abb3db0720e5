import { z } from 'zod';

/** Settings of 廉政. The regulation names no numbers here: the defaults are a proposal. */
export const IntegritySettings = z.strictObject({
  quarterly: z
    .boolean()
    .default(true)
    .describe('是否每季度开展廉政承诺 / whether declarations are asked for each quarter, 四(三)'),
  declarationDays: z
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('廉政承诺的签署期限，工作日 / limit to sign a declaration, working days, 四(三)'),
  receiptDays: z
    .int()
    .min(0)
    .max(30)
    .default(1)
    .describe('收费后登记票据的期限，工作日 / receipt of a charge on record within, working days, 四(三)5'),
  reportsPerHour: z
    .int()
    .min(1)
    .max(1000)
    .default(30)
    .describe('每小时接受的举报件数 / reports that a township takes an hour, 四(三)'),
});

export type IntegritySettings = z.infer<typeof IntegritySettings>;
