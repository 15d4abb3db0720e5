import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import type { CaseFacts } from '../../core/cases/contribution.ts';
import { notFound, staleVersion, textMissing, wrongState } from '../../core/cases/refusals.ts';
import { versionIsCurrent } from '../../core/cases/rules.ts';
import { advanceCase, findCase } from '../../core/cases/store.ts';
import { writeTimeline } from '../../core/cases/timeline.ts';
import { extendClock, readingOf, rebudgetClock } from '../../core/clocks/service.ts';
import { factsOf, type ClockRow } from '../../core/clocks/clock-row.ts';
import { findClock } from '../../core/clocks/store.ts';
import { issueDocument } from '../../core/documents/service.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { enforce, Refused, type Clause } from '../../core/regulation/index.ts';
import { extensionTo, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { applicantOf, settingsOf } from './effects.ts';
import { EXTENDED, EXTENSION_COPY } from './messages.ts';
import { noPromiseRunning, reportDecided } from './refusals.ts';
import {
  extensionHasApprover,
  extensionIsReasoned,
  extensionWithinStatutory,
  greenChannelIsReasoned,
  meetingLimitWithinCap,
  upheldReportIsCandidate,
} from './rules.ts';
import { PROMISE, STATUTORY } from './store.ts';

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
  const statutory = await findClock(act.tx, act.townshipId, before.id, STATUTORY);
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
  await tellExtension(act, after, promise.dueOn, input);
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
  oldDueOn: string,
  input: ExtendCaseInput,
): Promise<void> {
  const { number } = await issueDocument(act, {
    kind: 'EXTENSION_NOTICE',
    title: '延期办理告知书',
    caseId: facts.id,
    clause: CLAUSES.extension.id,
    data: { number: facts.number, oldDueOn, newDueOn: input.newDueOn, reason: input.reason },
    text: [
      `办件编号：${facts.number}。`,
      `原承诺办结时间${oldDueOn}，因${input.reason}，延期至${input.newDueOn}。`,
    ],
  });
  const data = { number: facts.number, newDueOn: input.newDueOn, notice: number };
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

/** 一(四)4: the green channel puts a case first in the queue; the grantor and his reason are on record. */
export async function grantGreenChannel(
  act: Act,
  input: { caseId: string; version?: number | null | undefined; reason: string },
): Promise<CaseFacts> {
  const before = await openCase(act, input, 'grantGreenChannel');
  enforce(greenChannelIsReasoned.decide(input));
  const after = await nextVersion(act, before, 'grantGreenChannel', input.reason, CLAUSES.greenChannel, {
    priority: 1,
  });
  const green = { greenChannel: true, greenReason: input.reason, greenBy: act.actor.id };
  await act.tx.timelyCase.upsert({
    where: { townshipId_caseId: { townshipId: act.townshipId, caseId: after.id } },
    create: { townshipId: act.townshipId, caseId: after.id, ...green },
    update: green,
  });
  act.emit({
    type: 'case.greenChannel',
    caseId: after.id,
    factId: `case.greenChannel/${after.id}`,
    payload: { caseId: after.id },
  });
  return after;
}

/** 一(四)4: the joint meeting's limit, counted from the meeting's day, takes the place of the promise. */
export async function setMeetingLimit(
  act: Act,
  input: {
    caseId: string;
    version?: number | null | undefined;
    meetingOn: CivilDate;
    workingDays: number;
    extensionApproved: boolean;
  },
): Promise<CaseFacts> {
  const before = await openCase(act, input, 'setMeetingLimit');
  const promise = await runningPromise(act, before, CLAUSES.greenChannel);
  enforce(meetingLimitWithinCap.decide(input, settingsOf(act)));
  const note = `联席会议${input.meetingOn}确定${input.workingDays}个工作日`;
  const after = await nextVersion(act, before, 'setMeetingLimit', note, CLAUSES.greenChannel);
  await rebudgetClock(act, promise, { startedOn: input.meetingOn, budgetDays: input.workingDays }, note);
  const meeting = { meetingDays: input.workingDays, meetingOn: input.meetingOn };
  await act.tx.timelyCase.upsert({
    where: { townshipId_caseId: { townshipId: act.townshipId, caseId: after.id } },
    create: { townshipId: act.townshipId, caseId: after.id, ...meeting },
    update: meeting,
  });
  return after;
}

/** 一(四)3: anyone may report that a window refused to receive his matter. */
export async function reportRefusal(
  act: Act,
  input: { itemId: string; windowId?: string | null | undefined; account: string },
): Promise<string> {
  const item = await act.tx.serviceItem.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.itemId } },
  });
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  if (!input.account.trim()) throw new Refused(textMissing({ field: 'account' }, CLAUSES.mustReceive));
  if (input.windowId) await requireWindow(act, input.windowId);
  const id = randomUUID();
  await act.tx.refusalReport.create({
    data: {
      townshipId: act.townshipId,
      id,
      itemId: item.id,
      windowId: input.windowId ?? null,
      account: input.account,
      reportedAt: act.now,
      reportedBy: act.actor.kind === 'APPLICANT' ? act.actor.id : null,
    },
  });
  act.audit({
    verb: 'reportRefusal',
    subjectType: 'RefusalReport',
    subjectId: id,
    fields: ['itemId', 'account'],
  });
  return id;
}

/** 一(四)3: the director finds whether the window should have received the matter; upheld reports are candidates. */
export async function decideRefusalReport(
  act: Act,
  input: { reportId: string; upheld: boolean; decision: string },
): Promise<string> {
  const where = { townshipId_id: { townshipId: act.townshipId, id: input.reportId } };
  const report = await act.tx.refusalReport.findUnique({ where });
  if (!report) throw new Refused(notFound({ type: 'RefusalReport', id: input.reportId }));
  if (!input.decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.mustReceive));
  if (report.upheld !== null) throw new Refused(reportDecided({}, CLAUSES.mustReceive));
  await act.tx.refusalReport.update({
    where,
    data: { upheld: input.upheld, decision: input.decision, decidedBy: act.actor.id, decidedAt: act.now },
  });
  act.audit({
    verb: 'decideRefusalReport',
    subjectType: 'RefusalReport',
    subjectId: report.id,
    fields: ['upheld'],
  });
  if (upheldReportIsCandidate.decide(input))
    act.emit({
      type: 'refusalReport.upheld',
      factId: `refusalReport/${report.id}`,
      payload: { reportId: report.id, itemId: report.itemId, windowId: report.windowId },
    });
  return report.id;
}

async function requireWindow(act: Act, id: string): Promise<void> {
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  if (!(await act.tx.window.findUnique({ where }))) throw new Refused(notFound({ type: 'Window', id }));
}

async function openCase(
  act: Act,
  input: { caseId: string; version?: number | null | undefined },
  verb: string,
): Promise<CaseFacts> {
  const facts = await findCase(act.tx, act.townshipId, input.caseId);
  if (!facts) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  enforce(versionIsCurrent(facts, input.version));
  if (facts.state !== 'ACCEPTED')
    throw new Refused(wrongState({ verb, state: facts.state, allowedIn: ['ACCEPTED'] }));
  return facts;
}

async function runningPromise(act: Act, facts: CaseFacts, clause: Clause): Promise<ClockRow> {
  const promise = await findClock(act.tx, act.townshipId, facts.id, PROMISE);
  if (!promise || promise.endedOn !== null) throw new Refused(noPromiseRunning({}, clause));
  return promise;
}

async function nextVersion(
  act: Act,
  before: CaseFacts,
  verb: string,
  note: string,
  clause: Clause,
  data: { priority?: number } = {},
): Promise<CaseFacts> {
  const after = await advanceCase(act.tx, before, data);
  if (!after) throw new Refused(staleVersion({ expected: before.version, actual: before.version + 1 }));
  await writeTimeline(act, {
    caseId: after.id,
    seq: after.version,
    verb,
    fromState: before.state,
    toState: after.state,
    note,
    clause: clause.id,
  });
  act.audit({ verb, subjectType: 'Case', subjectId: after.id, fields: ['version'], content: note });
  return after;
}
