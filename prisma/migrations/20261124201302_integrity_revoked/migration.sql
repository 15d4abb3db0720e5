-- AlterTable
ALTER TABLE "IntegrityFile" ADD COLUMN     "outcomeId" UUID;

-- AlterTable
ALTER TABLE "IntegrityOutcome" ADD COLUMN     "revokedOn" TEXT;


-- What was confirmed before finds its outcome: by person, prohibition and day, the first with the first.
UPDATE "IntegrityFile" f SET "outcomeId" = o."id"
FROM (
  SELECT "townshipId", "id", "subjectId", "code", to_char("concludedAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "day",
    row_number() OVER (PARTITION BY "townshipId", "subjectId", "code", to_char("concludedAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') ORDER BY "id") AS "place"
  FROM "IntegrityFile" WHERE "state" = 'CONFIRMED'
) c
JOIN (
  SELECT "townshipId", "id", "staffId", "code", "confirmedOn",
    row_number() OVER (PARTITION BY "townshipId", "staffId", "code", "confirmedOn" ORDER BY "id") AS "place"
  FROM "IntegrityOutcome"
) o ON o."townshipId" = c."townshipId" AND o."staffId" = c."subjectId" AND o."code" = c."code"
  AND o."confirmedOn" = c."day" AND o."place" = c."place"
WHERE f."townshipId" = c."townshipId" AND f."id" = c."id";

COMMENT ON TABLE "IntegrityFile" IS 'append-only except (state, subjectId, handedTo, handedOverAt, documentId, receiptNumber, receivedOn, concludedAt, concludedById, outcomeId)';
COMMENT ON TABLE "IntegrityOutcome" IS 'append-only except (revokedOn)';
