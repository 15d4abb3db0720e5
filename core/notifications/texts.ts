import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { nearest } from '../modules/nearest.ts';
import type { Platform } from '../platform.ts';
import { Refused, type Bilingual } from '../regulation/index.ts';
import type { CivilDate } from '../time/index.ts';
import { wordingProblems, type MessageTemplate } from './message.ts';
import { messageNotOptional, messageUnknown, wordingIncomplete, wordingInvalid } from './refusals.ts';

/** A message as a township (or the county for all) has it on a day. */
export interface MessageInForce {
  readonly text: Bilingual;
  /** Whether it is sent at all. */
  readonly sent: boolean;
  readonly source: 'DEFAULT' | 'COUNTY' | 'TOWNSHIP';
  /** First day of the latest replacement that counts. */
  readonly effectiveFrom: string | null;
}

/** The wording of a message: the township's replacement, else the county's, else the default. `day` counts whole days. */
export function messageInForce(
  platform: Platform,
  townshipId: string,
  template: MessageTemplate,
  day: CivilDate,
): MessageInForce {
  const { directory } = platform;
  const latest = (owner: string) =>
    directory.messageTextsOf(owner, template.key).findLast((row) => row.effectiveFrom <= day);
  const countyId = directory.county?.id ?? '';
  const own = townshipId === countyId ? undefined : latest(townshipId);
  const county = latest(countyId);
  const worded = [own, county].find((row) => row?.zh);
  return {
    text: worded?.zh && worded.en ? { zh: worded.zh, en: worded.en } : template.text,
    sent: template.optional ? (own?.sent ?? county?.sent ?? false) : true,
    source: worded === undefined ? 'DEFAULT' : worded === own ? 'TOWNSHIP' : 'COUNTY',
    effectiveFrom: worded?.effectiveFrom ?? null,
  };
}

/** The messages of a township: the kernel's and those of modules that are on; at the county all. */
export function messagesOf(platform: Platform, townshipId: string): MessageTemplate[] {
  const isCounty = townshipId === platform.directory.county?.id;
  return [...platform.registry.messages.values()]
    .filter(({ module }) => module === null || isCounty || platform.switches.isEnabled(townshipId, module))
    .map(({ template }) => template);
}

/** A replacement of a message's wording. */
export interface SetMessageText {
  readonly template: string;
  /** Both, or neither to return to the wording without this replacement. */
  readonly zh?: string | null | undefined;
  readonly en?: string | null | undefined;
  /** Whether it is sent; only of optional messages. */
  readonly sent?: boolean | null | undefined;
  /** First day; left out: today. */
  readonly effectiveFrom?: CivilDate | null | undefined;
}

/**
 * Replaces a message's wording in the act's township, or in all if the act is the county's, from a day on.
 * Refusals: MESSAGE_TEMPLATE_UNKNOWN, MESSAGE_TEXT_INCOMPLETE, MESSAGE_TEXT_INVALID, MESSAGE_NOT_OPTIONAL.
 */
export async function setMessageText(act: Act, input: SetMessageText): Promise<MessageTemplate> {
  const known = messagesOf(act.platform, act.townshipId);
  const template = known.find(({ key }) => key === input.template);
  if (!template) {
    const didYouMean = nearest(
      input.template,
      known.map(({ key }) => key),
    );
    throw new Refused(messageUnknown({ template: input.template, didYouMean }));
  }
  const zh = input.zh?.trim() || null;
  const en = input.en?.trim() || null;
  if ((zh === null) !== (en === null)) throw new Refused(wordingIncomplete({}, template.clause));
  for (const [language, text] of Object.entries({ zh, en }) as ['zh' | 'en', string | null][]) {
    if (text === null) continue;
    const problems = wordingProblems(template, text);
    if (problems.unknown.length + problems.missing.length > 0)
      throw new Refused(wordingInvalid({ language, ...problems }, template.clause));
  }
  const sent = input.sent ?? null;
  if (sent !== null && !template.optional)
    throw new Refused(messageNotOptional({ template: template.key }, template.clause));
  const effectiveFrom =
    input.effectiveFrom && input.effectiveFrom > act.today ? input.effectiveFrom : act.today;
  const row = { template: template.key, zh, en, sent, effectiveFrom };
  const id = randomUUID();
  await act.tx.messageText.create({
    data: { ...row, townshipId: act.townshipId, id, setBy: act.actor.id, setAt: act.now },
  });
  act.audit({
    verb: 'setMessageTemplate',
    subjectType: 'MessageText',
    subjectId: id,
    fields: ['zh', 'en', 'sent', 'effectiveFrom'],
    content: row,
  });
  act.announce('reference');
  return template;
}
