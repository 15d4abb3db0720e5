import { createHash, randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../acts/act.ts';
import { Served } from '../../test/support/http.ts';
import { forgedLinks } from '../../test/support/links.ts';
import { HERE, inTables, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { ADD_CASE_FILE, PDF, sendUpload } from '../../test/support/uploads.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { LINK_SECONDS } from './link.ts';
import { MAX_FILE } from './limits.ts';
import { cleanName } from './received-file.ts';
import { grantedFiles, grantFiles } from './service.ts';
import { sweepFiles } from './sweep.ts';

let world: World;
let served: Served;
let caseId: string;
let token: string;
beforeAll(async () => {
  world = await createWorld();
  served = await Served.over(world);
  caseId = (await submit(world, 'PROMISE-5')).id;
  token = await world.token('WINDOW_STAFF', HERE);
});
afterAll(async () => {
  await served.stop();
  await world.close();
});

/** Sends files as one upload, the first as the material; returns status, answer and code. */
async function upload(
  files: readonly { bytes: Buffer; name: string }[],
  { at = HERE, as = token, ...more }: { at?: string; as?: string; preflight?: boolean; map?: object } = {},
) {
  const variables = { input: { caseId, material: '申请表', file: null } };
  const call = { query: ADD_CASE_FILE, variables, at, token: as, files, ...more };
  const { status, data, errors } = await sendUpload(served, call);
  return { status, answer: data?.answer, code: errors?.[0].extensions.code };
}

const pdf = (name = '申请表.pdf') => [{ bytes: PDF, name }];
const get = (path: string) => fetch(`${served.url}${path}`);
const incoming = () => readdir(world.platform.files.incoming);

describe('uploads', () => {
  test('a file is kept with the digest of its content and comes back by its link as it was', async () => {
    const { answer } = await upload(pdf());
    expect(answer).toMatchObject({
      __typename: 'CaseFile',
      name: '申请表.pdf',
      mediaType: 'application/pdf',
      size: PDF.length,
      digest: createHash('sha256').update(PDF).digest('hex'),
    });
    const response = await get(answer.url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PDF);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent('申请表.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    });
    await expect.poll(incoming).toEqual([]);
  });

  test.each([
    [
      'a file of 10 MiB and one byte',
      [{ bytes: Buffer.concat([PDF, Buffer.alloc(MAX_FILE)]), name: 'a.pdf' }],
      413,
      'FILE_TOO_LARGE',
    ],
    [
      'six files',
      Array.from({ length: 6 }, (_, i) => ({ bytes: PDF, name: `${i}.pdf` })),
      413,
      'TOO_MANY_FILES',
    ],
    ['two files with one place', [...pdf(), ...pdf()], 400, 'BAD_REQUEST'],
    ['no file', [], 400, 'BAD_REQUEST'],
  ])('%s: nothing is kept', async (_name, files, status, code) => {
    const before = await inTables(world, (tx) => tx.storedFile.count());
    expect(await upload(files)).toMatchObject({ status, code });
    expect(await inTables(world, (tx) => tx.storedFile.count())).toBe(before);
    await expect.poll(incoming).toEqual([]);
  });

  test('a program that calls itself a PDF is refused by its content', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]);
    expect((await upload([{ bytes: program, name: 'a.pdf' }])).answer).toMatchObject({
      code: 'FILE_TYPE_NOT_ALLOWED',
    });
    const text = Buffer.from('<script>alert(1)</script>');
    expect((await upload([{ bytes: text, name: 'a.pdf' }])).answer).toMatchObject({
      code: 'FILE_TYPE_NOT_ALLOWED',
    });
    await expect.poll(incoming).toEqual([]);
  });

  test('a place that is no empty variable is no place for a file', async () => {
    for (const place of [
      'query',
      'variables.input.material',
      'variables.input.x',
      '__proto__.x',
      'variables',
    ])
      expect(await upload(pdf(), { map: { 0: [place] } })).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('without the header that needs a preflight, or nobody signed in, nothing is read', async () => {
    expect(await upload(pdf(), { preflight: false })).toMatchObject({
      status: 400,
      code: 'PREFLIGHT_REQUIRED',
    });
    expect(await upload(pdf(), { as: '' })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await upload(pdf(), { as: 'x.y.z' })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('a body that breaks off leaves nothing', async () => {
    await new Promise<void>((resolve) => {
      const req = request(`${served.url}/t/${HERE}/graphql`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'graphql-require-preflight': '1',
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 100_000,
        },
      });
      req.on('error', () => resolve());
      req.write('--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n');
      req.write(
        '--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n',
      );
      req.write(
        `--b\r\ncontent-disposition: form-data; name="0"; filename="a.pdf"\r\n\r\n${'x'.repeat(9_000)}`,
      );
      setTimeout(() => req.destroy(), 200);
    });
    await expect.poll(incoming, { timeout: 5_000 }).toEqual([]);
    expect(await upload(pdf())).toMatchObject({ status: 200 });
  });

  test('files are streamed: of three of 10 MiB never more than 4 MiB are in memory', async () => {
    const size = MAX_FILE - 1024;
    const head =
      '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n';
    const part = (i: number) =>
      `--b\r\ncontent-disposition: form-data; name="${i}"; filename="a.pdf"\r\n\r\n`;
    const length = head.length + 3 * (part(0).length + size + 2) + '--b--\r\n'.length;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    /** Bytes of buffers that are really held. */
    const held = () => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    let most = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const req = request(
        `${served.url}/t/${HERE}/graphql`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'graphql-require-preflight': '1',
            'content-type': 'multipart/form-data; boundary=b',
            'content-length': length,
          },
        },
        (res) => {
          res.resume();
          res.on('end', () => resolve(res.statusCode ?? 0));
        },
      );
      req.on('error', reject);
      const write = async () => {
        req.write(head);
        for (let i = 0; i < 3; i++) {
          req.write(part(i));
          for (let sent = 0; sent < size; sent += chunk.length) {
            if (!req.write(chunk.subarray(0, Math.min(chunk.length, size - sent))))
              await new Promise((drained) => req.once('drain', drained));
            if (sent % (32 * chunk.length) === 0) most = Math.max(most, held() - before);
          }
          req.write('\r\n');
        }
        req.end('--b--\r\n');
      };
      write().catch(reject);
    });
    expect(status).toBe(400);
    expect(most).toBeLessThan(4 * 1024 * 1024);
    await expect.poll(incoming).toEqual([]);
  });

  test('a variable that only looks like a file is none', async () => {
    const input = {
      caseId,
      material: '申请表',
      file: { path: '/etc/passwd', name: 'a', size: 1, digest: 'x' },
    };
    const { errors } = await world.ask(ADD_CASE_FILE, { as: 'WINDOW_STAFF', at: HERE, variables: { input } });
    expect(errors?.[0].extensions.code).toBe('BAD_INPUT');
  });
});

describe('links', () => {
  test('end after five minutes, and hold for one file of one township only', async () => {
    const { answer } = await upload(pdf());
    const other = (await upload(pdf('b.pdf'))).answer;
    expect((await get(answer.url)).status).toBe(200);
    for (const url of forgedLinks(answer.url, other.url)) expect((await get(url)).status).toBe(404);
    const day = world.platform.now();
    world.at('2026-09-28', '09:06');
    expect(world.platform.now().getTime() - day.getTime()).toBeGreaterThan(LINK_SECONDS * 1000);
    expect((await get(answer.url)).status).toBe(404);
    world.at('2026-09-28');
  });

  test('are given to those who may see the case: not to other townships, strangers or the county’s readers', async () => {
    const { answer } = await upload(pdf());
    const query = 'query ($id: ID!) { node(id: $id) { ... on CaseFile { url } } }';
    const seen = async (options: Parameters<World['ask']>[1]) =>
      (await world.ask(query, { ...options, variables: { id: answer.id } })).data?.node?.url ?? null;
    expect(await seen({ as: 'STATION_HEAD', at: HERE })).toMatch(/^\/t\/shexi\/files\//);
    expect(await seen({ as: 'WINDOW_STAFF', from: 'dongshan' })).toBeNull();
    expect(await seen({ as: 'APPLICANT', at: HERE })).toBeNull();
    expect(await seen({ as: 'FRONTEND', at: HERE })).toBeNull();
    expect(await seen({ as: 'COUNTY_BUREAU', at: HERE })).toBeNull();
  });

  test('an applicant and a front end add to no case that is not theirs', async () => {
    for (const role of ['APPLICANT', 'FRONTEND'] as const) {
      const as = await world.token(role, HERE);
      expect((await upload(pdf(), { as })).answer).toMatchObject({ code: 'NOT_OWN_CASE' });
    }
    const there = await world.token('WINDOW_STAFF', 'dongshan');
    expect((await upload(pdf(), { as: there, at: 'dongshan' })).answer).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a subject receives exactly the files handed on to it, and none of another township', async () => {
  const fileOf = async () => {
    const { answer } = await upload(pdf());
    const row = await inTables(world, (tx) =>
      tx.caseFile.findFirstOrThrow({ where: { id: uuidOf(answer.id) } }),
    );
    return row.fileId;
  };
  const [one, two] = [await fileOf(), await fileOf()];
  const branch = { subjectType: 'Branch', subjectId: randomUUID() };
  const townshipId = world.town(HERE).id;
  const hand = (township: string) =>
    perform(world.platform, { townshipId: township, actor: SYSTEM }, (act) => grantFiles(act, branch, [one]));
  await hand(townshipId);
  await hand(townshipId);
  const received = await inTables(world, (tx) => grantedFiles(tx, townshipId, branch));
  expect(received.map((file) => file.id)).toEqual([one]);
  expect(received.map((file) => file.id)).not.toContain(two);
  await expect(hand(world.town('dongshan').id)).rejects.toThrow('NOT_FOUND');
});

test('bytes without a row are swept, others stay', async () => {
  const { answer } = await upload(pdf());
  const townshipId = world.town(HERE).id;
  const soon = new Date(Date.now() + 1_000);
  const rows = await inTables(world, (tx) => tx.storedFile.findMany({ select: { id: true } }));
  const key = { townshipId, id: randomUUID() };
  const path = `${world.platform.files.incoming}/${key.id}`;
  await writeFile(path, PDF);
  const digest = createHash('sha256').update(PDF).digest('hex');
  await world.platform.files.keep({ path, size: PDF.length, digest }, key);
  expect(await sweepFiles(world.platform)).toBe(0);
  expect(await sweepFiles(world.platform, soon)).toBe(1);
  const left = await Array.fromAsync(
    world.platform.files.keptBefore(townshipId, new Date(Date.now() + 2_000)),
  );
  expect(left.flat().toSorted()).toEqual(rows.map((row) => row.id).toSorted());
  expect((await get(answer.url)).status).toBe(200);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\x\\申请表.pdf', '申请表.pdf'],
  ['.\u0000hidden\r\n.pdf', 'hidden.pdf'],
  ['', 'file'],
  [`${'长'.repeat(200)}.pdf`, `${'长'.repeat(110)}.pdf`],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept);
});
