-- CreateTable
CREATE TABLE "TrainingPlan" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "categories" TEXT[],
    "topics" TEXT[],
    "adoptedAt" TIMESTAMPTZ(3) NOT NULL,
    "adoptedById" UUID,

    CONSTRAINT "TrainingPlan_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingSession" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "modes" TEXT[],
    "materials" TEXT[],
    "day" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "createdById" UUID,

    CONSTRAINT "TrainingSession_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingAttendance" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "signedInAt" TIMESTAMPTZ(3),
    "signedInById" UUID,
    "leaveId" UUID,
    "excuseReason" TEXT,
    "excusedById" UUID,
    "excusedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrainingAttendance_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingScore" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,
    "pass" INTEGER NOT NULL,
    "takenOn" TEXT NOT NULL,
    "recordedById" UUID,

    CONSTRAINT "TrainingScore_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingRetake" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "passedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrainingRetake_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "SelfStudy" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "notes" TEXT,
    "loggedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SelfStudy_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingLeave" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "fromDay" TEXT NOT NULL,
    "fromHalf" TEXT NOT NULL,
    "throughDay" TEXT NOT NULL,
    "throughHalf" TEXT NOT NULL,

    CONSTRAINT "TrainingLeave_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "TrainingMonthCheck" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "checkedOn" TEXT NOT NULL,
    "sessions" INTEGER NOT NULL,

    CONSTRAINT "TrainingMonthCheck_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TrainingPlan_townshipId_year_key" ON "TrainingPlan"("townshipId", "year");

-- CreateIndex
CREATE INDEX "TrainingSession_townshipId_state_endsAt_idx" ON "TrainingSession"("townshipId", "state", "endsAt");

-- CreateIndex
CREATE INDEX "TrainingSession_townshipId_day_idx" ON "TrainingSession"("townshipId", "day");

-- CreateIndex
CREATE INDEX "TrainingAttendance_townshipId_staffId_state_idx" ON "TrainingAttendance"("townshipId", "staffId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingAttendance_townshipId_sessionId_staffId_key" ON "TrainingAttendance"("townshipId", "sessionId", "staffId");

-- CreateIndex
CREATE INDEX "TrainingScore_townshipId_staffId_idx" ON "TrainingScore"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingScore_townshipId_sessionId_staffId_attempt_key" ON "TrainingScore"("townshipId", "sessionId", "staffId", "attempt");

-- CreateIndex
CREATE INDEX "TrainingRetake_townshipId_staffId_idx" ON "TrainingRetake"("townshipId", "staffId");

-- CreateIndex
CREATE INDEX "TrainingRetake_townshipId_state_idx" ON "TrainingRetake"("townshipId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingRetake_townshipId_sessionId_staffId_key" ON "TrainingRetake"("townshipId", "sessionId", "staffId");

-- CreateIndex
CREATE INDEX "SelfStudy_townshipId_staffId_day_idx" ON "SelfStudy"("townshipId", "staffId", "day");

-- CreateIndex
CREATE INDEX "TrainingLeave_townshipId_staffId_idx" ON "TrainingLeave"("townshipId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingMonthCheck_townshipId_month_key" ON "TrainingMonthCheck"("townshipId", "month");

-- AddForeignKey
ALTER TABLE "TrainingAttendance" ADD CONSTRAINT "TrainingAttendance_townshipId_sessionId_fkey" FOREIGN KEY ("townshipId", "sessionId") REFERENCES "TrainingSession"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingAttendance" ADD CONSTRAINT "TrainingAttendance_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingScore" ADD CONSTRAINT "TrainingScore_townshipId_sessionId_fkey" FOREIGN KEY ("townshipId", "sessionId") REFERENCES "TrainingSession"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingScore" ADD CONSTRAINT "TrainingScore_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingRetake" ADD CONSTRAINT "TrainingRetake_townshipId_sessionId_fkey" FOREIGN KEY ("townshipId", "sessionId") REFERENCES "TrainingSession"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingRetake" ADD CONSTRAINT "TrainingRetake_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SelfStudy" ADD CONSTRAINT "SelfStudy_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingLeave" ADD CONSTRAINT "TrainingLeave_townshipId_staffId_fkey" FOREIGN KEY ("townshipId", "staffId") REFERENCES "Staff"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "TrainingPlan" IS 'append-only';
COMMENT ON TABLE "TrainingSession" IS 'append-only except (state, closedAt)';
COMMENT ON TABLE "TrainingAttendance" IS 'append-only except (state, signedInAt, signedInById, leaveId, excuseReason, excusedById, excusedAt)';
COMMENT ON TABLE "TrainingScore" IS 'append-only';
COMMENT ON TABLE "TrainingRetake" IS 'append-only except (state, passedAt)';
COMMENT ON TABLE "SelfStudy" IS 'append-only';
COMMENT ON TABLE "TrainingLeave" IS 'append-only';
COMMENT ON TABLE "TrainingMonthCheck" IS 'append-only';
