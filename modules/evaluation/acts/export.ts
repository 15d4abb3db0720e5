import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import { notFound } from '../../../core/cases/refusals.ts';
import { downloadPath, type Download, type MadeFile } from '../../../core/files/download.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { sheetIn, type Period } from '../period-rules.ts';
import { BLOCK_TITLES, criterionOf, SCORED_BLOCKS, type SubjectKind } from '../scoring-catalogue.ts';
import type { Sheet } from '../sheet-rules.ts';
import { findPeriods, readRanking } from '../sheet-store.ts';
import type { Reckoner } from './reckoning.ts';

/** A workbook of a period, by its link. */
export interface Workbook {
  readonly name: string;
  /** Signed path, from `/`, open for five minutes. */
  readonly url: string;
}

/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const SCORES = [
  '名次',
  '对象',
  ...SCORED_BLOCKS.map((block) => BLOCK_TITLES[block]),
  '奖励分',
  '得分',
  '不满全期',
  '取消评优资格',
];
const LINES = ['对象', '计分项', '事由', '发生日期', '确认月份', '数量', '分值', '计入', '说明'];

/**
 * 三(一)4B(1): a frozen period as a workbook: the persons and the windows by score, and every entry that counted. It is made
 * when its link is followed. Refusals: NOT_FOUND where the period is not frozen.
 */
export async function exportPeriod(reckoner: Reckoner, { key }: Period): Promise<Workbook> {
  const { platform, tx, townshipId } = reckoner;
  const period = (await findPeriods(tx, townshipId, [key])).get(key);
  if ((period?.state ?? 'OPEN') === 'OPEN')
    throw new Refused(notFound({ type: 'AssessmentPeriod', id: key }));
  return { name: workbookName(key), url: downloadPath(platform, SCORE_WORKBOOK, { townshipId, key }) };
}

/** The workbook of a frozen period, by the period's key. */
export const SCORE_WORKBOOK: Download = { kind: 'score-workbook', make: makeWorkbook };

function workbookName(key: string): string {
  return `考评表-${key}.xlsx`;
}

async function makeWorkbook(reckoner: Reckoner, key: string): Promise<MadeFile | null> {
  const { tx, townshipId } = reckoner;
  const staff = await readRanking(tx, townshipId, key, 'STAFF');
  const windows = await readRanking(tx, townshipId, key, 'WINDOW');
  const sheetsOf = (rows: typeof staff) => rows.map(({ rank, text }) => ({ rank, sheet: sheetIn(text) }));
  const everything = [...sheetsOf(staff), ...sheetsOf(windows)];
  const page = (sheet: string, header: string[], rows: Row[]) => ({
    sheet,
    data: [header.map((value): Cell => ({ value, fontWeight: 'bold' })), ...rows],
    columns: header.map((title) => ({ width: title === '事由' ? 40 : 16 })),
    stickyRowsCount: 1,
  });
  const bytes = await writeXlsxFile([
    page(
      '人员',
      SCORES,
      sheetsOf(staff).map((one) => scoreRow(reckoner, one)),
    ),
    page(
      '窗口',
      SCORES,
      sheetsOf(windows).map((one) => scoreRow(reckoner, one)),
    ),
    page(
      '计分明细',
      LINES,
      everything.flatMap(({ sheet }) => lineRows(reckoner, sheet)),
    ),
  ]).toBuffer();
  return { name: workbookName(key), mediaType: XLSX, bytes };
}

function scoreRow(reckoner: Reckoner, { rank, sheet }: { rank: number; sheet: Sheet }): Row {
  const score = new Map(sheet.blocks.map((block) => [block.block, block.score]));
  return [
    rank,
    subjectName(reckoner, sheet.subject),
    ...SCORED_BLOCKS.map((block) => points(score.get(block) ?? 0)),
    points(sheet.bonus),
    points(sheet.total ?? 0),
    sheet.partial ? '是' : '',
    sheet.disqualified.join('、'),
  ];
}

function lineRows(reckoner: Reckoner, { subject, lines }: Sheet): Row[] {
  return lines.map(({ code, occurredOn, month, units, counted, insteadId, takenBack, points: worth }) => [
    subjectName(reckoner, subject),
    code,
    criterionOf(code)?.title.zh ?? '',
    occurredOn,
    month,
    points(units),
    points(worth),
    points(counted),
    takenBack ? '已更正撤销' : insteadId === null ? '' : '同一事实另计最高一项',
  ]);
}

function points(hundredths: number): Cell {
  return { value: hundredths / 100, type: Number, format: '0.00' };
}

/** The name and number that a paper or workbook of the township shows. */
export function subjectName(
  { platform, townshipId }: Pick<Reckoner, 'platform' | 'townshipId'>,
  { kind, id }: { kind: SubjectKind; id: string },
): string {
  const { directory } = platform;
  if (kind === 'STAFF') {
    const staff = directory.findStaff(id);
    return staff ? `${staff.name}（${staff.staffNo}）` : id;
  }
  const window = directory.findWindow(townshipId, id);
  return window ? `${window.number}号窗口 ${window.name}` : id;
}
