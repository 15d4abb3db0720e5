import type { Role } from '../auth/roles.ts';

/** States of a case (办件状态). EXTENDED and OVERDUE are readings of its clocks, not states. */
export const CASE_STATES = [
  'SUBMITTED',
  'AWAITING_SUPPLEMENT',
  'ACCEPTED',
  'SUSPENDED',
  'REFUSED',
  'DECIDED',
  'DELIVERED',
  'WITHDRAWN',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** One verb of a case's life: from which states, to which, by whom. */
export interface Transition {
  readonly from: readonly CaseState[];
  readonly to: CaseState;
  readonly roles: readonly Role[];
}

const AT_THE_WINDOW = ['WINDOW_STAFF', 'STATION_HEAD'] as const satisfies readonly Role[];

/** The whole life of a case as data. What it does not allow is refused and writes nothing. */
export const TRANSITIONS = {
  requestSupplement: { from: ['SUBMITTED'], to: 'AWAITING_SUPPLEMENT', roles: AT_THE_WINDOW },
  supplementCase: {
    from: ['AWAITING_SUPPLEMENT'],
    to: 'SUBMITTED',
    roles: ['APPLICANT', 'FRONTEND', ...AT_THE_WINDOW],
  },
  acceptCase: { from: ['SUBMITTED'], to: 'ACCEPTED', roles: AT_THE_WINDOW },
  refuseCase: { from: ['SUBMITTED', 'AWAITING_SUPPLEMENT'], to: 'REFUSED', roles: AT_THE_WINDOW },
  suspendCase: { from: ['ACCEPTED'], to: 'SUSPENDED', roles: AT_THE_WINDOW },
  resumeCase: { from: ['SUSPENDED'], to: 'ACCEPTED', roles: AT_THE_WINDOW },
  decideCase: { from: ['ACCEPTED'], to: 'DECIDED', roles: AT_THE_WINDOW },
  deliverCase: { from: ['DECIDED'], to: 'DELIVERED', roles: AT_THE_WINDOW },
  withdrawCase: {
    from: ['SUBMITTED', 'AWAITING_SUPPLEMENT', 'ACCEPTED', 'SUSPENDED'],
    to: 'WITHDRAWN',
    roles: ['APPLICANT', ...AT_THE_WINDOW],
  },
} as const satisfies Record<string, Transition>;

export type CaseVerb = keyof typeof TRANSITIONS;

/** Who may begin a case. */
export const SUBMIT_ROLES = ['APPLICANT', 'FRONTEND', ...AT_THE_WINDOW] as const satisfies readonly Role[];

/** States in which a case's life is over. */
export const ENDED: readonly CaseState[] = ['REFUSED', 'DELIVERED', 'WITHDRAWN'];

/** The transition of a verb with plain types. */
export function transitionOf(verb: CaseVerb): Transition {
  return TRANSITIONS[verb];
}

/** Verbs that the table allows in a state for somebody with these roles. */
export function allowedVerbs(state: string, roles: readonly string[]): CaseVerb[] {
  return (Object.keys(TRANSITIONS) as CaseVerb[]).filter((verb) => {
    const { from, roles: permitted } = transitionOf(verb);
    return (from as readonly string[]).includes(state) && permitted.some((role) => roles.includes(role));
  });
}
