import type PrismaTypes from '../../prisma/generated/pothos.ts';

/** Kind of an object by its type in the API. */
export type ShownKind = keyof PrismaTypes & string;

/**
 * Objects that one operation may show to whoever asks, whatever his roles: those whose query code he gave, and those
 * that he has just written with a verb. Told apart by kind, so that leave to see one is no leave to see another.
 */
export class Shown {
  readonly #ids = new Set<string>();

  /** Lets the operation show an object, by its type and uuid. */
  add(kind: ShownKind, id: string): void {
    this.#ids.add(`${kind}:${id}`);
  }

  /** Whether nothing was shown to anybody in particular. */
  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  has(kind: ShownKind, id: string): boolean {
    return this.#ids.has(`${kind}:${id}`);
  }
}
