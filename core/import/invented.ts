import type { ItemContent, ItemSource } from './service-item-row.ts';

/** Fields that may be complemented where the source is silent. */
const COMPLEMENTS = ['kind', 'promisedDays'] as const;
type Complement = (typeof COMPLEMENTS)[number];

/** What an item holds now, as far as complements go. */
interface Present {
  readonly kind: string | null;
  readonly promisedDays: number | null;
  readonly source: unknown;
}

/**
 * The content of a list with the invented values that the item holds where the list says nothing: importing a list again
 * must not take away what was added to it. A value that the list gives takes the invented one's place.
 */
export function keepInvented(content: ItemContent, present: Present): ItemContent {
  const marked = (present.source as Partial<ItemSource> | null)?.invented ?? [];
  const kept = COMPLEMENTS.filter(
    (field) => marked.includes(field) && content[field] === null && present[field] !== null,
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
