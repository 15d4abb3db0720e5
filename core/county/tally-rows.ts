import { Kind, type GraphQLResolveInfo } from 'graphql';
import { statementOf } from '../db/statement.ts';
import type { Context } from '../graphql/context.ts';
import { CASES_BY_STATE } from './roll-up.ts';

/** A row of the county's roll-up. */
export interface TallyRow {
  readonly townshipId: string;
  readonly measure: string;
  readonly key: string;
  readonly value: number;
}

/** Fields of a township's row that need no figure but the cases by state. */
const OF_CASES = new Set(['township', 'modules', 'casesByState', '__typename']);

/** The figures of a measure, or all, of all townships, ordered by measure and key, in one statement. */
export async function readTallies(ctx: Context, measure: string | null): Promise<TallyRow[]> {
  const text = `select coalesce(json_agg(json_build_array("townshipId", "measure", "key", "value")), '[]') as "rows" from (
    select * from "Tally" ${measure === null ? '' : 'where "measure" = $1'} order by "measure", "key") t`;
  const [found] = await ctx.reads.query<{ rows: [string, string, string, number][] }>(
    statementOf(text),
    measure === null ? [] : [measure],
    null,
  );
  return (found?.rows ?? []).map(([townshipId, name, key, value]) => ({
    townshipId,
    measure: name,
    key,
    value,
  }));
}

/** The measure to which a selection of townships' rows keeps; null when it asks for more. */
export function measureAsked(info: GraphQLResolveInfo): string | null {
  const names = info.fieldNodes.flatMap((node) =>
    (node.selectionSet?.selections ?? []).map((s) => (s.kind === Kind.FIELD ? s.name.value : '')),
  );
  return names.every((name) => OF_CASES.has(name)) ? CASES_BY_STATE.id : null;
}
