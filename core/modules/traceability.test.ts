import { describe, expect, test } from 'vitest';
import { defineClauses, rule, type Clause } from '../regulation/index.ts';
import { gapsIn, titlesIn, traceClauses } from './traceability.ts';

const CLAUSES = defineClauses(
  { source: '示例制度', effectiveFrom: '2022-03-06' },
  {
    first: { id: '甲1', text: '……' },
    second: { id: '甲1 (second)', text: '……' },
    later: { id: '甲2', text: '……', notEnforced: '没有对象 / nothing to judge' },
  },
);

function ruleOf(id: string, clause: Clause) {
  return rule({ id, clause, says: { zh: '……', en: '…' }, decide: () => true });
}

const enforced = {
  clauses: CLAUSES,
  rules: [
    ruleOf('is-done', CLAUSES.first),
    ruleOf('is-done-well', CLAUSES.first),
    ruleOf('is-told', CLAUSES.second),
  ],
};

describe('the matrix', () => {
  test('a title belongs to the clause and the rule it begins with, not to one whose name only begins so', () => {
    const titles = [
      '甲1 · is-done: a',
      '甲1 · is-done-well: b',
      '甲1 (second) · is-told',
      '甲1: c',
      'is-done',
    ];
    expect(traceClauses([enforced], titles)).toEqual([
      {
        clause: '甲1',
        rules: ['is-done', 'is-done-well'],
        tests: ['甲1 · is-done: a', '甲1 · is-done-well: b'],
        notEnforced: null,
      },
      { clause: '甲1 (second)', rules: ['is-told'], tests: ['甲1 (second) · is-told'], notEnforced: null },
      { clause: '甲2', rules: [], tests: [], notEnforced: '没有对象 / nothing to judge' },
    ]);
    expect(gapsIn(traceClauses([enforced], titles))).toEqual([]);
  });

  test('a rule without a test and a clause without a rule are gaps, a clause that says why is none', () => {
    const titles = ['甲1 · is-done-well: b', '甲1 (second) · is-done: not its rule'];
    const bare = { clauses: { only: { ...CLAUSES.first, id: '乙1' } }, rules: [] };
    expect(gapsIn(traceClauses([enforced, bare], titles))).toEqual([
      expect.stringContaining('rule 甲1 · is-done has no test'),
      expect.stringContaining('rule 甲1 (second) · is-told has no test'),
      expect.stringContaining('clause 乙1 has no rule'),
    ]);
  });
});

describe('titles', () => {
  test.each([
    [`test('a', () => {})`, ['a']],
    [`it("b \\"quoted\\"", run)`, ['b "quoted"']],
    ['test(\n  `c`,\n  run,\n)', ['c']],
    [`test.concurrent('d', run)`, ['d']],
    [`test.each([[1, '(']])('e %i', run)`, ['e %i']],
    [`test.for([f(1), ")"])\n('f', run)`, ['f']],
    [`test('g', () => expect(x.test('not this')).toBe(latest('nor this')))`, ['g']],
    [`test.skip('h', run); test.todo('i'); it.skip.each([1])('j', run); describe('k', run)`, []],
    [`test(title, run)`, []],
  ])('of %s are %j', (source, titles) => {
    expect(titlesIn(source)).toEqual(titles);
  });
});
