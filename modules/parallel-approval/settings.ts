import { z } from 'zod';

const signer = z.enum(['SEAL_HOLDER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD']);

/** Settings of 并联审批; the defaults are the regulation's numbers, or named as the platform's own. */
export const ParallelSettings = z.strictObject({
  explanationDays: z
    .int()
    .min(1)
    .max(5)
    .default(1)
    .describe(
      '到期后可以书面说明的工作日，至下班 / working days after the due day to explain in writing, 一(五)6',
    ),
  suspensionReminderDays: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('挂起后每隔若干工作日提醒 / a suspension is reminded of this often, working days, 一(五)5'),
  accountabilityAfterDays: z
    .int()
    .min(1)
    .max(60)
    .default(5)
    .describe('超时若干工作日自动启动问责 / overdue working days that open an accountability case, 一(五)7'),
  sealRoles: z
    .array(signer)
    .nonempty()
    .default(['SEAL_HOLDER'])
    .describe('可以签发默认许可决定的角色 / roles that may sign a deemed consent, 一(五)6'),
});

export type ParallelSettings = z.infer<typeof ParallelSettings>;
