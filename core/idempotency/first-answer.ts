import { createHash } from 'node:crypto';
import { canonicalJson, type Act } from '../acts/act.ts';
import { keyReused } from '../cases/refusals.ts';
import { Refused } from '../regulation/index.ts';

/** A retried mutation as the key table knows it. */
export interface RetriedCall {
  readonly key: string;
  readonly mutation: string;
  readonly input: unknown;
}

/**
 * Does `work` once per actor and key; a retry gets the first answer. The key's row is written in the same transaction,
 * so a second request that comes while the first runs waits for it. Refused work leaves no key and is judged anew.
 */
export async function firstAnswer<T extends object>(
  act: Act,
  call: RetriedCall | null,
  work: () => Promise<T>,
): Promise<T> {
  if (call === null) return work();
  const actor = `${act.actor.kind}/${act.actor.id ?? ''}`;
  const inputDigest = createHash('sha256').update(canonicalJson(call.input)).digest('hex');
  const { count } = await act.tx.idempotencyKey.createMany({
    data: [
      { townshipId: act.townshipId, actor, key: call.key, mutation: call.mutation, inputDigest, at: act.now },
    ],
    skipDuplicates: true,
  });
  const where = { townshipId_actor_key: { townshipId: act.townshipId, actor, key: call.key } };
  if (count === 0) {
    const first = await act.tx.idempotencyKey.findUniqueOrThrow({ where });
    if (first.mutation !== call.mutation || first.inputDigest !== inputDigest)
      throw new Refused(keyReused({}));
    act.audit({ verb: 'retried', subjectType: call.mutation, subjectId: call.key.slice(0, 64) });
    return first.answer as unknown as T;
  }
  const answer = await work();
  await act.tx.idempotencyKey.update({ where, data: { answer } });
  return answer;
}
