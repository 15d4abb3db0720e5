-- DropIndex
DROP INDEX "Clock_townshipId_caseId_kind_key";

-- DropIndex
DROP INDEX "Consultation_townshipId_answeredAt_dueOn_idx";

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "delayExplainedOn" TEXT,
ADD COLUMN     "delayHoldsDays" INTEGER,
ADD COLUMN     "subjectId" UUID,
ADD COLUMN     "subjectType" TEXT,
ALTER COLUMN "caseId" DROP NOT NULL;

-- All clocks so far are those of cases.
UPDATE "Clock" SET "subjectType" = 'Case', "subjectId" = "caseId";

ALTER TABLE "Clock" ALTER COLUMN "subjectId" SET NOT NULL,
ALTER COLUMN "subjectType" SET NOT NULL;

-- The reply limits that complaints and consultations kept themselves become clocks; the dates as core/time has them.
CREATE FUNCTION pg_temp.is_working_day(day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM "HolidayYear" y, jsonb_array_elements(y."holidays"->'holidays') h
                  WHERE h->'makeupWorkdays' ? to_char(day, 'YYYY-MM-DD')) THEN true
    WHEN EXISTS (SELECT FROM "HolidayYear" y, jsonb_array_elements(y."holidays"->'holidays') h
                  WHERE h->'offDates' ? to_char(day, 'YYYY-MM-DD')) THEN false
    ELSE extract(isodow FROM day) < 6
  END
$$;

CREATE FUNCTION pg_temp.due_on(started text, budget integer) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(day, 'YYYY-MM-DD') FROM generate_series(started::date + 1, started::date + 30 + 3 * budget, '1 day') day
   WHERE pg_temp.is_working_day(day::date) ORDER BY day OFFSET budget - 1 LIMIT 1
$$;

CREATE FUNCTION pg_temp.working_days(after_day text, through_day text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM generate_series(after_day::date + 1, through_day::date, '1 day') day
   WHERE pg_temp.is_working_day(day::date)
$$;

CREATE FUNCTION pg_temp.is_provisional(first_day text, last_day text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM generate_series(left(first_day, 4)::integer, left(last_day, 4)::integer) y
                  WHERE y NOT IN (SELECT "year" FROM "HolidayYear"))
$$;

-- The decision on each module that is in force, in the county's time.
CREATE FUNCTION pg_temp.decisions() RETURNS SETOF "ModuleSetting" LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON ("townshipId", "module") * FROM "ModuleSetting"
   WHERE "effectiveFrom" <= to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
   ORDER BY "townshipId", "module", "effectiveFrom" DESC, "setAt" DESC
$$;

INSERT INTO "Clock" ("townshipId", "id", "subjectType", "subjectId", "module", "kind", "clause", "startedOn",
                     "budgetDays", "stopsFor", "endsIn", "endedOn", "overdueDays", "dueOn", "provisional",
                     "delayExplainedOn", "delayHoldsDays")
SELECT c."townshipId", gen_random_uuid(), 'Complaint', c."id", 'complaints',
       CASE WHEN c."acceptedAt" > c."reopenedAt" THEN 'REPLY_REOPENED' ELSE 'REPLY' END, '三(二)3(2) answer',
       c."startedOn", c."budgetDays", ARRAY['MODULE_OFF'], ARRAY['ANSWERED'], c."endedOn",
       CASE WHEN c."endedOn" IS NOT NULL THEN pg_temp.working_days(d."dueOn", c."endedOn") END, d."dueOn",
       pg_temp.is_provisional(c."startedOn", d."dueOn"), e."explainedOn",
       CASE WHEN e."explainedOn" IS NOT NULL
            THEN coalesce((SELECT (s."settings"->>'reexplainDays')::integer FROM pg_temp.decisions() s
                            WHERE s."townshipId" = c."townshipId" AND s."module" = 'complaints'), 5) END
  FROM "Complaint" c
  CROSS JOIN LATERAL (SELECT pg_temp.due_on(c."startedOn", c."budgetDays") AS "dueOn") d
  LEFT JOIN LATERAL (SELECT max(x."explainedOn") AS "explainedOn" FROM "ComplaintExplanation" x
                      WHERE x."townshipId" = c."townshipId" AND x."complaintId" = c."id"
                        AND x."explainedOn" >= c."startedOn") e ON true
 WHERE c."startedOn" IS NOT NULL AND c."budgetDays" IS NOT NULL;

-- A question that was answered when it was asked never had a limit.
INSERT INTO "Clock" ("townshipId", "id", "subjectType", "subjectId", "module", "kind", "clause", "startedOn",
                     "budgetDays", "stopsFor", "endsIn", "endedOn", "overdueDays", "dueOn", "provisional")
SELECT q."townshipId", gen_random_uuid(), 'Consultation', q."id", 'extended-hours', 'REPLY', '一(六)4', d."askedOn",
       pg_temp.working_days(d."askedOn", q."dueOn"), ARRAY['MODULE_OFF'], ARRAY['ANSWERED'], d."answeredOn",
       CASE WHEN d."answeredOn" IS NOT NULL THEN pg_temp.working_days(q."dueOn", d."answeredOn") END, q."dueOn",
       q."provisional"
  FROM "Consultation" q
  CROSS JOIN LATERAL (SELECT to_char(q."askedAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "askedOn",
                             to_char(q."answeredAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "answeredOn") d
 WHERE q."answeredAt" IS NULL OR q."answeredAt" > q."askedAt";

-- Where the chapter is off now its open clocks stand still, as those do that were there when it went off.
INSERT INTO "ClockSuspension" ("townshipId", "id", "clockId", "fromDay", "cause", "reason")
SELECT k."townshipId", gen_random_uuid(), k."id", greatest(s."effectiveFrom", k."startedOn"), 'MODULE_OFF',
       '模块“' || k."module" || '”停用 / module off'
  FROM "Clock" k
  JOIN pg_temp.decisions() s ON s."townshipId" = k."townshipId" AND s."module" = k."module" AND NOT s."enabled"
 WHERE k."subjectType" IN ('Complaint', 'Consultation') AND k."endedOn" IS NULL;

DROP FUNCTION pg_temp.decisions(), pg_temp.is_provisional(text, text), pg_temp.working_days(text, text),
              pg_temp.due_on(text, integer), pg_temp.is_working_day(date);

-- AlterTable
ALTER TABLE "Complaint" DROP COLUMN "budgetDays",
DROP COLUMN "endedOn",
DROP COLUMN "startedOn";

-- AlterTable
ALTER TABLE "Consultation" DROP COLUMN "dueOn",
DROP COLUMN "provisional";

-- CreateIndex
CREATE INDEX "Clock_townshipId_caseId_idx" ON "Clock"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Clock_townshipId_subjectType_subjectId_kind_key" ON "Clock"("townshipId", "subjectType", "subjectId", "kind");

-- CreateIndex
CREATE INDEX "Consultation_townshipId_answeredAt_askedAt_idx" ON "Consultation"("townshipId", "answeredAt", "askedAt");
