-- CreateTable
CREATE TABLE "Complaint" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "content" TEXT NOT NULL,
    "occurredOn" TEXT,
    "respondentId" UUID,
    "stationId" UUID,
    "complainant" TEXT,
    "phone" TEXT,
    "caseId" UUID,
    "boxOpeningId" UUID,
    "state" TEXT NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedBy" UUID,
    "startedOn" TEXT,
    "budgetDays" INTEGER,
    "endedOn" TEXT,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "reportedDueOn" TEXT,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedBy" UUID,
    "escalatedAt" TIMESTAMPTZ(3),
    "finding" TEXT,
    "measures" TEXT[],
    "concludedOn" TEXT,
    "rating" INTEGER,
    "reopenedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ComplaintExplanation" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "explainedOn" TEXT NOT NULL,
    "expectedOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ComplaintExplanation_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ComplaintNote" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "authorId" UUID,
    "text" TEXT NOT NULL,
    "evidence" BOOLEAN NOT NULL,

    CONSTRAINT "ComplaintNote_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ComplaintAppeal" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "appellantId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "upheld" BOOLEAN,
    "decision" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,

    CONSTRAINT "ComplaintAppeal_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "BoxOpening" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "witnessAId" UUID NOT NULL,
    "witnessBId" UUID NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "BoxOpening_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "BadReview" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BadReview_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "Complaint_townshipId_state_filedAt_idx" ON "Complaint"("townshipId", "state", "filedAt");

-- CreateIndex
CREATE INDEX "Complaint_townshipId_respondentId_idx" ON "Complaint"("townshipId", "respondentId");

-- CreateIndex
CREATE INDEX "Complaint_townshipId_stationId_idx" ON "Complaint"("townshipId", "stationId");

-- CreateIndex
CREATE INDEX "Complaint_townshipId_caseId_idx" ON "Complaint"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "Complaint_townshipId_boxOpeningId_idx" ON "Complaint"("townshipId", "boxOpeningId");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_townshipId_number_key" ON "Complaint"("townshipId", "number");

-- CreateIndex
CREATE INDEX "ComplaintExplanation_townshipId_complaintId_idx" ON "ComplaintExplanation"("townshipId", "complaintId");

-- CreateIndex
CREATE INDEX "ComplaintNote_townshipId_complaintId_idx" ON "ComplaintNote"("townshipId", "complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "ComplaintAppeal_townshipId_complaintId_key" ON "ComplaintAppeal"("townshipId", "complaintId");

-- CreateIndex
CREATE INDEX "BadReview_townshipId_caseId_idx" ON "BadReview"("townshipId", "caseId");

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_townshipId_respondentId_fkey" FOREIGN KEY ("townshipId", "respondentId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_townshipId_boxOpeningId_fkey" FOREIGN KEY ("townshipId", "boxOpeningId") REFERENCES "BoxOpening"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintExplanation" ADD CONSTRAINT "ComplaintExplanation_townshipId_complaintId_fkey" FOREIGN KEY ("townshipId", "complaintId") REFERENCES "Complaint"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintNote" ADD CONSTRAINT "ComplaintNote_townshipId_complaintId_fkey" FOREIGN KEY ("townshipId", "complaintId") REFERENCES "Complaint"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintAppeal" ADD CONSTRAINT "ComplaintAppeal_townshipId_complaintId_fkey" FOREIGN KEY ("townshipId", "complaintId") REFERENCES "Complaint"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BadReview" ADD CONSTRAINT "BadReview_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "ComplaintExplanation" IS 'append-only';
COMMENT ON TABLE "ComplaintNote" IS 'append-only';
COMMENT ON TABLE "BoxOpening" IS 'append-only';
