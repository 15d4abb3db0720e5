-- CreateTable
CREATE TABLE "County" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "County_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Township" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "openingHours" JSONB,

    CONSTRAINT "Township_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HolidayYear" (
    "year" INTEGER NOT NULL,
    "noticeTitle" TEXT NOT NULL,
    "noticeNumber" TEXT NOT NULL,
    "noticeDate" TEXT NOT NULL,
    "holidays" JSONB NOT NULL,
    "loadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HolidayYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "CountyAccount" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "passwordHash" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "CountyAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiClient" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiClient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModulePolicy" (
    "countyId" UUID NOT NULL,
    "module" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "setBy" UUID NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModulePolicy_pkey" PRIMARY KEY ("countyId","module")
);

-- CreateTable
CREATE TABLE "Station" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "officePhone" TEXT,

    CONSTRAINT "Station_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Window" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stationId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Window_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffNo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "officePhone" TEXT,
    "stationId" UUID,
    "windowId" UUID,
    "roles" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "awayFrom" TEXT,
    "awayThrough" TEXT,

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Account" (
    "townshipId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("townshipId","staffId")
);

-- CreateTable
CREATE TABLE "Post" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "staffAId" UUID NOT NULL,
    "staffBId" UUID NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ServiceItem" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "stationId" UUID,
    "currentVersion" INTEGER NOT NULL,

    CONSTRAINT "ServiceItem_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ServiceItemVersion" (
    "townshipId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT,
    "conditions" TEXT,
    "quantity" TEXT,
    "materials" JSONB NOT NULL,
    "procedure" TEXT[],
    "flow" TEXT,
    "statutoryDays" INTEGER,
    "promisedDays" INTEGER,
    "limitText" TEXT,
    "fees" JSONB NOT NULL,
    "legalBasis" TEXT[],
    "sampleForms" TEXT[],
    "jointParticipants" TEXT[],
    "implementingBody" TEXT,
    "serviceObject" TEXT,
    "consultPhone" TEXT,
    "complaintPhone" TEXT,
    "source" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "effectiveFrom" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceItemVersion_pkey" PRIMARY KEY ("townshipId","itemId","version")
);

-- CreateTable
CREATE TABLE "Applicant" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "idNumber" TEXT,

    CONSTRAINT "Applicant_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Case" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "itemId" UUID NOT NULL,
    "itemVersion" INTEGER NOT NULL,
    "applicantId" UUID NOT NULL,
    "windowId" UUID,
    "handlerId" UUID,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "outcome" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "materialsGiven" TEXT[],
    "remark" TEXT,

    CONSTRAINT "Case_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "NumberSeries" (
    "townshipId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "NumberSeries_pkey" PRIMARY KEY ("townshipId","kind","year")
);

-- CreateTable
CREATE TABLE "TimelineEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verb" TEXT NOT NULL,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "clause" TEXT,
    "note" TEXT,

    CONSTRAINT "TimelineEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Clock" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "module" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "startedOn" TEXT NOT NULL,
    "budgetDays" INTEGER NOT NULL,
    "extensionDays" INTEGER NOT NULL DEFAULT 0,
    "stopsFor" TEXT[],
    "endsIn" TEXT[],
    "endedOn" TEXT,
    "overdueDays" INTEGER,
    "dueOn" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL,

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ClockSuspension" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "clockId" UUID NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ClockSuspension_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ClockChange" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "clockId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "oldDueOn" TEXT NOT NULL,
    "newDueOn" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ClockChange_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ClockBreach" (
    "townshipId" UUID NOT NULL,
    "clockId" UUID NOT NULL,
    "day" TEXT NOT NULL,

    CONSTRAINT "ClockBreach_pkey" PRIMARY KEY ("townshipId","clockId","day")
);

-- CreateTable
CREATE TABLE "Document" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "caseId" UUID,
    "clause" TEXT,
    "data" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedBy" UUID,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "NegativeFiling" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID,
    "reason" TEXT NOT NULL,
    "legalBasis" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "filedOn" TEXT NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "filedBy" UUID,

    CONSTRAINT "NegativeFiling_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID,
    "channel" TEXT NOT NULL,
    "recipientKind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "dedupeKey" TEXT NOT NULL,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ModuleSetting" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "module" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "settings" JSONB NOT NULL,
    "effectiveFrom" TEXT NOT NULL,
    "openWork" TEXT NOT NULL,
    "reason" TEXT,
    "setBy" UUID,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ModuleSetting_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "role" TEXT,
    "verb" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "fields" TEXT[],
    "digest" TEXT NOT NULL,
    "requestId" TEXT,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AuditSeal" (
    "townshipId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "entryId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("townshipId","position")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "caseId" UUID,
    "factId" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "EventDelivery" (
    "townshipId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "handler" TEXT NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventDelivery_pkey" PRIMARY KEY ("townshipId","eventId","handler")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "townshipId" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "mutation" TEXT NOT NULL,
    "inputDigest" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("townshipId","actor","key")
);

-- CreateTable
CREATE TABLE "TrackAttempt" (
    "townshipId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "TrackAttempt_pkey" PRIMARY KEY ("townshipId","number")
);

-- CreateTable
CREATE TABLE "Tally" (
    "townshipId" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("townshipId","measure","key")
);

-- CreateTable
CREATE TABLE "OverdueCase" (
    "townshipId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "itemName" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "overdueDays" INTEGER NOT NULL,

    CONSTRAINT "OverdueCase_pkey" PRIMARY KEY ("townshipId","caseId","kind")
);

-- CreateTable
CREATE TABLE "TimelyCase" (
    "townshipId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "greenChannel" BOOLEAN NOT NULL DEFAULT false,
    "greenReason" TEXT,
    "greenBy" UUID,
    "meetingDays" INTEGER,
    "meetingOn" TEXT,

    CONSTRAINT "TimelyCase_pkey" PRIMARY KEY ("townshipId","caseId")
);

-- CreateTable
CREATE TABLE "RefusalReport" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "windowId" UUID,
    "account" TEXT NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "reportedBy" TEXT,
    "upheld" BOOLEAN,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decision" TEXT,

    CONSTRAINT "RefusalReport_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "County_code_key" ON "County"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Township_code_key" ON "Township"("code");

-- CreateIndex
CREATE UNIQUE INDEX "CountyAccount_username_key" ON "CountyAccount"("username");

-- CreateIndex
CREATE UNIQUE INDEX "ApiClient_name_key" ON "ApiClient"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Station_townshipId_code_key" ON "Station"("townshipId", "code");

-- CreateIndex
CREATE INDEX "Window_townshipId_stationId_idx" ON "Window"("townshipId", "stationId");

-- CreateIndex
CREATE UNIQUE INDEX "Window_townshipId_number_key" ON "Window"("townshipId", "number");

-- CreateIndex
CREATE INDEX "Staff_townshipId_windowId_idx" ON "Staff"("townshipId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_townshipId_staffNo_key" ON "Staff"("townshipId", "staffNo");

-- CreateIndex
CREATE UNIQUE INDEX "Account_townshipId_username_key" ON "Account"("townshipId", "username");

-- CreateIndex
CREATE INDEX "Post_townshipId_windowId_idx" ON "Post"("townshipId", "windowId");

-- CreateIndex
CREATE UNIQUE INDEX "Post_townshipId_itemId_key" ON "Post"("townshipId", "itemId");

-- CreateIndex
CREATE INDEX "ServiceItem_townshipId_stationId_idx" ON "ServiceItem"("townshipId", "stationId");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceItem_townshipId_code_key" ON "ServiceItem"("townshipId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Applicant_townshipId_subject_key" ON "Applicant"("townshipId", "subject");

-- CreateIndex
CREATE INDEX "Case_townshipId_state_submittedAt_idx" ON "Case"("townshipId", "state", "submittedAt");

-- CreateIndex
CREATE INDEX "Case_townshipId_windowId_state_idx" ON "Case"("townshipId", "windowId", "state");

-- CreateIndex
CREATE INDEX "Case_townshipId_submittedAt_idx" ON "Case"("townshipId", "submittedAt");

-- CreateIndex
CREATE INDEX "Case_townshipId_applicantId_idx" ON "Case"("townshipId", "applicantId");

-- CreateIndex
CREATE INDEX "Case_townshipId_handlerId_idx" ON "Case"("townshipId", "handlerId");

-- CreateIndex
CREATE INDEX "Case_townshipId_itemId_itemVersion_idx" ON "Case"("townshipId", "itemId", "itemVersion");

-- CreateIndex
CREATE UNIQUE INDEX "Case_townshipId_number_key" ON "Case"("townshipId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "TimelineEntry_townshipId_caseId_seq_key" ON "TimelineEntry"("townshipId", "caseId", "seq");

-- CreateIndex
CREATE INDEX "Clock_townshipId_endedOn_dueOn_idx" ON "Clock"("townshipId", "endedOn", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Clock_townshipId_caseId_kind_key" ON "Clock"("townshipId", "caseId", "kind");

-- CreateIndex
CREATE INDEX "ClockSuspension_townshipId_clockId_idx" ON "ClockSuspension"("townshipId", "clockId");

-- CreateIndex
CREATE INDEX "ClockChange_townshipId_clockId_idx" ON "ClockChange"("townshipId", "clockId");

-- CreateIndex
CREATE INDEX "Document_townshipId_caseId_idx" ON "Document"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Document_townshipId_number_key" ON "Document"("townshipId", "number");

-- CreateIndex
CREATE INDEX "NegativeFiling_townshipId_filedOn_idx" ON "NegativeFiling"("townshipId", "filedOn");

-- CreateIndex
CREATE INDEX "NegativeFiling_townshipId_caseId_idx" ON "NegativeFiling"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "Notification_townshipId_caseId_idx" ON "Notification"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_townshipId_dedupeKey_key" ON "Notification"("townshipId", "dedupeKey");

-- CreateIndex
CREATE INDEX "ModuleSetting_townshipId_module_effectiveFrom_idx" ON "ModuleSetting"("townshipId", "module", "effectiveFrom");

-- CreateIndex
CREATE INDEX "AuditEntry_townshipId_at_idx" ON "AuditEntry"("townshipId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditSeal_townshipId_entryId_key" ON "AuditSeal"("townshipId", "entryId");

-- CreateIndex
CREATE INDEX "OutboxEvent_townshipId_deliveredAt_seq_idx" ON "OutboxEvent"("townshipId", "deliveredAt", "seq");

-- CreateIndex
CREATE INDEX "OutboxEvent_townshipId_caseId_idx" ON "OutboxEvent"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "OverdueCase_dueOn_idx" ON "OverdueCase"("dueOn");

-- CreateIndex
CREATE INDEX "RefusalReport_townshipId_itemId_idx" ON "RefusalReport"("townshipId", "itemId");

-- AddForeignKey
ALTER TABLE "Township" ADD CONSTRAINT "Township_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Window" ADD CONSTRAINT "Window_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Staff" ADD CONSTRAINT "Staff_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Staff" ADD CONSTRAINT "Staff_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_townshipId_staffAId_fkey" FOREIGN KEY ("townshipId", "staffAId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_townshipId_staffBId_fkey" FOREIGN KEY ("townshipId", "staffBId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceItem" ADD CONSTRAINT "ServiceItem_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceItemVersion" ADD CONSTRAINT "ServiceItemVersion_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_townshipId_itemId_itemVersion_fkey" FOREIGN KEY ("townshipId", "itemId", "itemVersion") REFERENCES "ServiceItemVersion"("townshipId", "itemId", "version") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_townshipId_applicantId_fkey" FOREIGN KEY ("townshipId", "applicantId") REFERENCES "Applicant"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_townshipId_handlerId_fkey" FOREIGN KEY ("townshipId", "handlerId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimelineEntry" ADD CONSTRAINT "TimelineEntry_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockSuspension" ADD CONSTRAINT "ClockSuspension_townshipId_clockId_fkey" FOREIGN KEY ("townshipId", "clockId") REFERENCES "Clock"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockChange" ADD CONSTRAINT "ClockChange_townshipId_clockId_fkey" FOREIGN KEY ("townshipId", "clockId") REFERENCES "Clock"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockBreach" ADD CONSTRAINT "ClockBreach_townshipId_clockId_fkey" FOREIGN KEY ("townshipId", "clockId") REFERENCES "Clock"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NegativeFiling" ADD CONSTRAINT "NegativeFiling_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimelyCase" ADD CONSTRAINT "TimelyCase_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusalReport" ADD CONSTRAINT "RefusalReport_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "TimelineEntry" IS 'append-only';
COMMENT ON TABLE "ClockChange" IS 'append-only';
COMMENT ON TABLE "ClockBreach" IS 'append-only';
COMMENT ON TABLE "Document" IS 'append-only';
COMMENT ON TABLE "NegativeFiling" IS 'append-only';
COMMENT ON TABLE "AuditEntry" IS 'append-only';
COMMENT ON TABLE "AuditSeal" IS 'append-only';
COMMENT ON TABLE "EventDelivery" IS 'append-only';
COMMENT ON TABLE "OutboxEvent" IS 'append-only except (deliveredAt, attempts, lastError)';
COMMENT ON TABLE "ModuleSetting" IS 'append-only except (appliedAt)';
COMMENT ON TABLE "IdempotencyKey" IS 'deletable';
COMMENT ON TABLE "TrackAttempt" IS 'deletable';
COMMENT ON TABLE "OverdueCase" IS 'deletable';
