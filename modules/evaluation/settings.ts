import { z } from 'zod';
import { CATALOGUE, criterionOf } from './scoring-catalogue.ts';

const POINTS = z.number().min(-100).max(100).multipleOf(0.01);
const CODE = z.string().refine((code) => criterionOf(code) !== null, {
  error: ({ input }) => unknownCode(String(input)),
});

function unknownCode(code: string): string {
  const known = CATALOGUE.map((criterion) => criterion.code).join(' ');
  return `没有计分项“${code}” / there is no scoring rule "${code}"; known: ${known}`;
}

/** Points by code, of known rules and with their sign: a deduction cannot become a bonus. */
const POINTS_BY_CODE = z.record(z.string(), POINTS).superRefine((points, ctx) => {
  for (const [code, value] of Object.entries(points)) {
    const criterion = criterionOf(code);
    const message = criterion ? wrongSign(code, criterion.points, value) : unknownCode(code);
    if (message !== null) ctx.addIssue({ code: 'custom', path: [code], message });
  }
});

function wrongSign(code: string, regular: number, value: number): string | null {
  if (regular === 0) return value === 0 ? null : `${code}不计分值 / ${code} costs no points`;
  if (regular < 0) return value <= 0 ? null : `${code}为扣分，不得为正 / ${code} is a deduction: not above 0`;
  return value >= 0 ? null : `${code}为加分，不得为负 / ${code} is a bonus: not below 0`;
}

/**
 * Settings of 考评, dated like those of every chapter: what a fact costs is what was in force on the day it occurred, how a
 * month is reckoned is what was in force on its last day. The defaults are the regulation's numbers.
 */
export const EvaluationSettings = z.strictObject({
  points: POINTS_BY_CODE.default({}).describe(
    '与规定不同的分值，按计分项代码；扣分为负 / points of scoring rules that differ from the regulation’s, by code; deductions are negative, 三(一)4A',
  ),
  fullMarks: z
    .strictObject({
      WD: z.int().min(0).max(100),
      SQ: z.int().min(0).max(100),
      CM: z.int().min(0).max(100),
      OL: z.int().min(0).max(100),
      SAT: z.int().min(0).max(100),
    })
    .default({ WD: 30, SQ: 20, CM: 20, OL: 20, SAT: 10 })
    .describe(
      '各小项满分：工作纪律、服务质量、办件管理、网上办理、服务对象评议 / full marks of the sub-items, 三(一)4A',
    ),
  satisfactionBands: z
    .array(z.strictObject({ fromPercent: z.int().min(0).max(100), points: z.number().min(0).max(100) }))
    .min(1)
    .default([
      { fromPercent: 100, points: 10 },
      { fromPercent: 90, points: 9 },
      { fromPercent: 80, points: 7 },
      { fromPercent: 0, points: 5 },
    ])
    .describe('满意率档次，自高而低 / bands of the satisfaction rate, the highest first, 三(一)4A(4)'),
  minimumAnswers: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe(
      '少于此数的评议由考评组说明理由后定分 / with fewer answers the group decides the points, with its reasons, 三(一)4A(4)',
    ),
  suppressBelow: z
    .int()
    .min(2)
    .max(100)
    .default(5)
    .describe('少于此数的评议结果不公布 / results of fewer answers are not published, 三(一)3(2)'),
  sameFact: z
    .enum(['HIGHEST', 'SUM'])
    .default('HIGHEST')
    .describe(
      '同一事实触及几项的，只扣最高一项，或相加 / one fact under several rules: the highest counts, or all of them, 三(一)4A',
    ),
  countedSeparately: z
    .array(CODE)
    .default(['SQ3a', 'SQ3b', 'SQ3c'])
    .describe('“分别”计算的项目 / rules that count beside others of the same fact, 三(一)4A(2)③'),
  bonusCap: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .default(null)
    .describe('奖励分上限，空为不设 / cap of the bonus points; null = none, 三(一)4A(5)'),
  deriveToHandler: z
    .boolean()
    .default(true)
    .describe(
      '窗口扣分是否同时记入经办人 / whether points of a window are also entered for the accountable handler, 三(一)4A(3)①',
    ),
  autoConfirm: z
    .array(CODE)
    .default([])
    .describe('由时限推算、无需考评组确认的项目 / rules posted without confirmation, 三(一)1'),
  appealDays: z
    .int()
    .min(1)
    .max(60)
    .default(5)
    .describe('考评组答复申诉的期限，工作日 / working days in which an appeal is decided, 三(一)1'),
  appealWithinDays: z
    .int()
    .min(1)
    .max(120)
    .default(10)
    .describe('记分后提出申诉的期限，工作日 / working days in which one may appeal, 三(一)1'),
  flagWindows: z
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe('每季度流动红旗窗口数 / flag windows a quarter, 三(一)4B(2)'),
  modelWorkers: z
    .int()
    .min(0)
    .max(50)
    .default(3)
    .describe('每季度工作标兵数 / model workers a quarter, 三(一)4B(2)'),
});

export type EvaluationSettings = z.infer<typeof EvaluationSettings>;
