import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a signature's time may be from the reader's, in seconds. */
const MAX_AGE_S = 300;

/** HMAC-SHA256 of `timestamp.body` in hex; `timestamp` is in Unix seconds. */
export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Whether a signature is that of a timestamp and a body, compared in constant time, and not older than five minutes. */
export function isSignedBy(
  secret: string,
  given: { readonly timestamp: string; readonly body: string; readonly signature: string },
  now: Date,
): boolean {
  const expected = Buffer.from(sign(secret, given.timestamp, given.body), 'hex');
  const signature = /^[0-9a-f]{64}$/.test(given.signature) ? given.signature : '0'.repeat(64);
  const isSame = timingSafeEqual(expected, Buffer.from(signature, 'hex'));
  const age = Math.abs(now.getTime() / 1000 - Number(given.timestamp));
  return isSame && age <= MAX_AGE_S;
}
