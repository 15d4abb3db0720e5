import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { FileKey } from '../../core/files/file-store.ts';
import { S3Files } from '../../core/files/s3-files.ts';
import type { S3Settings } from '../../core/files/settings.ts';
import { startProcess, type Running } from './processes.ts';

const BUCKET = 'bianmin';

/** A real S3 server on this machine with one bucket, and a store of files over it. */
export class S3Server {
  readonly settings: S3Settings;
  readonly folder: string;
  readonly #running: Running;

  private constructor(running: Running, folder: string) {
    this.#running = running;
    this.folder = folder;
    this.settings = {
      endpoint: `http://127.0.0.1:${running.line.split(' ')[1]}`,
      bucket: BUCKET,
      region: 'us-east-1',
      // The one key that the server knows.
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      pathStyle: true,
    };
  }

  static async start(): Promise<S3Server> {
    const folder = await mkdtemp(join(tmpdir(), 'bianmin-s3-'));
    const args = [join(folder, 'server'), BUCKET];
    const running = await startProcess('test/support/s3-server-process.ts', args, {
      ready: 'listening',
      // Its lists go on by tokens that it makes with an old cipher.
      env: { NODE_OPTIONS: '--openssl-legacy-provider' },
    });
    return new S3Server(running, folder);
  }

  /** A store over the bucket, by default with its own settings and without a log. */
  store(settings: Partial<S3Settings> = {}, log: Logger = pino({ level: 'silent' })): S3Files {
    return new S3Files({ ...this.settings, ...settings }, join(this.folder, 'incoming'), log);
  }

  /** The file in which the server has the bytes of an object. */
  placeOf({ townshipId, id }: FileKey): string {
    return join(this.folder, 'server', BUCKET, townshipId, `${id}._S3rver_object`);
  }

  /** Whether the server takes connections but answers none of them. */
  silence(silent: boolean): void {
    this.#running.child.kill(silent ? 'SIGSTOP' : 'SIGCONT');
  }

  async kill(): Promise<void> {
    await this.#running.kill();
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
