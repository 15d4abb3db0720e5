import { z } from 'zod';

/** Settings of 安全保卫. The regulation names no numbers here: the defaults are a proposal. */
export const SafetySettings = z.strictObject({
  letterMonth: z
    .int()
    .min(1)
    .max(12)
    .default(1)
    .describe(
      '安全责任书应在几月的最后一个工作日前签完 / month by whose last working day the letters are signed, 四(四)1',
    ),
  hazardDays: z
    .int()
    .min(1)
    .max(60)
    .default(3)
    .describe('消除隐患的期限，工作日 / limit to remove a hazard, working days, 四(四)4'),
});

export type SafetySettings = z.infer<typeof SafetySettings>;
