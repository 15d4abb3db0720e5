-- DropIndex
DROP INDEX "Applicant_townshipId_subject_key";

-- CreateIndex
CREATE UNIQUE INDEX "Applicant_townshipId_subject_name_key" ON "Applicant"("townshipId", "subject", "name");
