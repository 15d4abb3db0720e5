import { z } from 'zod';
import type { Bilingual, Clause } from '../regulation/index.ts';

/** SMS 短信, CALL 电话任务, EMAIL 电子邮件, INBOX 站内消息. */
export const CHANNELS = ['SMS', 'CALL', 'EMAIL', 'INBOX'] as const;
export type Channel = (typeof CHANNELS)[number];

/** APPLICANT 服务对象, CITIZEN another person outside (e.g. who complains), STAFF a member of staff, ROLE holders of a role. */
export type Audience = 'APPLICANT' | 'CITIZEN' | 'STAFF' | 'ROLE';

/** How a person outside is told by telephone: first (nothing failed yet), or after a channel failed. */
export type HowToTell = (facts: {
  readonly phone: string | null;
  readonly failedChannel: string | null;
}) => 'SMS' | 'CALL' | 'NO_NUMBER' | 'NONE';

/** A message that the program can send: whom it tells, how, and in which words. */
export interface MessageTemplate<Data extends z.ZodType = z.ZodType> {
  /** `<module id>.<name>`; the kernel's begin with `case.` or `module.`. */
  readonly key: string;
  /** Its name for whoever edits texts; also the subject of an e-mail. */
  readonly title: Bilingual;
  readonly audience: Audience;
  /** Persons outside: SMS, CALL, EMAIL; staff and roles: INBOX. By telephone in this order unless `how` says otherwise. */
  readonly channels: readonly Channel[];
  /** Default wording; `{name}` stands for a key of `data`, and each of them must appear. */
  readonly text: Bilingual;
  /** What fills the placeholders: a strict object of texts and numbers. */
  readonly data: Data;
  readonly clause: Clause | null;
  /** The rule that chooses between text message and call; by default the order of `channels`. */
  readonly how?: HowToTell;
  /** Sent only where the county or the township decided so; the others are always sent. */
  readonly optional?: boolean;
}

/** Declares a message with the type of its data. */
export function defineMessage<Data extends z.ZodType>(
  template: MessageTemplate<Data>,
): MessageTemplate<Data> {
  return template;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Names in braces, each once, in the order of the text. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
}

/** The names that a template's texts may and must use. */
export function namesOf(template: MessageTemplate): string[] {
  return template.data instanceof z.ZodObject ? Object.keys(template.data.shape as object) : [];
}

/** What is wrong with a wording: names that the template does not have, and names that it leaves out. */
export function wordingProblems(
  template: MessageTemplate,
  text: string,
): { unknown: string[]; missing: string[] } {
  const names = namesOf(template);
  const used = placeholdersIn(text);
  return {
    unknown: used.filter((name) => !names.includes(name)),
    missing: names.filter((name) => !used.includes(name)),
  };
}

/** A wording with its placeholders filled in. */
export function render(text: string, data: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => String(data[name] ?? whole));
}

/** Template and both texts for given data, by the default wording; throws a ZodError for data that do not fit. */
export function wording<Data extends z.ZodType>(
  template: MessageTemplate<Data>,
  given: z.input<Data>,
  text: Bilingual = template.text,
): { text: string; english: string } {
  const data = template.data.parse(given) as Record<string, string | number>;
  return { text: render(text.zh, data), english: render(text.en, data) };
}

/** How a person outside is told by telephone where no rule says otherwise: in the order of the template's channels. */
export function inOrder(channels: readonly Channel[]): HowToTell {
  const spoken = channels.filter((c) => c === 'SMS' || c === 'CALL');
  return ({ phone, failedChannel }) => {
    if (failedChannel === null && phone === null) return 'NO_NUMBER';
    return spoken[spoken.findIndex((c) => c === failedChannel) + 1] ?? 'NONE';
  };
}
