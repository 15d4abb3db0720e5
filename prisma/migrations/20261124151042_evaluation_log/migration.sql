-- AlterTable
ALTER TABLE "ScoreProposal" ADD COLUMN     "observedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "ScoreProposal_townshipId_logId_idx" ON "ScoreProposal"("townshipId", "logId");
