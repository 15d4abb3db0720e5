import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../core/config.ts';
import { CATALOGUE } from '../../modules/evaluation/scoring-catalogue.ts';

/** The suites of test/criteria: each checks that all rules of its block are in it, with their three cases. */
const folder = join(projectRoot, 'test/criteria');
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

test.each([...new Set(CATALOGUE.map(({ block }) => block))])(
  'the rules of %s are posted, fall short and are told again in exactly one suite',
  (block) => {
    expect(texts.filter((text) => text.includes(`criteriaOf('${block}',`))).toHaveLength(1);
  },
);

test.each(CATALOGUE.map(({ code }) => code))('%s has its sources in a suite', (code) => {
  expect(texts.filter((text) => new RegExp(`^  ${code}: \\[`, 'm').test(text))).toHaveLength(1);
});
