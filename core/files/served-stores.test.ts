import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Served } from '../../test/support/http.ts';
import { S3Server } from '../../test/support/s3-server.ts';
import { HERE, inTables, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { ADD_CASE_FILE, PDF, sendUpload } from '../../test/support/uploads.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { DiskFiles, type FileKey, type FileStore } from './file-store.ts';
import { sweepFiles } from './sweep.ts';

/** A store, and where it has the bytes of a file. */
interface Kept {
  readonly files: FileStore;
  placeOf(key: FileKey): string;
  close(): Promise<void>;
}

async function onDisk(): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'bianmin-disk-'));
  return {
    files: new DiskFiles(folder),
    placeOf: ({ townshipId, id }) => join(folder, townshipId, id),
    close: () => rm(folder, { recursive: true }),
  };
}

let server: S3Server;
async function inBucket(): Promise<Kept> {
  server = await S3Server.start();
  const { folder } = server;
  return {
    files: server.store(),
    placeOf: (key) => server.placeOf(key),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

describe.each([
  ['a folder', onDisk],
  ['a bucket', inBucket],
])('files in %s', (name, open) => {
  let kept: Kept;
  let world: World;
  let served: Served;
  let token: string;
  let caseId: string;
  beforeAll(async () => {
    kept = await open();
    world = await createWorld({ files: kept.files });
    served = await Served.over(world);
    token = await world.token('WINDOW_STAFF', HERE);
    caseId = (await submit(world, 'PROMISE-5')).id;
  });
  afterAll(async () => {
    await served.stop();
    await world.close();
    if (name === 'a bucket') await server.close();
    await kept.close();
  });

  const upload = async (bytes = PDF) => {
    const variables = { input: { caseId, material: '申请表', file: null } };
    const files = [{ bytes, name: 'a.pdf' }];
    return sendUpload(served, { at: HERE, query: ADD_CASE_FILE, variables, token, files });
  };
  const get = (path: string) => fetch(`${served.url}${path}`);
  const keyOf = async (globalId: string): Promise<FileKey> => {
    const where = { id: uuidOf(globalId) };
    const row = await inTables(world, (tx) => tx.caseFile.findFirstOrThrow({ where }));
    return { townshipId: row.townshipId, id: row.fileId };
  };
  const rows = () => inTables(world, (tx) => tx.storedFile.count());
  const incoming = () => readdir(kept.files.incoming);

  test('one comes back by its link as it was handed in, and nothing is left of its coming in', async () => {
    const bytes = Buffer.concat([PDF, Buffer.alloc(2_000_000, 'x')]);
    const { answer } = (await upload(bytes)).data;
    const response = await get(answer.url);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    await expect.poll(incoming).toEqual([]);
  });

  test('one whose bytes were changed is never sent whole', async () => {
    const { answer } = (await upload()).data;
    const place = kept.placeOf(await keyOf(answer.id));
    await writeFile(place, Buffer.from(PDF.toString().replace('endobj', 'ENDOBJ')));
    await expect(get(answer.url).then((response) => response.arrayBuffer())).rejects.toThrow();
    await writeFile(place, PDF);
    expect((await get(answer.url)).status).toBe(200);
  });

  test('an upload that breaks off or is refused leaves neither bytes nor a row', async () => {
    const before = await rows();
    const all = async () =>
      (
        await Array.fromAsync(kept.files.keptBefore(world.town(HERE).id, new Date(Date.now() + 9_000)))
      ).flat();
    const known = await all();
    expect((await upload(Buffer.from('MZ, a program'))).data.answer).toEqual({
      __typename: 'Refusal',
      code: 'FILE_TYPE_NOT_ALLOWED',
    });
    await new Promise<void>((resolve) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'graphql-require-preflight': '1',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': 100_000,
      };
      const req = request(`${served.url}/t/${HERE}/graphql`, { method: 'POST', headers });
      req.on('error', () => resolve());
      const part = (field: string) => `--b\r\ncontent-disposition: form-data; name="${field}"`;
      req.write(
        `${part('operations')}\r\n\r\n{}\r\n${part('map')}\r\n\r\n{"0":["variables.input.file"]}\r\n`,
      );
      req.write(`${part('0')}; filename="a.pdf"\r\n\r\n${'x'.repeat(9_000)}`);
      setTimeout(() => req.destroy(), 100);
    });
    await expect.poll(incoming, { timeout: 5_000 }).toEqual([]);
    expect(await rows()).toBe(before);
    expect(await all()).toEqual(known);
  });

  test('bytes without a row are swept, the others stay', async () => {
    const { answer } = (await upload()).data;
    const path = join(kept.files.incoming, randomUUID());
    await writeFile(path, PDF);
    const { townshipId } = await keyOf(answer.id);
    await kept.files.keep(
      { path, size: PDF.length, digest: answer.digest },
      { townshipId, id: randomUUID() },
    );
    await rm(path, { force: true });
    expect(await sweepFiles(world.platform)).toBe(0);
    expect(await sweepFiles(world.platform, new Date(Date.now() + 2_000))).toBe(1);
    expect((await get(answer.url)).status).toBe(200);
  });

  if (name === 'a bucket')
    test('while the store says nothing or is away a file is neither taken nor sent: SERVICE_UNAVAILABLE, to be tried again', async () => {
      const { answer } = (await upload()).data;
      const before = await rows();
      const unavailable = { code: 'SERVICE_UNAVAILABLE', retryable: true };
      server.silence(true);
      expect((await upload()).errors?.[0].extensions).toMatchObject(unavailable);
      server.silence(false);
      expect((await upload()).data.answer).toMatchObject({ __typename: 'CaseFile' });
      await server.kill();
      const { errors } = await upload();
      expect(errors?.[0].extensions).toMatchObject(unavailable);
      expect(JSON.stringify(errors)).not.toMatch(/S3|127\.0\.0\.1|ECONN/);
      const response = await get(answer.url);
      expect([response.status, await response.json()]).toMatchObject([
        503,
        { errors: [{ extensions: unavailable }] },
      ]);
      expect(await rows()).toBe(before + 1);
      await expect.poll(incoming).toEqual([]);
    }, 40_000);
});
