import { expect } from 'vitest';
import { allCodes } from '../../core/graphql/regulation-schema.ts';
import type { Answer } from './http.ts';
import type { World } from './world.ts';

/** Every error has a code of `Query.codes`, and nothing tells of the program's inside: no stack, no SQL, no library. */
export function expectStable(world: World, { text, body }: Answer): void {
  const known = allCodes(world.platform.registry).map(({ code }) => code);
  const errors = (body?.errors ?? []) as { extensions: { code: string } }[];
  for (const { extensions } of errors) expect(known, text).toContain(extensions.code);
  expect(text).not.toMatch(/node_modules|prisma|\bselect .* from\b|insert into|\n\s+at |\.ts:\d/i);
}
