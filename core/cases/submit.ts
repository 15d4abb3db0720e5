import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { openWindows, whyNotAcceptable } from '../catalogue/acceptability.ts';
import type { ItemFacts } from '../catalogue/rules.ts';
import { Refused } from '../regulation/index.ts';
import { yearOf } from '../time/index.ts';
import { askGuards, runEffects } from './contributions.ts';
import type { CaseInputs } from './inputs.ts';
import { caseNumber, nextNumber } from './number-series.ts';
import { newQueryCode } from './query-code.ts';
import { emailInvalid, notFound, textMissing, windowNotOpen } from './refusals.ts';
import type { CaseRow } from './store.ts';
import { recordStep } from './timeline.ts';

/** Registers an application (收件): number, query code, window, handler. The item must be complete enough to take cases. */
export async function submitCase(act: Act, input: CaseInputs['submitCase']): Promise<CaseRow> {
  const item = act.platform.directory.findItem(act.townshipId, input.itemId)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  if (!input.applicant.name.trim()) throw new Refused(textMissing({ field: 'applicant.name' }));
  const email = input.applicant.email?.trim();
  if (email && !z.email().safeParse(email).success) throw new Refused(emailInvalid({}));
  const notYet = whyNotAcceptable(act.platform, item);
  if (notYet) throw new Refused(notYet);
  await askGuards(act, 'submitCase', { case: null, item, input });

  const windowId = windowFor(act, item, input.windowId ?? null);
  const township = act.platform.directory.findTownship(act.townshipId);
  if (!township) throw new Error('an act needs a known township');
  const year = yearOf(act.today);
  const [sequence, applicantId] = await Promise.all([
    nextNumber(act.tx, act.townshipId, 'CASE', year),
    keepApplicant(act, input),
  ]);
  const created: CaseRow = {
    townshipId: act.townshipId,
    id: randomUUID(),
    number: caseNumber(township.code, year, sequence),
    queryCode: newQueryCode(),
    itemId: item.itemId,
    itemVersion: item.version,
    applicantId,
    windowId,
    handlerId: item.post?.staffAId ?? null,
    channel: input.channel,
    state: 'SUBMITTED',
    version: 1,
    outcome: null,
    priority: 0,
    submittedAt: input.receivedAt ?? act.now,
    acceptedAt: null,
    decidedAt: null,
    closedAt: null,
    materialsGiven: [...(input.materials ?? [])],
    remark: input.remark ?? null,
  };
  act.insert('Case', created);
  recordStep(act, { verb: 'submitCase', before: null, after: created, note: input.remark ?? null });
  return runEffects(act, 'submitCase', { case: created, item, input, ended: [] });
}

/** The window asked for, the post's, or the first open one of the item's station. */
function windowFor(act: Act, item: ItemFacts, asked: string | null): string | null {
  const open = openWindows(act.platform, act.townshipId, item);
  if (asked !== null) {
    if (!open.some((w) => w.id === asked)) throw new Refused(windowNotOpen({ windowId: asked }));
    return asked;
  }
  return open.find((w) => w.id === item.post?.windowId)?.id ?? open[0]?.id ?? null;
}

/**
 * The applicant of a new case. An account's own row is kept by the name given, so that an earlier case keeps its applicant
 * when somebody applies for another; what is left out this time is not forgotten.
 */
async function keepApplicant(act: Act, { applicant }: CaseInputs['submitCase']): Promise<string> {
  const subject = act.actor.kind === 'APPLICANT' ? act.actor.id : null;
  const details = {
    name: applicant.name.trim(),
    phone: applicant.phone?.trim() || null,
    email: applicant.email?.trim() || null,
    idNumber: applicant.idNumber?.trim() || null,
  };
  const id = randomUUID();
  const { townshipId } = act;
  if (subject === null) {
    act.insert('Applicant', { townshipId, id, ...details });
    return id;
  }
  const row = await act.tx.applicant.upsert({
    where: { townshipId_subject_name: { townshipId, subject, name: details.name } },
    create: { townshipId, id, subject, ...details },
    update: Object.fromEntries(Object.entries(details).filter(([, given]) => given !== null)),
  });
  return row.id;
}
