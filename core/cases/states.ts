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
  /** Where it leads instead when the case was accepted before. */
  readonly toOnceAccepted?: CaseState;
  /** Not possible any more once the case was accepted. */
  readonly beforeAcceptanceOnly?: true;
  readonly roles: readonly Role[];
}

/** What the table asks of a case besides the verb. */
interface Standing {
  readonly state: string;
  readonly acceptedAt: Date | null;
}

const AT_THE_WINDOW = ['WINDOW_STAFF', 'STATION_HEAD'] as const satisfies readonly Role[];

/** The whole life of a case as data. What it does not allow is refused and writes nothing. */
export const TRANSITIONS = {
  requestSupplement: { from: ['SUBMITTED', 'ACCEPTED'], to: 'AWAITING_SUPPLEMENT', roles: AT_THE_WINDOW },
  supplementCase: {
    from: ['AWAITING_SUPPLEMENT'],
    to: 'SUBMITTED',
    toOnceAccepted: 'ACCEPTED',
    roles: ['APPLICANT', 'FRONTEND', ...AT_THE_WINDOW],
  },
  acceptCase: { from: ['SUBMITTED'], to: 'ACCEPTED', roles: AT_THE_WINDOW },
  refuseCase: {
    from: ['SUBMITTED', 'AWAITING_SUPPLEMENT'],
    to: 'REFUSED',
    beforeAcceptanceOnly: true,
    roles: AT_THE_WINDOW,
  },
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

/** Whether the table allows a verb as the case stands. */
export function isAllowed(verb: CaseVerb, { state, acceptedAt }: Standing): boolean {
  const { from, beforeAcceptanceOnly } = transitionOf(verb);
  return (from as readonly string[]).includes(state) && !(beforeAcceptanceOnly && acceptedAt !== null);
}

/** The state to which a verb leads a case. */
export function stateAfter(verb: CaseVerb, { acceptedAt }: Standing): CaseState {
  const { to, toOnceAccepted = to } = transitionOf(verb);
  return acceptedAt === null ? to : toOnceAccepted;
}

/** Verbs that the table allows on a case for somebody with these roles. */
export function allowedVerbs(facts: Standing, roles: readonly string[]): CaseVerb[] {
  return (Object.keys(TRANSITIONS) as CaseVerb[]).filter(
    (verb) => isAllowed(verb, facts) && transitionOf(verb).roles.some((role) => roles.includes(role)),
  );
}
