-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "wasStopped" BOOLEAN NOT NULL DEFAULT false;

UPDATE "Clock" k SET "wasStopped" = true
 WHERE EXISTS (SELECT FROM "ClockSuspension" s WHERE s."townshipId" = k."townshipId" AND s."clockId" = k."id");
