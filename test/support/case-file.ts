import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { ReceivedFile } from '../../core/files/received-file.ts';
import { addCaseFile } from '../../core/files/service.ts';
import { globalId } from '../../core/graphql/node.ts';
import { uuidOf } from './timely-scene.ts';
import { PDF } from './uploads.ts';
import type { World } from './world.ts';

/** Gives a case a PDF as a material, as if it had come over the wire; its id in the API. */
export async function addMaterial(
  world: World,
  at: string,
  { caseId, material }: { caseId: string; material: string },
): Promise<string> {
  const { incoming } = world.platform.files;
  await mkdir(incoming, { recursive: true });
  const path = join(incoming, randomUUID());
  await writeFile(path, PDF);
  const digest = createHash('sha256').update(PDF).digest('hex');
  const file = new ReceivedFile({ path, name: `${material}.pdf`, size: PDF.length, digest });
  const townshipId = world.town(at).id;
  const id = await perform(world.platform, { townshipId, actor: SYSTEM }, (act) =>
    addCaseFile(act, { caseId: uuidOf(caseId), material, file, queryCode: null }),
  );
  return globalId('CaseFile', { townshipId, id });
}
