import type { Statement } from './session.ts';

/** As many texts are prepared by name; others are planned anew each time, so that the database's memory is bounded. */
const MOST = 300;

const statements = new Map<string, Statement>();

/** The statement of a text put together from parts; the same text is prepared once per connection. */
export function statementOf(text: string): Statement {
  const known = statements.get(text);
  if (known) return known;
  if (statements.size >= MOST) return { name: '', text };
  const statement = { name: `h${statements.size}`, text };
  statements.set(text, statement);
  return statement;
}

/** The values of these columns of a row, in this order: as the database puts them into a JSON array. */
export type ColumnValues<Row, Columns extends readonly (keyof Row)[]> = {
  readonly [I in keyof Columns]: Row[Columns[I]];
};
