-- CreateTable
CREATE TABLE "JointCatalogue" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "leadStationId" UUID NOT NULL,
    "jointDays" INTEGER NOT NULL,
    "deemedConsentAllowed" BOOLEAN NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedBy" UUID,

    CONSTRAINT "JointCatalogue_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "JointParticipant" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "catalogueId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stationId" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "materials" TEXT[],

    CONSTRAINT "JointParticipant_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "JointCase" (
    "townshipId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "catalogueId" UUID NOT NULL,
    "forkedAt" TIMESTAMPTZ(3) NOT NULL,
    "forkedBy" UUID,

    CONSTRAINT "JointCase_pkey" PRIMARY KEY ("townshipId","caseId")
);

-- CreateTable
CREATE TABLE "Branch" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "firstId" UUID,
    "stationId" UUID NOT NULL,
    "windowId" UUID,
    "handlerId" UUID,
    "days" INTEGER NOT NULL,
    "materials" TEXT[],
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "opinionText" TEXT,
    "requirements" TEXT[],
    "concludedAt" TIMESTAMPTZ(3),
    "explainBy" TIMESTAMPTZ(3),
    "silentFor" TEXT[],
    "explanation" TEXT,
    "explainedAt" TIMESTAMPTZ(3),
    "explainedBy" UUID,
    "silenceNote" TEXT,
    "checkedBy" UUID,
    "draftId" UUID,
    "decisionId" UUID,
    "sealedBy" UUID,

    CONSTRAINT "Branch_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "BranchEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branchId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "staffId" UUID,
    "text" TEXT NOT NULL,
    "expectedDays" INTEGER,

    CONSTRAINT "BranchEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "BranchSuspension" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branchId" UUID NOT NULL,
    "windowId" UUID,
    "reason" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT,
    "remindedOn" TEXT,
    "byId" UUID,

    CONSTRAINT "BranchSuspension_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "JointSession" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "minutes" TEXT,
    "organisedBy" UUID,
    "heldAt" TIMESTAMPTZ(3),

    CONSTRAINT "JointSession_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SessionAttendance" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "branchId" UUID NOT NULL,
    "present" BOOLEAN,
    "reason" TEXT,
    "rulesBroken" TEXT,

    CONSTRAINT "SessionAttendance_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AccountabilityCase" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branchId" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "deputyId" UUID,
    "personId" UUID,
    "evidence" TEXT NOT NULL,
    "openedOn" TEXT NOT NULL,
    "openedBy" UUID,
    "upheld" BOOLEAN,
    "decision" TEXT,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountabilityCase_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "JointCatalogue_townshipId_leadStationId_idx" ON "JointCatalogue"("townshipId", "leadStationId");

-- CreateIndex
CREATE UNIQUE INDEX "JointCatalogue_townshipId_itemId_version_key" ON "JointCatalogue"("townshipId", "itemId", "version");

-- CreateIndex
CREATE INDEX "JointParticipant_townshipId_stationId_idx" ON "JointParticipant"("townshipId", "stationId");

-- CreateIndex
CREATE UNIQUE INDEX "JointParticipant_townshipId_catalogueId_position_key" ON "JointParticipant"("townshipId", "catalogueId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "JointParticipant_townshipId_catalogueId_stationId_key" ON "JointParticipant"("townshipId", "catalogueId", "stationId");

-- CreateIndex
CREATE INDEX "JointCase_townshipId_catalogueId_idx" ON "JointCase"("townshipId", "catalogueId");

-- CreateIndex
CREATE INDEX "Branch_townshipId_state_receivedAt_idx" ON "Branch"("townshipId", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "Branch_townshipId_stationId_state_idx" ON "Branch"("townshipId", "stationId", "state");

-- CreateIndex
CREATE INDEX "Branch_townshipId_windowId_state_idx" ON "Branch"("townshipId", "windowId", "state");

-- CreateIndex
CREATE INDEX "Branch_townshipId_handlerId_idx" ON "Branch"("townshipId", "handlerId");

-- CreateIndex
CREATE INDEX "Branch_townshipId_firstId_idx" ON "Branch"("townshipId", "firstId");

-- CreateIndex
CREATE INDEX "Branch_townshipId_draftId_idx" ON "Branch"("townshipId", "draftId");

-- CreateIndex
CREATE INDEX "Branch_townshipId_decisionId_idx" ON "Branch"("townshipId", "decisionId");

-- CreateIndex
CREATE UNIQUE INDEX "Branch_townshipId_caseId_stationId_round_key" ON "Branch"("townshipId", "caseId", "stationId", "round");

-- CreateIndex
CREATE INDEX "BranchEntry_townshipId_branchId_at_idx" ON "BranchEntry"("townshipId", "branchId", "at");

-- CreateIndex
CREATE INDEX "BranchEntry_townshipId_staffId_idx" ON "BranchEntry"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "BranchSuspension_townshipId_branchId_idx" ON "BranchSuspension"("townshipId", "branchId");

-- CreateIndex
CREATE INDEX "BranchSuspension_townshipId_windowId_fromDay_idx" ON "BranchSuspension"("townshipId", "windowId", "fromDay");

-- CreateIndex
CREATE INDEX "JointSession_townshipId_caseId_idx" ON "JointSession"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "JointSession_townshipId_day_idx" ON "JointSession"("townshipId", "day");

-- CreateIndex
CREATE INDEX "SessionAttendance_townshipId_branchId_idx" ON "SessionAttendance"("townshipId", "branchId");

-- CreateIndex
CREATE UNIQUE INDEX "SessionAttendance_townshipId_sessionId_branchId_key" ON "SessionAttendance"("townshipId", "sessionId", "branchId");

-- CreateIndex
CREATE INDEX "AccountabilityCase_townshipId_upheld_idx" ON "AccountabilityCase"("townshipId", "upheld");

-- CreateIndex
CREATE INDEX "AccountabilityCase_townshipId_deputyId_idx" ON "AccountabilityCase"("townshipId", "deputyId");

-- CreateIndex
CREATE INDEX "AccountabilityCase_townshipId_personId_idx" ON "AccountabilityCase"("townshipId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "AccountabilityCase_townshipId_branchId_ground_key" ON "AccountabilityCase"("townshipId", "branchId", "ground");

-- AddForeignKey
ALTER TABLE "JointCatalogue" ADD CONSTRAINT "JointCatalogue_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointCatalogue" ADD CONSTRAINT "JointCatalogue_townshipId_leadStationId_fkey" FOREIGN KEY ("townshipId", "leadStationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointParticipant" ADD CONSTRAINT "JointParticipant_townshipId_catalogueId_fkey" FOREIGN KEY ("townshipId", "catalogueId") REFERENCES "JointCatalogue"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointParticipant" ADD CONSTRAINT "JointParticipant_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointCase" ADD CONSTRAINT "JointCase_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointCase" ADD CONSTRAINT "JointCase_townshipId_catalogueId_fkey" FOREIGN KEY ("townshipId", "catalogueId") REFERENCES "JointCatalogue"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_handlerId_fkey" FOREIGN KEY ("townshipId", "handlerId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_draftId_fkey" FOREIGN KEY ("townshipId", "draftId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_decisionId_fkey" FOREIGN KEY ("townshipId", "decisionId") REFERENCES "Document"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Branch" ADD CONSTRAINT "Branch_townshipId_firstId_fkey" FOREIGN KEY ("townshipId", "firstId") REFERENCES "Branch"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BranchEntry" ADD CONSTRAINT "BranchEntry_townshipId_branchId_fkey" FOREIGN KEY ("townshipId", "branchId") REFERENCES "Branch"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BranchEntry" ADD CONSTRAINT "BranchEntry_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BranchSuspension" ADD CONSTRAINT "BranchSuspension_townshipId_branchId_fkey" FOREIGN KEY ("townshipId", "branchId") REFERENCES "Branch"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointSession" ADD CONSTRAINT "JointSession_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionAttendance" ADD CONSTRAINT "SessionAttendance_townshipId_sessionId_fkey" FOREIGN KEY ("townshipId", "sessionId") REFERENCES "JointSession"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionAttendance" ADD CONSTRAINT "SessionAttendance_townshipId_branchId_fkey" FOREIGN KEY ("townshipId", "branchId") REFERENCES "Branch"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountabilityCase" ADD CONSTRAINT "AccountabilityCase_townshipId_branchId_fkey" FOREIGN KEY ("townshipId", "branchId") REFERENCES "Branch"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountabilityCase" ADD CONSTRAINT "AccountabilityCase_townshipId_deputyId_fkey" FOREIGN KEY ("townshipId", "deputyId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountabilityCase" ADD CONSTRAINT "AccountabilityCase_townshipId_personId_fkey" FOREIGN KEY ("townshipId", "personId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "JointCatalogue" IS 'append-only';
COMMENT ON TABLE "JointParticipant" IS 'append-only';
COMMENT ON TABLE "JointCase" IS 'append-only';
COMMENT ON TABLE "Branch" IS 'append-only except (windowId, handlerId, state, opinionText, requirements, concludedAt, explainBy, silentFor, explanation, explainedAt, explainedBy, silenceNote, checkedBy, draftId, decisionId, sealedBy)';
COMMENT ON TABLE "BranchEntry" IS 'append-only';
COMMENT ON TABLE "BranchSuspension" IS 'append-only except (toDay, remindedOn)';
COMMENT ON TABLE "JointSession" IS 'append-only except (heldAt, minutes)';
COMMENT ON TABLE "SessionAttendance" IS 'append-only except (present, reason, rulesBroken)';
COMMENT ON TABLE "AccountabilityCase" IS 'append-only except (upheld, decision, decidedBy, decidedAt)';
