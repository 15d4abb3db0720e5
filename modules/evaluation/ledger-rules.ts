import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import { conflictOfInterest, evidenceMissing } from './refusals.ts';

/** Who decides, as far as it matters for conflicts of interest. */
export interface Decider {
  readonly staffId: string;
  readonly stationId: string | null;
  readonly roles: readonly string[];
}

/** Whom a decision concerns. */
export interface Concerned {
  /** Persons whose points they are: the subject, or a window's accountable handler. */
  readonly staffIds: readonly string[];
  /** Stations that these persons or the window belong to. */
  readonly stationIds: readonly string[];
  /** Who recorded the fact by hand; null = a rule or another chapter did. */
  readonly recordedById: string | null;
}

export const nobodyAboutHimself = rule({
  id: 'nobody-decides-about-himself',
  clause: CLAUSES.group,
  says: {
    zh: '不得确认、撤销涉及本人的计分，记录人不得自行确认',
    en: 'nobody confirms or reverses what concerns himself, nor what he recorded',
  },
  decide: ({ staffId }: Decider, { staffIds, recordedById }: Concerned): Verdict =>
    staffIds.includes(staffId) || recordedById === staffId
      ? refuse(conflictOfInterest({}, CLAUSES.group))
      : allow(),
});

export const needsSecond = rule({
  id: 'station-head-not-alone',
  clause: CLAUSES.group,
  says: {
    zh: '站所负责人对本站所人员的计分须由另一成员再次确认',
    en: 'what a station head decides about his own staff needs another member',
  },
  /** Leaders of the township decide alone, whatever station they are listed at. */
  decide: ({ stationId, roles }: Decider, { stationIds }: Concerned): boolean =>
    roles.includes('STATION_HEAD') &&
    !roles.some((role) => role === 'UNIT_DEPUTY' || role === 'CENTRE_DIRECTOR') &&
    stationId !== null &&
    stationIds.includes(stationId),
});

export const hasEvidence = rule({
  id: 'points-need-evidence',
  clause: CLAUSES.principles,
  says: { zh: '没有依据不得计分', en: 'without evidence nothing is entered' },
  decide: (evidence: string | null): Verdict =>
    evidence !== null && evidence.trim().length > 0
      ? allow()
      : refuse(evidenceMissing({}, CLAUSES.principles)),
});

export const LEDGER_RULES = [nobodyAboutHimself, needsSecond, hasEvidence];
