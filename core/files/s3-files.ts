import { createReadStream } from 'node:fs';
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Logger } from 'pino';
import { isUuid } from '../db/scope.ts';
import { Failure } from '../graphql/failure.ts';
import { checked } from './checked.ts';
import { BATCH, nameOf, type FileKey, type FileStore, type Incoming } from './file-store.ts';
import type { S3Settings } from './settings.ts';

/** Longest to a connection, and longest that the store may say nothing, in milliseconds: well within a transaction's 20 s. */
const CONNECT_MS = 4_000;
const SILENT_MS = 8_000;

const nothing = () => undefined;
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** What the store says of settings that will never work; all else may pass. */
const WRONG_SETTINGS: Record<number, string> = {
  400: '区域或签名不符 / the region or the signature is not its own',
  301: '区域不符 / the bucket lies in another region',
  403: '密钥不符，或无权使用该存储桶 / the key is wrong or may not use the bucket',
  404: '没有这个存储桶 / there is no such bucket',
};

/** The store in a bucket: `<townshipId>/<id>`, kept in one request, so that what breaks off leaves nothing. */
export class S3Files implements FileStore {
  readonly incoming: string;
  readonly #bucket: string;
  readonly #client: S3Client;
  readonly #log: Logger;

  /** `incoming`: absolute folder of this machine for files that are still coming in. */
  constructor(settings: S3Settings, incoming: string, log: Logger) {
    this.incoming = incoming;
    this.#log = log;
    this.#bucket = settings.bucket;
    const { endpoint, region, accessKeyId, secretAccessKey } = settings;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: settings.pathStyle,
      maxAttempts: 2,
      // It speaks on the console otherwise.
      logger: SILENT,
      // Stores other than Amazon's do not know its newer checksums; the signature's own is over the content.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: SILENT_MS,
        throwOnRequestTimeout: true,
        socketTimeout: SILENT_MS,
      },
    });
  }

  /** Why the settings will never work, as a sentence; null when they do, or when the store is away. */
  async complaint(): Promise<string | null> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
      return null;
    } catch (error) {
      return WRONG_SETTINGS[statusOf(error) ?? 0] ?? null;
    }
  }

  async keep({ path, size, digest }: Incoming, key: FileKey): Promise<void> {
    await pipeline(
      createReadStream(path),
      checked(digest),
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    );
    const put = new PutObjectCommand({
      ...this.#at(key),
      Body: createReadStream(path),
      ContentLength: size,
    });
    // Signed with the request: the store refuses other bytes than those.
    put.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: object }).headers, { 'x-amz-content-sha256': digest });
        return next(args);
      },
      { step: 'build', name: 'contentDigest' },
    );
    await this.#ask(() => this.#client.send(put));
  }

  async open(key: FileKey): Promise<Readable | null> {
    try {
      const get = new GetObjectCommand(this.#at(key));
      const { Body } = await this.#ask(() => this.#client.send(get));
      return (Body as Readable | undefined) ?? null;
    } catch (error) {
      if (error instanceof StoreRefusal && error.status === 404) return null;
      throw error;
    }
  }

  async remove(key: FileKey): Promise<void> {
    const remove = new DeleteObjectCommand(this.#at(key));
    await this.#ask(() => this.#client.send(remove));
  }

  async *keptBefore(townshipId: string, instant: Date, batch = BATCH): AsyncIterable<string[]> {
    const Prefix = `${townshipId}/`;
    const pages = paginateListObjectsV2(
      { client: this.#client, pageSize: batch },
      { Bucket: this.#bucket, Prefix },
    )[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await this.#ask(() => pages.next());
      if (done) return;
      const old = (value.Contents ?? [])
        .filter(({ LastModified }) => LastModified !== undefined && LastModified < instant)
        .map(({ Key = '' }) => Key.slice(Prefix.length));
      yield old.filter(isUuid);
    }
  }

  #at(key: FileKey) {
    return { Bucket: this.#bucket, Key: nameOf(key) };
  }

  /** What the store answers; Failure SERVICE_UNAVAILABLE when it is away, out of time or in trouble, StoreRefusal when it says no. */
  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      const status = statusOf(error) ?? 0;
      const { name } = error as Error;
      if (status >= 400 && status < 500 && status !== 429) throw new StoreRefusal(status, name);
      this.#log.warn({ status, error: name }, 'the store of files does not answer');
      throw new Failure('SERVICE_UNAVAILABLE');
    }
  }
}

/** The store said no; without what it said, in which a key may stand. */
class StoreRefusal extends Error {
  override name = 'StoreRefusal';
  readonly status: number;
  constructor(status: number, code: string) {
    super(`the store of files refuses: ${status} ${code}`);
    this.status = status;
  }
}

/** The HTTP status with which the store answered; undefined when it did not. */
function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
