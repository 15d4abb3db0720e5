import type { Act } from '../acts/act.ts';
import { rejection, type AnyRow, type ImportOptions, type Parsed, type Rejection } from './report.ts';

/** The rows of a file that are for one township: its own and those for every township. */
export function rowsFor<Row extends AnyRow>(parsed: Parsed<Row>, townshipCode: string): Row[] {
  return parsed.rows.filter((row) => row.township === null || row.township === townshipCode);
}

/** Rejections of the rows whose township is none of `knownCodes`; no township would ever take these. */
export function strayRows<Row extends AnyRow>(
  parsed: Parsed<Row>,
  knownCodes: ReadonlySet<string>,
): Rejection[] {
  return parsed.rows.flatMap(({ line, township }) =>
    township === null || knownCodes.has(township)
      ? []
      : [rejection(line, 'township', `没有乡镇“${township}”`, `there is no township "${township}"`)],
  );
}

/** The code of the act's township. Imports of a township that write wait for each other. */
export async function openImport(act: Act, options: ImportOptions): Promise<string> {
  if (!options.dryRun)
    await act.tx
      .$queryRaw`select pg_advisory_xact_lock(hashtext('import'), hashtext(${act.townshipId}))::text`;
  const township = await act.tx.township.findUniqueOrThrow({
    where: { id: act.townshipId },
    select: { code: true },
  });
  return township.code;
}
