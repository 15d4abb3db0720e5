-- CreateTable
CREATE TABLE "StoredFile" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "uploadedByKind" TEXT NOT NULL,
    "uploadedById" TEXT,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "CaseFile" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "material" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CaseFile_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateTable
CREATE TABLE "FileGrant" (
    "townshipId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileGrant_pkey" PRIMARY KEY ("townshipId","id")
);

-- CreateIndex
CREATE INDEX "CaseFile_townshipId_fileId_idx" ON "CaseFile"("townshipId", "fileId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseFile_townshipId_caseId_fileId_key" ON "CaseFile"("townshipId", "caseId", "fileId");

-- CreateIndex
CREATE INDEX "FileGrant_townshipId_fileId_idx" ON "FileGrant"("townshipId", "fileId");

-- CreateIndex
CREATE UNIQUE INDEX "FileGrant_townshipId_subjectType_subjectId_fileId_key" ON "FileGrant"("townshipId", "subjectType", "subjectId", "fileId");

-- AddForeignKey
ALTER TABLE "CaseFile" ADD CONSTRAINT "CaseFile_townshipId_caseId_fkey" FOREIGN KEY ("townshipId", "caseId") REFERENCES "Case"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseFile" ADD CONSTRAINT "CaseFile_townshipId_fileId_fkey" FOREIGN KEY ("townshipId", "fileId") REFERENCES "StoredFile"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileGrant" ADD CONSTRAINT "FileGrant_townshipId_fileId_fkey" FOREIGN KEY ("townshipId", "fileId") REFERENCES "StoredFile"("townshipId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the serving role may do beyond reading and inserting; core/db/secure.ts derives its grants from these comments.
COMMENT ON TABLE "StoredFile" IS 'append-only';
COMMENT ON TABLE "CaseFile" IS 'append-only';
COMMENT ON TABLE "FileGrant" IS 'append-only';
