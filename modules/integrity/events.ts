/**
 * Events of this chapter; ids, codes, dates and numbers only. Of a file nothing leaves but its outcome, under an id that
 * leads nowhere.
 */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'integrity.fileOpened': { day: string };
    'integrity.confirmed': {
      outcomeId: string;
      code: string;
      staffId: string;
      confirmedOn: string;
      disqualifies: 'DQ3' | 'DQ4';
    };
    /** A review took an outcome back: the fact of the same `factId` no longer counts. */
    'integrity.revoked': { outcomeId: string; code: string; staffId: string; revokedOn: string };
    'integrity.declarationsUnsigned': { campaignId: string; dueOn: string; unsigned: number };
  }
}
