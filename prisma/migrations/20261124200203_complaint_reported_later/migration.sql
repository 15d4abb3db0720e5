-- DropIndex
DROP INDEX "ComplaintAppeal_townshipId_complaintId_key";

-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN     "majorSince" TIMESTAMPTZ(3),
ADD COLUMN     "prolongedOn" TEXT;

-- AlterTable
ALTER TABLE "ComplaintAppeal" ADD COLUMN     "reopened" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "ComplaintAppeal_townshipId_complaintId_reopened_key" ON "ComplaintAppeal"("townshipId", "complaintId", "reopened");
