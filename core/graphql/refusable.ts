import type { ObjectRef } from '@pothos/core';
import { Refused } from '../regulation/index.ts';
import type { AppBuilder } from './builder.ts';
import { RefusalAnswer } from './refusal-type.ts';

type Ref<Shape> = ObjectRef<AppBuilder['$inferSchemaTypes'], Shape>;

/** The answer of a query that may be refused: a union of its object and `Refusal`, named after the object. */
export function refusable<Shape>(
  builder: AppBuilder,
  name: string,
  ref: Ref<Shape>,
  description: string,
): Ref<Shape> {
  return builder.unionType(`${name}Result`, {
    description,
    types: [ref as never, 'Refusal' as never],
    resolveType: (value: unknown) => (value instanceof RefusalAnswer ? 'Refusal' : name) as never,
  }) as never;
}

/** What a query found, or why it is refused. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return new RefusalAnswer(error.refusal) as never;
    throw error;
  }
}
