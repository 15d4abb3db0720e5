-- DropIndex
DROP INDEX "Case_townshipId_handlerId_idx";

-- CreateIndex
CREATE INDEX "Case_inbox_idx" ON "Case"("townshipId", "handlerId", "state", "priority" DESC, "submittedAt", "id");
