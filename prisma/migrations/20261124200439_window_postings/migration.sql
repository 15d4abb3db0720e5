-- CreateTable
CREATE TABLE "WindowPosting" (
    "townshipId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "since" TEXT NOT NULL,
    "windowId" UUID,

    CONSTRAINT "WindowPosting_pkey" PRIMARY KEY ("townshipId","staffId","since")
);

-- CreateIndex
CREATE INDEX "WindowPosting_townshipId_windowId_idx" ON "WindowPosting"("townshipId", "windowId");

-- AddForeignKey
ALTER TABLE "WindowPosting" ADD CONSTRAINT "WindowPosting_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WindowPosting" ADD CONSTRAINT "WindowPosting_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What was known so far is where everybody sits; the year 1 says that nobody knows since when.
INSERT INTO "WindowPosting" ("townshipId", "staffId", "since", "windowId")
SELECT "townshipId", "id", '0001-01-01', "windowId" FROM "Staff" WHERE "active" AND "windowId" IS NOT NULL;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "WindowPosting" IS 'append-only except (windowId)';
