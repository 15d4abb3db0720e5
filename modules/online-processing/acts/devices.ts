import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { requireWindow } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { installDecided, ticketAnswered } from '../refusals.ts';
import {
  consentOnce,
  inspectionIsPast,
  installAfterConsent,
  isInHours,
  misuseIsScored,
  outsiderIsRecorded,
  type FindingKind,
  type InstallState,
} from '../rules.ts';
import { requireText } from '../service.ts';

/** 一(七)4: asks the county's IT for help. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function askItHelp(
  act: Act,
  input: { windowId: string | null; problem: string },
): Promise<string> {
  if (input.windowId) requireWindow(act, input.windowId);
  const problem = requireText(input.problem, 'problem', CLAUSES.records);
  const id = randomUUID();
  await act.tx.itTicket.create({
    data: {
      townshipId: act.townshipId,
      id,
      windowId: input.windowId,
      problem,
      openedAt: act.now,
      openedById: act.actor.id,
    },
  });
  act.audit({ verb: 'askItHelp', subjectType: 'ItTicket', subjectId: id, fields: ['problem'] });
  return id;
}

/** 一(七)4: the county's IT answers. Refusals: NOT_FOUND, TEXT_REQUIRED, IT_TICKET_ANSWERED. */
export async function answerItHelp(act: Act, input: { ticketId: string; answer: string }): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.ticketId };
  if (!(await act.tx.itTicket.findUnique({ where: { townshipId_id: where } })))
    throw new Refused(notFound({ type: 'ItTicket', id: input.ticketId }));
  const answer = requireText(input.answer, 'answer', CLAUSES.records);
  const { count } = await act.tx.itTicket.updateMany({
    where: { ...where, answeredAt: null },
    data: { answer, answeredAt: act.now, answeredBy: act.actor.id },
  });
  if (count === 0) throw new Refused(ticketAnswered({}, CLAUSES.records));
  act.audit({ verb: 'answerItHelp', subjectType: 'ItTicket', subjectId: where.id, fields: ['answer'] });
  return where.id;
}

/** 一(七)5: a window asks for software of its work. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function requestSoftware(
  act: Act,
  input: { windowId: string; software: string; purpose: string },
): Promise<string> {
  requireWindow(act, input.windowId);
  const id = randomUUID();
  await act.tx.softwareInstallRequest.create({
    data: {
      townshipId: act.townshipId,
      id,
      windowId: input.windowId,
      software: requireText(input.software, 'software', CLAUSES.software),
      purpose: requireText(input.purpose, 'purpose', CLAUSES.software),
      state: 'REQUESTED',
      requestedAt: act.now,
      requestedBy: act.actor.id,
    },
  });
  audit(act, 'requestSoftware', id);
  return id;
}

/** 一(七)5, first: the county's supervision consents or declines. Refusals: NOT_FOUND, TEXT_REQUIRED, INSTALL_REQUEST_DECIDED. */
export async function consentToSoftware(
  act: Act,
  input: { requestId: string; consent: boolean; decision: string },
): Promise<string> {
  const { id, state } = await requireRequest(act, input.requestId);
  enforce(consentOnce.decide(state as InstallState));
  await advance(act, id, state, {
    state: input.consent ? 'CONSENTED' : 'DECLINED',
    decision: requireText(input.decision, 'decision', CLAUSES.software),
    decidedAt: act.now,
    decidedBy: act.actor.id,
  });
  audit(act, 'consentToSoftware', id);
  return id;
}

/** 一(七)5, then: the county's IT installs. Refusals: NOT_FOUND, INSTALL_NEEDS_CONSENT, INSTALL_REQUEST_DECIDED. */
export async function installSoftware(act: Act, requestId: string): Promise<string> {
  const { id, state } = await requireRequest(act, requestId);
  enforce(installAfterConsent.decide(state as InstallState));
  await advance(act, id, state, { state: 'INSTALLED', installedAt: act.now, installedBy: act.actor.id });
  audit(act, 'installSoftware', id);
  return id;
}

async function requireRequest(act: Act, id: string) {
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  const row = await act.tx.softwareInstallRequest.findUnique({ where });
  if (!row) throw new Refused(notFound({ type: 'SoftwareInstallRequest', id }));
  return row;
}

async function advance(
  act: Act,
  id: string,
  from: string,
  data: {
    state: InstallState;
    decision?: string;
    decidedAt?: Date;
    decidedBy?: string | null;
    installedAt?: Date;
    installedBy?: string | null;
  },
): Promise<void> {
  const where = { townshipId: act.townshipId, id, state: from };
  const { count } = await act.tx.softwareInstallRequest.updateMany({ where, data });
  // Somebody else decided at the same moment.
  if (count === 0) throw new Refused(installDecided({}, CLAUSES.software));
}

function audit(act: Act, verb: string, id: string): void {
  act.audit({ verb, subjectType: 'SoftwareInstallRequest', subjectId: id, fields: ['state'] });
}

export interface FindingInput {
  readonly kind: FindingKind;
  readonly staffId: string;
  readonly note: string | null;
}

export interface InspectionInput {
  readonly windowId: string;
  readonly inspectedAt: Date;
  readonly note: string | null;
  readonly findings: readonly FindingInput[];
}

/** 一(七)5 to 一(七)7: records an inspection and what was found. Refusals: NOT_FOUND, INSPECTION_IN_FUTURE. */
export async function recordInspection(act: Act, input: InspectionInput): Promise<string> {
  requireWindow(act, input.windowId);
  enforce(inspectionIsPast.decide(input.inspectedAt, act.now));
  const { directory } = act.platform;
  const inHours = isInHours.decide(
    input.inspectedAt,
    directory.openingHoursOf(act.townshipId),
    directory.calendar,
  );
  const id = randomUUID();
  await act.tx.deviceInspection.create({
    data: {
      townshipId: act.townshipId,
      id,
      windowId: input.windowId,
      inspectedAt: input.inspectedAt,
      inspectorId: act.actor.id,
      note: input.note,
    },
  });
  act.audit({ verb: 'recordInspection', subjectType: 'DeviceInspection', subjectId: id });
  for (const finding of input.findings) await keepFinding(act, { ...input, id, inHours }, finding);
  return id;
}

async function keepFinding(
  act: Act,
  inspection: InspectionInput & { readonly id: string; readonly inHours: boolean },
  { kind, staffId, note }: FindingInput,
): Promise<void> {
  const key = { townshipId_id: { townshipId: act.townshipId, id: staffId } };
  if (!(await act.tx.staff.findUnique({ where: key })))
    throw new Refused(notFound({ type: 'Staff', id: staffId }));
  const ofPerson = inspection.findings.filter((f) => f.staffId === staffId).map((f) => f.kind);
  const code = outsiderIsRecorded.decide(kind)
    ? null
    : misuseIsScored.decide(kind, ofPerson, inspection.inHours);
  const id = randomUUID();
  await act.tx.deviceFinding.create({
    data: { townshipId: act.townshipId, id, inspectionId: inspection.id, kind, staffId, note, code },
  });
  // Seen twice in one inspection it is one fact.
  act.emit({
    type: 'inspection.finding',
    factId: `inspection/${inspection.id}/${staffId}/${kind}`,
    payload: {
      findingId: id,
      inspectionId: inspection.id,
      item: kind,
      code,
      staffId,
      windowId: inspection.windowId,
      occurredOn: civilDateOf(inspection.inspectedAt),
    },
  });
}
