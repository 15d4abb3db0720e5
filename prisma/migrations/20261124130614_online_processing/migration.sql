-- CreateTable
CREATE TABLE "ItemChannel" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "system" TEXT,
    "since" TEXT NOT NULL,
    "lastEventOn" TEXT NOT NULL,
    "gapReportedOf" TEXT,

    CONSTRAINT "ItemChannel_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "MonitoringEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "itemId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "toState" TEXT,
    "source" TEXT NOT NULL,
    "externalId" TEXT,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "exportedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MonitoringEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ClassifiedCount" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ClassifiedCount_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "MonitoringConsumer" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MonitoringConsumer_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "CounterEntry" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),
    "dueOn" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "CounterEntry_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "CaseVoid" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "voidedAt" TIMESTAMPTZ(3) NOT NULL,
    "voidedById" UUID NOT NULL,

    CONSTRAINT "CaseVoid_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "WindowSession" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "own" BOOLEAN NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WindowSession_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AccountAlert" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "AccountAlert_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "ItTicket" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID,
    "problem" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredBy" UUID,

    CONSTRAINT "ItTicket_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SoftwareInstallRequest" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "software" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "requestedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "decision" TEXT,
    "installedAt" TIMESTAMPTZ(3),
    "installedBy" UUID,

    CONSTRAINT "SoftwareInstallRequest_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DeviceInspection" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "inspectedAt" TIMESTAMPTZ(3) NOT NULL,
    "inspectorId" UUID,
    "note" TEXT,

    CONSTRAINT "DeviceInspection_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DeviceFinding" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "note" TEXT,
    "code" TEXT,

    CONSTRAINT "DeviceFinding_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "OnlineConsultation" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "queryCode" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "contact" TEXT,
    "itemId" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredBy" UUID,
    "reportedOn" TEXT,
    "clear" BOOLEAN,
    "markedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OnlineConsultation_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ItemChannel_townshipId_itemId_key" ON "ItemChannel"("townshipId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "MonitoringEntry_townshipId_position_key" ON "MonitoringEntry"("townshipId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "MonitoringEntry_townshipId_itemId_externalId_key" ON "MonitoringEntry"("townshipId", "itemId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "ClassifiedCount_townshipId_day_key" ON "ClassifiedCount"("townshipId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "MonitoringConsumer_townshipId_name_key" ON "MonitoringConsumer"("townshipId", "name");

-- CreateIndex
CREATE INDEX "CounterEntry_townshipId_staffId_idx" ON "CounterEntry"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "CounterEntry_townshipId_caseId_key" ON "CounterEntry"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseVoid_townshipId_caseId_key" ON "CaseVoid"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "WindowSession_townshipId_staffId_seenAt_idx" ON "WindowSession"("townshipId", "staffId", "seenAt");

-- CreateIndex
CREATE INDEX "WindowSession_townshipId_windowId_idx" ON "WindowSession"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "AccountAlert_townshipId_state_raisedAt_idx" ON "AccountAlert"("townshipId", "state", "raisedAt");

-- CreateIndex
CREATE INDEX "AccountAlert_townshipId_staffId_idx" ON "AccountAlert"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "AccountAlert_townshipId_windowId_idx" ON "AccountAlert"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "AccountAlert_townshipId_otherId_idx" ON "AccountAlert"("townshipId", "otherId");

-- CreateIndex
CREATE INDEX "ItTicket_townshipId_answeredAt_openedAt_idx" ON "ItTicket"("townshipId", "answeredAt", "openedAt");

-- CreateIndex
CREATE INDEX "ItTicket_townshipId_windowId_idx" ON "ItTicket"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "SoftwareInstallRequest_townshipId_state_requestedAt_idx" ON "SoftwareInstallRequest"("townshipId", "state", "requestedAt");

-- CreateIndex
CREATE INDEX "SoftwareInstallRequest_townshipId_windowId_idx" ON "SoftwareInstallRequest"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "DeviceInspection_townshipId_windowId_idx" ON "DeviceInspection"("townshipId", "windowId");

-- CreateIndex
CREATE INDEX "DeviceInspection_townshipId_inspectedAt_idx" ON "DeviceInspection"("townshipId", "inspectedAt");

-- CreateIndex
CREATE INDEX "DeviceFinding_townshipId_inspectionId_idx" ON "DeviceFinding"("townshipId", "inspectionId");

-- CreateIndex
CREATE INDEX "DeviceFinding_townshipId_staffId_idx" ON "DeviceFinding"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "OnlineConsultation_townshipId_answeredAt_askedAt_idx" ON "OnlineConsultation"("townshipId", "answeredAt", "askedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OnlineConsultation_townshipId_number_key" ON "OnlineConsultation"("townshipId", "number");

-- AddForeignKey
ALTER TABLE "ItemChannel" ADD CONSTRAINT "ItemChannel_townshipId_itemId_fkey" FOREIGN KEY ("townshipId", "itemId") REFERENCES "ServiceItem"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CounterEntry" ADD CONSTRAINT "CounterEntry_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CounterEntry" ADD CONSTRAINT "CounterEntry_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseVoid" ADD CONSTRAINT "CaseVoid_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WindowSession" ADD CONSTRAINT "WindowSession_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WindowSession" ADD CONSTRAINT "WindowSession_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountAlert" ADD CONSTRAINT "AccountAlert_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountAlert" ADD CONSTRAINT "AccountAlert_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountAlert" ADD CONSTRAINT "AccountAlert_townshipId_otherId_fkey" FOREIGN KEY ("townshipId", "otherId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItTicket" ADD CONSTRAINT "ItTicket_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SoftwareInstallRequest" ADD CONSTRAINT "SoftwareInstallRequest_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceInspection" ADD CONSTRAINT "DeviceInspection_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceFinding" ADD CONSTRAINT "DeviceFinding_townshipId_inspectionId_fkey" FOREIGN KEY ("townshipId", "inspectionId") REFERENCES "DeviceInspection"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceFinding" ADD CONSTRAINT "DeviceFinding_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "ItemChannel" IS 'append-only except (channel, system, since, lastEventOn, gapReportedOf)';
COMMENT ON TABLE "MonitoringEntry" IS 'append-only';
COMMENT ON TABLE "ClassifiedCount" IS 'append-only except (count)';
COMMENT ON TABLE "MonitoringConsumer" IS 'append-only except (position, at)';
COMMENT ON TABLE "CounterEntry" IS 'append-only';
COMMENT ON TABLE "CaseVoid" IS 'append-only';
COMMENT ON TABLE "WindowSession" IS 'append-only except (seenAt)';
COMMENT ON TABLE "AccountAlert" IS 'append-only except (state, reason, decidedAt, decidedById)';
COMMENT ON TABLE "ItTicket" IS 'append-only except (answer, answeredAt, answeredBy)';
COMMENT ON TABLE "SoftwareInstallRequest" IS 'append-only except (state, decidedAt, decidedBy, decision, installedAt, installedBy)';
COMMENT ON TABLE "DeviceInspection" IS 'append-only';
COMMENT ON TABLE "DeviceFinding" IS 'append-only';
COMMENT ON TABLE "OnlineConsultation" IS 'append-only except (answer, answeredAt, answeredBy, reportedOn, clear, markedAt)';
