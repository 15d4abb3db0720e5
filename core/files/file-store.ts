import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isUuid } from '../db/scope.ts';

/** Which bytes: township and file. */
export interface FileKey {
  readonly townshipId: string;
  readonly id: string;
}

/** Where the bytes of files lie. Rows say whose they are; the store knows no names and no rights. */
export interface FileStore {
  /** Absolute folder for files that are still coming in. */
  readonly incoming: string;
  /** Takes a received file over; its temporary path is gone afterwards. */
  keep(path: string, key: FileKey): Promise<void>;
  /** The bytes; null when there are none. */
  open(key: FileKey): Promise<Readable | null>;
  remove(key: FileKey): Promise<void>;
  /** Files of a township that were kept before an instant. */
  keptBefore(townshipId: string, instant: Date): Promise<string[]>;
}

/** The store in a folder: `<folder>/<townshipId>/<id>`. */
export class DiskFiles implements FileStore {
  readonly incoming: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.incoming = join(folder, 'incoming');
  }

  async keep(path: string, key: FileKey): Promise<void> {
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

  async keptBefore(townshipId: string, instant: Date): Promise<string[]> {
    const folder = join(this.#folder, townshipId);
    const names = await readdir(folder).catch(() => []);
    const old: string[] = [];
    for (const name of names) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (isUuid(name) && found && found.ctime < instant) old.push(name);
    }
    return old;
  }

  #placeOf({ townshipId, id }: FileKey): string {
    // Only uuids become paths.
    if (!isUuid(townshipId) || !isUuid(id)) throw new Error('a file is named by uuids');
    return join(this.#folder, townshipId, id);
  }
}
