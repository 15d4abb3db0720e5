-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "code" TEXT,
ADD COLUMN     "copies" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "receipt" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "templateDigest" TEXT,
ADD COLUMN     "templateId" UUID;

-- CreateTable
CREATE TABLE "DocumentTemplate" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "effectiveFrom" TEXT NOT NULL,
    "reason" TEXT,
    "setBy" UUID,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentTemplate_pkey" PRIMARY KEY ("townshipId","id")
);

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "DocumentTemplate" IS 'append-only';
