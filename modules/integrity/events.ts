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
    'integrity.declarationsUnsigned': { campaignId: string; dueOn: string; unsigned: number };
  }
}
