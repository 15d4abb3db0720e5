-- AlterTable
ALTER TABLE "FileGrant" ADD COLUMN     "stationId" UUID;

-- CreateIndex
CREATE INDEX "FileGrant_townshipId_stationId_fileId_idx" ON "FileGrant"("townshipId", "stationId", "fileId");

-- AddForeignKey
ALTER TABLE "FileGrant" ADD CONSTRAINT "FileGrant_townshipId_stationId_fkey" FOREIGN KEY ("townshipId", "stationId") REFERENCES "Station"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
