-- AlterTable
ALTER TABLE "Applicant" ADD COLUMN     "email" TEXT;

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "address" TEXT,
ADD COLUMN     "attemptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "english" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "receipt" TEXT,
ADD COLUMN     "template" TEXT NOT NULL DEFAULT 'earlier';

-- Messages from before had no template; from now on each names its own.
ALTER TABLE "Notification" ALTER COLUMN "english" DROP DEFAULT,
ALTER COLUMN "template" DROP DEFAULT;

-- CreateTable
CREATE TABLE "MessageText" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "zh" TEXT,
    "en" TEXT,
    "sent" BOOLEAN,
    "effectiveFrom" TEXT NOT NULL,
    "setBy" UUID,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageText_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "MessageText_townshipId_template_effectiveFrom_idx" ON "MessageText"("townshipId", "template", "effectiveFrom");

-- CreateIndex
CREATE INDEX "Notification_townshipId_state_idx" ON "Notification"("townshipId", "state");

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "MessageText" IS 'append-only';
