import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FileKey } from './file-store.ts';

/** Seconds for which a link opens its file. */
export const LINK_SECONDS = 300;

/** HMAC-SHA-256 over township, file and the second at which the link ends. */
function signatureOf(secret: Uint8Array, { townshipId, id }: FileKey, expires: number): Buffer {
  return createHmac('sha256', secret).update(`${townshipId}/${id}/${expires}`).digest();
}

/** The query part of a link that opens a file for five minutes. */
function signedQuery(secret: Uint8Array, key: FileKey, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + LINK_SECONDS;
  return `expires=${expires}&signature=${signatureOf(secret, key, expires).toString('base64url')}`;
}

/** The path, from `/`, at which a file of a township is open for five minutes. */
export function signedPath(secret: Uint8Array, township: string, key: FileKey, now: Date): string {
  return `/t/${township}/files/${key.id}?${signedQuery(secret, key, now)}`;
}

/** Whether a link is ours, for this file of this township, and still open; compares in constant time. */
export function opens(secret: Uint8Array, key: FileKey, query: URLSearchParams, now: Date): boolean {
  const expires = Number(query.get('expires'));
  if (!Number.isSafeInteger(expires) || now.getTime() / 1000 >= expires) return false;
  const given = Buffer.from(query.get('signature') ?? '', 'base64url');
  const expected = signatureOf(secret, key, expires);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
