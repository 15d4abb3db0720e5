import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { KERNEL_EVENTS } from '../../core/events/event.ts';

/** The contract between modules: what is declared has a payload, what is listened to is declared. */
const OWN = MODULES.flatMap((m) => m.emits ?? []);
const DECLARED: readonly string[] = [...KERNEL_EVENTS, ...OWN];

/** Event types that a source file adds to the payloads. */
function payloadsIn(path: string): string[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [, indent = '', block = ''] =
    /^( *)(?:export )?interface EventPayloads \{\n([^]*?)^\1\}/m.exec(text) ?? [];
  const keys = block.matchAll(new RegExp(`^${indent}  '([\\w.]+)':`, 'gm'));
  return [...keys].map(([, type = '']) => type).toSorted();
}

test('the kernel lists the events whose payloads it declares', () => {
  expect(KERNEL_EVENTS.toSorted()).toEqual(payloadsIn(join(projectRoot, 'core/events/event.ts')));
});

describe.each(MODULES.map((m) => [m.id, m] as const))('%s', (id, module) => {
  test('emits lists the events whose payloads its events.ts declares', () => {
    const declared = payloadsIn(join(projectRoot, 'modules', id, 'events.ts'));
    expect((module.emits ?? []).toSorted()).toEqual(declared);
  });

  test('every criterion, handler and measure waits for an event that somebody emits', () => {
    const awaited = [
      ...(module.criteria ?? []).flatMap(({ on, withdrawnBy }) => (withdrawnBy ? [on, withdrawnBy] : [on])),
      ...Object.keys(module.on ?? {}),
      ...(module.measures ?? []).flatMap((measure) => Object.keys(measure.count)),
    ];
    expect(awaited.filter((type) => !DECLARED.includes(type))).toEqual([]);
  });

  test('it declares criteria of its own clauses, and measures', () => {
    const clauses = Object.values(module.clauses);
    // What takes the points of all states none of its own.
    if (!module.onScored) expect(module.criteria?.length).toBeGreaterThan(0);
    expect((module.criteria ?? []).filter(({ clause }) => !clauses.includes(clause))).toEqual([]);
    expect(module.measures?.length).toBeGreaterThan(0);
  });
});
