import { staffIdOf } from './demo-ledger.ts';
import type { CaseRow } from './demo-rows.ts';
import type { DemoStep, DemoVerb } from './demo-story.ts';

/** A step of one verb. */
export type StepOf<V extends DemoVerb> = Extract<DemoStep, { verb: V }>;

/** A step that moves a case to another state. */
export type AdvancingStep = Exclude<DemoStep, { verb: 'submitCase' | 'extendCase' }>;

/** What a verb changes besides the state. */
export function changeOf(step: AdvancingStep, before: CaseRow): Partial<CaseRow> {
  switch (step.verb) {
    case 'supplementCase':
      return { materialsGiven: [...before.materialsGiven, ...step.input.materials] };
    case 'acceptCase':
      return { acceptedAt: step.at, handlerId: staffIdOf(step.actor) };
    case 'decideCase':
      return { decidedAt: step.at, outcome: step.input.outcome };
    case 'refuseCase':
    case 'deliverCase':
    case 'withdrawCase':
      return { closedAt: step.at };
    default:
      return {};
  }
}

/** How a step reads in the timeline. */
export function noteOf(step: AdvancingStep): string | null {
  switch (step.verb) {
    case 'requestSupplement':
      return `${step.input.reason}；需补正：${step.input.items.join('、')}`;
    case 'supplementCase':
      return `补正：${step.input.materials.join('、')}`;
    case 'refuseCase':
      return `${step.input.reason}（依据：${step.input.basis}）`;
    case 'decideCase':
      return step.input.result;
    case 'deliverCase':
      return step.input.method;
    case 'suspendCase':
    case 'withdrawCase':
      return step.input.reason;
    default:
      return step.input.note ?? null;
  }
}

/** What stops with a suspension; everything but the applicant's delay is a procedure of the law. */
export function causeOf(step: StepOf<'suspendCase'>): 'APPLICANT_DELAY' | 'STATUTORY_PROCEDURE' {
  return step.input.cause === 'APPLICANT_DELAY' ? 'APPLICANT_DELAY' : 'STATUTORY_PROCEDURE';
}

/** Names of the columns that a step changed, for the audit. */
export function changedFields(before: CaseRow, after: CaseRow): string[] {
  return (Object.keys(after) as (keyof CaseRow)[]).filter(
    (key) => String(before[key]) !== String(after[key]),
  );
}
