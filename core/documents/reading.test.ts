import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '../db/connection.ts';
import { accepted, HERE, uuidOf, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type AskOptions, type World } from '../../test/support/world.ts';

let world: World;
let facts: Answered;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  facts = await accepted(world, 'PROMISE-5');
  const { data } = await world.ask(
    'query ($id: ID!) { case(id: $id) { documents { edges { node { id } } } } }',
    {
      as: 'WINDOW_STAFF',
      at: HERE,
      variables: { id: facts.id },
    },
  );
  id = data.case.documents.edges[0].node.id;
});
afterAll(() => world.close());

const FIELDS = 'number text html content url verificationCode genuine';

async function read(options: AskOptions): Promise<Answered> {
  const { data } = await world.ask(`query ($id: ID!) { node(id: $id) { ... on Document { ${FIELDS} } } }`, {
    ...options,
    variables: { id },
  });
  return data?.node ?? null;
}

test('the window reads the whole paper and gets its link in every form', async () => {
  for (const as of ['WINDOW_STAFF', 'STATION_HEAD'] as const) {
    const paper = await read({ as, at: HERE });
    expect(paper.text).toMatch(/^申请人甲：\n/);
    expect(paper.content).toMatchObject({ township: HERE, verificationCode: paper.verificationCode });
    expect(paper.url).toMatch(new RegExp(`^/t/${HERE}/documents/[0-9a-f-]{36}\\.pdf\\?code=[0-9A-Z]{16}$`));
  }
  const { data } = await world.ask(
    `query ($id: ID!) { node(id: $id) { ... on Document { pdf: url html: url(format: HTML) json: url(format: JSON) } } }`,
    { as: 'WINDOW_STAFF', at: HERE, variables: { id } },
  );
  expect(Object.entries(data.node as object).map(([form, url]) => url.includes(`.${form}?`))).toEqual([
    true,
    true,
    true,
  ]);
});

test('others of the centre and the county’s readers read it without name, codes and link', async () => {
  for (const as of ['CENTRE_DIRECTOR', 'ASSESSOR', 'COUNTY_BUREAU', 'COUNTY_SUPERVISION'] as const) {
    const paper = await read({ as, from: HERE });
    expect({ as, paper }).toMatchObject({
      as,
      paper: { genuine: true, url: null, verificationCode: null, content: { verificationCode: null } },
    });
    const all = JSON.stringify(paper);
    expect(all).toContain('申***');
    expect(all).not.toContain('申请人甲');
    expect(all).not.toContain(facts.queryCode);
    expect(paper.html).not.toContain('核验码');
  }
});

test('the public, front ends and applicants do not see it by its id', async () => {
  for (const as of ['NOBODY', 'FRONTEND', 'APPLICANT'] as const)
    for (const at of [HERE, undefined])
      expect({ as, paper: await read({ as, at }) }).toEqual({ as, paper: null });
});

test('whoever tracks the case by its code reads the whole paper', async () => {
  const track = (queryCode: string) =>
    world.ask(
      `query ($n: String!, $c: String!) { trackCase(number: $n, queryCode: $c) { documents { edges { node { ${FIELDS} } } } } }`,
      { at: HERE, variables: { n: facts.number, c: queryCode } },
    );
  const { data } = await track(facts.queryCode);
  const [{ node }] = data.trackCase.documents.edges;
  expect(node.text).toMatch(/^申请人甲：\n/);
  expect(node.url).toContain(node.verificationCode);
  expect((await track('2222222222')).data.trackCase).toBeNull();
});

test('a document older than codes and seals is read and printed, but cannot be verified', async () => {
  await withConnection(world.database.ownerUrl, (client) =>
    client.query(
      `update "Document" set "code" = null, "templateDigest" = null, "copies" = '{}', "data" = '{"number": "x"}' where "id" = $1`,
      [uuidOf(id)],
    ),
  );
  const paper = await read({ as: 'WINDOW_STAFF', at: HERE });
  expect(paper).toMatchObject({ genuine: null, url: null, verificationCode: null, content: { copies: [] } });
  expect(paper.html).toContain('<h1>受理通知书</h1>');
  expect(paper.html).not.toContain('核验码');
  const { data } = await world.ask(
    'query ($number: String!) { verifyDocument(number: $number, code: "") { result } }',
    { variables: { number: paper.number } },
  );
  expect(data.verifyDocument).toEqual({ result: 'UNKNOWN' });
});
