import type { ItemContent, ItemSource } from './service-item-row.ts';

/** Fields that may be complemented where the source is silent. */
const COMPLEMENTS = ['kind', 'promisedDays', 'quantity', 'flow', 'laws', 'sampleForms'] as const;
type Complement = (typeof COMPLEMENTS)[number];

/** What an item holds now, as far as complements go. */
interface Present {
  readonly kind: string | null;
  readonly promisedDays: number | null;
  readonly quantity: string | null;
  readonly flow: string | null;
  readonly laws: readonly string[];
  readonly sampleForms: readonly string[];
  readonly source: unknown;
}

/**
 * The content of a list with the invented values that the item holds where the list says nothing: importing a list again
 * must not take away what was added to it. A value that the list gives takes the invented one's place.
 */
export function keepInvented(content: ItemContent, present: Present): ItemContent {
  const marked = (present.source as Partial<ItemSource> | null)?.invented ?? [];
  const kept = COMPLEMENTS.filter(
    (field) => marked.includes(field) && isSilent(content[field]) && !isSilent(present[field]),
  );
  if (kept.length === 0) return content;
  const values = Object.fromEntries(kept.map((field) => [field, present[field]])) as Pick<
    ItemContent,
    Complement
  >;
  const invented = [
    ...content.source.invented,
    ...kept.filter((field) => !content.source.invented.includes(field)),
  ];
  return { ...content, ...values, source: { ...content.source, invented } };
}

/** Whether a list says nothing of a field. */
function isSilent(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
