import { z } from 'zod';
import type { ModuleManifest } from '../modules/manifest.ts';
import { wordingProblems, type MessageTemplate } from './message.ts';

const OUTSIDE = ['SMS', 'CALL', 'EMAIL'];

/** What is wrong with the messages that a module declares, one line a mistake. */
export function messageProblems(m: ModuleManifest): string[] {
  return (m.messages ?? []).flatMap((message) =>
    [
      ...keyProblems(m, message),
      ...channelProblems(message),
      ...textProblems(message),
      ...(message.clause && !Object.values(m.clauses).includes(message.clause)
        ? [`cites ${message.clause.id}, which is not in the module’s clauses`]
        : []),
    ].map((problem) => `module "${m.id}": message "${message.key}" ${problem}`),
  );
}

function keyProblems(m: ModuleManifest, { key }: MessageTemplate): string[] {
  const name = key.startsWith(`${m.id}.`) ? key.slice(m.id.length + 1) : '';
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)
    ? []
    : [`needs a key of the form "${m.id}.some-name", kebab-case`];
}

function channelProblems({ audience, channels }: MessageTemplate): string[] {
  if (channels.length === 0) return ['has no channel'];
  const isOutside = audience === 'APPLICANT' || audience === 'CITIZEN';
  const wrong = channels.filter((c) => OUTSIDE.includes(c) !== isOutside);
  return [
    ...wrong.map((c) => `cannot reach ${audience} by ${c}`),
    ...(new Set(channels).size < channels.length ? ['names a channel twice'] : []),
  ];
}

function textProblems(message: MessageTemplate): string[] {
  const problems = Object.entries({ title: message.title, text: message.text })
    .filter(([, said]) => !said.zh || !said.en)
    .map(([what]) => `${what} needs Chinese and English`);
  if (!(message.data instanceof z.ZodObject) || !refusesUnknown(message.data))
    return [...problems, 'data must be a z.strictObject'];
  for (const language of ['zh', 'en'] as const) {
    const { unknown, missing } = wordingProblems(message, message.text[language]);
    for (const name of unknown) problems.push(`uses {${name}} in ${language}, which its data do not have`);
    for (const name of missing) problems.push(`does not use {${name}} of its data in ${language}`);
  }
  return problems;
}

function refusesUnknown(data: z.ZodType): boolean {
  const issues = data.safeParse({ 'no such name': 0 }).error?.issues ?? [];
  return issues.some((issue) => issue.code === 'unrecognized_keys');
}
