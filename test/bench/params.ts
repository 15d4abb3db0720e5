import type pg from 'pg';
import { tokenFor } from '../../core/auth/issue.ts';
import { signToken } from '../../core/auth/token.ts';
import type { Platform } from '../../core/platform.ts';
import { civilDateOf, deadlineAfter } from '../../core/time/index.ts';

/** Who and what one request is about; the same for all servers. */
export interface Param {
  readonly townshipId: string;
  readonly townshipCode: string;
  /** Bearer token; absent for the public. */
  readonly token?: string;
  readonly staffId?: string;
  readonly number?: string;
  readonly queryCode?: string;
  readonly itemId?: string;
  /** Due date of the notice limit of an application of today (YYYY-MM-DD). */
  readonly noticeDueOn?: string;
  /** Zero-based page of the catalogue. */
  readonly page?: number;
  readonly countyId?: string;
}

/** Different parameters of each workload, drawn at random from the database. */
export type Params = Readonly<Record<'R1' | 'R2' | 'R3' | 'R4' | 'W1', readonly Param[]>>;

/** Draws up to `count` parameters a workload. */
export async function drawParams(owner: pg.Client, platform: Platform, count: number): Promise<Params> {
  const rows = async (sql: string) => (await owner.query<Param>(sql, [count])).rows;
  const town = `t."id" as "townshipId", t."code" as "townshipCode"`;
  const staffToken = (p: Param) =>
    signToken(platform.tokenSecret, { sub: p.staffId ?? '', kind: 'STAFF' }, platform.now());
  const withToken = (list: Param[]) =>
    Promise.all(list.map(async (p) => ({ ...p, token: await staffToken(p) })));
  const from = civilDateOf(platform.now());
  const { dueOn: noticeDueOn } = deadlineAfter({
    from,
    workingDays: 5,
    calendar: platform.directory.calendar,
  });
  const county = (await tokenFor(platform, 'COUNTY_BUREAU', null)) ?? '';
  return {
    R1: await rows(
      `select ${town}, p as page from "Township" t, generate_series(0, 1) p order by random() limit $1`,
    ),
    R2: await withToken(
      await rows(
        `select ${town}, c."handlerId" as "staffId" from "Case" c join "Township" t on t."id" = c."townshipId"
          where c."state" = 'ACCEPTED' and c."handlerId" is not null group by t."id", c."handlerId"
          order by least(count(*), 20) desc, random() limit $1`,
      ),
    ),
    R3: await rows(
      `select ${town}, c."number", c."queryCode" from "Case" c join "Township" t on t."id" = c."townshipId"
        order by random() limit $1`,
    ),
    R4: [
      {
        townshipId: '',
        townshipCode: '',
        token: county,
        countyId: platform.directory.county?.id ?? '',
      },
    ],
    W1: await withToken(
      (
        await rows(
          `select ${town}, i."id" as "itemId", p."staffAId" as "staffId" from "ServiceItem" i
          join "Township" t on t."id" = i."townshipId"
          join "Post" p on p."townshipId" = i."townshipId" and p."itemId" = i."id"
          where exists (select from "Case" c where c."townshipId" = i."townshipId" and c."itemId" = i."id")
          order by random() limit $1`,
        )
      ).map((param) => ({ ...param, noticeDueOn })),
    ),
  };
}
