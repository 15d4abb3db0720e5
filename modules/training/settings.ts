import { z } from 'zod';

/** Settings of 学习培训. The regulation names no numbers but the monthly session: the defaults are a proposal. */
export const TrainingSettings = z.strictObject({
  moreCategories: z
    .array(z.string().regex(/^[A-Z][A-Z_]{1,29}$/))
    .max(20)
    .default([])
    .describe('五类内容以外本镇增加的类别代码 / codes that the township adds to the five contents, 四(二)1'),
  passScore: z.int().min(1).max(100).default(60).describe('测试合格分 / score to pass a test, 四(二)3'),
  retake: z
    .boolean()
    .default(true)
    .describe('不合格的是否补考 / whether a failed test is taken again, 四(二)3'),
  retakeDays: z
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('补考期限，工作日 / limit of a retake, working days, 四(二)3'),
  signInMinutes: z
    .int()
    .min(0)
    .max(120)
    .default(30)
    .describe('开始前多少分钟可以签到 / minutes before the start from which one signs in'),
});

export type TrainingSettings = z.infer<typeof TrainingSettings>;
