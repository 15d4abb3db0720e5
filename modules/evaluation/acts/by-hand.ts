import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import type { ReceivedFile } from '../../../core/files/received-file.ts';
import { grantFiles, keepFile } from '../../../core/files/service.ts';
import { nearest } from '../../../core/modules/nearest.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { actingStaff, requireStaff, requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { hasEvidence } from '../ledger-rules.ts';
import {
  dayHasCome,
  groupTakes,
  oneMatterOnce,
  papersAreThere,
  subjectFits,
  unitsAreWhole,
} from '../log-rules.ts';
import { criterionUnknown, factThere, notAssessedThen } from '../refusals.ts';
import { CATALOGUE, criterionOf, type CriterionRow } from '../scoring-catalogue.ts';
import { noteProposal, sourcesOf, wasOn } from '../service.ts';

/** The scoring rule of a code. Refusals: CRITERION_UNKNOWN, with the code that was perhaps meant. */
export function requireCriterion(code: string): CriterionRow {
  const criterion = criterionOf(code);
  if (criterion) return criterion;
  const didYouMean = nearest(
    code,
    CATALOGUE.map((row) => row.code),
  );
  throw new Refused(criterionUnknown({ code, didYouMean }, CLAUSES.principles));
}

/** A fact that a person states. */
interface HandMade {
  readonly source: 'DAILY_LOG' | 'GROUP';
  readonly criterion: CriterionRow;
  readonly staffId: string | null;
  readonly windowId: string | null;
  readonly units: number;
  readonly occurredOn: CivilDate;
  readonly factId: string;
  readonly evidence: string;
  readonly log: { readonly id: string; readonly observedAt: Date } | null;
}

/**
 * Proposes what a person states; it waits for another to confirm it, whatever is confirmed by itself.
 * Refusals: NOT_FOUND, SUBJECT_NOT_OF_CRITERION, UNITS_INVALID, EVIDENCE_REQUIRED, FACT_ALREADY_PROPOSED.
 */
export async function enterByHand(act: Act, made: HandMade): Promise<string> {
  const { criterion, staffId, windowId } = made;
  const { kind, verdict } = subjectFits.decide(criterion, made);
  const units = unitsAreWhole.decide(made.units);
  enforce(verdict, units.verdict, hasEvidence.decide(made.evidence));
  if (staffId !== null) requireStaff(act, staffId);
  if (windowId !== null) requireWindow(act, windowId);
  const id = randomUUID();
  const { count } = await act.tx.scoreProposal.createMany({
    data: [
      {
        townshipId: act.townshipId,
        id,
        source: made.source,
        code: criterion.code,
        clauseId: criterion.clauseId,
        subjectKind: kind,
        staffId,
        windowId,
        units: units.hundredths,
        occurredOn: made.occurredOn,
        factId: made.factId,
        evidence: made.evidence.trim(),
        logId: made.log?.id ?? null,
        observedAt: made.log?.observedAt ?? null,
        state: 'PROPOSED',
        recordedById: actingStaff(act),
        recordedAt: act.now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(factThere({ code: criterion.code }, CLAUSES.publicPraise));
  const verb = made.source === 'GROUP' ? 'proposeScore' : 'recordObservation';
  noteProposal(act, verb, id, ['code', 'staffId', 'windowId']);
  return id;
}

export interface ProposeInput {
  readonly code: string;
  readonly staffId: string | null;
  readonly windowId: string | null;
  readonly units: number;
  readonly occurredOn: CivilDate;
  readonly evidence: string;
  readonly file: ReceivedFile | null;
  /** An earlier proposal of the same matter. */
  readonly sameMatterAs: string | null;
}

/**
 * 三(一)3(1): a member of the group brings forward what rests on a paper, a sample or its judgement; another one confirms it.
 * Refusals: CRITERION_UNKNOWN, FOR_THE_DAILY_LOG, SOURCE_IS_ON, DOCUMENT_REQUIRED, FILE_TYPE_NOT_ALLOWED, DAY_NOT_YET,
 * NOT_ASSESSED_THEN, NOT_FOUND, and those of a fact written by hand.
 */
export async function proposeScore(act: Act, input: ProposeInput): Promise<string> {
  const criterion = requireCriterion(input.code);
  const { occurredOn, file, staffId, windowId } = input;
  enforce(
    groupTakes.decide(criterion, sourcesOf(act, criterion.code, occurredOn)),
    papersAreThere.decide(criterion.code, file !== null),
    dayHasCome.decide(occurredOn, act.today),
  );
  if (!wasOn(act, occurredOn)) throw new Refused(notAssessedThen({ day: occurredOn }, CLAUSES.principles));
  const same = input.sameMatterAs === null ? null : await requireMatter(act, input.sameMatterAs);
  const id = await enterByHand(act, {
    ...input,
    source: 'GROUP',
    criterion,
    factId: oneMatterOnce.decide(staffId ?? windowId ?? '', randomUUID(), same),
    log: null,
  });
  if (file) {
    const fileId = await keepFile(act, file);
    await grantFiles(act, { subjectType: 'ScoreProposal', subjectId: id }, [fileId]);
  }
  return id;
}

/** The fact of another proposal, and whose it is. */
async function requireMatter(act: Act, id: string) {
  const row = await act.tx.scoreProposal.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    select: { factId: true, staffId: true, windowId: true },
  });
  if (!row) throw new Refused(notFound({ type: 'ScoreProposal', id }));
  return { factId: row.factId, subjectId: row.staffId ?? row.windowId };
}
