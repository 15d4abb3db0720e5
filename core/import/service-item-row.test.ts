import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportFormat } from './report.ts';
import { parseItemRows, type ItemContent, type ParsedRow } from './service-item-row.ts';

const shipped = (format: ImportFormat) =>
  readFileSync(new URL(`../../prisma/seed/service-items.${format}`, import.meta.url), 'utf8');

/** A row without its place in the file, which differs between the formats. */
const anywhere = ({ line: _line, ...row }: ParsedRow) => row;

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A CSV file of texts, every cell quoted. */
const csvOf = (...records: string[][]) => records.map((cells) => cells.map(quote).join(',')).join('\r\n');

/** The only row of a JSON list with one item, which must be a good one. */
function only(item: Record<string, unknown>): ParsedRow {
  const { rows, rejected } = parseItemRows(
    JSON.stringify([{ id: 'A-1', item_name: '事项', ...item }]),
    'json',
  );
  expect(rejected).toEqual([]);
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}

const contentOf = (item: Record<string, unknown>): ItemContent => only(item).content;

/** What a JSON list with one item is rejected for: fields and reasons. */
function faults(item: unknown): [number, string, string][] {
  const { rows, rejected } = parseItemRows(JSON.stringify([item]), 'json');
  expect(rows).toEqual([]);
  return rejected.map(({ line, field, reason }) => [line, field, reason]);
}

describe('the shipped list', () => {
  const json = parseItemRows(shipped('json'), 'json');
  const csv = parseItemRows(shipped('csv'), 'csv');

  test('has 48 good rows in either format', () => {
    expect([json.rejected, csv.rejected]).toEqual([[], []]);
    expect([json.rows.length, csv.rows.length]).toEqual([48, 48]);
    expect([json.rows[0]?.line, csv.rows[0]?.line]).toEqual([1, 2]);
  });

  test.each(json.rows.map((row) => [row.code, row] as const))('%s reads the same from both', (code, row) => {
    const other = csv.rows.find((r) => r.code === code);
    expect(other && anywhere(other)).toStrictEqual(anywhere(row));
  });

  test('loses nothing: each row holds what the list says', () => {
    const content = json.rows.find((row) => row.code === 'SI-001')?.content;
    expect(content).toMatchObject({
      name: '最低生活保障对象认定（城乡居民最低生活保障金给付）',
      kind: 'PROMISED',
      statutoryDays: 20,
      promisedDays: 20,
      limitText: '法定时限：20工作日；承诺时限：20工作日',
      fees: [{ text: '不收费', amountFen: 0, basis: '' }],
      implementingBody: '马尚街道',
      consultPhone: '0533-2801920',
    });
    expect(content?.materials[1]).toEqual({
      name: '身份证',
      form: '原件和复印件',
      originals: 1,
      copies: 1,
      total: 2,
      note: '',
    });
    expect(content?.procedure).toHaveLength(9);
    expect(content?.source).toMatchObject({
      publisher: '马尚街道办事处',
      sourceDate: '2023-03-01',
      quality: '政府网站',
      excerptCut: true,
      invented: [],
      stationPublished: '民政窗口（05号）',
      isJoint: null,
    });
    expect(Object.keys(content?.source.fieldSources ?? {})).toContain('procedure');
    expect(content?.source.extraUrls).toHaveLength(2);
  });

  test('leaves a kind that the source names twice open and says so', () => {
    const raw = JSON.parse(shipped('json')) as { id: string; case_kind: string }[];
    const both = raw.filter((item) => item.case_kind === '即办件、承诺件').map((item) => item.id);
    expect(both).toHaveLength(1);
    const row = json.rows.find((r) => r.code === both[0]);
    expect(row?.content.kind).toBeNull();
    expect(row?.content.source.notes).toContain('公布的办件类型为“即办件、承诺件”，未定。');
  });
});

describe('both formats', () => {
  test('read any text alike, with quotes, commas and line breaks in it', () => {
    const text = fc.string({
      unit: fc.constantFrom('甲', '"', ',', '\n', '\r\n', '；', ' ', '（', '）', '→', 'x'),
    });
    fc.assert(
      fc.property(text, text, text, text, (conditions, legal_basis, procedure, materials) => {
        const item = { id: 'A-1', item_name: '事项', conditions, legal_basis, procedure, materials };
        const fromJson = parseItemRows(JSON.stringify([item]), 'json');
        const fromCsv = parseItemRows(csvOf(Object.keys(item), Object.values(item)), 'csv');
        expect(fromJson.rejected).toEqual([]);
        expect(fromCsv.rows.map(anywhere)).toStrictEqual(fromJson.rows.map(anywhere));
      }),
    );
  });

  test('hold what a county knows beyond the published lists', () => {
    const item = {
      id: 'A-1',
      item_name: '事项',
      township: 'shexi',
      quantity: '无数量限制',
      sample_forms: ['申请表样表', '承诺书样表'],
      flow: '窗口受理，站所审核',
      window_number: '5',
      fee: '10元/证',
      fee_basis: '按证收取',
      fee_legal_basis: '《价格法》',
      fee_approval_doc_no: '某价费〔2020〕1号',
      invented: ['quantity', 'flow'],
      a_column_of_their_own: '不读',
    };
    const row = only(item);
    expect(row).toMatchObject({
      township: 'shexi',
      content: {
        quantity: '无数量限制',
        sampleForms: ['申请表样表', '承诺书样表'],
        flow: '窗口受理，站所审核',
        fees: [
          {
            amountFen: 1000,
            basis: '按证收取',
            legalBasis: '《价格法》',
            approvalDocNo: '某价费〔2020〕1号',
          },
        ],
        source: { windowNumber: '5', invented: ['quantity', 'flow'] },
      },
    });
    const cells = Object.values(item).map((v) => (Array.isArray(v) ? v.join('；') : v));
    const { rows } = parseItemRows(`\ufeff${csvOf(Object.keys(item), cells)}`, 'csv');
    expect(rows.map(anywhere)).toStrictEqual([anywhere(row)]);
  });
});

describe('limits and kind', () => {
  const promised = (value: unknown, unit: string, text = '') => ({
    promised_limit_value: value,
    promised_limit_unit: unit,
    promised_limit_text: text,
  });
  test.each([
    ['working days count', promised(5, '工作日', '5工作日'), 5, '承诺时限：5工作日', null],
    ['days do not', promised(3, '日', '3日'), null, '承诺时限：3日', null],
    ['nor do hours', promised(1, '小时'), null, '承诺时限：1小时', null],
    ['a number without a unit is no limit', promised(5, ''), null, '承诺时限：5', null],
    ['no working day is no kind', promised(0, '工作日'), 0, '承诺时限：0工作日', null],
    ['at once is the immediate kind', promised(0, '即办', '即办'), null, '承诺时限：即办', 'IMMEDIATE'],
    ['silence says nothing', {}, null, null, null],
  ])('%s', (_what, item, promisedDays, limitText, kind) => {
    expect(contentOf(item)).toMatchObject({ promisedDays, limitText, kind, statutoryDays: null });
  });

  test('a handling limit stays text, but tells the immediate kind', () => {
    const handling = { handling_limit_value: 0, handling_limit_unit: '当天', handling_limit_text: '当天' };
    const silent = contentOf(handling);
    expect(silent).toMatchObject({ kind: 'IMMEDIATE', promisedDays: null, limitText: '办理时限：当天' });
    expect(contentOf({ ...handling, case_kind: '承诺件' }).kind).toBe('PROMISED');
    expect(contentOf({ ...handling, case_kind: '即办件、承诺件' }).kind).toBeNull();
  });

  test('a promise beyond the statute is the rules’ affair', () => {
    const content = contentOf({
      ...promised(30, '工作日'),
      statutory_limit_value: '20',
      statutory_limit_unit: '工作日',
    });
    expect(content).toMatchObject({ statutoryDays: 20, promisedDays: 30 });
  });
});

test.each([
  ['', null],
  ['不收费', 0],
  ['0（不收费）', 0],
  ['免费', 0],
  ['10元/证', 1000],
  ['每证12.5元', 1250],
  ['0.05元', 5],
  ['换领20元/证；遗失补领、损坏换领40元/证', null],
  ['10元起', null],
  ['10-20元', null],
  ['2万元', null],
  ['按面积计', null],
])('fee %j', (fee, amountFen) => {
  expect(contentOf({ fee }).fees).toEqual(
    fee === '' ? [] : [{ text: fee, amountFen, basis: '', legalBasis: '', approvalDocNo: '' }],
  );
});

describe('bad rows', () => {
  test.each([
    [{ item_name: '事项' }, 'id', '必填 / required'],
    [{ id: 'A-1', item_name: '  ' }, 'item_name', '必填 / required'],
    [{ id: 'x'.repeat(101) }, 'id', 'longer than 100 characters'],
    [{ promised_limit_value: -1 }, 'promised_limit_value', '“-1”不是 0 到 3650 的整数'],
    [{ statutory_limit_value: 3651 }, 'statutory_limit_value', '"3651" is no integer from 0 to 3650'],
    [{ handling_limit_value: 0.5 }, 'handling_limit_value', '"0.5" is no integer'],
    [{ statutory_limit_value: '二十' }, 'statutory_limit_value', '"二十" is no integer'],
    [{ case_kind: '快办件' }, 'case_kind', '“快办件”不是 即办件 或 承诺件'],
    [{ is_joint: 'maybe' }, 'is_joint', 'must be true or false'],
    [{ excerpt_cut: 3 }, 'excerpt_cut', 'must be true or false'],
    [{ source_url: 'gov.cn/1' }, 'source_url', '"gov.cn/1" is no web address'],
    [{ extra_source_urls: ['javascript:1'] }, 'extra_source_urls', 'is no web address'],
    [{ field_sources: { fee: '本页' } }, 'field_sources', '"本页" is no web address'],
    [{ field_sources: 'http://a.example' }, 'field_sources', 'is not key=value'],
    [{ source_date: '2023-13' }, 'source_date', '"2023-13" is no date'],
    [{ conditions: ['一', '二'] }, 'conditions', 'not a text, a number or a boolean'],
    [{ legal_basis: [1] }, 'legal_basis', 'not an array of texts'],
    [{ procedure: { a: '1' } }, 'procedure', 'not an array of texts'],
    [{ field_sources: { fee: 1 } }, 'field_sources', 'not an object of texts'],
    [{ materials: [{ form: '原件' }] }, 'materials', '有材料缺少 name / a material has no name'],
    [{ materials: '证（原件1份，复印件1份，共5份）' }, 'materials', '“证”共5份，但原件和复印件相加为2份'],
    [{ notes: '甲\u0000乙' }, 'notes', 'cannot be stored'],
    [{ notes: '\ud800' }, 'notes', 'cannot be stored'],
  ])('%j', (item, field, reason) => {
    const whole = 'item_name' in item ? item : { id: 'A-1', item_name: '事项', ...item };
    expect(faults(whole)).toEqual([[1, field, expect.stringContaining(reason)]]);
  });

  test('are reported with all their faults, and the good ones are read', () => {
    const csv = [
      '\ufeffid,item_name,promised_limit_value,conditions',
      'A-1,甲,5,"两行',
      '的条件"',
      'A-2,,x,',
      ',,,',
      'A-3,丙,5',
      'A-4,丁,5,无',
      'A-1,戊,5,无',
      '',
    ].join('\r\n');
    const { rows, rejected } = parseItemRows(csv, 'csv');
    expect(rows.map((row) => [row.line, row.code])).toEqual([
      [2, 'A-1'],
      [7, 'A-4'],
    ]);
    expect(rows[0]?.content.conditions).toBe('两行\n的条件');
    expect(rejected.map((r) => [r.line, r.field, r.reason])).toEqual([
      [4, 'promised_limit_value', '“x”不是 0 到 3650 的整数 / "x" is no integer from 0 to 3650'],
      [4, 'item_name', '必填 / required'],
      [6, '', '有 3 格，表头有 4 列 / 3 cells under a header of 4 columns'],
      [8, 'id', '与第 2 行重复 / the same as in line 2'],
    ]);
  });

  test('an id may come again for another township, not for the same or for all', () => {
    const item = (township: string | null) => ({ id: 'A-1', item_name: '事项', township });
    const { rows, rejected } = parseItemRows(JSON.stringify(['a', 'b', 'a', null].map(item)), 'json');
    expect(rows.map((row) => row.township)).toEqual(['a', 'b']);
    expect(rejected.map((r) => [r.line, r.field])).toEqual([
      [3, 'id'],
      [4, 'id'],
    ]);
  });
});
