-- AlterTable
ALTER TABLE "Award" ADD COLUMN     "documentId" UUID NOT NULL;

-- CreateTable
CREATE TABLE "PublishedAward" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "awardId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "staffId" UUID,
    "windowId" UUID,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publisher" TEXT NOT NULL,

    CONSTRAINT "PublishedAward_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "PublishedAward_townshipId_publishedAt_idx" ON "PublishedAward"("townshipId", "publishedAt");

-- CreateIndex
CREATE INDEX "PublishedAward_townshipId_staffId_idx" ON "PublishedAward"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "PublishedAward_townshipId_windowId_idx" ON "PublishedAward"("townshipId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedAward_townshipId_awardId_key" ON "PublishedAward"("townshipId", "awardId");

-- CreateIndex
CREATE INDEX "Award_townshipId_documentId_idx" ON "Award"("townshipId", "documentId");

-- AddForeignKey
ALTER TABLE "PublishedAward" ADD CONSTRAINT "PublishedAward_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedAward" ADD CONSTRAINT "PublishedAward_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_townshipId_documentId_fkey" FOREIGN KEY ("townshipId", "documentId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "PublishedAward" IS 'append-only';
