import { z } from 'zod';

/** What a list of forbidden phrases begins with; 一(一)3 names the first three. */
const STANDARD_PHRASES = [
  '不知道',
  '不清楚',
  '不归我管',
  '不关我事',
  '不是我的事',
  '我不管',
  '管不了',
  '没办法',
  '没空',
  '少啰嗦',
  '别来烦我',
  '爱找谁找谁',
  '不是告诉你了吗',
  '急什么',
  '下班了',
] as const;

/** Traditional forms of the characters in the standard phrases, and their simplified ones. */
const TRADITIONAL = '歸關沒辦囉別來煩愛誰訴嗎麼們這個';
const SIMPLIFIED = '归关没办啰别来烦爱谁诉吗么们这个';

/** A text as phrases are compared: one width, no spaces, no punctuation, lower case, common traditional forms simplified. */
export function phraseKey(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return [...plain].map((c) => SIMPLIFIED[TRADITIONAL.indexOf(c)] ?? c).join('');
}

/** Settings of 首问责任. The regulation says 及时 without a number: the defaults are the platform's proposal. */
export const FirstInquirySettings = z.strictObject({
  handOverDays: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      '移交事项须在移交后几个工作日内接手，0为当日下班前 / working days within which a hand-over is taken up; 0 = by closing of the same working day, 一(一)4(1)',
    ),
  standardPhrases: z
    .array(z.string().min(2).max(30))
    .max(100)
    .default([...STANDARD_PHRASES])
    .describe(
      '文明忌语的标准清单，乡镇可增删 / the standard list of forbidden phrases, which a township changes, 一(一)3',
    ),
  attitudeComplaints: z
    .boolean()
    .default(true)
    .describe(
      '态度类投诉经认定有过错的，是否列为待核实情节 / whether a complaint about attitude, found to be a fault, becomes a candidate, 一(一)4(4)',
    ),
});

export type FirstInquirySettings = z.infer<typeof FirstInquirySettings>;
