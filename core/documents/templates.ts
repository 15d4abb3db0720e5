import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import type { Directory } from '../county/directory.ts';
import { nearest } from '../modules/nearest.ts';
import type { RegisteredDocument, Registry } from '../modules/registry.ts';
import { Refused } from '../regulation/index.ts';
import type { CivilDate } from '../time/index.ts';
import type { UsedTemplate } from './compose.ts';
import type { DocumentKind } from './kind.ts';
import { documentKindUnknown, templateDateInvalid, templateInvalid } from './refusals.ts';
import { templateProblems } from './template.ts';

/** One dated decision of the county on the text of a kind. */
export interface TemplateDecision {
  /** A township, or the county itself for all of them. */
  readonly townshipId: string;
  readonly id: string;
  readonly kind: string;
  /** null: from then on the next wider text holds again. */
  readonly text: string | null;
  readonly effectiveFrom: CivilDate;
  readonly reason: string | null;
  readonly setAt: Date;
}

/** The decision that holds on a day: the township's own before the county's; null where the program's own text holds. */
export function decisionInForce(
  directory: Directory,
  kind: string,
  townshipId: string | null,
  day: CivilDate,
): TemplateDecision | null {
  for (const owner of [townshipId, directory.county?.id]) {
    const latest = directory.templatesOf(owner ?? '', kind).findLast((t) => t.effectiveFrom <= day);
    if (latest && latest.text !== null) return latest;
  }
  return null;
}

/** The text of a kind that holds in a township on a day. */
export function templateInForce(
  directory: Directory,
  kind: DocumentKind,
  townshipId: string,
  day: CivilDate,
): UsedTemplate {
  const decision = decisionInForce(directory, kind.kind, townshipId, day);
  return decision?.text == null
    ? { id: null, text: kind.template }
    : { id: decision.id, text: decision.text };
}

/** A kind by its name. Refusals: DOCUMENT_KIND_UNKNOWN, with the nearest name. */
export function knownKind(registry: Registry, kind: string): RegisteredDocument {
  const found = registry.findDocument(kind);
  if (found) return found;
  const known = registry.documents.map((d) => d.kind.kind);
  throw new Refused(documentKindUnknown({ kind, didYouMean: nearest(kind, known) }));
}

export interface SetDocumentTemplate {
  readonly kind: string;
  /** null: the own text ends. */
  readonly text: string | null;
  /** First day; left out: today. */
  readonly effectiveFrom?: CivilDate | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Sets the text of a kind from a day on, in the township of the act or, in the county's own act, in all that have none of
 * their own. Documents already issued keep theirs. Refusals: DOCUMENT_KIND_UNKNOWN, TEMPLATE_INVALID, TEMPLATE_DATE_PAST.
 */
export async function setDocumentTemplate(act: Act, input: SetDocumentTemplate): Promise<string> {
  const { kind } = knownKind(act.platform.registry, input.kind);
  const problems = input.text === null ? [] : templateProblems(kind, input.text);
  if (problems.length > 0) throw new Refused(templateInvalid({ kind: kind.kind, problems }, kind.clause));
  const effectiveFrom = input.effectiveFrom ?? act.today;
  if (effectiveFrom < act.today)
    throw new Refused(templateDateInvalid({ asked: effectiveFrom, earliest: act.today }));
  const id = randomUUID();
  await act.tx.documentTemplate.create({
    data: {
      townshipId: act.townshipId,
      id,
      kind: kind.kind,
      text: input.text,
      effectiveFrom,
      reason: input.reason ?? null,
      setBy: act.actor.id,
      setAt: act.now,
    },
  });
  act.audit({
    verb: 'setDocumentTemplate',
    subjectType: 'DocumentTemplate',
    subjectId: id,
    fields: ['kind', 'text', 'effectiveFrom'],
    content: { kind: kind.kind, text: input.text, effectiveFrom },
  });
  act.announce('reference');
  return id;
}
