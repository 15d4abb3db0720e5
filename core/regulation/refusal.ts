import type { Clause } from './clause.ts';

/** A text in both languages of the API; Chinese is the default. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A lawful refusal: an answer, not an error. `details` holds plain JSON values only, never personal data. */
export interface Refusal {
  readonly code: string;
  readonly message: Bilingual;
  readonly clause: Clause | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** One entry of the refusal catalogue: a stable code and how it reads aloud. */
export interface RefusalKind<Details extends Record<string, unknown>> {
  readonly code: string;
  /** What the code means, for the catalogue. */
  readonly meaning: Bilingual;
  (details: Details, clause?: Clause | null): Refusal;
}

/** A refusal kind of any details, as the catalogue lists it. */
export interface AnyRefusalKind {
  readonly code: string;
  readonly meaning: Bilingual;
}

/** Declares a refusal: its code, what the code means, and the sentence for given details. */
export function refusalKind<Details extends Record<string, unknown> = Record<string, never>>(
  code: string,
  meaning: Bilingual,
  says: (details: Details) => Bilingual = () => meaning,
): RefusalKind<Details> {
  const kind = (details: Details, clause: Clause | null = null): Refusal => ({
    code,
    message: says(details),
    clause,
    details,
  });
  return Object.assign(kind, { code, meaning });
}

/** Thrown by services where a rule says who may act, and the actor may not: an error FORBIDDEN, with the sentence of the rule. */
export class Forbidden extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`FORBIDDEN, ${refusal.code}: ${refusal.message.en}`);
    this.name = 'Forbidden';
    this.refusal = refusal;
  }
}

/** Thrown by services so that the transaction rolls back; the mutation turns it into its `Refusal` answer. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message.en}`);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}
