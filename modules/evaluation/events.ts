/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'ledger.posted': PostedPayload;
    /** An entry took another back; points are those of the entry taken back, with the other sign. */
    'ledger.corrected': PostedPayload & { correctsId: string };
    'ledger.appealed': { appealId: string; entryId: string };
    'ledger.appealDecided': { appealId: string; entryId: string; upheld: boolean };
    /** A day passed without its daily log. */
    'dailyLog.missing': { day: string };
    'survey.published': { surveyId: string; month: string; answers: number; satisfied: number };
    'period.frozen': { periodId: string; kind: string; key: string; sheets: number };
    'period.published': PublishedPayload;
    'award.granted': {
      awardId: string;
      kind: string;
      period: string;
      staffId: string | null;
      windowId: string | null;
    };
  }
}

/** What was entered in the ledger. */
export interface PostedPayload {
  entryId: string;
  code: string;
  subjectKind: string;
  staffId: string | null;
  windowId: string | null;
  /** Hundredths of a point. */
  points: number;
  month: string;
  occurredOn: string;
}

/** What is published of a period; nothing of a single person. */
export interface PublishedPayload {
  periodId: string;
  kind: string;
  key: string;
  scores: PublishedScore[];
  /** Persons who were assessed. */
  staff: number;
  /** Of a month: what each scoring rule came to in all, in hundredths; what was derived from a window counts once. */
  points: { code: string; sum: number }[];
}

/** The published score of a window; persons' scores do not leave the township. */
export interface PublishedScore {
  windowId: string;
  /** Hundredths of a point. */
  total: number;
}
