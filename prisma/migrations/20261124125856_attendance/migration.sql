-- CreateTable
CREATE TABLE "AttendanceDevice" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "registeredAt" TIMESTAMPTZ(3) NOT NULL,
    "registeredOn" TEXT NOT NULL,

    CONSTRAINT "AttendanceDevice_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Punch" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "deviceId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Punch_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "PunchCorrection" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "madeById" UUID NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PunchCorrection_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "DutyRoster" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "onDuty" BOOLEAN NOT NULL,

    CONSTRAINT "DutyRoster_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "LeaveRequest" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "fromHalf" TEXT NOT NULL,
    "throughDay" TEXT NOT NULL,
    "throughHalf" TEXT NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "coverId" UUID,
    "state" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "reviewedById" UUID,
    "reviewedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "LeaveRequest_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "Outing" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL,
    "expectedReturn" TIMESTAMPTZ(3) NOT NULL,
    "returnedAt" TIMESTAMPTZ(3),
    "backfilled" BOOLEAN NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "filedById" UUID,

    CONSTRAINT "Outing_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "AttendanceDay" (
    "townshipId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "schedule" JSONB NOT NULL,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AttendanceDay_pkey" PRIMARY KEY ("townshipId","day")
);

-- CreateTable
CREATE TABLE "AttendanceMark" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "windowId" UUID,
    "day" TEXT NOT NULL,
    "half" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "minutes" INTEGER,
    "halfDays" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "pendingUntil" TEXT,
    "derivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AttendanceMark_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceDevice_townshipId_code_key" ON "AttendanceDevice"("townshipId", "code");

-- CreateIndex
CREATE INDEX "Punch_townshipId_day_staffId_idx" ON "Punch"("townshipId", "day", "staffId");

-- CreateIndex
CREATE INDEX "Punch_townshipId_staffId_at_idx" ON "Punch"("townshipId", "staffId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Punch_townshipId_deviceId_staffId_at_key" ON "Punch"("townshipId", "deviceId", "staffId", "at");

-- CreateIndex
CREATE INDEX "PunchCorrection_townshipId_day_staffId_idx" ON "PunchCorrection"("townshipId", "day", "staffId");

-- CreateIndex
CREATE INDEX "PunchCorrection_townshipId_staffId_idx" ON "PunchCorrection"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "PunchCorrection_townshipId_madeById_idx" ON "PunchCorrection"("townshipId", "madeById");

-- CreateIndex
CREATE INDEX "DutyRoster_townshipId_staffId_idx" ON "DutyRoster"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "DutyRoster_townshipId_day_staffId_key" ON "DutyRoster"("townshipId", "day", "staffId");

-- CreateIndex
CREATE INDEX "LeaveRequest_townshipId_staffId_idx" ON "LeaveRequest"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "LeaveRequest_townshipId_coverId_idx" ON "LeaveRequest"("townshipId", "coverId");

-- CreateIndex
CREATE INDEX "LeaveRequest_townshipId_state_fromDay_idx" ON "LeaveRequest"("townshipId", "state", "fromDay");

-- CreateIndex
CREATE INDEX "Outing_townshipId_day_staffId_idx" ON "Outing"("townshipId", "day", "staffId");

-- CreateIndex
CREATE INDEX "Outing_townshipId_staffId_idx" ON "Outing"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "AttendanceMark_townshipId_windowId_day_idx" ON "AttendanceMark"("townshipId", "windowId", "day");

-- CreateIndex
CREATE INDEX "AttendanceMark_townshipId_state_pendingUntil_idx" ON "AttendanceMark"("townshipId", "state", "pendingUntil");

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceMark_townshipId_staffId_day_half_kind_key" ON "AttendanceMark"("townshipId", "staffId", "day", "half", "kind");

-- AddForeignKey
ALTER TABLE "Punch" ADD CONSTRAINT "Punch_townshipId_deviceId_fkey" FOREIGN KEY ("townshipId", "deviceId") REFERENCES "AttendanceDevice"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Punch" ADD CONSTRAINT "Punch_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PunchCorrection" ADD CONSTRAINT "PunchCorrection_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PunchCorrection" ADD CONSTRAINT "PunchCorrection_townshipId_madeById_fkey" FOREIGN KEY ("townshipId", "madeById") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutyRoster" ADD CONSTRAINT "DutyRoster_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaveRequest" ADD CONSTRAINT "LeaveRequest_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaveRequest" ADD CONSTRAINT "LeaveRequest_townshipId_coverId_fkey" FOREIGN KEY ("townshipId", "coverId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outing" ADD CONSTRAINT "Outing_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceMark" ADD CONSTRAINT "AttendanceMark_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceMark" ADD CONSTRAINT "AttendanceMark_townshipId_windowId_fkey" FOREIGN KEY ("townshipId", "windowId") REFERENCES "Window"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "AttendanceDevice" IS 'append-only except (name, active)';
COMMENT ON TABLE "Punch" IS 'append-only';
COMMENT ON TABLE "PunchCorrection" IS 'append-only';
COMMENT ON TABLE "DutyRoster" IS 'append-only except (onDuty)';
COMMENT ON TABLE "LeaveRequest" IS 'append-only except (state, coverId, reviewedById, reviewedAt, decidedById, decidedAt, note)';
COMMENT ON TABLE "Outing" IS 'append-only except (returnedAt)';
COMMENT ON TABLE "AttendanceDay" IS 'append-only';
COMMENT ON TABLE "AttendanceMark" IS 'append-only except (minutes, halfDays, windowId, state, pendingUntil, derivedAt)';
