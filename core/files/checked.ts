import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Bytes are not those that were handed in. */
export class FileAltered extends Error {
  override name = 'FileAltered';
}

/**
 * Passes bytes on while it hashes them, the last piece only when their SHA-256 is the digest: who receives all of them has what
 * was handed in. Ends with FileAltered otherwise.
 */
export function checked(digest: string): Transform {
  const hash = createHash('sha256');
  let last: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = last;
      last = chunk;
      done(null, before ?? undefined);
    },
    flush(done) {
      if (hash.digest('hex') !== digest) return done(new FileAltered('the digest is another'));
      done(null, last ?? undefined);
    },
  });
}
