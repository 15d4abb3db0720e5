import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Platform } from '../platform.ts';

/** Seconds for which a link opens what it leads to. */
export const LINK_SECONDS = 300;

/** What a link leads to: the path within its township, `files/{id}` or `downloads/{kind}/{key}`. */
export interface Linked {
  readonly townshipId: string;
  readonly resource: string;
}

type Signer = Pick<Platform, 'fileLinkSecret' | 'directory' | 'now'>;

/** HMAC-SHA-256 over township, resource and the second at which the link ends. */
function signatureOf(secret: Uint8Array, { townshipId, resource }: Linked, expires: number): Buffer {
  return createHmac('sha256', secret).update(`${townshipId}/${resource}/${expires}`).digest();
}

/** The path, from `/`, at which something of a township is open for five minutes. */
export function signedPath({ fileLinkSecret, directory, now }: Signer, linked: Linked): string {
  const township = directory.findTownship(linked.townshipId)?.code ?? '';
  const expires = Math.floor(now().getTime() / 1000) + LINK_SECONDS;
  const signature = signatureOf(fileLinkSecret, linked, expires).toString('base64url');
  return `/t/${township}/${linked.resource}?expires=${expires}&signature=${signature}`;
}

/** Whether a link is ours, for this of this township, and still open; compares in constant time. */
export function opens({ fileLinkSecret, now }: Signer, linked: Linked, query: URLSearchParams): boolean {
  const expires = Number(query.get('expires'));
  if (!Number.isSafeInteger(expires) || now().getTime() / 1000 >= expires) return false;
  const given = Buffer.from(query.get('signature') ?? '', 'base64url');
  const expected = signatureOf(fileLinkSecret, linked, expires);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
