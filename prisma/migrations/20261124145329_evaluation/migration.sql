-- CreateTable
CREATE TABLE "ScoreProposal" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "staffId" UUID,
    "windowId" UUID,
    "handlerId" UUID,
    "units" INTEGER NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "factId" TEXT NOT NULL,
    "eventId" UUID,
    "eventType" TEXT,
    "clauseId" TEXT NOT NULL,
    "evidence" TEXT,
    "logId" UUID,
    "state" TEXT NOT NULL,
    "recordedById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstById" UUID,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "ScoreProposal_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "proposalId" UUID,
    "correctsId" UUID,
    "derivedFromId" UUID,
    "code" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "staffId" UUID,
    "windowId" UUID,
    "units" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "factId" TEXT NOT NULL,
    "eventId" UUID,
    "evidence" TEXT NOT NULL,
    "recordedById" UUID,
    "confirmedById" UUID,
    "secondById" UUID,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ScoreAppeal" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decision" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScoreAppeal_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DailyLog" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "officerId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "summary" TEXT,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DailyLog_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DailyWarning" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "logId" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "warnedAt" TIMESTAMPTZ(3) NOT NULL,
    "recheckedAt" TIMESTAMPTZ(3),
    "corrected" BOOLEAN,

    CONSTRAINT "DailyWarning_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DutyDay" (
    "townshipId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "onDuty" BOOLEAN NOT NULL,

    CONSTRAINT "DutyDay_pkey" PRIMARY KEY ("townshipId","day","staffId")
);

-- CreateTable
CREATE TABLE "Survey" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SurveyToken" (
    "townshipId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "surveyId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "excludesWindowId" UUID,

    CONSTRAINT "SurveyToken_pkey" PRIMARY KEY ("townshipId","hash")
);

-- CreateTable
CREATE TABLE "SurveyCount" (
    "townshipId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "SurveyCount_pkey" PRIMARY KEY ("townshipId","surveyId","channel","subjectKind","subjectId","answer")
);

-- CreateTable
CREATE TABLE "SatisfactionDecision" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SatisfactionDecision_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AssessmentPeriod" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "roster" JSONB,
    "frozenAt" TIMESTAMPTZ(3),
    "frozenById" UUID,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AssessmentPeriod_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ScoreSheet" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "periodId" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "staffId" UUID,
    "windowId" UUID,
    "wd" INTEGER NOT NULL,
    "sq" INTEGER NOT NULL,
    "cm" INTEGER NOT NULL,
    "ol" INTEGER NOT NULL,
    "sat" INTEGER NOT NULL,
    "bonus" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "disqualified" TEXT[],
    "partial" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "ScoreSheet_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Award" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "periodId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "staffId" UUID,
    "windowId" UUID,
    "rank" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "reason" TEXT,
    "decidedById" UUID,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Award_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "ScoreProposal_townshipId_state_occurredOn_idx" ON "ScoreProposal"("townshipId", "state", "occurredOn");

-- CreateIndex
CREATE INDEX "ScoreProposal_townshipId_staffId_idx" ON "ScoreProposal"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreProposal_townshipId_code_factId_key" ON "ScoreProposal"("townshipId", "code", "factId");

-- CreateIndex
CREATE INDEX "LedgerEntry_townshipId_month_idx" ON "LedgerEntry"("townshipId", "month");

-- CreateIndex
CREATE INDEX "LedgerEntry_townshipId_staffId_month_idx" ON "LedgerEntry"("townshipId", "staffId", "month");

-- CreateIndex
CREATE INDEX "LedgerEntry_townshipId_windowId_month_idx" ON "LedgerEntry"("townshipId", "windowId", "month");

-- CreateIndex
CREATE INDEX "LedgerEntry_townshipId_factId_idx" ON "LedgerEntry"("townshipId", "factId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_townshipId_correctsId_key" ON "LedgerEntry"("townshipId", "correctsId");

-- CreateIndex
CREATE INDEX "ScoreAppeal_townshipId_state_idx" ON "ScoreAppeal"("townshipId", "state");

-- CreateIndex
CREATE INDEX "ScoreAppeal_townshipId_staffId_idx" ON "ScoreAppeal"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreAppeal_townshipId_entryId_key" ON "ScoreAppeal"("townshipId", "entryId");

-- CreateIndex
CREATE UNIQUE INDEX "DailyLog_townshipId_day_key" ON "DailyLog"("townshipId", "day");

-- CreateIndex
CREATE INDEX "DailyWarning_townshipId_logId_idx" ON "DailyWarning"("townshipId", "logId");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_townshipId_month_key" ON "Survey"("townshipId", "month");

-- CreateIndex
CREATE INDEX "SurveyToken_townshipId_surveyId_idx" ON "SurveyToken"("townshipId", "surveyId");

-- CreateIndex
CREATE UNIQUE INDEX "SatisfactionDecision_townshipId_month_subjectKind_subjectId_key" ON "SatisfactionDecision"("townshipId", "month", "subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "AssessmentPeriod_townshipId_kind_key_key" ON "AssessmentPeriod"("townshipId", "kind", "key");

-- CreateIndex
CREATE INDEX "ScoreSheet_townshipId_periodId_subjectKind_total_idx" ON "ScoreSheet"("townshipId", "periodId", "subjectKind", "total");

-- CreateIndex
CREATE INDEX "ScoreSheet_townshipId_staffId_idx" ON "ScoreSheet"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "ScoreSheet_townshipId_windowId_idx" ON "ScoreSheet"("townshipId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreSheet_townshipId_periodId_staffId_key" ON "ScoreSheet"("townshipId", "periodId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreSheet_townshipId_periodId_windowId_key" ON "ScoreSheet"("townshipId", "periodId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "Award_townshipId_periodId_staffId_key" ON "Award"("townshipId", "periodId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "Award_townshipId_periodId_windowId_key" ON "Award"("townshipId", "periodId", "windowId");

-- AddForeignKey
ALTER TABLE "ScoreProposal" ADD CONSTRAINT "ScoreProposal_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreProposal" ADD CONSTRAINT "ScoreProposal_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreProposal" ADD CONSTRAINT "ScoreProposal_townshipId_logId_fkey" FOREIGN KEY ("townshipId", "logId") REFERENCES "DailyLog"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_townshipId_proposalId_fkey" FOREIGN KEY ("townshipId", "proposalId") REFERENCES "ScoreProposal"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_townshipId_correctsId_fkey" FOREIGN KEY ("townshipId", "correctsId") REFERENCES "LedgerEntry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_townshipId_derivedFromId_fkey" FOREIGN KEY ("townshipId", "derivedFromId") REFERENCES "LedgerEntry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreAppeal" ADD CONSTRAINT "ScoreAppeal_townshipId_entryId_fkey" FOREIGN KEY ("townshipId", "entryId") REFERENCES "LedgerEntry"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreAppeal" ADD CONSTRAINT "ScoreAppeal_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DailyLog" ADD CONSTRAINT "DailyLog_townshipId_officerId_fkey" FOREIGN KEY ("townshipId", "officerId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DailyWarning" ADD CONSTRAINT "DailyWarning_townshipId_logId_fkey" FOREIGN KEY ("townshipId", "logId") REFERENCES "DailyLog"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DailyWarning" ADD CONSTRAINT "DailyWarning_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutyDay" ADD CONSTRAINT "DutyDay_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyToken" ADD CONSTRAINT "SurveyToken_townshipId_surveyId_fkey" FOREIGN KEY ("townshipId", "surveyId") REFERENCES "Survey"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyCount" ADD CONSTRAINT "SurveyCount_townshipId_surveyId_fkey" FOREIGN KEY ("townshipId", "surveyId") REFERENCES "Survey"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_townshipId_periodId_fkey" FOREIGN KEY ("townshipId", "periodId") REFERENCES "AssessmentPeriod"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_townshipId_periodId_fkey" FOREIGN KEY ("townshipId", "periodId") REFERENCES "AssessmentPeriod"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

COMMENT ON TABLE "ScoreProposal" IS 'append-only except (staffId, windowId, handlerId, units, occurredOn, eventId, eventType, clauseId, state, firstById, decidedById, decidedAt, reason)';
COMMENT ON TABLE "LedgerEntry" IS 'append-only';
COMMENT ON TABLE "ScoreAppeal" IS 'append-only except (state, decision, decidedById, decidedAt)';
COMMENT ON TABLE "DailyLog" IS 'append-only except (summary, closedAt)';
COMMENT ON TABLE "DailyWarning" IS 'append-only except (recheckedAt, corrected)';
COMMENT ON TABLE "DutyDay" IS 'append-only except (onDuty)';
COMMENT ON TABLE "Survey" IS 'append-only except (state, closesOn, closedAt, publishedAt)';
COMMENT ON TABLE "SurveyToken" IS 'append-only, deletable: a token that was used leaves no trace';
COMMENT ON TABLE "SurveyCount" IS 'append-only except (value)';
COMMENT ON TABLE "SatisfactionDecision" IS 'append-only';
COMMENT ON TABLE "AssessmentPeriod" IS 'append-only except (state, roster, frozenAt, frozenById, publishedAt)';
COMMENT ON TABLE "ScoreSheet" IS 'append-only';
COMMENT ON TABLE "Award" IS 'append-only';
