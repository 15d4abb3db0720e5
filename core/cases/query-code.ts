import { randomInt, timingSafeEqual } from 'node:crypto';

/** No 0/O, 1/I/L, so that it can be read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 10;

/** A random query code (查询码), about 49 bits; longer ones have five bits more a letter. */
export function newQueryCode(length = LENGTH): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Compares in constant time; case and spaces do not matter. */
export function sameCode(given: string, actual: string): boolean {
  const normal = Buffer.from(given.replace(/\s/g, '').toUpperCase().padEnd(64).slice(0, 64));
  return timingSafeEqual(normal, Buffer.from(actual.padEnd(64).slice(0, 64)));
}
