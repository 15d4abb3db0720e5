import { describe, expect, test } from 'vitest';
import { readRecords } from './records.ts';
import type { ImportFormat } from './report.ts';

const read = (text: string, format: ImportFormat) => readRecords(text, format, ['id', 'item_name']);

describe('a broken CSV file', () => {
  test('a quote that never closes ends the reading where it opens', () => {
    const { records, rejected } = read('id,item_name\n\nA-1,甲\nA-2,"乙\nA-3,丙\n', 'csv');
    expect(records.map((r) => r.values.get('id'))).toEqual(['A-1']);
    expect(rejected).toEqual([{ line: 4, field: '', reason: expect.stringContaining('引号不成对') }]);
  });

  test('a quote inside a cell ends the reading too', () => {
    const { records, rejected } = read('id,item_name\nA-1,甲\nA-2,乙"丙"\nA-3,"丁"戊\nA-4,己\n', 'csv');
    expect(records.map((r) => r.values.get('id'))).toEqual(['A-1']);
    expect(rejected.map((r) => [r.line, r.field])).toEqual([[3, '']]);
  });
});

describe('a file that is none', () => {
  test.each<[string, ImportFormat, string]>([
    ['', 'json', 'the file is not a JSON array'],
    ['{"id":"A-1"}', 'json', 'the file is not a JSON array'],
    ['[{"id":', 'json', '文件不是 JSON 数组'],
    ['', 'csv', 'the first line is no CSV header: no column id, item_name'],
    ['甲,乙\n1,2\n', 'csv', '第一行不是 CSV 表头：缺少 id、item_name 列'],
    ['id,item_name,id\n', 'csv', 'the header has the column id twice'],
    ['id,item_name\nA-1,\ufffd\ufffd\n', 'csv', '文件不是 UTF-8 编码 / the file is not encoded in UTF-8'],
  ])('%j as %s', (text, format, reason) => {
    expect(read(text, format)).toEqual({
      records: [],
      rejected: [{ line: 1, field: '', reason: expect.stringContaining(reason) }],
    });
  });

  test('elements that are no objects are rejected one by one', () => {
    const { records, rejected } = read('[1, {"id":"A-1","item_name":"甲"}, null, []]', 'json');
    expect(records.map((r) => r.line)).toEqual([2]);
    expect(rejected.map((r) => r.line)).toEqual([1, 3, 4]);
  });
});
