import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { MODULES } from '../composition.ts';
import { buildSchema } from '../graphql/schema-for.ts';
import { loadRegistry } from '../modules/registry.ts';
import { EXAMPLES } from './examples.ts';

test('the examples of the page are valid operations of the schema', () => {
  const document = parse(EXAMPLES);
  expect(validate(buildSchema(loadRegistry(MODULES), []), document)).toEqual([]);
  expect(document.definitions.length).toBeGreaterThan(3);
});
