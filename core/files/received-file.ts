/** A file of the request, streamed to a temporary place of the store; nobody but the upload's reader makes one. */
export class ReceivedFile {
  /** Absolute path of the temporary file. */
  readonly path: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;

  constructor(given: { path: string; name: string; size: number; digest: string }) {
    this.path = given.path;
    this.name = given.name;
    this.size = given.size;
    this.digest = given.digest;
  }

  /** What tells one upload from another, for a retried request: its content, not where it lies. */
  toJSON(): object {
    return { name: this.name, size: this.size, digest: this.digest };
  }
}

/** A name as it is kept: without folders, control and reserved characters, at most 120 characters long. */
export function cleanName(given: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replaceAll(/[\p{C}<>:"|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .trim();
  if (plain.length <= 120) return plain || 'file';
  const ending = /\.[\w]{1,8}$/.exec(plain)?.[0] ?? '';
  return [...plain].slice(0, 110).join('') + ending;
}
