import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Sign-in data of the demo accounts of one township, or of the county under the key `county`. */
export interface DemoSecret {
  /** One user name a role; the others follow the same pattern. */
  readonly usernames: Readonly<Record<string, string>>;
  /** All demo accounts of the township have it. */
  readonly password: string;
}

export type DemoSecrets = Readonly<Record<string, DemoSecret>>;

/** A password nobody can guess: 96 random bits. */
export function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

/** The secrets of an earlier, broken-off loading; none when there is no such file. */
export async function readSecrets(file: string): Promise<DemoSecrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return JSON.parse(text) as DemoSecrets;
}

/** Writes the secrets so that only the owner of the file can read them; whole or not at all. */
export async function writeSecrets(file: string, secrets: DemoSecrets): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.new`;
  await writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}
