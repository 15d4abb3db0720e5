import { join } from 'node:path';
import pino from 'pino';
import { MODULES } from '../../core/composition.ts';
import { withConnection } from '../../core/db/connection.ts';
import { prepareDatabase, type PreparedDatabase } from '../../core/db/prepare.ts';
import { readRoles } from '../../core/db/roles.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { SECRETS } from '../support/secrets.ts';

/** Signs the tokens of a bench; known to its processes only. */
export const TOKEN_SECRET = Buffer.alloc(32, 9);

/** How much the database of a bench holds. */
export interface Size {
  readonly townships: number;
  readonly casesPerTownship: number;
}

/** Opens an embedded cluster in `dataDir`, durable as in service, and loads the demo county if it is empty. */
export async function loadDatabase(
  dataDir: string,
  { townships, casesPerTownship }: Size,
  progress: (line: string) => void,
): Promise<PreparedDatabase> {
  const database = await prepareDatabase({ dataDir }, progress);
  const open = await openBenchPlatform(database.appUrl);
  try {
    await seedDemo(open.platform, database.ownerUrl, {
      secretsFile: join(dataDir, 'demo-accounts.json'),
      progress,
      casesPerTownship,
      townships,
    });
    // Cases written by an earlier run on this database are not rolled up yet: no jobs run during a bench.
    for (const township of open.platform.directory.townships) await deliverEvents(open.platform, township.id);
  } finally {
    await open.close();
  }
  await withConnection(database.ownerUrl, async (owner) => {
    const { app } = await readRoles(owner);
    await owner.query(FUNCTIONS.replaceAll(':app', app.name));
    await owner.query('vacuum analyze');
  });
  return database;
}

/** The platform as a bench's processes open it: no log, no jobs. */
export function openBenchPlatform(appUrl: string): Promise<OpenPlatform> {
  return openPlatform({
    appUrl,
    modules: MODULES,
    ...SECRETS,
    tokenSecret: TOKEN_SECRET,
    log: pino({ level: 'silent' }),
    listen: false,
  });
}

/**
 * What PostGraphile needs to answer alike: masking as computed columns, grouped counts as a view, and the write of a submitted case as one
 * function with the same rows in one transaction, which is told the due date of the clock, since that needs the calendar. All of it runs as
 * the caller, under row-level security.
 */
const FUNCTIONS = `
create or replace function "Applicant_maskedName"(a "Applicant") returns text language sql stable as $$
  select left(a."name", 1) || repeat('*', greatest(1, length(a."name") - 1)) $$;
create or replace function "Applicant_maskedPhone"(a "Applicant") returns text language sql stable as $$
  select case when a."phone" is null then null when length(a."phone") >= 9
    then left(a."phone", 3) || '****' || right(a."phone", 4) else '****' || right(a."phone", 2) end $$;
drop function if exists "benchSubmit";
create function "benchSubmit"(
  "itemId" uuid, "applicantName" text, "applicantPhone" text, "townshipCode" text, "actorId" uuid, "noticeDueOn" text)
returns "Case" language plpgsql volatile as $$
#variable_conflict use_column
declare
  town uuid := current_setting('app.township_id')::uuid;
  item record; win uuid; applicant uuid := gen_random_uuid(); made "Case"; seq int;
  today text := to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD');
  year int := left(today, 4)::int;
begin
  select v.*, p."windowId", p."staffAId" into strict item
    from "ServiceItem" i
    join "ServiceItemVersion" v on v."townshipId" = i."townshipId" and v."itemId" = i."id" and v."version" = i."currentVersion"
    left join "Post" p on p."townshipId" = i."townshipId" and p."itemId" = i."id"
    where i."townshipId" = town and i."id" = "benchSubmit"."itemId";
  select w."id" into win from "Window" w where w."townshipId" = town and w."id" = item."windowId" and w."open";
  insert into "Applicant" ("townshipId", "id", "name", "phone") values (town, applicant, "applicantName", "applicantPhone");
  insert into "NumberSeries" ("townshipId", "kind", "year", "last") values (town, 'CASE', year, 1)
    on conflict ("townshipId", "kind", "year") do update set "last" = "NumberSeries"."last" + 1 returning "last" into seq;
  insert into "Case" ("townshipId", "id", "number", "queryCode", "itemId", "itemVersion", "applicantId", "windowId",
      "handlerId", "channel", "state", "submittedAt", "materialsGiven")
    values (town, gen_random_uuid(), "townshipCode" || '-' || year || '-' || lpad(seq::text, 6, '0'),
      upper(substr(md5(gen_random_uuid()::text), 1, 8)), item."itemId", item."version", applicant, win,
      item."staffAId", 'WINDOW', 'SUBMITTED', now(), '{}') returning * into made;
  insert into "TimelineEntry" ("townshipId", "id", "caseId", "seq", "at", "verb", "toState", "actorKind", "actorId")
    values (town, gen_random_uuid(), made."id", 1, now(), 'submitCase', 'SUBMITTED', 'STAFF', "actorId");
  insert into "Clock" ("townshipId", "id", "subjectType", "subjectId", "caseId", "module", "kind", "clause", "startedOn", "budgetDays",
      "stopsFor", "endsIn", "dueOn", "provisional")
    values (town, gen_random_uuid(), 'Case', made."id", made."id", 'one-time-notice', 'SUPPLEMENT_NOTICE', '(notice limit)', today, 5,
      '{}', '{AWAITING_SUPPLEMENT,ACCEPTED,REFUSED,WITHDRAWN}', "noticeDueOn", false);
  insert into "CaseGuide" ("townshipId", "caseId", "guideId", "citedAt")
    select town, made."id", g."id", now() from "GuideNotice" g
      where g."townshipId" = town and g."itemId" = "benchSubmit"."itemId" and g."inquirerPhone" = "applicantPhone"
        and g."issuedOn" >= to_char(now() at time zone 'Asia/Shanghai' - interval '90 days', 'YYYY-MM-DD')
      order by g."issuedAt" desc limit 1;
  insert into "AuditEntry" ("townshipId", "id", "at", "actorKind", "actorId", "role", "verb", "subjectType", "subjectId",
      "fields", "digest")
    values (town, gen_random_uuid(), now(), 'STAFF', "actorId", 'WINDOW_STAFF', 'submitCase', 'Case', made."id",
      array['number', 'itemId', 'windowId', 'state'], encode(sha256(convert_to(to_jsonb(made)::text, 'utf8')), 'hex'));
  insert into "OutboxEvent" ("townshipId", "id", "type", "caseId", "factId", "payload", "occurredAt")
    values (town, gen_random_uuid(), 'case.submitted', made."id", 'case.submitted/' || made."id" || '/1',
      jsonb_build_object('caseId', made."id", 'number', made."number", 'itemId', made."itemId", 'windowId', made."windowId",
        'handlerId', made."handlerId", 'fromState', null, 'toState', 'SUBMITTED'), now());
  perform bianmin_enqueue('deliver-events', json_build_object('townshipId', town), 'deliver-events:' || town);
  return made;
end $$;
create or replace view "CaseCount" with (security_invoker = true) as
  select "townshipId", "state", count(*)::int as "count" from "Case" group by 1, 2;
grant select on "CaseCount" to ":app";
grant execute on function "Applicant_maskedName"("Applicant"), "Applicant_maskedPhone"("Applicant"),
  "benchSubmit"(uuid, text, text, text, uuid, text) to ":app";
`;
