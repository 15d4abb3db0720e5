import { describe, expect, test } from 'vitest';
import { SLIP } from '../../test/support/document-scene.ts';
import { KERNEL_DOCUMENTS } from './kernel-kinds.ts';
import {
  fillTemplate,
  LONGEST_TEMPLATE,
  placeholdersOf,
  sampleValues,
  templateProblems,
} from './template.ts';

const WHOLE = '{{#items}}{{name}}{{/items}}，{{queryCode}}，{{clause}}';
const saysOf = (text: string) => templateProblems(SLIP, text).map((p) => p.en);

describe('a text that cannot be used says why', () => {
  test('a whole one has nothing to say', () => {
    expect(saysOf(WHOLE)).toEqual([]);
    expect(saysOf(SLIP.template)).toEqual([]);
    for (const kind of KERNEL_DOCUMENTS) expect(templateProblems(kind, kind.template)).toEqual([]);
  });

  test('an unknown placeholder is told with the nearest and all that are allowed', () => {
    const [problem] = templateProblems(SLIP, `${WHOLE}{{caseNumbr}}`);
    expect(problem?.en).toMatch(
      /^there is no placeholder \{\{caseNumbr\}\}; did you mean \{\{caseNumber\}\}\?/,
    );
    expect(problem?.zh).toContain('是否指{{caseNumber}}？');
    for (const { name } of placeholdersOf(SLIP)) expect(problem?.en).toContain(name);
  });

  test('what an entry of a list has is known within the list only', () => {
    expect(saysOf(`${WHOLE}{{#items}}{{why}}{{/items}}`)).toEqual([]);
    expect(saysOf(`${WHOLE}{{why}}`)[0]).toContain('there is no placeholder {{why}}');
    expect(saysOf(`${WHOLE}{{#items}}{{#items}}{{name}}{{/items}}{{/items}}`)).toEqual([
      'the list {{#items}} cannot stand within a list',
    ]);
    expect(saysOf(`${WHOLE}{{items}}`)).toEqual(['{{items}} is a list; write {{#items}}…{{/items}}']);
  });

  test.each([
    ['left out', '{{#items}}{{name}}{{/items}}{{clause}}'],
    [
      'only if something else is there',
      '{{#items}}{{name}}{{/items}}{{clause}}{{#dueOn}}{{queryCode}}{{/dueOn}}',
    ],
    [
      'only if it is not there',
      '{{#items}}{{name}}{{/items}}{{clause}}{{^queryCode}}{{queryCode}}{{/queryCode}}',
    ],
    ['within an entry of a list', '{{#items}}{{name}}{{queryCode}}{{/items}}{{clause}}'],
  ])('a mandatory placeholder that is %s', (_how, text) => {
    expect(saysOf(text)).toEqual(['{{queryCode}} must be in the text, outside what may be left out']);
  });

  test('a mandatory placeholder may stand in its own condition', () => {
    expect(
      saysOf('{{#items}}{{name}}{{/items}}{{clause}}{{#queryCode}}码{{queryCode}}{{/queryCode}}'),
    ).toEqual([]);
  });

  test.each(['{{{clause}}}', '{{&clause}}', '{{>clause}}', '{{!note}}', '{{=<% %>=}}'])(
    'the tag %s is not allowed',
    (tag) => {
      expect(saysOf(`${WHOLE}${tag}`)[0]).toMatch(/^the tag ".+" is not allowed/);
    },
  );

  test('an unfinished tag, an empty and an endless text', () => {
    expect(saysOf(`${WHOLE}{{#dueOn}}`)[0]).toMatch(
      /^a placeholder is not complete: Unclosed section "dueOn"/,
    );
    expect(saysOf(' \n')).toEqual(['the text is empty']);
    expect(saysOf('长'.repeat(LONGEST_TEMPLATE + 1))).toEqual([
      `the text is longer than ${LONGEST_TEMPLATE} characters`,
    ]);
  });
});

describe('filling in', () => {
  test('conditions, lists and empty lines; a value is a value, whatever it looks like', () => {
    const text =
      '甲{{#dueOn}}至{{dueOn}}{{/dueOn}}{{^dueOn}}无期限{{/dueOn}}\n{{#items}}\n{{name}}：{{why}}\n{{/items}}\n\n{{queryCode}}';
    const items = [
      { name: '<b>&', why: '{{clause}}' },
      { name: '乙', why: '"' },
    ];
    expect(fillTemplate(text, { dueOn: null, items, queryCode: 'Q', clause: 'no' })).toBe(
      '甲无期限\n<b>&：{{clause}}\n乙："\nQ',
    );
    expect(fillTemplate(text, { dueOn: '2026-10-10', items: [], queryCode: 'Q' })).toBe('甲至2026-10-10\nQ');
  });

  test('a value that ends in a full stop does not double the text’s own', () => {
    expect(fillTemplate('理由：{{why}}。', { why: '须看病历。' })).toBe('理由：须看病历。');
    expect(fillTemplate('理由：{{why}}。', { why: '须看病历' })).toBe('理由：须看病历。');
  });

  test('sample values show each placeholder by its meaning', () => {
    const filled = fillTemplate(SLIP.template, sampleValues(SLIP));
    for (const shown of ['【申请人全名】：', '【材料】，【原因】；', '【期限】', '【查询码】'])
      expect(filled).toContain(shown);
  });
});
