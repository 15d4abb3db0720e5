import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { caseNumber, nextNumber } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { trackByNumber, type Tracked } from '../../../core/cases/track.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { yearOf } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { firstReceiver } from '../rules.ts';
import { findByNumber, findVisit } from '../store.ts';

export interface RegisterInput {
  /** Number of the visit on this day; null: the next free one. */
  readonly visitNo: string | null;
  /** WALK_IN, PHONE or ONLINE. */
  readonly channel: string;
  readonly matter: string;
  /** By default the window at which the receiver sits. */
  readonly windowId: string | null;
  readonly itemId: string | null;
  /** Personal data, optional. */
  readonly visitorName: string | null;
  readonly visitorPhone: string | null;
}

/**
 * 一(一)1: whoever registers a visit is its first responsible person.
 * Refusals: FIRST_RESPONSIBLE_ALREADY_SET, NOT_FOUND, TEXT_REQUIRED.
 */
export async function registerFirstInquiry(act: Act, input: RegisterInput): Promise<string> {
  const { townshipId, tx } = act;
  if (!input.matter.trim()) throw new Refused(textMissing({ field: 'matter' }, CLAUSES.responsible));
  const responsibleId = actingStaff(act);
  const windowId = input.windowId ?? act.platform.directory.findStaff(responsibleId)?.windowId ?? null;
  if (windowId && !(await tx.window.findUnique({ where: { townshipId_id: { townshipId, id: windowId } } })))
    throw new Refused(notFound({ type: 'Window', id: windowId }));
  if (input.itemId) {
    const where = { townshipId_id: { townshipId, id: input.itemId } };
    if (!(await tx.serviceItem.findUnique({ where })))
      throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  }
  // The series' row is locked to the commit, so that registrations of a township follow one another.
  const number = await nextInquiryNumber(act);
  const visitNo = input.visitNo ?? (await freeVisitNo(act));
  enforce(firstReceiver.decide(await findVisit(tx, townshipId, act.today, visitNo)));
  return openInquiry(act, number, {
    ...input,
    visitNo,
    visitorName: input.visitorName?.trim() || null,
    visitorPhone: input.visitorPhone?.trim() || null,
    windowId,
    responsibleId,
    consultationId: null,
  });
}

/** The next number of the township's inquiries, `SW-shexi-2026-000001`. */
export async function nextInquiryNumber(act: Act): Promise<string> {
  const year = yearOf(act.today);
  const township = act.platform.directory.findTownship(act.townshipId);
  return `SW-${caseNumber(township?.code ?? '', year, await nextNumber(act.tx, act.townshipId, 'FIRST_INQUIRY', year))}`;
}

/** The next number of the township's day, `V-17`, that no queue machine gave already. */
async function freeVisitNo(act: Act): Promise<string> {
  for (;;) {
    const next = await nextNumber(act.tx, act.townshipId, `VISIT ${act.today}`, yearOf(act.today));
    if (!(await findVisit(act.tx, act.townshipId, act.today, `V-${next}`))) return `V-${next}`;
  }
}

/** Writes an inquiry and tells of it. */
export async function openInquiry(
  act: Act,
  number: string,
  draft: RegisterInput & { responsibleId: string; consultationId: string | null },
): Promise<string> {
  const id = randomUUID();
  await act.tx.firstInquiry.create({
    data: {
      ...draft,
      townshipId: act.townshipId,
      id,
      number,
      queryCode: newQueryCode(),
      day: act.today,
      receivedAt: act.now,
      holderId: draft.responsibleId,
      state: 'IN_HAND',
    },
  });
  act.audit({
    verb: 'registerFirstInquiry',
    subjectType: 'FirstInquiry',
    subjectId: id,
    fields: ['visitNo', 'matter', 'responsibleId'],
  });
  act.emit({
    type: 'firstInquiry.registered',
    factId: `firstInquiry/${id}`,
    payload: {
      inquiryId: id,
      channel: draft.channel,
      staffId: draft.responsibleId,
      windowId: draft.windowId,
      day: act.today,
    },
  });
  return id;
}

/** Finds an inquiry by the number and the query code of its slip; wrong codes are counted and lock the number. */
export function trackInquiry(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: 'SW-', find: findByNumber });
}
