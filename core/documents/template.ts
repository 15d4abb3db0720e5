import Mustache from 'mustache';
import { z } from 'zod';
import { nearest } from '../modules/nearest.ts';
import type { Bilingual } from '../regulation/index.ts';
import { FACTS } from './facts.ts';
import type { DocumentKind } from './kind.ts';

/** Longest text of a template, in characters. */
export const LONGEST_TEMPLATE = 5_000;

/** A name that a text may use between double braces. */
export interface Placeholder {
  readonly name: string;
  /** Chinese / English. */
  readonly description: string;
  /** Whether it is a list, to be used as `{{#name}}…{{/name}}`. */
  readonly list: boolean;
  /** Names within an entry of the list; `.` alone where an entry is a text. */
  readonly entry: readonly Placeholder[];
}

/** What a kind's text may use: the facts that every document has, and the kind's own data. */
export function placeholdersOf(kind: DocumentKind): readonly Placeholder[] {
  return [...inShape(FACTS), ...inShape(kind.data)];
}

function inShape(object: z.ZodObject): Placeholder[] {
  return Object.entries(object.shape as Record<string, z.ZodType>).map(([name, type]) => {
    const value = unwrapped(type);
    const element = value instanceof z.ZodArray ? (value.element as z.ZodType) : null;
    const ofText = { name: '.', description: '该条 / the entry', list: false, entry: [] };
    return {
      name,
      description: type.description ?? '',
      list: element !== null,
      entry: element === null ? [] : element instanceof z.ZodObject ? inShape(element) : [ofText],
    };
  });
}

function unwrapped(type: z.ZodType): z.ZodType {
  return type instanceof z.ZodNullable || type instanceof z.ZodOptional
    ? unwrapped(type.unwrap() as z.ZodType)
    : type;
}

/** Mustache's token: type, value, start, end, and of a section its inner tokens. */
type Token = readonly [type: string, value: string, start: number, end: number, inner?: readonly Token[]];

/** Why a text cannot be the template of a kind, each with what would be right; empty when it can. */
export function templateProblems(kind: DocumentKind, text: string): Bilingual[] {
  if (text.trim() === '') return [{ zh: '正文为空', en: 'the text is empty' }];
  if (text.length > LONGEST_TEMPLATE)
    return [
      {
        zh: `正文超过${LONGEST_TEMPLATE}字`,
        en: `the text is longer than ${LONGEST_TEMPLATE} characters`,
      },
    ];
  let tokens: readonly Token[];
  try {
    tokens = Mustache.parse(text) as unknown as readonly Token[];
  } catch (error) {
    const { message } = error as Error;
    return [{ zh: `占位符没有写完整：${message}`, en: `a placeholder is not complete: ${message}` }];
  }
  const found = readTokens(tokens, placeholdersOf(kind));
  const lacking = kind.mandatory.filter((name) => !found.said.has(name));
  return [
    ...found.problems,
    ...lacking.map((name) => ({
      zh: `必须写明{{${name}}}`,
      en: `{{${name}}} must be in the text, outside what may be left out`,
    })),
  ];
}

function readTokens(
  tokens: readonly Token[],
  known: readonly Placeholder[],
  within: readonly string[] = [],
  inList = false,
): { problems: Bilingual[]; said: Set<string> } {
  const problems: Bilingual[] = [];
  const said = new Set<string>();
  for (const [type, name, , , inner = []] of tokens) {
    if (type === 'text') continue;
    if (!['name', '#', '^'].includes(type)) {
      problems.push({
        zh: `不能使用“${type}${name}”这样的标记；只能用{{名称}}、{{#名称}}、{{^名称}}、{{/名称}}`,
        en: `the tag "${type}${name}" is not allowed; only {{name}}, {{#name}}, {{^name}} and {{/name}} are`,
      });
      continue;
    }
    const placeholder = known.find((p) => p.name === name);
    if (!placeholder) {
      problems.push(unknownPlaceholder(name, known));
      continue;
    }
    if (type === 'name' && placeholder.list)
      problems.push({
        zh: `{{${name}}}是列表，应写成{{#${name}}}…{{/${name}}}`,
        en: `{{${name}}} is a list; write {{#${name}}}…{{/${name}}}`,
      });
    // A list within a list would grow with its power.
    if (placeholder.list && inList)
      problems.push({
        zh: `列表{{#${name}}}不能写在列表之中`,
        en: `the list {{#${name}}} cannot stand within a list`,
      });
    // What stands only under another condition may be missing from the paper.
    const always = within.every((section) => section === name);
    if (always && type !== '^' && (type === 'name') !== placeholder.list) said.add(name);
    if (type === 'name') continue;
    const isSection = type === '#';
    const below = readTokens(
      inner,
      isSection ? [...placeholder.entry, ...known] : known,
      [...within, isSection ? name : `^${name}`],
      inList || (isSection && placeholder.list),
    );
    problems.push(...below.problems);
    for (const other of below.said) said.add(other);
  }
  return { problems, said };
}

function unknownPlaceholder(name: string, known: readonly Placeholder[]): Bilingual {
  const names = known.map((p) => p.name);
  const near = nearest(name, names);
  const allowed = names.join(', ');
  return {
    zh: `没有{{${name}}}这个占位符${near ? `，是否指{{${near}}}？` : ''}可用的有：${allowed}`,
    en: `there is no placeholder {{${name}}}${near ? `; did you mean {{${near}}}?` : ''} Allowed: ${allowed}`,
  };
}

/**
 * The text with its placeholders filled in: one paragraph a line, empty ones left out; where a value ends in a full stop
 * before the text's own, one stays. Nothing is escaped here.
 */
export function fillTemplate(text: string, values: Readonly<Record<string, unknown>>): string {
  return Mustache.render(text, values, {}, { escape: String })
    .replaceAll(/。+/g, '。')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Values that show where each placeholder stands, to look at a text before it is used: `【办件编号】`. */
export function sampleValues(kind: DocumentKind): Record<string, unknown> {
  return sampleOf(placeholdersOf(kind));
}

function sampleOf(placeholders: readonly Placeholder[]): Record<string, unknown> {
  return Object.fromEntries(
    placeholders.map(({ name, description, list, entry }) => {
      const shown = `【${description.split(' / ')[0]}】`;
      if (!list) return [name, shown];
      const one = entry[0]?.name === '.' ? shown : sampleOf(entry);
      return [name, [one, one]];
    }),
  );
}
