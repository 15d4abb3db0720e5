-- CreateTable
CREATE TABLE "ExtendedService" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "plannedEndAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "minutes" INTEGER,
    "staffId" UUID,
    "caseId" UUID,
    "assignedBy" UUID,
    "reason" TEXT,

    CONSTRAINT "ExtendedService_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "HolidayRequest" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "caseId" UUID,
    "staffId" UUID,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HolidayRequest_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "LunchSlot" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stationId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "opens" TEXT NOT NULL,
    "closes" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "openedBy" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LunchSlot_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Appointment" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "requestId" UUID,
    "slotId" UUID,
    "caseId" UUID,
    "dutyOfficerId" UUID,
    "contact" TEXT,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Appointment_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Consultation" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "contact" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "takenBy" UUID,
    "stationId" UUID,
    "dueOn" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredBy" UUID,
    "reportedOn" TEXT,

    CONSTRAINT "Consultation_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "ExtendedService_townshipId_type_state_idx" ON "ExtendedService"("townshipId", "type", "state");

-- CreateIndex
CREATE INDEX "ExtendedService_townshipId_caseId_idx" ON "ExtendedService"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "ExtendedService_townshipId_staffId_idx" ON "ExtendedService"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ExtendedService_townshipId_key_key" ON "ExtendedService"("townshipId", "key");

-- CreateIndex
CREATE INDEX "HolidayRequest_townshipId_caseId_idx" ON "HolidayRequest"("townshipId", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "LunchSlot_townshipId_stationId_day_key" ON "LunchSlot"("townshipId", "stationId", "day");

-- CreateIndex
CREATE INDEX "Appointment_townshipId_slotId_idx" ON "Appointment"("townshipId", "slotId");

-- CreateIndex
CREATE INDEX "Appointment_townshipId_caseId_idx" ON "Appointment"("townshipId", "caseId");

-- CreateIndex
CREATE INDEX "Appointment_townshipId_dutyOfficerId_idx" ON "Appointment"("townshipId", "dutyOfficerId");

-- CreateIndex
CREATE INDEX "Appointment_townshipId_outcome_day_idx" ON "Appointment"("townshipId", "outcome", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Appointment_townshipId_requestId_key" ON "Appointment"("townshipId", "requestId");

-- CreateIndex
CREATE INDEX "Consultation_townshipId_stationId_idx" ON "Consultation"("townshipId", "stationId");

-- CreateIndex
CREATE INDEX "Consultation_townshipId_answeredAt_dueOn_idx" ON "Consultation"("townshipId", "answeredAt", "dueOn");

-- AddForeignKey
ALTER TABLE "ExtendedService" ADD CONSTRAINT "ExtendedService_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExtendedService" ADD CONSTRAINT "ExtendedService_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HolidayRequest" ADD CONSTRAINT "HolidayRequest_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LunchSlot" ADD CONSTRAINT "LunchSlot_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_townshipId_requestId_fkey" FOREIGN KEY ("townshipId", "requestId") REFERENCES "HolidayRequest"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_townshipId_slotId_fkey" FOREIGN KEY ("townshipId", "slotId") REFERENCES "LunchSlot"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_townshipId_dutyOfficerId_fkey" FOREIGN KEY ("townshipId", "dutyOfficerId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "HolidayRequest" IS 'append-only';
COMMENT ON TABLE "LunchSlot" IS 'append-only except (taken)';
COMMENT ON TABLE "Appointment" IS 'append-only except (outcome, closedAt)';
COMMENT ON TABLE "ExtendedService" IS 'append-only except (state, endedAt, minutes)';
COMMENT ON TABLE "Consultation" IS 'append-only except (answer, answeredAt, answeredBy, reportedOn)';
