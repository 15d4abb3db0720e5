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
});

export type IntegritySettings = z.infer<typeof IntegritySettings>;
