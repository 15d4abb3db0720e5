import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { isUuid } from '../../core/db/scope.ts';
import { appUrl, serveBench } from './child.ts';
import type { Param } from './params.ts';

// What can be reached at best: no GraphQL, no sign-in; JSON made by the database, the transaction's frame in one write,
// the same role and row-level security.
const SQL = {
  R1: `select coalesce(json_agg(row_to_json(x)), '[]')::text as json from (
    select i."code", v."name", v."kind", v."promisedDays", v."statutoryDays", s."name" as station
      from "ServiceItem" i
      join lateral (select * from "ServiceItemVersion" v where v."townshipId" = i."townshipId" and v."itemId" = i."id"
        order by v."version" desc limit 1) v on true
      left join "Station" s on s."townshipId" = i."townshipId" and s."id" = i."stationId"
      where i."townshipId" = $1 order by i."code", i."id" limit 20 offset $2) x`,
  R2: `select coalesce(json_agg(row_to_json(x)), '[]')::text as json from (
    select c."number", c."state", c."priority", c."submittedAt", c."acceptedAt", v."name" as item,
        (select json_build_object('number', w."number", 'name', w."name") from "Window" w
          where w."townshipId" = c."townshipId" and w."id" = c."windowId") as window,
        (select json_build_object('name', "Applicant_maskedName"(a), 'phone', "Applicant_maskedPhone"(a)) from "Applicant" a
          where a."townshipId" = c."townshipId" and a."id" = c."applicantId") as applicant,
        (select coalesce(json_agg(k order by k."kind"), '[]') from "Clock" k
          where k."townshipId" = c."townshipId" and k."caseId" = c."id") as clocks,
        (select coalesce(json_agg(e), '[]') from (select * from "TimelineEntry" e
          where e."townshipId" = c."townshipId" and e."caseId" = c."id" order by e."seq" desc limit 3) e) as timeline
      from "Case" c join "ServiceItemVersion" v
        on v."townshipId" = c."townshipId" and v."itemId" = c."itemId" and v."version" = c."itemVersion"
      where c."townshipId" = $1 and c."handlerId" = $2 and c."state" = 'ACCEPTED'
      order by c."priority" desc, c."submittedAt", c."id" limit 20) x`,
  R3: `select row_to_json(x)::text as json from (
    select c."number", c."state", c."submittedAt", v."name" as item,
        (select coalesce(json_agg(e order by e."seq"), '[]') from "TimelineEntry" e
          where e."townshipId" = c."townshipId" and e."caseId" = c."id") as timeline
      from "Case" c join "ServiceItemVersion" v
        on v."townshipId" = c."townshipId" and v."itemId" = c."itemId" and v."version" = c."itemVersion"
      where c."townshipId" = $1 and c."number" = $2 and c."queryCode" = $3) x`,
  R4: `select json_agg(row_to_json(x))::text as json from (
    select t."code", (select coalesce(json_agg(json_build_object('state', y."key", 'count', y."value")), '[]')
        from "Tally" y where y."townshipId" = t."id" and y."measure" = 'cases' and y."value" > 0) as "casesByState"
      from "Township" t order by t."position") x`,
  W1: `select row_to_json(x)::text as json from (
    select c."number", c."state", c."version", v."name" as item
      from "benchSubmit"($1, '申请人甲', '199-0000-0001', $2, $3, $4) c join "ServiceItemVersion" v
        on v."townshipId" = c."townshipId" and v."itemId" = c."itemId" and v."version" = c."itemVersion") x`,
} as const;

const VALUES: Record<keyof typeof SQL, (p: Param) => unknown[]> = {
  R1: (p) => [p.townshipId, (p.page ?? 0) * 20],
  R2: (p) => [p.townshipId, p.staffId],
  R3: (p) => [p.townshipId, p.number, p.queryCode],
  R4: () => [],
  W1: (p) => [p.itemId, p.townshipCode, p.staffId, p.noticeDueOn],
};

const clients = await Promise.all(
  Array.from({ length: 4 }, async () => {
    const client = new pg.Client({ connectionString: appUrl(), pipeline: true } as pg.ClientConfig);
    await client.connect();
    return client;
  }),
);
let next = 0;

async function answer(id: keyof typeof SQL, param: Param): Promise<string> {
  const client = clients[next++ % clients.length];
  if (!client) throw new Error('no connection');
  const scope = isUuid(param.townshipId)
    ? `SET LOCAL app.township_id = '${param.townshipId}'`
    : `SET LOCAL app.scope = 'county'`;
  const [, , result, end] = await Promise.all([
    client.query(id === 'W1' ? 'BEGIN' : 'BEGIN READ ONLY'),
    client.query(scope),
    client.query<{ json: string }>({ name: id, text: SQL[id], values: VALUES[id](param) }),
    client.query('COMMIT'),
  ]);
  if (end.command !== 'COMMIT') throw new Error('rolled back');
  return result.rows[0]?.json ?? 'null';
}

const server = createServer((req: IncomingMessage, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => {
    const id = (req.url ?? '').slice(1) as keyof typeof SQL;
    answer(id, JSON.parse(Buffer.concat(parts).toString()) as Param).then(
      (json) =>
        res
          .writeHead(200, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(json) + 9,
          })
          .end(`{"data":${json}}`),
      (error: unknown) => res.writeHead(500).end(JSON.stringify({ errors: [{ message: String(error) }] })),
    );
  });
});
await serveBench(server, async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all(clients.map((client) => client.end()));
});
