-- CreateTable
CREATE TABLE "FirstInquiry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "visitNo" TEXT,
    "channel" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "responsibleId" UUID NOT NULL,
    "windowId" UUID,
    "itemId" UUID,
    "consultationId" UUID,
    "visitorName" TEXT,
    "visitorPhone" TEXT,
    "holderId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FirstInquiry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "InquiryDisposition" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inquiryId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "staffId" UUID NOT NULL,
    "reply" TEXT,
    "itemId" UUID,
    "promisedDueOn" TEXT,
    "provisional" BOOLEAN NOT NULL,
    "windowId" UUID,
    "stationId" UUID,
    "body" TEXT,
    "noticeId" UUID,
    "caseId" UUID,
    "leaderId" UUID,
    "stationIds" UUID[],
    "outcome" TEXT,
    "filingId" UUID,
    "phrases" TEXT[],
    "phraseReason" TEXT,

    CONSTRAINT "InquiryDisposition_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "InquiryHandOver" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inquiryId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "fromId" UUID NOT NULL,
    "stationId" UUID NOT NULL,
    "windowId" UUID,
    "handedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "takenUpAt" TIMESTAMPTZ(3),
    "takenUpById" UUID,
    "reportedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InquiryHandOver_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ConductViolation" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "factId" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "windowId" UUID,
    "inquiryId" UUID,
    "complaintId" UUID,
    "joint" BOOLEAN NOT NULL,
    "account" TEXT,
    "occurredOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "raisedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decisionReason" TEXT,

    CONSTRAINT "ConductViolation_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ConductSanction" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "violationId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "imposedOn" TEXT NOT NULL,
    "imposedAt" TIMESTAMPTZ(3) NOT NULL,
    "imposedById" UUID,

    CONSTRAINT "ConductSanction_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ForbiddenPhrase" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "forbidden" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" UUID,

    CONSTRAINT "ForbiddenPhrase_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_state_receivedAt_idx" ON "FirstInquiry"("townshipId", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_receivedAt_idx" ON "FirstInquiry"("townshipId", "receivedAt");

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_responsibleId_idx" ON "FirstInquiry"("townshipId", "responsibleId");

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_holderId_idx" ON "FirstInquiry"("townshipId", "holderId");

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_windowId_idx" ON "FirstInquiry"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "FirstInquiry_townshipId_itemId_idx" ON "FirstInquiry"("townshipId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "FirstInquiry_townshipId_number_key" ON "FirstInquiry"("townshipId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "FirstInquiry_townshipId_day_visitNo_key" ON "FirstInquiry"("townshipId", "day", "visitNo");

-- CreateIndex
CREATE UNIQUE INDEX "FirstInquiry_townshipId_consultationId_key" ON "FirstInquiry"("townshipId", "consultationId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_caseId_idx" ON "InquiryDisposition"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_staffId_idx" ON "InquiryDisposition"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_leaderId_idx" ON "InquiryDisposition"("townshipId", "leaderId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_itemId_idx" ON "InquiryDisposition"("townshipId", "itemId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_windowId_idx" ON "InquiryDisposition"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_stationId_idx" ON "InquiryDisposition"("townshipId", "stationId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_noticeId_idx" ON "InquiryDisposition"("townshipId", "noticeId");

-- CreateIndex
CREATE INDEX "InquiryDisposition_townshipId_filingId_idx" ON "InquiryDisposition"("townshipId", "filingId");

-- CreateIndex
CREATE UNIQUE INDEX "InquiryDisposition_townshipId_inquiryId_seq_key" ON "InquiryDisposition"("townshipId", "inquiryId", "seq");

-- CreateIndex
CREATE INDEX "InquiryHandOver_townshipId_takenUpAt_dueAt_idx" ON "InquiryHandOver"("townshipId", "takenUpAt", "dueAt");

-- CreateIndex
CREATE INDEX "InquiryHandOver_townshipId_fromId_idx" ON "InquiryHandOver"("townshipId", "fromId");

-- CreateIndex
CREATE INDEX "InquiryHandOver_townshipId_takenUpById_idx" ON "InquiryHandOver"("townshipId", "takenUpById");

-- CreateIndex
CREATE INDEX "InquiryHandOver_townshipId_stationId_idx" ON "InquiryHandOver"("townshipId", "stationId");

-- CreateIndex
CREATE INDEX "InquiryHandOver_townshipId_windowId_idx" ON "InquiryHandOver"("townshipId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "InquiryHandOver_townshipId_inquiryId_seq_key" ON "InquiryHandOver"("townshipId", "inquiryId", "seq");

-- CreateIndex
CREATE INDEX "ConductViolation_townshipId_state_raisedAt_idx" ON "ConductViolation"("townshipId", "state", "raisedAt");

-- CreateIndex
CREATE INDEX "ConductViolation_townshipId_staffId_idx" ON "ConductViolation"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "ConductViolation_townshipId_inquiryId_idx" ON "ConductViolation"("townshipId", "inquiryId");

-- CreateIndex
CREATE INDEX "ConductViolation_townshipId_complaintId_idx" ON "ConductViolation"("townshipId", "complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "ConductViolation_townshipId_factId_ground_key" ON "ConductViolation"("townshipId", "factId", "ground");

-- CreateIndex
CREATE INDEX "ConductSanction_townshipId_staffId_idx" ON "ConductSanction"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ConductSanction_townshipId_violationId_key" ON "ConductSanction"("townshipId", "violationId");

-- CreateIndex
CREATE UNIQUE INDEX "ForbiddenPhrase_townshipId_key_key" ON "ForbiddenPhrase"("townshipId", "key");

-- AddForeignKey
ALTER TABLE "FirstInquiry" ADD CONSTRAINT "FirstInquiry_townshipId_responsibleId_fkey" FOREIGN KEY ("townshipId", "responsibleId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FirstInquiry" ADD CONSTRAINT "FirstInquiry_townshipId_holderId_fkey" FOREIGN KEY ("townshipId", "holderId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FirstInquiry" ADD CONSTRAINT "FirstInquiry_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FirstInquiry" ADD CONSTRAINT "FirstInquiry_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_inquiryId_fkey" FOREIGN KEY ("townshipId", "inquiryId") REFERENCES "FirstInquiry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_leaderId_fkey" FOREIGN KEY ("townshipId", "leaderId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_noticeId_fkey" FOREIGN KEY ("townshipId", "noticeId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryDisposition" ADD CONSTRAINT "InquiryDisposition_townshipId_filingId_fkey" FOREIGN KEY ("townshipId", "filingId") REFERENCES "NegativeFiling"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryHandOver" ADD CONSTRAINT "InquiryHandOver_townshipId_inquiryId_fkey" FOREIGN KEY ("townshipId", "inquiryId") REFERENCES "FirstInquiry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryHandOver" ADD CONSTRAINT "InquiryHandOver_townshipId_fromId_fkey" FOREIGN KEY ("townshipId", "fromId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryHandOver" ADD CONSTRAINT "InquiryHandOver_townshipId_takenUpById_fkey" FOREIGN KEY ("townshipId", "takenUpById") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryHandOver" ADD CONSTRAINT "InquiryHandOver_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InquiryHandOver" ADD CONSTRAINT "InquiryHandOver_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConductViolation" ADD CONSTRAINT "ConductViolation_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConductViolation" ADD CONSTRAINT "ConductViolation_townshipId_inquiryId_fkey" FOREIGN KEY ("townshipId", "inquiryId") REFERENCES "FirstInquiry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConductSanction" ADD CONSTRAINT "ConductSanction_townshipId_violationId_fkey" FOREIGN KEY ("townshipId", "violationId") REFERENCES "ConductViolation"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConductSanction" ADD CONSTRAINT "ConductSanction_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "FirstInquiry" IS 'append-only except (holderId, state, closedAt)';
COMMENT ON TABLE "InquiryDisposition" IS 'append-only except (outcome)';
COMMENT ON TABLE "InquiryHandOver" IS 'append-only except (takenUpAt, takenUpById, reportedAt)';
COMMENT ON TABLE "ConductViolation" IS 'append-only except (state, decidedAt, decidedById, decisionReason)';
COMMENT ON TABLE "ConductSanction" IS 'append-only';
COMMENT ON TABLE "ForbiddenPhrase" IS 'append-only except (text, forbidden, changedAt, changedById)';
