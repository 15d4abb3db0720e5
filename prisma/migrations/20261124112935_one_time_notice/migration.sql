-- CreateTable
CREATE TABLE "GuideNotice" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "itemId" UUID NOT NULL,
    "itemVersion" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "subject" TEXT,
    "inquirerName" TEXT,
    "inquirerPhone" TEXT,
    "issuedOn" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedBy" UUID,
    "documentId" UUID NOT NULL,

    CONSTRAINT "GuideNotice_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "GuideQuestion" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "guideId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredBy" UUID,

    CONSTRAINT "GuideQuestion_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "CaseGuide" (
    "townshipId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "guideId" UUID NOT NULL,
    "citedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CaseGuide_pkey" PRIMARY KEY ("townshipId","caseId")
);

-- CreateTable
CREATE TABLE "Notice" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "caseId" UUID,
    "caseVersion" INTEGER,
    "itemId" UUID NOT NULL,
    "itemVersion" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "extraTrip" BOOLEAN NOT NULL,
    "contents" JSONB,
    "issuedOn" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedBy" UUID,
    "documentId" UUID,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "NoticeCopy" (
    "townshipId" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "copy" TEXT NOT NULL,
    "method" TEXT,
    "note" TEXT,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "recordedBy" UUID,

    CONSTRAINT "NoticeCopy_pkey" PRIMARY KEY ("townshipId","noticeId","copy")
);

-- CreateTable
CREATE TABLE "NoticeBreach" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "criterion" TEXT,
    "staffId" UUID,
    "trips" INTEGER NOT NULL,
    "foundOn" TEXT NOT NULL,
    "factId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decision" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,

    CONSTRAINT "NoticeBreach_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "GuideNotice_townshipId_itemId_issuedOn_idx" ON "GuideNotice"("townshipId", "itemId", "issuedOn");

-- CreateIndex
CREATE INDEX "GuideNotice_townshipId_issuedAt_idx" ON "GuideNotice"("townshipId", "issuedAt");

-- CreateIndex
CREATE INDEX "GuideNotice_townshipId_issuedBy_idx" ON "GuideNotice"("townshipId", "issuedBy");

-- CreateIndex
CREATE INDEX "GuideNotice_townshipId_documentId_idx" ON "GuideNotice"("townshipId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "GuideNotice_townshipId_number_key" ON "GuideNotice"("townshipId", "number");

-- CreateIndex
CREATE INDEX "GuideQuestion_townshipId_guideId_idx" ON "GuideQuestion"("townshipId", "guideId");

-- CreateIndex
CREATE INDEX "GuideQuestion_townshipId_answeredAt_idx" ON "GuideQuestion"("townshipId", "answeredAt");

-- CreateIndex
CREATE INDEX "CaseGuide_townshipId_guideId_idx" ON "CaseGuide"("townshipId", "guideId");

-- CreateIndex
CREATE INDEX "Notice_townshipId_issuedAt_idx" ON "Notice"("townshipId", "issuedAt");

-- CreateIndex
CREATE INDEX "Notice_townshipId_itemId_itemVersion_idx" ON "Notice"("townshipId", "itemId", "itemVersion");

-- CreateIndex
CREATE INDEX "Notice_townshipId_issuedBy_idx" ON "Notice"("townshipId", "issuedBy");

-- CreateIndex
CREATE INDEX "Notice_townshipId_documentId_idx" ON "Notice"("townshipId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_townshipId_caseId_caseVersion_key" ON "Notice"("townshipId", "caseId", "caseVersion");

-- CreateIndex
CREATE INDEX "NoticeCopy_townshipId_acknowledgedAt_idx" ON "NoticeCopy"("townshipId", "acknowledgedAt");

-- CreateIndex
CREATE INDEX "NoticeBreach_townshipId_state_foundOn_idx" ON "NoticeBreach"("townshipId", "state", "foundOn");

-- CreateIndex
CREATE INDEX "NoticeBreach_townshipId_noticeId_idx" ON "NoticeBreach"("townshipId", "noticeId");

-- CreateIndex
CREATE INDEX "NoticeBreach_townshipId_staffId_idx" ON "NoticeBreach"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeBreach_townshipId_factId_key" ON "NoticeBreach"("townshipId", "factId");

-- AddForeignKey
ALTER TABLE "GuideNotice" ADD CONSTRAINT "GuideNotice_townshipId_itemId_itemVersion_fkey" FOREIGN KEY ("townshipId", "itemId", "itemVersion") REFERENCES "ServiceItemVersion"("townshipId", "itemId", "version") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuideNotice" ADD CONSTRAINT "GuideNotice_townshipId_issuedBy_fkey" FOREIGN KEY ("townshipId", "issuedBy") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuideNotice" ADD CONSTRAINT "GuideNotice_townshipId_documentId_fkey" FOREIGN KEY ("townshipId", "documentId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuideQuestion" ADD CONSTRAINT "GuideQuestion_townshipId_guideId_fkey" FOREIGN KEY ("townshipId", "guideId") REFERENCES "GuideNotice"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseGuide" ADD CONSTRAINT "CaseGuide_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseGuide" ADD CONSTRAINT "CaseGuide_townshipId_guideId_fkey" FOREIGN KEY ("townshipId", "guideId") REFERENCES "GuideNotice"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_townshipId_itemId_itemVersion_fkey" FOREIGN KEY ("townshipId", "itemId", "itemVersion") REFERENCES "ServiceItemVersion"("townshipId", "itemId", "version") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_townshipId_issuedBy_fkey" FOREIGN KEY ("townshipId", "issuedBy") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_townshipId_documentId_fkey" FOREIGN KEY ("townshipId", "documentId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeCopy" ADD CONSTRAINT "NoticeCopy_townshipId_noticeId_fkey" FOREIGN KEY ("townshipId", "noticeId") REFERENCES "Notice"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeBreach" ADD CONSTRAINT "NoticeBreach_townshipId_noticeId_fkey" FOREIGN KEY ("townshipId", "noticeId") REFERENCES "Notice"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeBreach" ADD CONSTRAINT "NoticeBreach_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "GuideNotice" IS 'append-only';
COMMENT ON TABLE "GuideQuestion" IS 'append-only except (answer, answeredAt, answeredBy)';
COMMENT ON TABLE "CaseGuide" IS 'append-only except (guideId, citedAt)';
COMMENT ON TABLE "Notice" IS 'append-only except (extraTrip)';
COMMENT ON TABLE "NoticeCopy" IS 'append-only except (method, note, acknowledgedAt, recordedBy)';
COMMENT ON TABLE "NoticeBreach" IS 'append-only except (state, decision, decidedBy, decidedAt)';
