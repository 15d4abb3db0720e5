-- CreateTable
CREATE TABLE "SafetyLetter" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "staffId" UUID NOT NULL,
    "issuedOn" TEXT NOT NULL,
    "signedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SafetyLetter_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ClosingCheck" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "left" TEXT[],
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "checkedById" UUID,

    CONSTRAINT "ClosingCheck_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "UntidyWarning" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,
    "toldById" UUID,
    "state" TEXT NOT NULL,
    "recheckedAt" TIMESTAMPTZ(3),

    CONSTRAINT "UntidyWarning_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Seal" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "holderId" UUID NOT NULL,
    "registeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Seal_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SealUse" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sealId" UUID NOT NULL,
    "caseId" UUID,
    "explanation" TEXT,
    "branchId" UUID,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,
    "usedById" UUID,

    CONSTRAINT "SealUse_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SealHandOver" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sealId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SealHandOver_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ValuablesFinding" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "foundOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "foundById" UUID,

    CONSTRAINT "ValuablesFinding_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DutyChecklist" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "done" TEXT[],
    "remark" TEXT,
    "filledAt" TIMESTAMPTZ(3) NOT NULL,
    "filledById" UUID NOT NULL,

    CONSTRAINT "DutyChecklist_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DutyGap" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "reportedOn" TEXT NOT NULL,

    CONSTRAINT "DutyGap_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Hazard" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "foundOn" TEXT NOT NULL,
    "responsibleId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "remedy" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "reportedDueOn" TEXT,

    CONSTRAINT "Hazard_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SafetyIncident" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "reportedById" UUID,
    "state" TEXT NOT NULL,
    "serious" BOOLEAN,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "SafetyIncident_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "IncidentAccountability" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "measure" TEXT NOT NULL,

    CONSTRAINT "IncidentAccountability_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "SafetyLetter_townshipId_staffId_idx" ON "SafetyLetter"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "SafetyLetter_townshipId_year_staffId_key" ON "SafetyLetter"("townshipId", "year", "staffId");

-- CreateIndex
CREATE INDEX "ClosingCheck_townshipId_staffId_idx" ON "ClosingCheck"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ClosingCheck_townshipId_windowId_day_key" ON "ClosingCheck"("townshipId", "windowId", "day");

-- CreateIndex
CREATE INDEX "UntidyWarning_townshipId_windowId_idx" ON "UntidyWarning"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "Seal_townshipId_holderId_idx" ON "Seal"("townshipId", "holderId");

-- CreateIndex
CREATE UNIQUE INDEX "Seal_townshipId_name_key" ON "Seal"("townshipId", "name");

-- CreateIndex
CREATE INDEX "SealUse_townshipId_sealId_usedAt_idx" ON "SealUse"("townshipId", "sealId", "usedAt");

-- CreateIndex
CREATE INDEX "SealUse_townshipId_caseId_idx" ON "SealUse"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "SealUse_townshipId_branchId_key" ON "SealUse"("townshipId", "branchId");

-- CreateIndex
CREATE INDEX "SealHandOver_townshipId_sealId_at_idx" ON "SealHandOver"("townshipId", "sealId", "at");

-- CreateIndex
CREATE INDEX "SealHandOver_townshipId_fromId_idx" ON "SealHandOver"("townshipId", "fromId");

-- CreateIndex
CREATE INDEX "SealHandOver_townshipId_toId_idx" ON "SealHandOver"("townshipId", "toId");

-- CreateIndex
CREATE INDEX "ValuablesFinding_townshipId_foundOn_idx" ON "ValuablesFinding"("townshipId", "foundOn");

-- CreateIndex
CREATE INDEX "ValuablesFinding_townshipId_windowId_idx" ON "ValuablesFinding"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "DutyChecklist_townshipId_filledById_idx" ON "DutyChecklist"("townshipId", "filledById");

-- CreateIndex
CREATE UNIQUE INDEX "DutyChecklist_townshipId_day_key" ON "DutyChecklist"("townshipId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "DutyGap_townshipId_day_key" ON "DutyGap"("townshipId", "day");

-- CreateIndex
CREATE INDEX "Hazard_townshipId_state_idx" ON "Hazard"("townshipId", "state");

-- CreateIndex
CREATE INDEX "Hazard_townshipId_responsibleId_idx" ON "Hazard"("townshipId", "responsibleId");

-- CreateIndex
CREATE INDEX "SafetyIncident_townshipId_state_idx" ON "SafetyIncident"("townshipId", "state");

-- CreateIndex
CREATE INDEX "IncidentAccountability_townshipId_staffId_idx" ON "IncidentAccountability"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "IncidentAccountability_townshipId_incidentId_staffId_key" ON "IncidentAccountability"("townshipId", "incidentId", "staffId");

-- AddForeignKey
ALTER TABLE "SafetyLetter" ADD CONSTRAINT "SafetyLetter_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingCheck" ADD CONSTRAINT "ClosingCheck_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingCheck" ADD CONSTRAINT "ClosingCheck_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UntidyWarning" ADD CONSTRAINT "UntidyWarning_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seal" ADD CONSTRAINT "Seal_townshipId_holderId_fkey" FOREIGN KEY ("townshipId", "holderId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealUse" ADD CONSTRAINT "SealUse_townshipId_sealId_fkey" FOREIGN KEY ("townshipId", "sealId") REFERENCES "Seal"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealUse" ADD CONSTRAINT "SealUse_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealHandOver" ADD CONSTRAINT "SealHandOver_townshipId_sealId_fkey" FOREIGN KEY ("townshipId", "sealId") REFERENCES "Seal"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealHandOver" ADD CONSTRAINT "SealHandOver_townshipId_fromId_fkey" FOREIGN KEY ("townshipId", "fromId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealHandOver" ADD CONSTRAINT "SealHandOver_townshipId_toId_fkey" FOREIGN KEY ("townshipId", "toId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ValuablesFinding" ADD CONSTRAINT "ValuablesFinding_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutyChecklist" ADD CONSTRAINT "DutyChecklist_townshipId_filledById_fkey" FOREIGN KEY ("townshipId", "filledById") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hazard" ADD CONSTRAINT "Hazard_townshipId_responsibleId_fkey" FOREIGN KEY ("townshipId", "responsibleId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentAccountability" ADD CONSTRAINT "IncidentAccountability_townshipId_incidentId_fkey" FOREIGN KEY ("townshipId", "incidentId") REFERENCES "SafetyIncident"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentAccountability" ADD CONSTRAINT "IncidentAccountability_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "SafetyLetter" IS 'append-only except (signedAt)';
COMMENT ON TABLE "ClosingCheck" IS 'append-only';
COMMENT ON TABLE "UntidyWarning" IS 'append-only except (state, recheckedAt)';
COMMENT ON TABLE "Seal" IS 'append-only except (holderId)';
COMMENT ON TABLE "SealUse" IS 'append-only';
COMMENT ON TABLE "SealHandOver" IS 'append-only';
COMMENT ON TABLE "ValuablesFinding" IS 'append-only';
COMMENT ON TABLE "DutyChecklist" IS 'append-only';
COMMENT ON TABLE "DutyGap" IS 'append-only';
COMMENT ON TABLE "Hazard" IS 'append-only except (state, remedy, closedAt, reportedDueOn)';
COMMENT ON TABLE "SafetyIncident" IS 'append-only except (state, serious, decidedAt, decidedById)';
COMMENT ON TABLE "IncidentAccountability" IS 'append-only';
