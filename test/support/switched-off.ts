import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { MODULES } from '../../core/composition.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { watched } from './module-parts.ts';
import { fillTownship, type Belongings } from './story.ts';
import { createWorld, type World } from './world.ts';

/** A world in which everything happened in a township, some of it overdue, with all modules on. */
export interface Told {
  readonly world: World;
  readonly filled: Belongings;
}

/** Tells it once, to be copied as often as needed; its platform is closed. */
export async function tellEverything(township: string): Promise<Told> {
  const world = await createWorld();
  const filled = await fillTownship(world, township);
  world.at('2026-10-30');
  await sweepOverdue(world.platform);
  await runModuleJobs(world.platform);
  await deliverAll(world.platform);
  await world.open.close();
  return { world, filled };
}

/**
 * A copy of that world in which modules went off in the township in the middle of its open work, in the order given: what
 * depends on another goes off first. Calls into the modules are recorded.
 */
export async function switchedOff(told: Told, township: string, modules: readonly string[]): Promise<World> {
  const world = await told.world.copy(MODULES.map(watched));
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
  return world;
}
