import { createReadStream } from 'node:fs';
import { access, mkdir, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isUuid } from '../db/scope.ts';

/** Which bytes: township and file. */
export interface FileKey {
  readonly townshipId: string;
  readonly id: string;
}

/** A received file as a store takes it. */
export interface Incoming {
  /** Absolute path of the temporary file. */
  readonly path: string;
  /** bytes */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

/** Files that a store names at once, if nothing else is said. */
export const BATCH = 1_000;

/**
 * Where the bytes of files lie. Rows say whose they are; the store knows no names and no rights. A store that is away for the
 * moment throws Failure SERVICE_UNAVAILABLE.
 */
export interface FileStore {
  /** Absolute folder for files that are still coming in. */
  readonly incoming: string;
  /** Takes a received file over, all of it or nothing; its temporary path may be gone afterwards. */
  keep(file: Incoming, key: FileKey): Promise<void>;
  /** The bytes; null when there are none. */
  open(key: FileKey): Promise<Readable | null>;
  remove(key: FileKey): Promise<void>;
  /** Ids of a township's files that were kept before an instant, at most `batch` at once. */
  keptBefore(townshipId: string, instant: Date, batch?: number): AsyncIterable<string[]>;
}

/** The name of a file's bytes in a store: only uuids become one. */
export function nameOf({ townshipId, id }: FileKey): string {
  if (!isUuid(townshipId) || !isUuid(id)) throw new Error('a file is named by uuids');
  return `${townshipId}/${id}`;
}

/** The store in a folder: `<folder>/<townshipId>/<id>`. */
export class DiskFiles implements FileStore {
  readonly incoming: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.incoming = join(folder, 'incoming');
  }

  async keep({ path }: Incoming, key: FileKey): Promise<void> {
    const place = this.#placeOf(key);
    await mkdir(join(this.#folder, key.townshipId), { recursive: true, mode: 0o700 });
    await rename(path, place);
  }

  async open(key: FileKey): Promise<Readable | null> {
    const place = this.#placeOf(key);
    const isThere = await access(place).then(
      () => true,
      () => false,
    );
    return isThere ? createReadStream(place) : null;
  }

  async remove(key: FileKey): Promise<void> {
    await rm(this.#placeOf(key), { force: true });
  }

  async *keptBefore(townshipId: string, instant: Date, batch = BATCH): AsyncIterable<string[]> {
    const folder = join(this.#folder, townshipId);
    const entries = await opendir(folder).catch(() => null);
    let old: string[] = [];
    for await (const { name } of entries ?? []) {
      const found = isUuid(name) ? await stat(join(folder, name)).catch(() => null) : null;
      if (found && found.ctime < instant) old.push(name);
      if (old.length < batch) continue;
      yield old;
      old = [];
    }
    if (old.length > 0) yield old;
  }

  #placeOf(key: FileKey): string {
    return join(this.#folder, nameOf(key));
  }
}
