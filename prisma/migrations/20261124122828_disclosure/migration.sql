-- AlterTable
ALTER TABLE "ServiceItemVersion" ADD COLUMN     "laws" TEXT[];

-- CreateTable
CREATE TABLE "ItemPublication" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "changedOn" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedById" UUID,
    "publisher" TEXT,

    CONSTRAINT "ItemPublication_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "PublicText" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,
    "publisher" TEXT NOT NULL,
    "effectiveFrom" TEXT NOT NULL,

    CONSTRAINT "PublicText_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "PublicationRecord" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "publicationId" UUID,
    "textId" UUID,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "postedById" UUID,
    "photo" TEXT,

    CONSTRAINT "PublicationRecord_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "BoardEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "photo" TEXT NOT NULL,
    "duties" TEXT NOT NULL,
    "promise" TEXT NOT NULL,
    "endsOn" TEXT,
    "version" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,
    "publisher" TEXT NOT NULL,
    "effectiveFrom" TEXT NOT NULL,

    CONSTRAINT "BoardEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "PublishedResult" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "decidedOn" TEXT NOT NULL,
    "maskedName" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publisher" TEXT NOT NULL,

    CONSTRAINT "PublishedResult_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "FeeCharge" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "publishedFen" INTEGER,
    "overrideReason" TEXT,
    "chargedAt" TIMESTAMPTZ(3) NOT NULL,
    "chargedById" UUID,

    CONSTRAINT "FeeCharge_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DisclosureError" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "itemId" UUID,
    "stationId" UUID,
    "field" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "contact" TEXT,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,
    "correction" TEXT,

    CONSTRAINT "DisclosureError_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "ItemPublication_townshipId_publishedAt_idx" ON "ItemPublication"("townshipId", "publishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ItemPublication_townshipId_itemId_version_key" ON "ItemPublication"("townshipId", "itemId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "PublicText_townshipId_code_version_key" ON "PublicText"("townshipId", "code", "version");

-- CreateIndex
CREATE INDEX "PublicationRecord_townshipId_publicationId_idx" ON "PublicationRecord"("townshipId", "publicationId");

-- CreateIndex
CREATE INDEX "PublicationRecord_townshipId_textId_idx" ON "PublicationRecord"("townshipId", "textId");

-- CreateIndex
CREATE UNIQUE INDEX "BoardEntry_townshipId_staffId_key" ON "BoardEntry"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "PublishedResult_townshipId_itemId_version_idx" ON "PublishedResult"("townshipId", "itemId", "version");

-- CreateIndex
CREATE INDEX "PublishedResult_townshipId_publishedAt_idx" ON "PublishedResult"("townshipId", "publishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedResult_townshipId_caseId_key" ON "PublishedResult"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "FeeCharge_townshipId_caseId_idx" ON "FeeCharge"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "DisclosureError_townshipId_itemId_idx" ON "DisclosureError"("townshipId", "itemId");

-- CreateIndex
CREATE INDEX "DisclosureError_townshipId_stationId_idx" ON "DisclosureError"("townshipId", "stationId");

-- CreateIndex
CREATE INDEX "DisclosureError_townshipId_reportedAt_idx" ON "DisclosureError"("townshipId", "reportedAt");

-- CreateIndex
CREATE UNIQUE INDEX "DisclosureError_townshipId_number_key" ON "DisclosureError"("townshipId", "number");

-- AddForeignKey
ALTER TABLE "ItemPublication" ADD CONSTRAINT "ItemPublication_townshipId_itemId_version_fkey" FOREIGN KEY ("townshipId", "itemId", "version") REFERENCES "ServiceItemVersion"("townshipId", "itemId", "version") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicationRecord" ADD CONSTRAINT "PublicationRecord_townshipId_publicationId_fkey" FOREIGN KEY ("townshipId", "publicationId") REFERENCES "ItemPublication"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicationRecord" ADD CONSTRAINT "PublicationRecord_townshipId_textId_fkey" FOREIGN KEY ("townshipId", "textId") REFERENCES "PublicText"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardEntry" ADD CONSTRAINT "BoardEntry_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedResult" ADD CONSTRAINT "PublishedResult_townshipId_itemId_version_fkey" FOREIGN KEY ("townshipId", "itemId", "version") REFERENCES "ServiceItemVersion"("townshipId", "itemId", "version") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeeCharge" ADD CONSTRAINT "FeeCharge_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisclosureError" ADD CONSTRAINT "DisclosureError_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisclosureError" ADD CONSTRAINT "DisclosureError_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "ItemPublication" IS 'append-only except (publishedAt, publishedById, publisher)';
COMMENT ON TABLE "PublicText" IS 'append-only';
COMMENT ON TABLE "PublicationRecord" IS 'append-only';
COMMENT ON TABLE "BoardEntry" IS 'append-only except (photo, duties, promise, endsOn, version, publishedAt, publishedById, publisher, effectiveFrom)';
COMMENT ON TABLE "PublishedResult" IS 'append-only';
COMMENT ON TABLE "FeeCharge" IS 'append-only';
COMMENT ON TABLE "DisclosureError" IS 'append-only except (resolvedAt, resolvedById, correction)';
