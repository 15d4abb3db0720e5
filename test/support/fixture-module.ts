import { z } from 'zod';
import type { ModuleManifest } from '../../core/modules/manifest.ts';
import { refusalKind, rule, type Clause } from '../../core/regulation/index.ts';

/** A clause of no regulation. */
export function fixtureClause(id: string, more: Partial<Clause> = {}): Clause {
  return { id, text: '示例条文', source: '示例制度', effectiveFrom: '2022-03-06', ...more };
}

/** A rule that allows everything. */
export function fixtureRule(id: string, clause: Clause) {
  return rule({ id, clause, says: { zh: '示例', en: 'example' }, decide: () => true });
}

export function fixtureRefusal(code: string) {
  return refusalKind(code, { zh: '示例', en: 'example' });
}

/** A whole module without faults, of one clause and one rule; `more` takes the place of its parts. */
export function fixtureModule(id: string, more: Partial<ModuleManifest> = {}): ModuleManifest {
  const clause = fixtureClause(`${id} 1`);
  return {
    id,
    title: { zh: `模块${id}`, en: `module ${id}` },
    chapter: '九',
    description: { zh: '示例', en: 'an example' },
    requires: [],
    settings: z.strictObject({
      days: z.int().min(1).max(30).default(5).describe('工作日 / working days'),
    }),
    clauses: { only: clause },
    rules: [fixtureRule(`${id}-rule`, clause)],
    refusals: [],
    register: (schema) =>
      schema.queries((t) => ({
        [`ask_${id.replaceAll('-', '_')}`]: t.string({
          nullable: true,
          description: '示例 / an example',
          authScopes: { public: true },
          resolve: () => id,
        }),
      })),
    ...more,
  };
}
