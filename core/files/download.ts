import type { Tx } from '../db/client.ts';
import type { Platform } from '../platform.ts';
import { signedPath } from './link.ts';

/** In which township, and through what, a download is made; it writes nothing. */
export interface DownloadReader {
  readonly platform: Platform;
  readonly townshipId: string;
  readonly tx: Tx;
}

/** A file that was made for one answer. */
export interface MadeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/**
 * What a module hands out as a file without keeping one: made when its signed link is followed, of what the township has
 * then. Whether somebody may see it is asked when the link is given out.
 */
export interface Download {
  /** Part of the path: small letters, digits and dashes. */
  readonly kind: string;
  /** Makes what a key names; null where there is no such thing any more. */
  readonly make: (reader: DownloadReader, key: string) => Promise<MadeFile | null>;
}

/** What the key of a download may consist of. */
export const DOWNLOAD_KEY = /^[\w.-]+$/;

/** The path, from `/`, at which a download of a township is open for five minutes. */
export function downloadPath(
  platform: Platform,
  { kind }: Download,
  { townshipId, key }: { townshipId: string; key: string },
): string {
  if (!DOWNLOAD_KEY.test(key)) throw new Error(`"${key}" is no key of a download`);
  return signedPath(platform, { townshipId, resource: `downloads/${kind}/${key}` });
}
