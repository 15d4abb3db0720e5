import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { enforce } from '../../../core/regulation/index.ts';
import { noForbiddenPhrase, phraseHasLength, phrasesIn } from '../rules.ts';
import { settingsOf } from '../service.ts';
import { phraseKey } from '../settings.ts';
import { findPhrases } from '../store.ts';

/**
 * 一(一)3: looks for forbidden phrases in what the visitor is told; those that a reason excuses are returned.
 * Refusals: FORBIDDEN_PHRASE, PHRASE_NEEDS_REASON.
 */
export async function checkPhrases(
  act: Act,
  disposition: string,
  texts: readonly (string | null)[],
  reason: string | null,
): Promise<{ phrases: string[]; phraseReason: string | null }> {
  const list = await findPhrases(act.tx, act.townshipId, settingsOf(act).standardPhrases);
  const found = phrasesIn.decide(
    texts,
    list.map((phrase) => phrase.text),
  );
  enforce(noForbiddenPhrase.decide({ disposition, found, reason }));
  return { phrases: found, phraseReason: found.length > 0 ? reason : null };
}

/** 一(一)3: the director forbids a phrase or allows it again; it holds at once. Refusal: PHRASE_LENGTH. */
export async function setForbiddenPhrase(
  act: Act,
  input: { text: string; forbidden: boolean },
): Promise<string> {
  enforce(phraseHasLength.decide(input.text));
  const key = phraseKey(input.text);
  const change = {
    text: input.text.trim(),
    forbidden: input.forbidden,
    changedAt: act.now,
    changedById: act.actor.id,
  };
  const row = await act.tx.forbiddenPhrase.upsert({
    where: { townshipId_key: { townshipId: act.townshipId, key } },
    create: { ...change, townshipId: act.townshipId, id: randomUUID(), key },
    update: change,
  });
  act.audit({
    verb: 'setForbiddenPhrase',
    subjectType: 'ForbiddenPhrase',
    subjectId: row.id,
    fields: ['forbidden'],
  });
  return row.id;
}
