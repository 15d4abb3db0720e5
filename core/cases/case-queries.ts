import type { Cut } from '../graphql/page.ts';
import type { RowKey } from '../graphql/node.ts';
import type { CaseQuery } from './case-rows.ts';
import { rowsOf, type Values } from './case-sql.ts';

/** What a list of cases is asked by; null = not asked. */
export interface CaseFilter {
  readonly townshipId: string | null;
  readonly states: readonly string[] | null;
  readonly number: string | null;
  readonly handlerId: string | null;
  /** Subject of the applicant whose cases they are. */
  readonly subject: string | null;
  /** As a clerk works them off; otherwise the latest first. */
  readonly byPriority: boolean;
  readonly cut: Cut;
}

/** Columns of an order, and whether each falls. */
type Order = readonly (readonly [column: string, falls: boolean])[];

const BY_PRIORITY: Order = [
  ['priority', true],
  ['submittedAt', false],
  ['id', false],
];
const LATEST_FIRST: Order = [
  ['submittedAt', true],
  ['id', false],
];

/** A page of a list of cases, with one case more if the list goes on. */
export function caseList(filter: CaseFilter): CaseQuery {
  const { cut } = filter;
  const order = filter.byPriority ? BY_PRIORITY : LATEST_FIRST;
  return {
    townshipId: filter.townshipId,
    sql: (values) => ({
      where: [
        ...conditions(filter, values),
        ...(cut.cursor === null ? [] : [beyond(order, cut.cursor, cut.backward, values)]),
      ],
      order: order
        .map(([column, falls]) => `c."${column}" ${falls === cut.backward ? 'asc' : 'desc'}`)
        .join(', '),
      limit: rowsOf(cut),
    }),
  };
}

/** The case with this key. */
export function caseById({ townshipId, id }: RowKey): CaseQuery {
  return {
    townshipId,
    sql: (values) => ({
      where: [`c."townshipId" = ${values.put(townshipId)}::uuid`, `c."id" = ${values.put(id)}::uuid`],
      order: `c."id"`,
      limit: 1,
    }),
  };
}

function conditions(filter: CaseFilter, values: Values): string[] {
  const { townshipId, states, number, handlerId, subject } = filter;
  return [
    ...(townshipId === null ? [] : [`c."townshipId" = ${values.put(townshipId)}::uuid`]),
    // One state alone is read from the index in the order of the list.
    ...(states === null
      ? []
      : [
          states.length === 1
            ? `c."state" = ${values.put(states[0])}`
            : `c."state" = any(${values.put(states)}::text[])`,
        ]),
    ...(number === null ? [] : [`c."number" = ${values.put(number)}`]),
    ...(handlerId === null ? [] : [`c."handlerId" = ${values.put(handlerId)}::uuid`]),
    ...(subject === null
      ? []
      : [
          `exists (select from "Applicant" a where a."townshipId" = c."townshipId" and a."id" = c."applicantId"
            and a."subject" = ${values.put(subject)})`,
        ]),
  ];
}

/** The rows behind the cursor's in the order, or before it; none when the cursor's row is gone. */
function beyond(
  order: Order,
  { townshipId, id }: { townshipId: string; id: string },
  backward: boolean,
  values: Values,
): string {
  const [town, row] = [values.put(townshipId), values.put(id)];
  const at = (column: string) =>
    `(select x."${column}" from "Case" x where x."townshipId" = ${town}::uuid and x."id" = ${row}::uuid)`;
  const ways = order.map(([column, falls], i) => [
    ...order.slice(0, i).map(([before]) => `c."${before}" = ${at(before)}`),
    `c."${column}" ${falls === backward ? '>' : '<'} ${at(column)}`,
  ]);
  return `(${ways.map((way) => way.join(' and ')).join(' or ')})`;
}
