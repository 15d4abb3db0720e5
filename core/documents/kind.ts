import type { z } from 'zod';
import type { Bilingual, Clause } from '../regulation/index.ts';

/**
 * A kind of printable document. Declared in a module's manifest (or among the kernel's own), it can be issued, numbered,
 * sealed, printed and verified, and a county can replace its text.
 */
export interface DocumentKind<Data extends z.ZodObject = z.ZodObject> {
  /** UPPER_SNAKE, unique in the program. */
  readonly kind: string;
  /** The Chinese one stands on the paper and in its number. */
  readonly title: Bilingual;
  /** What demands or allows the document; quoted by `{{clause}}`. */
  readonly clause: Clause;
  /** What it says beyond the facts that every document has (`FACTS`): a z.strictObject, every key described. */
  readonly data: Data;
  /** Placeholders that a county's own text must keep, so that the paper still says what it must. */
  readonly mandatory: readonly string[];
  /** Its text where the county has set none: a paragraph a line, `{{key}}`, `{{#key}}…{{/key}}` if or for each, `{{^key}}…{{/key}}` if not. */
  readonly template: string;
  /** Labels of its copies, e.g. 存根 and 交申请人; left out: one copy without a label. */
  readonly copies?: readonly string[];
  /** Whether each copy ends with a block in which the receiver acknowledges it. */
  readonly receipt?: boolean;
  /** Read only through the object it belongs to, by whoever may read that, and then in full; left out: by the township's staff. */
  readonly restricted?: boolean;
}

/** Plain values of a document, as its kind's schema takes them. */
export type DocumentData = Readonly<Record<string, unknown>>;

/** Declares a kind of document; the only purpose of the call is the type of its data. */
export function documentKind<Data extends z.ZodObject>(kind: DocumentKind<Data>): DocumentKind<Data> {
  return kind;
}
