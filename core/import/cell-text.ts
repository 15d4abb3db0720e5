import { BadCell } from './bad-cell.ts';
import { splitOutsideBrackets } from './brackets.ts';
import { flattenMaterial } from './material-notation.ts';

/** How the values of a column are written: JSON holds lists and objects, CSV one text with these separators. */
export type CellShape = 'text' | 'list' | 'steps' | 'map' | 'materials';

/** The columns of a kind of file that are read; all others are ignored. */
export type Columns = Readonly<Record<string, CellShape>>;

const LIST = '；';
const STEPS = '→';

/**
 * A value as a CSV file writes it. JSON takes this way too, so that both formats are read by the same code and the
 * same list imported in one after the other changes nothing. Throws BadCell.
 */
export function cellText(value: unknown, shape: CellShape): string {
  const flat = flatten(value, shape).replaceAll(/\r\n?/g, '\n').trim();
  if (/[^\P{Cc}\n\t]/u.test(flat) || !flat.isWellFormed())
    throw new BadCell('含有无法保存的控制字符', 'contains characters that cannot be stored');
  return flat;
}

function flatten(value: unknown, shape: CellShape): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    if (shape === 'materials') return value.map(flattenMaterial).join(LIST);
    if ((shape === 'list' || shape === 'steps') && value.every((part) => typeof part === 'string'))
      return value.join(shape === 'steps' ? STEPS : LIST);
  } else if (shape === 'map') {
    const entries = Object.entries(value);
    if (entries.every(([, part]) => typeof part === 'string'))
      return entries.map(([key, part]) => `${key}=${part}`).join(LIST);
  }
  throw new BadCell(`不是${EXPECTED[shape].zh}`, `not ${EXPECTED[shape].en}`);
}

const EXPECTED: Record<CellShape, { zh: string; en: string }> = {
  text: { zh: '文字、数字或布尔值', en: 'a text, a number or a boolean' },
  list: { zh: '文字的数组', en: 'an array of texts' },
  steps: { zh: '文字的数组', en: 'an array of texts' },
  map: { zh: '以文字为值的对象', en: 'an object of texts' },
  materials: { zh: '材料的数组', en: 'an array of materials' },
};

/** The entries of a list, without empty ones. */
export function splitList(text: string): string[] {
  return splitOutsideBrackets(text, LIST);
}

/** The steps of a procedure, without empty ones. */
export function splitSteps(text: string): string[] {
  return splitOutsideBrackets(text, STEPS);
}

/** The entries of a list of `key=value`. Throws BadCell for one without a key. */
export function splitMap(text: string): Record<string, string> {
  return Object.fromEntries(
    splitOutsideBrackets(text, LIST).map((entry) => {
      const at = entry.indexOf('=');
      if (at < 1) throw new BadCell(`“${entry}”不是 键=值`, `"${entry}" is not key=value`);
      return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    }),
  );
}
