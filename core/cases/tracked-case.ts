import type { GraphQLResolveInfo } from 'graphql';
import { statementOf } from '../db/statement.ts';
import type { Context } from '../graphql/context.ts';
import { covers } from '../graphql/node.ts';
import { caseById } from './case-queries.ts';
import { caseFrom, readCases, wantedOf } from './case-rows.ts';
import { caseSql, Values, type CaseJson, type CaseRow } from './case-sql.ts';
import { townshipCodeOf } from './number-series.ts';
import { sameCode } from './query-code.ts';
import { trackCase, type Tracked } from './track.ts';

export type TrackedRow =
  Exclude<Tracked, { kind: 'found' }> | { readonly kind: 'found'; readonly row: CaseRow };

/**
 * The case of a number and its query code, with what the operation selects of it. A right code of a number on which no
 * wrong one is counted is answered by one statement that writes nothing; everything else goes the way of `trackCase`.
 */
export async function readTracked(
  ctx: Context,
  info: GraphQLResolveInfo,
  number: string,
  queryCode: string,
): Promise<TrackedRow> {
  const township = ctx.platform.directory.findTownshipByCode(townshipCodeOf(number) ?? '');
  if (township && covers(ctx, township.id)) {
    const wanted = wantedOf(info);
    const values = new Values();
    const [town, num] = [values.put(township.id), values.put(number)];
    const text = `select ${caseSql(wanted, values)} as "json",
        exists (select from "TrackAttempt" t where t."townshipId" = c."townshipId" and t."number" = c."number") as "counted"
      from "Case" c where c."townshipId" = ${town}::uuid and c."number" = ${num}`;
    const [found] = await ctx.reads.query<{ json: CaseJson; counted: boolean }>(
      statementOf(text),
      values.list,
      township.id,
    );
    const row = found && caseFrom(found.json, wanted);
    if (row && !found.counted && sameCode(queryCode, row.queryCode)) return { kind: 'found', row };
  }
  // First gives the connection back: many that each hold one while they wait for another would wait for ever.
  await ctx.reads.end();
  const tracked = await trackCase(ctx.platform, number, queryCode);
  if (tracked.kind !== 'found') return tracked;
  if (!covers(ctx, tracked.townshipId)) return { kind: 'wrong' };
  const [row] = await readCases(ctx, info, caseById(tracked));
  return row ? { kind: 'found', row } : { kind: 'wrong' };
}
