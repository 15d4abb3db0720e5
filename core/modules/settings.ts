import { z } from 'zod';
import type { Bilingual } from '../regulation/index.ts';
import type { ModuleManifest } from './manifest.ts';

/** What is wrong with a module's declaration of settings: no object, a key without description or default. */
export function settingsProblems(m: ModuleManifest): string[] {
  if (!(m.settings instanceof z.ZodObject) || !refusesUnknown(m.settings))
    return [`module "${m.id}": settings must be a z.strictObject`];
  const problems = Object.entries(m.settings.shape as Record<string, z.ZodType>)
    .filter(([, type]) => !type.description)
    .map(([key]) => `module "${m.id}": setting "${key}" has no description`);
  if (!m.settings.safeParse({}).success)
    problems.push(`module "${m.id}": every setting needs a default, so that {} is valid`);
  return problems;
}

/** A mistyped key must be refused, not passed over for the default. */
function refusesUnknown(settings: z.ZodType): boolean {
  const issues = settings.safeParse({ 'no such setting': 0 }).error?.issues ?? [];
  return issues.some((issue) => issue.code === 'unrecognized_keys');
}

const CHINESE = z.locales.zhCN();

/** Why given settings are not valid, in one line a problem and language; empty when they are. */
export function invalidSettings(
  m: ModuleManifest,
  settings: unknown,
): Readonly<Record<keyof Bilingual, string[]>> {
  const linesOf = (parsed: ReturnType<typeof m.settings.safeParse>, whole: string) =>
    (parsed.error?.issues ?? []).map((i) => `${i.path.join('.') || whole}: ${i.message}`);
  return {
    zh: linesOf(m.settings.safeParse(settings, { error: CHINESE.localeError }), '（设置）'),
    en: linesOf(m.settings.safeParse(settings), '(settings)'),
  };
}

/** What a module's settings may be: a JSON Schema with the meaning, bounds and default of each. */
export function settingsSchema(m: ModuleManifest): unknown {
  // Rules between several settings have no form there; they are told when they are broken.
  return z.toJSONSchema(m.settings, { io: 'input', unrepresentable: 'any' });
}
