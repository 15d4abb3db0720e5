import type { Platform } from '../platform.ts';
import { perform, SYSTEM, type Act, type ActInput } from './act.ts';

export interface EachTownship extends Pick<ActInput, 'timeoutMs'> {
  /** Leaves out the townships for which it says no. */
  readonly where?: (townshipId: string) => boolean;
}

/**
 * Performs the same work of the program itself in one township after the other, an act in each, and answers with what
 * they came to in that order. An act that finds nothing to do may leave no audit entry. The first that fails ends it.
 */
export async function performInEachTownship<T>(
  platform: Platform,
  work: (act: Act) => Promise<T>,
  { where = () => true, ...input }: EachTownship = {},
): Promise<T[]> {
  const answers: T[] = [];
  for (const { id: townshipId } of platform.directory.townships)
    if (where(townshipId))
      answers.push(await perform(platform, { ...input, townshipId, actor: SYSTEM, mayBeSilent: true }, work));
  return answers;
}

/** The same, where each act counts something: the sum. */
export async function countInEachTownship(
  platform: Platform,
  work: (act: Act) => Promise<number>,
  input: EachTownship = {},
): Promise<number> {
  const counts = await performInEachTownship(platform, work, input);
  return counts.reduce((sum, count) => sum + count, 0);
}
