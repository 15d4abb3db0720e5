import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import {
  jointHasParticipants,
  limitsWithinJoint,
  materialsOfItem,
  type CatalogueDraft,
} from '../catalogue-rules.ts';
import { findCatalogue } from '../store.ts';

/**
 * 一(五)2: publishes the joint catalogue entry of an item; a change is a new version, and cases keep theirs.
 * Refusals: NOT_FOUND, LEAD_IS_ITEMS_STATION, JOINT_NEEDS_PARTICIPANTS, BRANCH_LIMIT_EXCEEDS_JOINT, JOINT_LIMIT_DIFFERS, BRANCH_MATERIAL_UNKNOWN.
 */
export async function publishJointCatalogue(
  act: Act,
  input: CatalogueDraft & { readonly itemId: string; readonly deemedConsentAllowed: boolean },
): Promise<string> {
  const { directory } = act.platform;
  const { townshipId, tx } = act;
  const item = directory.findItem(townshipId, input.itemId)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  for (const id of [input.leadStationId, ...input.participants.map((p) => p.stationId)])
    if (!directory.findStation(townshipId, id)) throw new Refused(notFound({ type: 'Station', id }));
  enforce(
    jointHasParticipants.decide(input, item.stationId),
    limitsWithinJoint.decide(input, item.promisedDays),
    materialsOfItem.decide(
      input,
      item.materials.map(({ name }) => name),
    ),
  );
  const last = await findCatalogue(tx, townshipId, item.itemId);
  const id = randomUUID();
  await tx.jointCatalogue.create({
    data: {
      townshipId,
      id,
      itemId: item.itemId,
      version: (last?.version ?? 0) + 1,
      leadStationId: input.leadStationId,
      jointDays: input.jointDays,
      deemedConsentAllowed: input.deemedConsentAllowed,
      publishedAt: act.now,
      publishedBy: act.actor.id,
    },
  });
  await tx.jointParticipant.createMany({
    data: input.participants.map(({ stationId, days, materials }, i) => ({
      townshipId,
      id: randomUUID(),
      catalogueId: id,
      position: i + 1,
      stationId,
      days,
      materials: [...materials],
    })),
  });
  act.audit({
    verb: 'publishJointCatalogue',
    subjectType: 'JointCatalogue',
    subjectId: id,
    fields: ['version', 'leadStationId', 'jointDays', 'deemedConsentAllowed'],
    content: input,
  });
  return id;
}
