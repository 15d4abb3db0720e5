import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import type { CaseFacts } from '../../../core/cases/contribution.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { stateAllows, versionIsCurrent } from '../../../core/cases/rules.ts';
import { stepCase } from '../../../core/cases/service.ts';
import { findCase } from '../../../core/cases/store.ts';
import { findItemVersion } from '../../../core/catalogue/store.ts';
import type { ItemFacts } from '../../../core/catalogue/rules.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import {
  correctedOnTheSpot,
  onSpotIsReasoned,
  oralForImmediateOnly,
  type NoticeItem,
  type WrittenKind,
} from '../rules.ts';
import { keepNotice, tellOfNotice, writeNotice } from '../service.ts';

interface OnCase {
  readonly caseId: string;
  readonly version?: number | null | undefined;
}

export interface IssueNoticeInput extends OnCase {
  readonly kind: WrittenKind;
  readonly reason: string;
  readonly items: readonly (NoticeItem & { readonly correctableOnSpot: boolean })[];
  readonly queryMethod: string | null;
  /** Legal basis of a return. */
  readonly basis: string | null;
  readonly remedies: string | null;
}

/**
 * 一(二)2: the written notice of all that is missing. SUPPLEMENT: the case waits, its promise stands still. RETURN: it is not accepted.
 * Refusals: those of the kernel's step and of `writeNotice`, and CORRECTABLE_ON_SPOT.
 */
export async function issueNotice(act: Act, input: IssueNoticeInput): Promise<string> {
  const { kind, reason } = input;
  const step = kind === 'RETURN' ? 'refuseCase' : 'requestSupplement';
  const { facts, item } = await caseBefore(act, input, step);
  enforce(correctedOnTheSpot.decide(input.items));
  // A demand that is a material in all but name is one: the guide binds whatever way it is worded.
  const items = input.items.map(({ correctableOnSpot: _asked, ...asked }) => ({
    ...asked,
    material: asked.material ?? namedItem(asked.text, item).material,
  }));
  const { queryMethod } = input;
  const id = await writeNotice(act, { kind, facts, item, reason, items, queryMethod });
  const common = { caseId: facts.id, reason };
  if (kind === 'RETURN')
    await stepCase(act, 'refuseCase', { ...common, basis: input.basis ?? '', remedies: input.remedies });
  else await stepCase(act, 'requestSupplement', { ...common, items: items.map(({ text }) => text) });
  return id;
}

export interface NotAcceptedNowInput {
  /** The item that was asked for; not needed with a case. */
  readonly itemId: string | null;
  readonly caseId: string | null;
  readonly version?: number | null | undefined;
  readonly reason: string;
  readonly requirements: readonly string[];
}

/**
 * 一(二)2: an on-the-spot item that is not accepted now: all requirements at once, and why. A registered case then waits.
 * Refusals: NOT_FOUND, NOTICE_NOT_REASONED, NOTICE_MUST_BE_WRITTEN, those of the kernel's step and of `writeNotice`.
 */
export async function recordNotAcceptedNow(act: Act, input: NotAcceptedNowInput): Promise<string> {
  const { reason, requirements } = input;
  if (input.caseId !== null) {
    const { facts, item } = await caseBefore(act, { ...input, caseId: input.caseId }, 'requestSupplement');
    enforce(onSpotIsReasoned.decide(input), oralForImmediateOnly.decide(item));
    const items = requirements.map((text) => namedItem(text, item));
    const id = await writeNotice(act, { kind: 'ON_SPOT', facts, item, reason, items });
    await stepCase(act, 'requestSupplement', { caseId: facts.id, reason, items: requirements });
    return id;
  }
  const item = input.itemId && act.platform.directory.findItem(act.townshipId, input.itemId)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId ?? '' }, CLAUSES.onSpot));
  enforce(onSpotIsReasoned.decide(input), oralForImmediateOnly.decide(item));
  const notice = {
    id: randomUUID(),
    kind: 'ON_SPOT',
    item,
    reason,
    items: requirements.map((text) => namedItem(text, item)),
  } as const;
  await act.tx.notice.create({ data: { ...keepNotice(act, notice), ordinal: 1, extraTrip: false } });
  tellOfNotice(act, { ...notice, caseId: null, ordinal: 1, extraTrip: false });
  return notice.id;
}

/** A demand told in words only; it is about a material when it names one. */
export function namedItem(text: string, item: ItemFacts): NoticeItem {
  const material = item.materials.some(({ name }) => name === text.trim()) ? text.trim() : null;
  return { text, material, lawChange: null, newFact: null };
}

/** The case of a notice and its item. Refusals: NOT_FOUND, CONFLICT, STATE_NOT_ALLOWED. */
async function caseBefore(
  act: Act,
  input: OnCase,
  step: 'requestSupplement' | 'refuseCase',
): Promise<{ facts: CaseFacts; item: ItemFacts }> {
  const facts = await findCase(act.tx, act.townshipId, input.caseId);
  if (!facts) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  enforce(versionIsCurrent(facts, input.version), stateAllows(facts, step));
  const item = await findItemVersion(act, facts.itemId, facts.itemVersion);
  if (!item) throw new Error('a case must have its item version');
  return { facts, item };
}
