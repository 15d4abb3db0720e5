import { describe, expect, test } from 'vitest';
import { splitList } from './cell-text.ts';
import { flattenMaterial, parseMaterial } from './material-notation.ts';

describe('materials', () => {
  const blank = { form: '', originals: null, copies: null, total: null, note: '' };
  test.each([
    ['户口本', { name: '户口本' }],
    ['身份证（复印件）', { name: '身份证', form: '复印件' }],
    ['户口簿（或居住证）（原件和复印件）', { name: '户口簿（或居住证）', form: '原件和复印件' }],
    ['审批表（原件，原件2份）', { name: '审批表', form: '原件', originals: 2 }],
    ['身份证（原件1份，复印件2份）', { name: '身份证', originals: 1, copies: 2, total: 3 }],
    ['照片（共3份）', { name: '照片', total: 3 }],
    ['照片(3份)', { name: '照片', total: 3 }],
    ['证明（复印件，当年的，盖章）', { name: '证明', form: '复印件', note: '当年的，盖章' }],
    [
      '困难证明（医疗票据（住院）、事故认定书等）',
      { name: '困难证明', note: '医疗票据（住院）、事故认定书等' },
    ],
    ['项目立项（核准、备案）文件', { name: '项目立项（核准、备案）文件' }],
    ['银行卡（折）', { name: '银行卡（折）' }],
    ['（略）', { name: '（略）' }],
    ['1）身份证（原件', { name: '1）身份证（原件' }],
  ])('%s', (text, expected) => {
    expect(parseMaterial(text)).toEqual({ ...blank, ...expected });
  });

  test('are separated outside brackets only', () => {
    const materials = splitList('证明（低保；残疾）；身份证；；').map(parseMaterial);
    expect(materials.map((m) => [m.name, m.note])).toEqual([
      ['证明', '低保；残疾'],
      ['身份证', ''],
    ]);
  });

  test.each([
    [{ form: '原件' }, 'a material has no name'],
    [{ name: '证', copy_count: -1 }, 'copy_count of a material is no integer'],
    [{ name: '证', total_count: 1.5 }, 'total_count of a material is no integer'],
    [{ name: '证', form: 1 }, 'form of a material is no text'],
    [
      { name: '证', original_count: 1, copy_count: 1, total_count: 5 },
      '"证" says 5 in total, but originals and copies make 2',
    ],
    [7, 'a material must be a text or an object'],
  ])('%j is rejected', (material, reason) => {
    expect(() => parseMaterial(flattenMaterial(material))).toThrow(reason);
  });

  test.each([
    ['身份证', '原件和复印件', 1, 1, 2, '', '身份证（原件和复印件，原件1份，复印件1份）'],
    ['身份证', '原件和复印件', 1, 1, null, '', '身份证（原件和复印件，原件1份，复印件1份）'],
    ['照片', '', null, null, 3, '', '照片（共3份）'],
    ['表', '原件', 1, null, 3, '新填', '表（原件，原件1份，共3份，新填）'],
    ['户口本', '', null, null, null, '', '户口本'],
  ])('%s of a JSON list is written as in a CSV list', (name, form, originals, copies, total, note, text) => {
    const material = { name, form, original_count: originals, copy_count: copies, total_count: total, note };
    expect(flattenMaterial(material)).toBe(text);
  });
});
