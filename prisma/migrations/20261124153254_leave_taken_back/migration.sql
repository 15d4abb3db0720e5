-- AlterTable
ALTER TABLE "TrainingLeave" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

COMMENT ON TABLE "TrainingLeave" IS 'append-only except (withdrawn)';
