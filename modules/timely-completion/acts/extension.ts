import type { Act } from '../../../core/acts/act.ts';
import type { CaseFacts } from '../../../core/cases/contribution.ts';
import { nextVersion } from '../../../core/cases/next-version.ts';
import { caseSubject, factsOf } from '../../../core/clocks/clock-row.ts';
import { extendClock, readingOf } from '../../../core/clocks/service.ts';
import { findClock } from '../../../core/clocks/store.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import { applicantOf } from '../../../core/notifications/applicant.ts';
import { draftOf, queueMessages } from '../../../core/notifications/queue.ts';
import { enforce } from '../../../core/regulation/index.ts';
import { extensionTo, type CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { EXTENSION_NOTICE } from '../documents.ts';
import { EXTENDED, EXTENSION_COPY } from '../messages.ts';
import { extensionHasApprover, extensionIsReasoned, extensionWithinStatutory } from '../rules.ts';
import { openCase, runningPromise, settingsOf } from '../service.ts';
import { STATUTORY } from '../store.ts';

export interface ExtendCaseInput {
  readonly caseId: string;
  readonly version?: number | null | undefined;
  readonly newDueOn: CivilDate;
  readonly reason: string;
}

/** 一(四)3: moves the promise to a later working day within the statute; written notice, message and copies go with it. */
export async function extendCase(act: Act, input: ExtendCaseInput): Promise<CaseFacts> {
  const before = await openCase(act, input, 'extendCase');
  const promise = await runningPromise(act, before, CLAUSES.extension);
  const statutory = await findClock(act.tx, act.townshipId, caseSubject(before.id), STATUTORY);
  const { calendar } = act.platform.directory;
  const facts = factsOf(promise);
  enforce(
    extensionIsReasoned.decide(input),
    extensionHasApprover.decide(act.actor.roles, settingsOf(act)),
    extensionWithinStatutory.decide(
      {
        promise: facts,
        reading: readingOf(act, promise),
        statutoryDueOn: statutory && readingOf(act, statutory).dueOn,
        newDueOn: input.newDueOn,
      },
      settingsOf(act),
      calendar,
      act.today,
    ),
  );
  const days = extensionTo(input.newDueOn, facts, calendar, act.today) ?? 0;
  const after = await nextVersion(
    act,
    before,
    'extendCase',
    `延期至${input.newDueOn}：${input.reason}`,
    CLAUSES.extension,
  );
  await extendClock(act, promise, days, input.reason);
  const statutoryDueOn = statutory?.dueOn ?? null;
  await tellExtension(act, after, { oldDueOn: promise.dueOn, statutoryDueOn }, input);
  act.emit({
    type: 'case.extended',
    caseId: after.id,
    factId: `case.extended/${after.id}/${after.version}`,
    payload: {
      caseId: after.id,
      oldDueOn: promise.dueOn,
      newDueOn: input.newDueOn,
      approverId: act.actor.id,
    },
  });
  return after;
}

async function tellExtension(
  act: Act,
  facts: CaseFacts,
  dates: { oldDueOn: string; statutoryDueOn: string | null },
  input: ExtendCaseInput,
): Promise<void> {
  const { newDueOn, reason } = input;
  const { number } = await issueDocument(
    act,
    EXTENSION_NOTICE,
    { caseId: facts.id },
    { ...dates, newDueOn, reason },
  );
  const data = { number: facts.number, newDueOn, notice: number };
  const dedupeKey = `extended/${facts.id}/${facts.version}`;
  await queueMessages(act, [
    draftOf(EXTENDED, { ...(await applicantOf(act, facts)), data, dedupeKey }),
    ...settingsOf(act).extensionCopies.map((role) =>
      draftOf(EXTENSION_COPY, {
        caseId: facts.id,
        recipient: role,
        data,
        dedupeKey: `${dedupeKey}/${role}`,
      }),
    ),
  ]);
}
