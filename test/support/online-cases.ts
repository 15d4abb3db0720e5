import type { Role } from '../../core/auth/roles.ts';
import { gid, HERE, inTables, uuidOf } from './timely-scene.ts';
import type { World } from './world.ts';

/** Uses a verb that must succeed; the global id of its answer. */
type Did = (as: Role, verb: string, input: object) => Promise<string>;

/** An application entered late, a question answered late and not clearly, one that nobody answers, a shared account. */
export async function onlineCases(
  world: World,
  did: Did,
  ids: Readonly<Record<string, string>>,
): Promise<void> {
  world.at('2026-09-28');
  const received = { receivedAt: '2026-09-24T10:00:00+08:00' };
  const applied = { itemId: world.town(HERE).itemId('PROMISE-5'), applicantName: '申请人甲' };
  await did('WINDOW_STAFF', 'enterCounterApplication', { ...received, ...applied });
  await did('FRONTEND', 'askOnline', { question: '网上如何申请' });
  const consultationId = await did('FRONTEND', 'askOnline', { question: '网上如何申请' });
  const alertId = ids['AccountAlert'];
  await did('CENTRE_DIRECTOR', 'decideAccountAlert', { alertId, shared: true, reason: '监控核实' });
  const windowId = world.town(HERE).windowGlobalId();
  const findings = ['UNRELATED_SOFTWARE', 'WRONG_NETWORK', 'NETWORK_FAULT'].map((kind) => ({
    kind,
    staffId: gid(world, 'Staff', world.town(HERE).staff['STATION_HEAD'] ?? ''),
  }));
  const inspectedAt = '2026-09-28T08:50:00+08:00';
  await did('ASSESSOR', 'recordInspection', { windowId, inspectedAt, findings });
  world.at('2026-10-12');
  await did('WINDOW_STAFF', 'answerOnline', { consultationId, answer: '见办事指南' });
  const { number, queryCode } = await inTables(world, (tx) =>
    tx.onlineConsultation.findFirstOrThrow({ where: { id: uuidOf(consultationId) } }),
  );
  await did('FRONTEND', 'markOnlineAnswer', { number, queryCode, clear: false });
}
