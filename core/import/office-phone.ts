import type { RowReader } from './row-reader.ts';

/** A mobile number: 11 digits beginning with 1, however grouped, with or without the country's code. */
const MOBILE = /(?<!\d)(?:(?:\+|00)?86[\s-]?)?1\d{2}[\s-]?\d{4}[\s-]?\d{4}(?!\d)/;

/** An office phone, as it is published; a mobile number is a person's own and is rejected. */
export function readOfficePhone(cells: RowReader, field: string): string | null {
  const text = cells.text(field);
  if (text !== null && MOBILE.test(text.normalize('NFKC')))
    cells.reject(field, '是手机号码，只收办公电话', 'is a mobile number; only office phones are taken');
  return text;
}
