import { createHash } from 'node:crypto';
import { canonicalJson, type Act } from '../acts/act.ts';
import { keyReused } from '../cases/refusals.ts';
import { sessionOf } from '../db/session.ts';
import { Refused } from '../regulation/index.ts';

/** One row for whoever comes first; the others wait until his transaction ends and get none. */
const TAKE = {
  name: 'take-key',
  text: `insert into "IdempotencyKey" ("townshipId", "actor", "key", "mutation", "inputDigest", "at")
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
};
const ANSWER = {
  name: 'keep-answer',
  text: `update "IdempotencyKey" set "answer" = $4 where "townshipId" = $1 and "actor" = $2 and "key" = $3`,
};

/** A retried mutation as the key table knows it. */
export interface RetriedCall {
  readonly key: string;
  readonly mutation: string;
  readonly input: unknown;
}

/**
 * Does `work` once per actor and key; a retry gets the first answer. The key's row is written in the same transaction,
 * so a second request that comes while the first runs waits for it. Refused work leaves no key and is judged anew.
 * Of the answer only what `kept` takes from it stays in the database.
 */
export async function firstAnswer<T extends object>(
  act: Act,
  call: RetriedCall | null,
  work: () => Promise<T>,
  kept: (answer: T) => object = (answer) => answer,
): Promise<T> {
  if (call === null) return work();
  const actor = `${act.actor.kind}/${act.actor.id ?? ''}`;
  const inputDigest = createHash('sha256').update(canonicalJson(call.input)).digest('hex');
  const session = sessionOf(act.tx);
  const { townshipId } = act;
  const taken = await session.query(TAKE, [townshipId, actor, call.key, call.mutation, inputDigest, act.now]);
  if (taken.length === 0) {
    const where = { townshipId_actor_key: { townshipId, actor, key: call.key } };
    const first = await act.tx.idempotencyKey.findUniqueOrThrow({ where });
    if (first.mutation !== call.mutation || first.inputDigest !== inputDigest)
      throw new Refused(keyReused({}));
    act.audit({ verb: 'retried', subjectType: call.mutation, subjectId: call.key.slice(0, 64) });
    return first.answer as unknown as T;
  }
  const answer = await work();
  session.defer(ANSWER, [townshipId, actor, call.key, JSON.stringify(kept(answer))]);
  return answer;
}
