import { z } from 'zod';
import type { ModuleManifest } from './manifest.ts';
import { readTestTitles, traceClauses } from './traceability.ts';

/** Marks in a module's README between which a table stands that the program writes. */
const SECTIONS = ['settings', 'clauses'] as const;
type Section = (typeof SECTIONS)[number];

/**
 * The README of a module with its two tables as they must be now: settings, and clause -> rule -> test.
 * Throws when the text lacks one of the marks `<!-- settings -->`, `<!-- /settings -->` (likewise `clauses`).
 */
export function withTables(readme: string, module: ModuleManifest, root: string): string {
  const tables: Record<Section, string> = {
    settings: settingsTable(module),
    clauses: clauseTable(module, readTestTitles(root)),
  };
  return SECTIONS.reduce((text, section) => replaceSection(text, section, tables[section]), readme);
}

function replaceSection(text: string, section: Section, table: string): string {
  const begin = `<!-- ${section} -->\n`;
  const end = `\n<!-- /${section} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to === -1)
    throw new Error(`the README lacks the marks ${begin.trim()} and ${end.trim()}`);
  return text.slice(0, from + begin.length) + table + text.slice(to);
}

/** What the JSON schema of a module's settings says of one key. */
interface SettingSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: SettingSchema & { readonly enum?: readonly string[] };
}

/** A row per setting: key, default, what is allowed where it is a number, meaning. */
export function settingsTable(module: Pick<ModuleManifest, 'settings'>): string {
  const { properties = {} } = z.toJSONSchema(module.settings, { io: 'input' }) as {
    properties?: Record<string, SettingSchema>;
  };
  const rows = Object.entries(properties).map(([key, setting]) => [
    `\`${key}\``,
    `\`${JSON.stringify(setting.default)}\``,
    rangeOf(setting) ?? rangeOf(setting.items ?? {}) ?? setting.items?.enum?.join(', ') ?? '',
    setting.description ?? '',
  ]);
  return markdownTable(['设置 / setting', '默认 / default', '取值 / allowed', '含义 / meaning'], rows);
}

function rangeOf({ minimum, maximum }: SettingSchema): string | null {
  return minimum === undefined || maximum === undefined ? null : `${minimum}–${maximum}`;
}

/** A row per rule (or per clause that none enforces): clause, rule, what it says, the titles of its tests. */
export function clauseTable(
  module: Pick<ModuleManifest, 'clauses' | 'rules'>,
  titles: readonly string[],
): string {
  const says = new Map(module.rules.map((rule) => [rule.id, `${rule.says.zh} / ${rule.says.en}`]));
  const rows = traceClauses([module], titles).flatMap(({ clause, rules, tests, notEnforced }) =>
    notEnforced === null
      ? rules.map((rule) => [clause, `\`${rule}\``, says.get(rule) ?? '', ownTests(clause, rule, tests)])
      : [[clause, '—', `未由程序执行 / not enforced: ${notEnforced}`, '—']],
  );
  return markdownTable(['条款 / clause', '规则 / rule', '内容 / says', '测试 / tests'], rows);
}

function ownTests(clause: string, rule: string, titles: readonly string[]): string {
  const begin = `${clause} · ${rule}: `;
  const own = titles.filter((title) => title.startsWith(begin)).map((title) => title.slice(begin.length));
  // A table test's title has places for the values of its rows.
  return own.map((title) => title.replaceAll(/%[a-z]/g, '…')).join('<br>');
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
