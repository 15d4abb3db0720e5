import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { MODULES } from '../../core/composition.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { watched } from './module-parts.ts';
import { fillTownship, type Belongings } from './story.ts';
import { createWorld, type World } from './world.ts';

/**
 * A world in which modules went off in a township in the middle of its open work, some of it overdue, in the order given:
 * what depends on another goes off first. Calls into the modules are recorded.
 */
export async function switchedOff(
  township: string,
  modules: readonly string[],
): Promise<{ world: World; filled: Belongings }> {
  const world = await createWorld({ modules: MODULES.map(watched) });
  const filled = await fillTownship(world, township);
  world.at('2026-10-30');
  await sweepOverdue(world.platform);
  await runModuleJobs(world.platform);
  await deliverAll(world.platform);
  for (const module of modules) {
    const { data } = await world.ask(
      `mutation ($input: ConfigureModuleInput!) { configureModule(input: $input) {
        ... on TownshipModule { enabled } ... on Refusal { code } } }`,
      {
        as: 'COUNTY_BUREAU',
        variables: { input: { township, module, enabled: false, openWork: 'FREEZE' } },
      },
    );
    if (data.configureModule.enabled !== false)
      throw new Error(`${module} did not go off: ${JSON.stringify(data.configureModule)}`);
  }
  await deliverAll(world.platform);
  return { world, filled };
}
