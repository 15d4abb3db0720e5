/** The applicant's details as given at submission; personal data, kept in the Applicant row only. */
export interface ApplicantInput {
  readonly name: string;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly idNumber?: string | null | undefined;
}

interface OnCase {
  readonly caseId: string;
  /** The version the caller saw; a stale one is refused. */
  readonly version?: number | null | undefined;
}

/** What each step of a case takes. */
export interface CaseInputs {
  submitCase: {
    readonly itemId: string;
    readonly applicant: ApplicantInput;
    readonly channel: string;
    readonly windowId?: string | null | undefined;
    readonly materials?: readonly string[] | null | undefined;
    readonly remark?: string | null | undefined;
    /** When it was received, if not now: limits that run from receipt run from then. Not part of the API. */
    readonly receivedAt?: Date;
  };
  requestSupplement: OnCase & { readonly items: readonly string[]; readonly reason: string };
  supplementCase: OnCase & {
    readonly materials: readonly string[];
    readonly remark?: string | null | undefined;
    readonly queryCode?: string | null | undefined;
  };
  acceptCase: OnCase & {
    readonly note?: string | null | undefined;
    /** From when it counts as accepted, if not from now: the law may date an acceptance back. Not part of the API. */
    readonly asOf?: Date;
  };
  refuseCase: OnCase & {
    readonly basis: string;
    readonly reason: string;
    readonly remedies?: string | null | undefined;
  };
  suspendCase: OnCase & { readonly cause: string; readonly reason: string };
  resumeCase: OnCase & { readonly note?: string | null | undefined };
  decideCase: OnCase & {
    readonly outcome: string;
    readonly result: string;
    readonly basis?: string | null | undefined;
    readonly remedies?: string | null | undefined;
  };
  deliverCase: OnCase & { readonly method: string; readonly note?: string | null | undefined };
  withdrawCase: OnCase & { readonly reason: string };
}
