import type { Act } from '../../core/acts/act.ts';
import { notFound } from '../../core/cases/refusals.ts';
import type { Directory } from '../../core/county/directory.ts';
import { Refused } from '../../core/regulation/index.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { complaintStateWrong } from './refusals.ts';
import { deskIsNotTheRespondents, type FileFacts } from './file-rules.ts';
import { ComplaintSettings } from './settings.ts';
import { findComplaint, MODULE_ID, type ComplaintRow } from './store.ts';

export function settingsOf(act: Act): ComplaintSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: ComplaintSettings });
}

/** Whom a file concerns, with the roles that its respondent holds now. */
export function fileFactsOf(directory: Directory, row: Omit<FileFacts, 'respondentRoles'>): FileFacts {
  const { category, respondentId, stationId } = row;
  const respondent = respondentId ? directory.findStaff(respondentId) : null;
  return { category, respondentId, stationId, respondentRoles: respondent?.roles ?? [] };
}

/** The file for whoever may handle it; NOT_FOUND for everybody else, so that its existence is not told. */
export async function openFile(act: Act, id: string, ...states: string[]): Promise<ComplaintRow> {
  const row = await findComplaint(act.tx, act.townshipId, id);
  const { actor } = act;
  const { directory } = act.platform;
  const staff = actor.id ? directory.findStaff(actor.id) : null;
  const viewer = { id: actor.id, stationId: staff?.stationId ?? null, roles: actor.roles };
  if (!row || !deskIsNotTheRespondents.decide(viewer, fileFactsOf(directory, row)))
    throw new Refused(notFound({ type: 'Complaint', id }));
  if (states.length > 0 && !states.includes(row.state))
    throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.answer));
  return row;
}

/** 三(二)3(2): whether an answer to a complaint with a reply clock comes on the day of its acceptance (当场答复). */
export function isAtOnce(row: ComplaintRow, answeredAt: Date | null): boolean {
  if (row.anonymous || !row.acceptedAt || !answeredAt) return false;
  return civilDateOf(answeredAt) === civilDateOf(row.acceptedAt);
}

/** Writes a step of a complaint with its audit entry. */
export async function changeComplaint(
  act: Act,
  id: string,
  verb: string,
  data: Parameters<Act['tx']['complaint']['updateMany']>[0]['data'],
): Promise<string> {
  await act.tx.complaint.updateMany({ where: { townshipId: act.townshipId, id }, data });
  note(act, verb, id, Object.keys(data));
  return id;
}

export function note(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'Complaint', subjectId: id, fields });
}
