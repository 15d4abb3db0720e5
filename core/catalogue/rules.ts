import type { Refusal } from '../regulation/index.ts';

/** One demand that an item does not meet yet. */
export interface ItemDemand {
  /** Name of the missing field as the API spells it. */
  readonly field: string;
  /** Clause that demands it, or null for the kernel's own. */
  readonly clause: string | null;
  /** Of a demand that is broken rather than left open: what is wrong. */
  readonly refusal?: Refusal;
}

/** A material (申请材料) of an item. */
export interface Material {
  readonly name: string;
  /** 原件, 复印件 or 原件和复印件; empty when the source does not say. */
  readonly form: string;
  readonly originals: number | null;
  readonly copies: number | null;
  readonly total: number | null;
  readonly note: string;
}

/** A fee (收费) with its basis. */
export interface Fee {
  readonly text: string;
  /** fen; null when the text names no single amount */
  readonly amountFen: number | null;
  readonly basis: string;
  readonly legalBasis: string;
  readonly approvalDocNo: string;
}

/** IMMEDIATE 即办件, PROMISED 承诺件. */
export const ITEM_KINDS = ['IMMEDIATE', 'PROMISED'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What a service item says of itself. */
export interface ItemFields {
  readonly name: string;
  readonly kind: string | null;
  readonly conditions: string | null;
  readonly quantity: string | null;
  readonly materials: readonly Material[];
  readonly procedure: readonly string[];
  readonly flow: string | null;
  /** working days */
  readonly statutoryDays: number | null;
  /** working days */
  readonly promisedDays: number | null;
  readonly fees: readonly Fee[];
  readonly legalBasis: readonly string[];
  /** Laws and normative documents that the approval rests on, besides what sets the item up. */
  readonly laws: readonly string[];
  readonly sampleForms: readonly string[];
  readonly jointParticipants: readonly string[];
}

/** A service item in one version, as rules see it. */
export interface ItemFacts extends ItemFields {
  readonly townshipId: string;
  readonly itemId: string;
  readonly version: number;
  readonly code: string;
  readonly stationId: string | null;
  /** The A/B post that serves it, if one is set up. */
  readonly post: { readonly windowId: string; readonly staffAId: string; readonly staffBId: string } | null;
}

/** What the kernel itself needs before an item may take cases: it must be clear what is asked and who serves it. */
export function kernelDemands(item: ItemFacts): ItemDemand[] {
  const missing: string[] = [];
  if (!item.name) missing.push('name');
  if (!item.stationId) missing.push('station');
  if (!item.conditions) missing.push('conditions');
  if (item.materials.length === 0) missing.push('materials');
  if (item.procedure.length === 0) missing.push('procedure');
  return missing.map((field) => ({ field, clause: null }));
}
