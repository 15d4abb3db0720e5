import type { Material } from '../catalogue/rules.ts';
import { BadCell } from './bad-cell.ts';
import { lastBracket, splitOutsideBrackets } from './brackets.ts';

/** One form or several: 原件, 复印件, 原件和复印件, … */
const FORM = /^(?:原件|复印件|扫描件|电子件)(?:[和或及、](?:原件|复印件|扫描件|电子件))*$/;
const COUNT = /^(原件|复印件|共)?(\d{1,3})份$/;

const MOST_SHEETS = 999;

/**
 * A material of a JSON list as a CSV list writes it: `身份证（原件和复印件，原件1份，复印件1份）`.
 * The total stands there only where it does not follow from the two other numbers. Throws BadCell.
 */
export function flattenMaterial(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new BadCell('材料应为文字或对象', 'a material must be a text or an object');
  const material = new Map(Object.entries(value));
  const name = textOf(material, 'name');
  if (name === '') throw new BadCell('有材料缺少 name', 'a material has no name');
  const originals = countOf(material, 'original_count');
  const copies = countOf(material, 'copy_count');
  const total = countOf(material, 'total_count');
  const follows = originals !== null && copies !== null && (total === null || total === originals + copies);
  const details = [
    textOf(material, 'form'),
    originals === null ? '' : `原件${originals}份`,
    copies === null ? '' : `复印件${copies}份`,
    total === null || follows ? '' : `共${total}份`,
    textOf(material, 'note'),
  ].filter((detail) => detail !== '');
  return details.length === 0 ? name : `${name}（${details.join('，')}）`;
}

function textOf(material: ReadonlyMap<string, unknown>, key: string): string {
  const value = material.get(key) ?? '';
  if (typeof value !== 'string')
    throw new BadCell(`材料的 ${key} 不是文字`, `${key} of a material is no text`);
  return value.trim();
}

function countOf(material: ReadonlyMap<string, unknown>, key: string): number | null {
  const value = material.get(key) ?? null;
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST_SHEETS)
    throw new BadCell(
      `材料的 ${key} 不是 0 到 ${MOST_SHEETS} 的整数`,
      `${key} of a material is no integer from 0 to ${MOST_SHEETS}`,
    );
  return value;
}

/**
 * Reads the notation back. The last bracket holds form, numbers and note; earlier brackets belong to the name:
 * `户口簿（或居住证）（原件和复印件）`. Throws BadCell when the total contradicts the two other numbers.
 */
export function parseMaterial(text: string): Material {
  const bracket = lastBracket(text);
  // A single character is a variant of the word, 银行卡（折）, and says nothing about the material.
  if (!bracket || bracket.before === '' || [...bracket.inside].length < 2) return plain(text);
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  let form = '';
  for (const detail of splitOutsideBrackets(bracket.inside, '，,')) {
    const [, of = '共', number] = COUNT.exec(detail) ?? [];
    if (number !== undefined && counts[of] === undefined) counts[of] = Number(number);
    else if (form === '' && FORM.test(detail)) form = detail;
    else notes.push(detail);
  }
  const originals = counts['原件'] ?? null;
  const copies = counts['复印件'] ?? null;
  const sum = originals !== null && copies !== null ? originals + copies : null;
  const total = counts['共'] ?? sum;
  if (sum !== null && total !== sum)
    throw new BadCell(
      `“${bracket.before}”共${total}份，但原件和复印件相加为${sum}份`,
      `"${bracket.before}" says ${total} in total, but originals and copies make ${sum}`,
    );
  return { name: bracket.before, form, originals, copies, total, note: notes.join('，') };
}

function plain(name: string): Material {
  return { name, form: '', originals: null, copies: null, total: null, note: '' };
}
