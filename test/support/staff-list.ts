import { perform, SYSTEM } from '../../core/acts/act.ts';
import { importStaff } from '../../core/import/staff.ts';
import { HERE } from './timely-scene.ts';
import type { World } from './world.ts';

/** What a list of staff says of somebody: the number of his window, whether he is in service. */
export interface Listed {
  readonly staffNo: string;
  readonly window?: string | null;
  readonly active?: boolean;
}

/** Takes in a list of staff on the day that the world has; so people come, change their window and leave. */
export async function listStaff(world: World, ...listed: Listed[]): Promise<void> {
  const rows = listed.map((row, i) => ({ township: null, name: row.staffNo, ...row, line: i + 2 }));
  const input = { townshipId: world.town(HERE).id, actor: SYSTEM };
  const { rejected } = await perform(world.platform, input, (act) =>
    importStaff(act, rows, { dryRun: false }),
  );
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected));
}

/** The number by which a list names somebody. */
export function staffNoOf(world: World, id: string): string {
  return world.platform.directory.findStaff(id)?.staffNo ?? '';
}
