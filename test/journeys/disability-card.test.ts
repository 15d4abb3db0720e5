import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../core/config.ts';
import { withConnection } from '../../core/db/connection.ts';
import { pdfPages } from '../support/document-scene.ts';
import { disabilityCard } from './stories/disability-card.ts';
import { toldOnce } from './stories/told.ts';

const story = toldOnce('2026-09-27 12:00', disabilityCard);

test('残疾人证 over HTTP: one notice, the promise stands over National Day and goes on, answered on time', () => {
  expect(story().steps.length).toBeGreaterThan(30);
  const sentence = (title: string, verb: string) =>
    story().shownOf(title)[verb].clocks[0].explanation.sentence;
  expect(sentence('窗口受理', 'acceptCase')).toBe(
    '自2026-09-28的次日起算，共7个工作日，跳过10-01至10-07国庆节、周末1天，应于2026-10-13（周二）下班前办结。',
  );
  expect(sentence('时限中止', 'trackCase')).toContain('09-29起中止（挂起），未恢复');
  expect(sentence('时限恢复', 'supplementCase')).toBe(
    '自2026-09-28的次日起算，共7个工作日，跳过10-01至10-07国庆节、周末1天，09-29起中止（挂起），10-09恢复，顺延3个工作日，应于2026-10-16（周五）下班前办结。',
  );
});

test('refusals on the way are read with the regulation’s own text', () => {
  const refusals = [
    story().shownOf('用忌语打发人').disposeFirstInquiry,
    story().shownOf('窗口再要一样').issueNotice,
  ];
  expect(refusals.map(({ clause }) => clause)).toMatchObject([
    {
      id: '一(一)3',
      text: expect.stringContaining(
        '首问责任人不能使用“不知道”、“不清楚”、“不归我管”等语言予以回绝。不得冷漠待人，推诿扯皮',
      ),
    },
    { id: '一(二)2 (once)', text: '应当场告知申请人需要补正补全的全部内容' },
  ]);
  expect(refusals.map(({ message }) => message)).toEqual([
    '不得用“不归我管”等语言回绝服务对象，请改为指明去处或说明依据',
    '同一办件已告知过，再次告知须由站所负责人说明理由后出具',
  ]);
});

test('the papers hold the case number, their dates and the clause; the slip in two copies', async () => {
  const { number } = story().shownOf('来申请').submitCase;
  const expected: [title: string, parts: string[]][] = [
    ['一次性告知单', ['相关病历材料', '承诺时限7个工作日', '2026年9月28日', '一(二)1']],
    ['受理通知书', [number, '2026-10-13', '2026年9月28日', '一(四)2(承诺)']],
    ['补办件回执单', [number, '诊断证明', '2026年9月29日', '一(二)3', '交服务对象', '窗口备案']],
    ['准予决定书', [number, '2026年10月15日', '第三十八条']],
    ['办结通知', [number, '2026-10-16', '2026年10月15日', '一(四)5']],
  ];
  expect(story().result.map(({ title }) => title)).toEqual(expected.map(([title]) => title));
  for (const [title, parts] of expected) {
    const bytes = story().result.find((paper) => paper.title === title)?.bytes ?? Buffer.alloc(0);
    const text = (await pdfPages(bytes)).join('');
    for (const part of parts) expect(text, title).toContain(part);
    expect(text).not.toContain('。。');
  }
});

test('a paper with a changed byte is not genuine any more, and its link opens nothing', async () => {
  const { url, number, verificationCode } = story().shownOf('文书的链接').trackCase.documents.edges[0].node;
  await withConnection(story().database.ownerUrl, (client) =>
    client.query(
      `update "Document" set "text" = replace("text", '2026-10-13', '2026-10-14') where "number" = $1`,
      [number],
    ),
  );
  const { data } = await story().hall.answer({
    title: 'verify',
    query: 'query ($n: String!, $c: String!) { verifyDocument(number: $n, code: $c) { result } }',
    variables: { n: number, c: verificationCode },
  });
  expect(data).toEqual({ verifyDocument: { result: 'ALTERED' } });
  const { status, bytes } = await story().hall.download(url);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(bytes.toString()).toContain('DOCUMENT_ALTERED');
});

test('an unknown story is answered with the known ones', async () => {
  const demo = join(projectRoot, 'test/journeys/demo.ts');
  const said = await new Promise<{ code: unknown; err: string }>((resolve) =>
    execFile(process.execPath, [demo, 'nothing'], (error, _out, err) => resolve({ code: error?.code, err })),
  );
  expect(said).toEqual({
    code: 1,
    err: '没有“nothing”这个演示 / there is no demo "nothing"; known: foundation, disability-card, leave, homestead, rude, closing, worked-sheet\n',
  });
});
