const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Cursors as this API gives them out: a place in a list, or a row's key, which begins with its township. */
const CURSOR = new RegExp(
  `^(OffsetConnection:\\d{1,9}|GPC:T:\\["S:${UUID}"(,"S:${UUID}")+(,"S:[A-Z_]+")*\\])$`,
);

/** Whether a text can be a cursor that a page gave out. */
export function isCursor(text: string): boolean {
  return CURSOR.test(Buffer.from(text, 'base64').toString('utf8'));
}
