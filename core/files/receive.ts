import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { FailureCode } from '../graphql/failure.ts';
import { MAX_FIELD, MAX_FILE, MAX_FILES } from './limits.ts';
import { cleanName, ReceivedFile } from './received-file.ts';

/** An upload that cannot be read; the code says why. */
export class UploadFailed extends Error {
  override name = 'UploadFailed';
  readonly code: FailureCode;
  constructor(code: FailureCode) {
    super(code);
    this.code = code;
  }
}

/** An operation with its files in their places. */
export interface Upload {
  readonly params: object;
  /** Removes what the operation did not keep. */
  discard(): Promise<void>;
}

/**
 * Reads an upload as the GraphQL multipart request specification has it: `operations`, `map`, then the files, each streamed
 * to the store's incoming folder while it is measured and hashed. Throws UploadFailed and leaves nothing behind:
 * FILE_TOO_LARGE, TOO_MANY_FILES, BAD_REQUEST for what is no such request or broke off.
 */
export async function receiveUpload(req: IncomingMessage, incoming: string): Promise<Upload> {
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const fields = new Map<string, string>();
  const paths: string[] = [];
  const discard = async () => void (await Promise.all(paths.map((path) => rm(path, { force: true }))));
  try {
    const files = await readParts(req, incoming, fields, paths);
    return { params: placed(fields, files), discard };
  } catch (error) {
    await discard();
    if (error instanceof UploadFailed) throw error;
    throw new UploadFailed('BAD_REQUEST');
  }
}

async function readParts(
  req: IncomingMessage,
  incoming: string,
  fields: Map<string, string>,
  paths: string[],
): Promise<Map<string, ReceivedFile>> {
  const files = new Map<string, ReceivedFile>();
  const kept: Promise<void>[] = [];
  const streams: Readable[] = [];
  const busboy = new Busboy({
    headers: req.headers as BusboyHeaders,
    limits: { files: MAX_FILES, fileSize: MAX_FILE, fields: 2, fieldSize: MAX_FIELD, fieldNameSize: 100 },
  });
  const parsed = new Promise<void>((resolve, reject) => {
    const fail = (code: FailureCode) => reject(new UploadFailed(code));
    busboy.on('field', (name, value, _nameCut, cut) =>
      cut ? fail('BAD_REQUEST') : void fields.set(name, value),
    );
    busboy.on('filesLimit', () => fail('TOO_MANY_FILES'));
    busboy.on('fieldsLimit', () => fail('BAD_REQUEST'));
    busboy.on('file', (name, stream, filename) => {
      // First what they are for: a file without it is no part of such a request.
      if (!fields.has('map') || files.has(name)) {
        stream.resume();
        return fail('BAD_REQUEST');
      }
      const path = join(incoming, randomUUID());
      paths.push(path);
      streams.push(stream);
      const writing = keep(stream, path).then((measured) => {
        if ((stream as { truncated?: boolean }).truncated) throw new UploadFailed('FILE_TOO_LARGE');
        files.set(name, new ReceivedFile({ path, name: cleanName(filename ?? ''), ...measured }));
      });
      kept.push(writing);
      writing.catch(reject);
    });
    busboy.on('error', reject);
    busboy.on('finish', resolve);
    // A client that broke off.
    req.on('aborted', () => fail('BAD_REQUEST'));
  });
  // Not `pipeline`: a request that is refused is still answered on its connection.
  req.pipe(busboy);
  try {
    await parsed;
    await Promise.all(kept);
    return files;
  } catch (error) {
    req.unpipe(busboy);
    req.resume();
    busboy.destroy();
    // What is half here does not end by itself.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(kept);
    throw error;
  }
}

/** Streams a file to its place; returns its size and SHA-256. */
async function keep(stream: Readable, path: string): Promise<{ size: number; digest: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  return { size, digest: hash.digest('hex') };
}

/** The operation with each file where the map says; every file has one place, every place one file. */
function placed(fields: Map<string, string>, files: Map<string, ReceivedFile>): object {
  const operation: unknown = JSON.parse(fields.get('operations') ?? '');
  const map: unknown = JSON.parse(fields.get('map') ?? '');
  if (!isObject(operation) || !isObject(map)) throw new UploadFailed('BAD_REQUEST');
  if (Object.keys(map).length !== files.size) throw new UploadFailed('BAD_REQUEST');
  for (const [name, file] of files) {
    const places: unknown = map[name];
    if (!Array.isArray(places) || places.length !== 1) throw new UploadFailed('BAD_REQUEST');
    put(operation, String(places[0]), file);
  }
  return operation;
}

/** Puts a file at a path like `variables.input.file`, where null must stand. */
function put(operation: Record<string, unknown>, path: string, file: ReceivedFile): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  if (steps[0] !== 'variables') throw new UploadFailed('BAD_REQUEST');
  let at: Record<string, unknown> = operation;
  for (const step of steps) {
    const next = Object.hasOwn(at, step) ? at[step] : null;
    if (!isObject(next)) throw new UploadFailed('BAD_REQUEST');
    at = next;
  }
  if (!Object.hasOwn(at, last) || at[last] !== null) throw new UploadFailed('BAD_REQUEST');
  at[last] = file;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof ReceivedFile);
}
