-- AlterTable
ALTER TABLE "EventDelivery" ALTER COLUMN "deliveredAt" DROP NOT NULL;

-- What is kept for modules that are off is found without reading all deliveries.
CREATE INDEX "EventDelivery_kept_idx" ON "EventDelivery"("townshipId", "handler", "eventId") WHERE "deliveredAt" IS NULL;

COMMENT ON TABLE "EventDelivery" IS 'append-only except (deliveredAt)';
