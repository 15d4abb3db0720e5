import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '../db/connection.ts';
import { Served } from '../../test/support/http.ts';
import { issueSlip, pdfPages, WITH_SLIPS } from '../../test/support/document-scene.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { HTML_POLICY } from './html.ts';
import { documentPath, type DocumentFormat } from './paper.ts';

let world: World;
let served: Served;
beforeAll(async () => {
  world = await createWorld({ modules: WITH_SLIPS });
  served = await Served.over(world);
});
afterAll(async () => {
  await served.stop();
  await world.close();
});

async function slip(code?: string) {
  const issued = await issueSlip(world, code);
  const row = await inTables(world, (tx) => tx.document.findFirst({ where: { id: issued.id } }));
  return { ...issued, code: row?.code ?? '' };
}

async function verify(number: string, code: string, at?: string) {
  const { data, errors } = await world.ask(
    `query ($number: String!, $code: String!) { verifyDocument(number: $number, code: $code) {
      result number title office issuedOn caseNumber } }`,
    { at, variables: { number, code } },
  );
  return errors?.[0]?.extensions.code ?? data.verifyDocument;
}

/** Changes a letter of a document's text as somebody with the owner's password would. */
function tamper(id: string): Promise<unknown> {
  return withConnection(world.database.ownerUrl, (client) =>
    client.query(
      `update "Document" set "text" = replace("text", '2026-10-10', '2026-10-11') where "id" = $1`,
      [id],
    ),
  );
}

const NOTHING = {
  result: 'UNKNOWN',
  number: null,
  title: null,
  office: null,
  issuedOn: null,
  caseNumber: null,
};

describe('verifyDocument', () => {
  test('tells anybody with number and code that the paper is genuine, and nothing personal', async () => {
    const { number, code } = await slip();
    const told = {
      result: 'GENUINE',
      number,
      title: '示例回执单',
      office: '上犹县shexi镇综合便民服务中心',
      issuedOn: '2026-09-28',
      caseNumber: null,
    };
    expect(await verify(number, code)).toEqual(told);
    expect(await verify(number, code, 'shexi')).toEqual(told);
    expect(await verify(number, ` ${code.toLowerCase().replace(/.{4}/g, '$& ')}`)).toEqual(told);
  });

  test('answers the same for a wrong code, an unknown number and a paper of another endpoint', async () => {
    const { number, code } = await slip();
    const answers = [
      await verify(number, '2222222222222222'),
      await verify(number, ''),
      await verify('shexi镇示例回执单〔2026〕999号', code),
      await verify('无此镇示例回执单〔2026〕1号', code),
      await verify(number, code, 'dongshan'),
    ];
    expect(answers).toEqual(answers.map(() => NOTHING));
  });

  test('counts wrong codes as those of cases are, and locks the number, known or not, for a while', async () => {
    const { number, code } = await slip();
    const unknown = 'shexi镇示例回执单〔2026〕998号';
    for (let i = 0; i < 5; i++)
      for (const name of [number, unknown]) expect(await verify(name, '2222222222222222')).toEqual(NOTHING);
    for (const name of [number, unknown]) expect(await verify(name, code)).toBe('CODE_LOCKED');
    world.at('2026-09-28', '09:16');
    expect(await verify(number, code)).toMatchObject({ result: 'GENUINE' });
    world.at('2026-09-28');
  });

  test('says so when what is on file is not as it was issued, and tells nothing of it', async () => {
    const { id, number, code } = await slip();
    await tamper(id);
    expect(await verify(number, code)).toEqual({ ...NOTHING, result: 'ALTERED' });
  });
});

describe('the file of a document', () => {
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${served.url}${path}`, { method, headers });
  const pathOf = (of: { id: string; code: string }, format: DocumentFormat) =>
    documentPath('shexi', of, format);

  test('as PDF: private, tagged, named, with both copies', async () => {
    const issued = await slip();
    const path = pathOf(issued, 'pdf');
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'content-disposition': expect.stringContaining(encodeURIComponent(issued.number)),
      etag: expect.stringMatching(/^W\/"[0-9a-f]{32}-pdf-\d+"$/),
    });
    const pages = await pdfPages(new Uint8Array(await response.arrayBuffer()));
    expect(pages.map((page) => page.slice(0, 8))).toEqual(['（存根）上犹县s', '（交申请人）上犹']);
    expect(pages[1]).toContain('身份证复印件，未提供；照片<2张>，底色不符；');

    const again = await get(path, { 'if-none-match': response.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await get(path, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      response.headers.get('content-length'),
      '',
    ]);
  });

  test('as a page: escaped, under a policy that allows its style only', async () => {
    const response = await get(pathOf(await slip(), 'html'));
    expect(response.headers.get('content-security-policy')).toBe(HTML_POLICY);
    const html = await response.text();
    expect(html).toContain('<p>照片&lt;2张&gt;，底色不符；</p>');
    expect(html).not.toContain('<2张>');
  });

  test('as JSON: the content that GraphQL gives', async () => {
    const issued = await slip();
    const json = (await (await get(pathOf(issued, 'json'))).json()) as object;
    expect(json).toMatchObject({
      number: issued.number,
      township: 'shexi',
      verificationCode: issued.code,
      data: { addressee: '申请人甲', dueOn: '2026-10-10' },
    });
  });

  test.each(['pdf', 'html', 'json'] as const)(
    'as %s: without the code nobody learns anything',
    async (format) => {
      const issued = await slip();
      const path = pathOf(issued, format);
      const tries = [
        path.replace(/\?.*/, ''),
        path.replace(/code=.*/, 'code='),
        path.replace(/code=.*/, 'code=2222222222222222'),
        pathOf({ ...issued, id: '00000000-0000-4000-8000-000000000000' }, format),
        path.replace('/t/shexi/', '/t/dongshan/'),
        path.replace('/t/shexi/', '/t/nowhere/'),
      ];
      const answers = await Promise.all(
        tries.map(async (other) => {
          const response = await get(other);
          return { status: response.status, body: await response.text(), tag: response.headers.get('etag') };
        }),
      );
      for (const answer of answers) expect(answer).toEqual({ ...answers[0], status: 404, tag: null });
      expect(answers[0]?.body).toContain('没有这份文书，或者核验码不符');
      expect(answers[0]?.body).not.toContain('申请人');
    },
  );

  test('wrong codes lock the link; a signed-in clerk needs the code as anybody does', async () => {
    const issued = await slip();
    const path = pathOf(issued, 'html');
    const authorization = `Bearer ${await world.token('WINDOW_STAFF', 'shexi')}`;
    for (let i = 0; i < 5; i++)
      expect((await get(path.replace(/code=.*/, 'code=1'), { authorization })).status).toBe(404);
    const locked = await get(path);
    expect([locked.status, await locked.text()]).toEqual([
      429,
      expect.stringContaining('查询码输错次数过多'),
    ]);
  });

  test('what is not as it was issued is not shown', async () => {
    const issued = await slip();
    await tamper(issued.id);
    for (const format of ['pdf', 'html', 'json'] as const) {
      const response = await get(pathOf(issued, format));
      expect(response.status).toBe(409);
      expect(await response.text()).not.toContain('2026-10');
    }
  });

  test('other methods and forms are not there', async () => {
    const path = pathOf(await slip(), 'pdf');
    for (const [method, of] of [
      ['POST', path],
      ['DELETE', path],
      ['GET', path.replace('.pdf', '.png')],
      ['GET', path.replace('/documents/', '/documents/x')],
    ] as const)
      expect({ method, of, status: (await get(of, {}, method)).status }).toEqual({ method, of, status: 404 });
  });
});
