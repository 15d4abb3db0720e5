import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { S3Server } from '../../test/support/s3-server.ts';
import { checked } from './checked.ts';
import { DiskFiles, type FileKey, type FileStore } from './file-store.ts';
import { MAX_FILE } from './limits.ts';
import { openFileStore } from './open-file-store.ts';

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await S3Server.start();
  folder = await mkdtemp(join(tmpdir(), 'bianmin-disk-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const townshipId = randomUUID();
const newKey = () => ({ townshipId, id: randomUUID() });

/** A file as it is received: in the store's folder for what comes in, with its digest. */
async function received(store: FileStore, bytes: Buffer) {
  await mkdir(store.incoming, { recursive: true });
  const path = join(store.incoming, randomUUID());
  await writeFile(path, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { path, size: bytes.length, digest };
}

async function read(store: FileStore, key: FileKey): Promise<Buffer> {
  const bytes = await store.open(key);
  if (!bytes) throw new Error('it must be there');
  return buffer(bytes);
}

async function namesBefore(store: FileStore, instant: Date): Promise<string[]> {
  return (await Array.fromAsync(store.keptBefore(townshipId, instant))).flat();
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of buffers that are really held. */
function held(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

describe.each<[string, () => FileStore]>([
  ['a folder', () => new DiskFiles(join(folder, 'files'))],
  ['a bucket', () => server.store()],
])('the store in %s', (_name, open) => {
  test('gives back what it kept, byte for byte, until it is removed', async () => {
    const store = open();
    const [one, two] = [newKey(), newKey()];
    const bytes = randomBytes(300_000);
    await store.keep(await received(store, bytes), one);
    await store.keep(await received(store, Buffer.from('%PDF-1.7')), two);
    expect((await read(store, one)).equals(bytes)).toBe(true);
    expect(await store.open({ ...one, townshipId: randomUUID() })).toBeNull();
    await store.remove(one);
    await store.remove(one);
    expect(await store.open(one)).toBeNull();
    expect(await namesBefore(store, new Date(Date.now() + 2_000))).toEqual([two.id]);
    await store.remove(two);
  });

  test('names what was kept before an instant and nothing later', async () => {
    const store = open();
    const key = newKey();
    await store.keep(await received(store, Buffer.from('x')), key);
    expect(await namesBefore(store, new Date(Date.now() - 60_000))).toEqual([]);
    expect(await namesBefore(store, new Date(Date.now() + 2_000))).toEqual([key.id]);
    await store.remove(key);
  });

  test('names a township’s files in parts, whole and once', async () => {
    const store = open();
    const keys = Array.from({ length: 7 }, newKey);
    for (const key of keys) await store.keep(await received(store, Buffer.from('x')), key);
    const parts = await Array.fromAsync(store.keptBefore(townshipId, new Date(Date.now() + 2_000), 3));
    expect(parts.map((part) => part.length)).toEqual([3, 3, 1]);
    expect(parts.flat().toSorted()).toEqual(keys.map((key) => key.id).toSorted());
    await Promise.all(keys.map((key) => store.remove(key)));
  });

  test('takes no name that is not made of uuids', async () => {
    const store = open();
    const wrong = { townshipId: '..', id: randomUUID() };
    await expect(store.open(wrong)).rejects.toThrow('named by uuids');
    await expect(store.remove({ townshipId, id: '../x' })).rejects.toThrow('named by uuids');
  });

  test('a file of 10 MiB goes in and out without being held: of buffers there are less than 4 MiB', async () => {
    const store = open();
    const key = newKey();
    const file = await received(store, Buffer.alloc(MAX_FILE, 'x'));
    const before = held();
    const samples: number[] = [];
    const sample = () => void samples.push(held() - before);
    const watch = setInterval(sample, 500);
    await store.keep(file, key);
    clearInterval(watch);
    let pieces = 0;
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        if ((pieces += 1) % 40 === 0) sample();
        setImmediate(done);
      },
    });
    const bytes = await store.open(key);
    if (!bytes) throw new Error('it must be there');
    await pipeline(bytes, checked(file.digest), slow);
    await store.remove(key);
    expect(samples.length).toBeGreaterThan(2);
    // Of what was collected some is freed late on a busy machine: the middle one tells whether the whole is held.
    const middle = samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];
    expect(middle).toBeLessThan(4 * 1024 * 1024);
  }, 60_000);
});

describe('a bucket', () => {
  test('keeps nothing of a file whose digest is another, nor of one that is shorter than it says', async () => {
    const store = server.store();
    const file = await received(store, randomBytes(200_000));
    const [one, two] = [newKey(), newKey()];
    const wrong = { ...file, digest: createHash('sha256').update('another').digest('hex') };
    await expect(store.keep(wrong, one)).rejects.toThrow('the digest is another');
    await writeFile(file.path, (await readFile(file.path)).subarray(0, 100_000));
    await expect(store.keep(file, two)).rejects.toThrow('the digest is another');
    for (const key of [one, two]) expect(await store.open(key)).toBeNull();
    const named = await namesBefore(store, new Date(Date.now() + 2_000));
    for (const { id } of [one, two]) expect(named).not.toContain(id);
  });

  test('that never answers rightly stops the start with a sentence that holds no key', async () => {
    const log = pino({ level: 'silent' });
    const start = (s3: object) => openFileStore({ dataDir: folder, s3: { ...server.settings, ...s3 } }, log);
    expect((await start({})).incoming).toBe(join(folder, 'files', 'incoming'));
    await expect(start({ bucket: 'another' })).rejects.toThrow(/“another”.*no such bucket/);
    await expect(start({ accessKeyId: 'UNKNOWN' })).rejects.toThrow(
      /^(?!.*(UNKNOWN|S3RVER)).*the key is wrong/,
    );
    // Away for the moment: the start goes on.
    expect(await start({ endpoint: 'http://127.0.0.1:9' })).toBeDefined();
  });

  test('that refuses later is an error without its words; the log has no key', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
    const store = server.store({ secretAccessKey: 'geheim-geheim' }, log);
    await expect(store.open(newKey())).rejects.toThrow(/^the store of files refuses: 403 \w+$/);
    const away = server.store({ endpoint: 'http://127.0.0.1:9' }, log);
    await expect(away.open(newKey())).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    });
    expect(lines).toHaveLength(1);
    expect(lines.join('')).toContain('the store of files does not answer');
    expect(lines.join('')).not.toMatch(/geheim|S3RVER|127\.0\.0\.1/);
  });
});
