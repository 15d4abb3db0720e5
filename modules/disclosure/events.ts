import type { AddedDemands } from './catalogue-rules.ts';

/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'item.published': {
      publicationId: string;
      itemId: string;
      version: number;
      publishedBy: string | null;
      day: string;
      /** What it asks beyond the version published before. */
      added: AddedDemands;
    };
    'disclosure.errorReported': {
      errorId: string;
      itemId: string | null;
      stationId: string | null;
      day: string;
      dueOn: string;
    };
    'disclosure.errorResolved': {
      errorId: string;
      itemId: string | null;
      stationId: string | null;
      staffId: string | null;
      day: string;
    };
    'fee.charged': FeePayload & { chargeId: string };
    'integrity.feeMismatch': FeePayload & {
      /** Null when the charge was blocked. */
      chargeId: string | null;
      overridden: boolean;
    };
  }
}

/** What both events of a charge carry. */
interface FeePayload {
  caseId: string;
  itemId: string;
  itemVersion: number;
  /** fen; null where no single amount is published */
  publishedFen: number | null;
  /** fen, with what was charged on the case before */
  chargedFen: number;
  staffId: string | null;
  day: string;
}
