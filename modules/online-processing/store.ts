import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import type { Channel } from './rules.ts';

export const MODULE_ID = 'online-processing';

/** The clock kind of this chapter: the reply to a question asked online. */
export const REPLY = 'ONLINE_REPLY';

/** A question as the subject of its clock. */
export function consultationSubject(id: string): ClockSubject {
  return { subjectType: 'OnlineConsultation', subjectId: id };
}

/** What the county sees as unfinished: questions without a reply, requests and alerts without a decision, open tickets. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const questions = await findOpenClocks(tx, townshipId, MODULE_ID);
  const requests = await tx.softwareInstallRequest.findMany({
    where: { townshipId, state: { in: ['REQUESTED', 'CONSENTED'] } },
  });
  const tickets = await tx.itTicket.findMany({ where: { townshipId, answeredAt: null } });
  const alerts = await tx.accountAlert.findMany({ where: { townshipId, state: 'OPEN' } });
  return [
    ...questions.map((q) => ({
      kind: 'ONLINE_CONSULTATION',
      id: q.subjectId,
      label: `网上咨询，应于${q.dueOn}答复`,
    })),
    ...requests.map((r) => ({ kind: 'SOFTWARE_INSTALL', id: r.id, label: `软件安装申请，${r.state}` })),
    ...tickets.map((t) => ({ kind: 'IT_TICKET', id: t.id, label: '设备求助，未答复' })),
    ...alerts.map((a) => ({ kind: 'ACCOUNT_ALERT', id: a.id, label: '帐号提醒，未核实' })),
  ];
}

/** The channel of an item; one without a row is on the platform. */
export async function channelOf(tx: Tx, townshipId: string, itemId: string) {
  const row = await tx.itemChannel.findUnique({ where: { townshipId_itemId: { townshipId, itemId } } });
  return { row, channel: (row?.channel ?? 'PLATFORM') as Channel };
}

/** The position of the feed's last entry; 0 when there is none. */
export async function lastPosition(tx: Tx, townshipId: string): Promise<number> {
  const { _max } = await tx.monitoringEntry.aggregate({ where: { townshipId }, _max: { position: true } });
  return _max.position ?? 0;
}

/** Where an account was seen last. */
export function lastSession(tx: Tx, townshipId: string, staffId: string) {
  return tx.windowSession.findFirst({
    where: { townshipId, staffId },
    orderBy: [{ seenAt: 'desc' }, { openedAt: 'desc' }, { id: 'desc' }],
  });
}

/** The windows of a member of staff: his own, and those where he holds an A or B post. */
export async function ownWindows(tx: Tx, townshipId: string, staffId: string): Promise<(string | null)[]> {
  const staff = await tx.staff.findUnique({ where: { townshipId_id: { townshipId, id: staffId } } });
  const posts = await tx.post.findMany({
    where: { townshipId, OR: [{ staffAId: staffId }, { staffBId: staffId }] },
    select: { windowId: true },
  });
  return [staff?.windowId ?? null, ...posts.map((post) => post.windowId)];
}

/** Of these questions those that were not reported yet, by id. */
export async function findUnreported(tx: Tx, townshipId: string, ids: readonly string[]) {
  const rows = await tx.onlineConsultation.findMany({
    where: { townshipId, id: { in: [...ids] }, reportedOn: null },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** A question by its number. */
export function findByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.onlineConsultation.findUnique({ where: { townshipId_number: { townshipId, number } } });
}

/** Recounts the entries by standing, for the county's figures. */
export async function countEntries(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.counterEntry.groupBy({ by: ['standing'], where: { townshipId }, _count: true });
  return rows.map((row) => ({ key: row.standing, value: row._count }));
}

/** Recounts the findings by kind, for the county's figures. */
export async function countFindings(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.deviceFinding.groupBy({ by: ['kind'], where: { townshipId }, _count: true });
  return rows.map((row) => ({ key: row.kind, value: row._count }));
}
