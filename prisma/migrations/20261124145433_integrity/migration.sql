-- CreateTable
CREATE TABLE "IntegrityFile" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sourceId" UUID,
    "factId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "caseId" UUID,
    "subjectId" UUID,
    "handedTo" TEXT,
    "handedOverAt" TIMESTAMPTZ(3),
    "documentId" UUID,
    "receiptNumber" TEXT,
    "receivedOn" TEXT,
    "concludedAt" TIMESTAMPTZ(3),
    "concludedById" UUID,

    CONSTRAINT "IntegrityFile_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IntegrityNote" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "authorId" UUID,
    "text" TEXT NOT NULL,

    CONSTRAINT "IntegrityNote_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IntegrityFileAccess" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "role" TEXT,
    "staffId" UUID,
    "grantedById" UUID,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IntegrityFileAccess_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IntegrityReporter" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "name" TEXT,
    "phone" TEXT,

    CONSTRAINT "IntegrityReporter_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IntegrityOutcome" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "disqualifies" TEXT NOT NULL,
    "confirmedOn" TEXT NOT NULL,
    "staffId" UUID NOT NULL,

    CONSTRAINT "IntegrityOutcome_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "FeeMismatch" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "itemVersion" INTEGER NOT NULL,
    "publishedFen" INTEGER,
    "chargedFen" INTEGER NOT NULL,
    "overridden" BOOLEAN NOT NULL,
    "staffId" UUID,
    "day" TEXT NOT NULL,

    CONSTRAINT "FeeMismatch_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "PublishedFee" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "amountFen" INTEGER,
    "approvalDocs" TEXT[],
    "formerVersion" INTEGER,
    "formerAmountFen" INTEGER,
    "changed" BOOLEAN NOT NULL,
    "approved" BOOLEAN NOT NULL,
    "publishedOn" TEXT NOT NULL,
    "publishedById" UUID,

    CONSTRAINT "PublishedFee_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ChargedCase" (
    "townshipId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "totalFen" INTEGER NOT NULL,
    "staffId" UUID,
    "chargedOn" TEXT NOT NULL,

    CONSTRAINT "ChargedCase_pkey" PRIMARY KEY ("townshipId","caseId")
);

-- CreateTable
CREATE TABLE "FeeReceipt" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "issuedOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedById" UUID,

    CONSTRAINT "FeeReceipt_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "GiftDeclaration" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "description" TEXT NOT NULL,
    "giver" TEXT NOT NULL,
    "valueFen" INTEGER,
    "receivedOn" TEXT NOT NULL,
    "disposition" TEXT NOT NULL,
    "settledOn" TEXT NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GiftDeclaration_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DeclarationCampaign" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "quarter" INTEGER NOT NULL,
    "openedOn" TEXT NOT NULL,
    "reportedDueOn" TEXT,

    CONSTRAINT "DeclarationCampaign_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IntegrityDeclaration" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "signedAt" TIMESTAMPTZ(3),
    "matters" TEXT,

    CONSTRAINT "IntegrityDeclaration_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "IntegrityFile_townshipId_state_openedAt_idx" ON "IntegrityFile"("townshipId", "state", "openedAt");

-- CreateIndex
CREATE INDEX "IntegrityFile_townshipId_subjectId_idx" ON "IntegrityFile"("townshipId", "subjectId");

-- CreateIndex
CREATE INDEX "IntegrityFile_townshipId_caseId_idx" ON "IntegrityFile"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "IntegrityFile_townshipId_documentId_idx" ON "IntegrityFile"("townshipId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "IntegrityFile_townshipId_number_key" ON "IntegrityFile"("townshipId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "IntegrityFile_townshipId_source_sourceId_key" ON "IntegrityFile"("townshipId", "source", "sourceId");

-- CreateIndex
CREATE INDEX "IntegrityNote_townshipId_fileId_at_idx" ON "IntegrityNote"("townshipId", "fileId", "at");

-- CreateIndex
CREATE INDEX "IntegrityFileAccess_townshipId_fileId_idx" ON "IntegrityFileAccess"("townshipId", "fileId");

-- CreateIndex
CREATE INDEX "IntegrityFileAccess_townshipId_staffId_idx" ON "IntegrityFileAccess"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "IntegrityReporter_townshipId_fileId_key" ON "IntegrityReporter"("townshipId", "fileId");

-- CreateIndex
CREATE INDEX "IntegrityOutcome_townshipId_confirmedOn_idx" ON "IntegrityOutcome"("townshipId", "confirmedOn");

-- CreateIndex
CREATE INDEX "IntegrityOutcome_townshipId_staffId_idx" ON "IntegrityOutcome"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "FeeMismatch_townshipId_day_idx" ON "FeeMismatch"("townshipId", "day");

-- CreateIndex
CREATE INDEX "FeeMismatch_townshipId_caseId_idx" ON "FeeMismatch"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "PublishedFee_townshipId_changed_publishedOn_idx" ON "PublishedFee"("townshipId", "changed", "publishedOn");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedFee_townshipId_itemId_version_key" ON "PublishedFee"("townshipId", "itemId", "version");

-- CreateIndex
CREATE INDEX "ChargedCase_townshipId_chargedOn_idx" ON "ChargedCase"("townshipId", "chargedOn");

-- CreateIndex
CREATE INDEX "FeeReceipt_townshipId_caseId_idx" ON "FeeReceipt"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "FeeReceipt_townshipId_number_key" ON "FeeReceipt"("townshipId", "number");

-- CreateIndex
CREATE INDEX "GiftDeclaration_townshipId_receivedOn_idx" ON "GiftDeclaration"("townshipId", "receivedOn");

-- CreateIndex
CREATE INDEX "GiftDeclaration_townshipId_staffId_idx" ON "GiftDeclaration"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "DeclarationCampaign_townshipId_year_quarter_key" ON "DeclarationCampaign"("townshipId", "year", "quarter");

-- CreateIndex
CREATE INDEX "IntegrityDeclaration_townshipId_staffId_idx" ON "IntegrityDeclaration"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "IntegrityDeclaration_townshipId_campaignId_staffId_key" ON "IntegrityDeclaration"("townshipId", "campaignId", "staffId");

-- AddForeignKey
ALTER TABLE "IntegrityFile" ADD CONSTRAINT "IntegrityFile_townshipId_subjectId_fkey" FOREIGN KEY ("townshipId", "subjectId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityFile" ADD CONSTRAINT "IntegrityFile_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityFile" ADD CONSTRAINT "IntegrityFile_townshipId_documentId_fkey" FOREIGN KEY ("townshipId", "documentId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityNote" ADD CONSTRAINT "IntegrityNote_townshipId_fileId_fkey" FOREIGN KEY ("townshipId", "fileId") REFERENCES "IntegrityFile"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityFileAccess" ADD CONSTRAINT "IntegrityFileAccess_townshipId_fileId_fkey" FOREIGN KEY ("townshipId", "fileId") REFERENCES "IntegrityFile"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityFileAccess" ADD CONSTRAINT "IntegrityFileAccess_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityReporter" ADD CONSTRAINT "IntegrityReporter_townshipId_fileId_fkey" FOREIGN KEY ("townshipId", "fileId") REFERENCES "IntegrityFile"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityOutcome" ADD CONSTRAINT "IntegrityOutcome_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeeMismatch" ADD CONSTRAINT "FeeMismatch_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedFee" ADD CONSTRAINT "PublishedFee_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChargedCase" ADD CONSTRAINT "ChargedCase_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeeReceipt" ADD CONSTRAINT "FeeReceipt_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftDeclaration" ADD CONSTRAINT "GiftDeclaration_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityDeclaration" ADD CONSTRAINT "IntegrityDeclaration_townshipId_campaignId_fkey" FOREIGN KEY ("townshipId", "campaignId") REFERENCES "DeclarationCampaign"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityDeclaration" ADD CONSTRAINT "IntegrityDeclaration_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "IntegrityFile" IS 'append-only except (state, subjectId, handedTo, handedOverAt, documentId, receiptNumber, receivedOn, concludedAt, concludedById)';
COMMENT ON TABLE "IntegrityNote" IS 'append-only';
COMMENT ON TABLE "IntegrityFileAccess" IS 'append-only except (endedAt)';
COMMENT ON TABLE "IntegrityReporter" IS 'append-only';
COMMENT ON TABLE "IntegrityOutcome" IS 'append-only';
COMMENT ON TABLE "FeeMismatch" IS 'append-only';
COMMENT ON TABLE "PublishedFee" IS 'append-only';
COMMENT ON TABLE "ChargedCase" IS 'append-only except (totalFen, staffId, chargedOn)';
COMMENT ON TABLE "FeeReceipt" IS 'append-only';
COMMENT ON TABLE "GiftDeclaration" IS 'append-only';
COMMENT ON TABLE "DeclarationCampaign" IS 'append-only except (reportedDueOn)';
COMMENT ON TABLE "IntegrityDeclaration" IS 'append-only except (signedAt, matters)';
