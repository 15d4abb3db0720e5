-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "module" TEXT,
ADD COLUMN     "readBy" TEXT;
