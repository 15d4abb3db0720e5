import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSlip, SLIP, WITH_SLIPS } from '../../test/support/document-scene.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type AskOptions, type World } from '../../test/support/world.ts';
import { drawPdf } from './pdf.ts';
import { paperOf } from './paper.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ modules: WITH_SLIPS });
});
afterAll(() => world.close());

const text = (first: string) => `${first}\n{{#items}}{{name}}{{/items}}，{{queryCode}}，{{clause}}`;

async function set(input: object, options: AskOptions = {}) {
  const { data, errors } = await world.ask(
    `mutation ($input: SetDocumentTemplateInput!) { setDocumentTemplate(input: $input) { __typename
      ... on DocumentTemplate { kind text decision { township effectiveFrom } decisions { text effectiveFrom } }
      ... on Refusal { code message clause { id } details } } }`,
    { as: 'COUNTY_BUREAU', variables: { input: { kind: 'FIXTURE_SLIP', ...input } }, ...options },
  );
  return errors?.[0]?.extensions.code ?? data.setDocumentTemplate;
}

const rowOf = async (code?: string) => {
  const { id } = await issueSlip(world, code);
  return inTables(world, (tx) => tx.document.findFirstOrThrow({ where: { id } }));
};
const firstLine = async () => (await rowOf()).text.split('\n')[0];

describe('the text of a document', () => {
  test('is the program’s own, then the county’s from its day on, then the township’s, and back', async () => {
    world.at('2026-09-28');
    expect(await firstLine()).toBe('申请人甲：');
    expect(await set({ text: text('全县甲'), effectiveFrom: '2026-09-30' })).toMatchObject({
      text: SLIP.template,
      decision: null,
      decisions: [{ text: text('全县甲'), effectiveFrom: '2026-09-30' }],
    });
    expect(await firstLine()).toBe('申请人甲：');
    world.at('2026-09-30');
    expect(await firstLine()).toBe('全县甲');
    expect(await set({ text: text('本镇{{office}}'), township: 'shexi' })).toMatchObject({
      text: text('本镇{{office}}'),
      decision: { township: 'shexi', effectiveFrom: '2026-09-30' },
    });
    expect(await firstLine()).toBe('本镇上犹县shexi镇综合便民服务中心');
    await set({ text: text('全县乙') });
    expect(await firstLine()).toBe('本镇上犹县shexi镇综合便民服务中心');
    expect((await issueSlip(world, 'dongshan')).number).toContain('dongshan镇');
    await set({ township: 'shexi' });
    expect(await firstLine()).toBe('全县乙');
    await set({});
    expect(await firstLine()).toBe('申请人甲：');
  });

  test('a document keeps the text it was issued with, and is drawn the same for ever', async () => {
    await set({ text: text('先前的正文') });
    const before = await rowOf();
    const drawn = await drawPdf(paperOf(before, 'shexi', world.platform.publicUrl));
    await set({ text: text('后来的正文') });
    const after = await inTables(world, (tx) => tx.document.findFirstOrThrow({ where: { id: before.id } }));
    expect(after).toEqual(before);
    expect(after.text).toContain('先前的正文');
    expect((await drawPdf(paperOf(after, 'shexi', world.platform.publicUrl))).equals(drawn)).toBe(true);
    const later = await rowOf();
    expect(later.text).toContain('后来的正文');
    expect(later.templateId).not.toBe(before.templateId);
    expect(later.templateDigest).not.toBe(before.templateDigest);
    await set({});
  });
});

describe('setting it', () => {
  test('refuses an unknown placeholder with the allowed ones, and one that leaves out what must be said', async () => {
    const refused = await set({ text: '{{applicant}}{{queryCode}}' });
    expect(refused).toMatchObject({ code: 'TEMPLATE_INVALID', clause: { id: '九(一)1' } });
    expect(refused.message).toContain('没有{{applicant}}这个占位符');
    for (const name of ['addressee', 'dueOn', 'items']) expect(refused.message).toContain(name);
    expect(refused.details.problems.map((p: { en: string }) => p.en)).toEqual([
      expect.stringContaining('there is no placeholder {{applicant}}'),
      '{{items}} must be in the text, outside what may be left out',
      '{{clause}} must be in the text, outside what may be left out',
    ]);
  });

  test('refuses an unknown kind with the nearest, and a day that is past', async () => {
    world.at('2026-09-30');
    expect(await set({ kind: 'DENIALS', text: text('') })).toMatchObject({
      code: 'DOCUMENT_KIND_UNKNOWN',
      details: { didYouMean: 'DENIAL' },
    });
    expect(await set({ text: text('x'), effectiveFrom: '2026-09-29' })).toMatchObject({
      code: 'TEMPLATE_DATE_PAST',
      details: { earliest: '2026-09-30' },
    });
  });

  test('is the county bureau’s alone, and is audited without the text', async () => {
    for (const as of ['CENTRE_DIRECTOR', 'COUNTY_SUPERVISION', 'WINDOW_STAFF', 'FRONTEND'] as const)
      expect(await set({ text: text('x') }, { as, from: 'shexi' })).toBe('FORBIDDEN');
    await set({ text: text('不入审计的正文'), township: 'shexi' });
    const entries = await inTables(world, (tx) =>
      tx.auditEntry.findMany({ where: { verb: 'setDocumentTemplate' } }),
    );
    expect(entries.at(-1)).toMatchObject({ fields: ['kind', 'text', 'effectiveFrom'] });
    expect(JSON.stringify(entries)).not.toContain('不入审计的正文');
    await set({ township: 'shexi' });
  });
});

describe('reading it', () => {
  const LIST = `query ($township: String) { documentTemplates(township: $township) {
    kind title clause module text builtIn mandatory placeholders { name description list entry { name } } } }`;
  const list = async (options: AskOptions) => {
    const { data, errors } = await world.ask(LIST, options);
    return errors?.[0]?.extensions.code ?? data.documentTemplates;
  };

  test('names for every kind its text and what it may and must say', async () => {
    const all = await list({ as: 'COUNTY_BUREAU' });
    expect(all.map((t: { kind: string }) => t.kind)).toEqual(
      world.platform.registry.documents.map((d) => d.kind.kind),
    );
    const slip = all.find((t: { kind: string }) => t.kind === 'FIXTURE_SLIP');
    expect(slip).toMatchObject({
      title: '示例回执单',
      clause: '九(一)1',
      module: 'fixture-slips',
      text: SLIP.template,
      builtIn: SLIP.template,
      mandatory: ['items', 'queryCode', 'clause'],
    });
    expect(slip.placeholders).toContainEqual({
      name: 'items',
      description: '需补正的材料 / what is to be supplemented',
      list: true,
      entry: [{ name: 'name' }, { name: 'why' }],
    });
    for (const as of ['WINDOW_STAFF', 'APPLICANT', 'FRONTEND'] as const)
      expect(await list({ as, from: 'shexi' })).toBe('FORBIDDEN');
    expect(await list({})).toBe('UNAUTHENTICATED');
  });

  test('a preview shows the text with names in the place of values, and issues nothing', async () => {
    const ask = async (kind: string, sample?: string, locale = 'zh') => {
      const { data } = await world.ask(
        `query ($kind: String!, $text: String) { previewDocument(kind: $kind, text: $text) { problems text html } }`,
        {
          as: 'COUNTY_BUREAU',
          variables: { kind, text: sample },
          headers: { 'accept-language': locale },
        },
      );
      return data.previewDocument;
    };
    const documents = () => inTables(world, (tx) => tx.document.count());
    const before = await documents();
    const shown = await ask('FIXTURE_SLIP', text('致{{addressee}}'));
    expect(shown.problems).toEqual([]);
    expect(shown.text).toContain('致【申请人全名】\n【材料】【材料】，【查询码】，《示例制度》九(一)1');
    expect(shown.html).toContain('<p>致【申请人全名】</p>');
    expect((await ask('DENIAL')).text).toContain('救济途径：【救济途径】');
    expect(await ask('FIXTURE_SLIP', '{{x}}', 'en')).toMatchObject({
      problems: expect.arrayContaining([expect.stringContaining('there is no placeholder {{x}}')]),
      text: null,
      html: null,
    });
    expect(await ask('NO_SUCH_KIND')).toBeNull();
    expect(await documents()).toBe(before);
  });
});

describe('a chapter that is off', () => {
  test('issues no document; what it issued stays readable for the county’s auditors, its kinds are not told', async () => {
    world.at('2026-09-30');
    const row = await rowOf();
    const configure = (enabled: boolean) =>
      world.ask(
        `mutation ($input: ConfigureModuleInput!) { configureModule(input: $input) { __typename ... on Refusal { code } } }`,
        {
          as: 'COUNTY_BUREAU',
          variables: { input: { township: 'shexi', module: 'fixture-slips', enabled } },
        },
      );
    expect((await configure(false)).data.configureModule.__typename).toBe('TownshipModule');
    await expect(issueSlip(world)).rejects.toMatchObject({
      refusal: { code: 'MODULE_NOT_ENABLED', details: { module: 'fixture-slips', township: 'shexi' } },
    });
    expect((await issueSlip(world, 'dongshan')).number).toContain('示例回执单');

    const kinds = await world.ask('{ documentTemplates { kind } }', { as: 'CENTRE_DIRECTOR', at: 'shexi' });
    expect(kinds.data.documentTemplates.map((t: { kind: string }) => t.kind)).not.toContain('FIXTURE_SLIP');
    const peek = await world.ask('{ previewDocument(kind: "FIXTURE_SLIP") { text } }', {
      as: 'CENTRE_DIRECTOR',
      at: 'shexi',
    });
    expect(peek.data.previewDocument).toBeNull();

    const id = Buffer.from(`Document:${row.townshipId}.${row.id}`).toString('base64');
    const read = await world.ask(
      'query ($id: ID!) { node(id: $id) { ... on Document { number text genuine url verificationCode content html } } }',
      { as: 'COUNTY_SUPERVISION', variables: { id } },
    );
    expect(read.data.node).toMatchObject({
      number: row.number,
      genuine: true,
      url: null,
      verificationCode: null,
      content: { data: { addressee: '申***', dueOn: '2026-10-10', queryCode: '****' } },
    });
    expect(JSON.stringify(read.data)).not.toMatch(/申请人甲|2345678923|核验码/);
    expect(read.data.node.text).toMatch(/^申\*+：\n/);
    // Whoever holds the paper can still have it verified.
    const paper = await world.ask(
      'query ($number: String!, $code: String!) { verifyDocument(number: $number, code: $code) { result } }',
      { at: 'shexi', variables: { number: row.number, code: row.code } },
    );
    expect(paper.data.verifyDocument).toEqual({ result: 'GENUINE' });
    await configure(true);
    expect(await firstLine()).toBe('申请人甲：');
  });
});
