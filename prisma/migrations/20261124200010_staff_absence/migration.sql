-- CreateTable
CREATE TABLE "StaffAbsence" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "fromDay" TEXT NOT NULL,
    "throughDay" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffAbsence_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "StaffAbsence_townshipId_throughDay_idx" ON "StaffAbsence"("townshipId", "throughDay");

-- CreateIndex
CREATE UNIQUE INDEX "StaffAbsence_townshipId_staffId_fromDay_throughDay_key" ON "StaffAbsence"("townshipId", "staffId", "fromDay", "throughDay");

-- AddForeignKey
ALTER TABLE "StaffAbsence" ADD CONSTRAINT "StaffAbsence_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- Whoever is away, or will be, stays so.
INSERT INTO "StaffAbsence" ("townshipId", "id", "staffId", "fromDay", "throughDay", "recordedAt")
SELECT "townshipId", gen_random_uuid(), "id", "awayFrom", "awayThrough", now() FROM "Staff"
 WHERE "awayFrom" IS NOT NULL AND "awayThrough" IS NOT NULL;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "StaffAbsence" IS 'append-only except (endedAt)';
