import { perform, SYSTEM, type Act } from '../acts/act.ts';
import { performInEachTownship } from '../acts/each-township.ts';
import type { Platform } from '../platform.ts';
import { Undelivered, type Gateway, type OutgoingMessage } from './gateway.ts';
import { enqueue } from './queue.ts';
import { conclude, withheld, type NotificationRow, type Outcome } from './service.ts';

/** Attempts before a message counts as failed; with the job queue's pauses about half an hour. */
const MAX_ATTEMPTS = 8;

/** After this long an attempt that nobody noted the end of was a killed worker's, in milliseconds. */
const LOST_AFTER_MS = 120_000;

/** A message that waits longer than any pause of the job queue has lost its job, in milliseconds. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** Older ones are left to a person: a gateway that is set up late does not send a backlog, in milliseconds. */
const STALE_AFTER_MS = 24 * 3_600_000;

/** Most messages of a township that one sweep brings back. */
const SWEEP_SIZE = 500;

/** Whether messages stay on this machine: as the operator set, by default in a demo county. */
export function inTest({ gateways, directory }: Platform): boolean {
  return (gateways.mode ?? (directory.county?.isDemo ? 'test' : 'live')) === 'test';
}

/** The gateway of a channel; null when there is none, or when it is elsewhere and messages stay here. */
function gatewayOf(platform: Platform, channel: string): Gateway | null {
  const gateway = channel === 'SMS' || channel === 'EMAIL' ? platform.gateways[channel] : null;
  return gateway && inTest(platform) && !gateway.isLocal ? null : gateway;
}

/** Which message; all that a job holds. */
export interface MessageKey {
  readonly townshipId: string;
  readonly notificationId: string;
}

/**
 * Sends one message: notes the attempt, hands it to the gateway outside of any transaction, notes the result. Throws while
 * it is to be tried again, so that the job queue waits longer each time. Delivered at least once, with the same id.
 */
export async function sendMessage(platform: Platform, key: MessageKey): Promise<void> {
  const input = { townshipId: key.townshipId, actor: SYSTEM, mayBeSilent: true };
  const taken = await perform(platform, input, (act) => take(act, key.notificationId));
  if (!taken) return;
  const { row, gateway } = taken;
  const result = await handOver(platform, row, gateway);
  if (!(result instanceof Undelivered)) {
    const state = inTest(platform) ? 'SENT_IN_TEST' : 'SENT';
    return perform(platform, input, (act) => conclude(act, row, { state, ...result }));
  }
  const failed = { state: 'FAILED', failure: result.code, reason: null } as const;
  if (result.isFinal || row.attempts >= MAX_ATTEMPTS)
    return perform(platform, input, (act) => conclude(act, row, failed));
  await perform(platform, input, ({ tx }) =>
    tx.notification.updateMany({
      where: { townshipId: row.townshipId, id: row.id, state: 'SENDING', attempts: row.attempts },
      data: { state: 'QUEUED', failure: result.code },
    }),
  );
  throw new Error(`message not delivered yet: ${result.code}`);
}

/** Takes a message for one attempt; null when there is nothing to hand over. */
async function take(act: Act, id: string): Promise<{ row: NotificationRow; gateway: Gateway } | null> {
  const { platform, tx, townshipId, now } = act;
  const row = await tx.notification.findUnique({ where: { townshipId_id: { townshipId, id } } });
  if (!row || !isWaiting(row, now)) return null;
  const same = { townshipId, id, state: row.state, attempts: row.attempts };
  if (row.module !== null && !platform.switches.isEnabled(townshipId, row.module)) {
    await tx.notification.updateMany({ where: same, data: withheld(row.module, now) });
    return null;
  }
  const gateway = gatewayOf(platform, row.channel);
  const seen = { notificationId: id, channel: row.channel, template: row.template };
  if (!gateway && !inTest(platform)) {
    platform.log.info(seen, 'message waits in the outbox');
    return null;
  }
  if (!gateway || row.attempts >= MAX_ATTEMPTS) {
    const outcome: Outcome = gateway
      ? { state: 'FAILED', failure: row.failure ?? 'WORKER_LOST', reason: null }
      : { state: 'SENT_IN_TEST', receipt: null };
    await conclude(act, row, outcome);
    if (!gateway) platform.log.info(seen, 'message recorded as sent in test');
    return null;
  }
  const attempt = { state: 'SENDING', attempts: row.attempts + 1, attemptedAt: now };
  const { count } = await tx.notification.updateMany({ where: same, data: attempt });
  return count === 1 ? { row: { ...row, ...attempt }, gateway } : null;
}

function isWaiting(row: NotificationRow, now: Date): boolean {
  if (row.state !== 'SENDING') return row.state === 'QUEUED';
  return row.attemptedAt !== null && now.getTime() - row.attemptedAt.getTime() >= LOST_AFTER_MS;
}

async function handOver(
  platform: Platform,
  row: NotificationRow,
  gateway: Gateway,
): Promise<{ receipt: string | null } | Undelivered> {
  const title = platform.registry.messages.get(row.template)?.template.title.zh;
  const message: OutgoingMessage = {
    id: row.id,
    to: row.address ?? '',
    subject: title ?? '通知',
    text: row.text,
  };
  try {
    return await gateway.send(message, { localOnly: inTest(platform) });
  } catch (error) {
    if (error instanceof Undelivered) return error;
    throw error;
  }
}

/** Brings back to the job queue what a killed worker or a lost queue left behind. */
export async function sendWaiting(platform: Platform): Promise<void> {
  const ago = (ms: number) => new Date(platform.now().getTime() - ms);
  const channels = ['SMS', 'EMAIL'].filter((c) => inTest(platform) || gatewayOf(platform, c) !== null);
  await performInEachTownship(platform, async (act) => {
    const forgotten = { lt: ago(FORGOTTEN_AFTER_MS) };
    const left = await act.tx.notification.findMany({
      where: {
        townshipId: act.townshipId,
        channel: { in: channels },
        OR: [
          { state: 'SENDING', attemptedAt: { lte: ago(LOST_AFTER_MS) } },
          {
            state: 'QUEUED',
            queuedAt: { ...forgotten, gt: ago(STALE_AFTER_MS) },
            OR: [{ attemptedAt: null }, { attemptedAt: forgotten }],
          },
        ],
      },
      orderBy: { queuedAt: 'asc' },
      take: SWEEP_SIZE,
      select: { id: true },
    });
    await enqueue(
      act,
      left.map(({ id }) => id),
    );
  });
}
