import type { World } from './world.ts';

/** Sends an operation that must succeed and returns its one root field. */
export async function done(world: World, query: string, options: Parameters<World['ask']>[1]) {
  const reply = await world.ask(query, options);
  const [answer] = Object.values(
    (reply.data ?? {}) as Record<string, { code?: string; __typename?: string }>,
  );
  if (reply.errors || answer?.__typename === 'Refusal') throw new Error(JSON.stringify(reply));
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read into answers freely
  return answer as any;
}
