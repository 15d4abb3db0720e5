import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { clauseTable, settingsTable, withTables } from '../../core/modules/readme-tables.ts';
import { fixtureModule } from '../support/fixture-module.ts';

describe.each(MODULES)('modules/$id/README.md', (module) => {
  const file = join(projectRoot, 'modules', module.id, 'README.md');

  test('is there and has the tables of today; after a change run `npm run clauses -- --write`', () => {
    expect(existsSync(file), `modules/${module.id}/README.md is missing`).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(withTables(text, module, projectRoot));
  });

  test('says what is lost when it is off', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`# ${module.chapter} ${module.title.zh}`);
    expect(text).toMatch(/^## What is lost when it is off/m);
  });
});

describe('the tables', () => {
  const module = fixtureModule('queue');

  test('have a row per setting and a row per rule with its tests', () => {
    expect(settingsTable(module).split('\n').slice(2)).toEqual([
      '| `days` | `5` | 1–30 | 工作日 / working days |',
    ]);
    const titles = ['queue 1 · queue-rule: a | b', 'queue 1 · queue-rule: of %j', 'queue 1 · other-rule: c'];
    expect(clauseTable(module, titles).split('\n').slice(2)).toEqual([
      '| queue 1 | `queue-rule` | 示例 / example | a \\| b<br>of … |',
    ]);
  });

  test('of a clause that nothing enforces give the reason', () => {
    const [clause] = Object.values(module.clauses);
    if (!clause) throw new Error('the fixture has a clause');
    const silent = { rules: [], clauses: { only: { ...clause, notEnforced: '无对象 / nothing to judge' } } };
    expect(clauseTable(silent, [])).toContain(
      '| queue 1 | — | 未由程序执行 / not enforced: 无对象 / nothing to judge | — |',
    );
  });

  test('take the place between their marks, and missing marks are an error', () => {
    const text = 'a\n<!-- settings -->\nold\n<!-- /settings -->\n<!-- clauses -->\n\n<!-- /clauses -->\nz\n';
    const written = withTables(text, module, projectRoot);
    expect(written).toContain(settingsTable(module));
    expect(written).not.toContain('old');
    expect(withTables(written, module, projectRoot)).toBe(written);
    expect(() => withTables('a', module, projectRoot)).toThrow(/<!-- settings -->/);
  });
});
