import { readFileSync } from 'node:fs';
import { isLoopback } from './notifications/gateway.ts';

/** Settings of the environment by name; one left out or empty is undefined. */
export type Given<Name extends string> = Readonly<Partial<Record<Name, string | undefined>>>;

/** Whether a service may be spoken to at an address: https, http on this machine only, and no password in it. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * A secret that stands in the setting `NAME` or in the file that `NAME_FILE` names; null when there is none. A mistake becomes a
 * sentence in `problems`, never with the secret: both given, a file that cannot be read, or one shorter than `atLeast` characters.
 */
export function readSecretSetting<Name extends string>(
  given: Given<Name | `${Name}_FILE`>,
  name: Name,
  atLeast: number,
  problems: string[],
): string | null {
  const plain = given[name];
  const file = given[`${name}_FILE`];
  if (plain !== undefined && file !== undefined)
    problems.push(`${name} 和 ${name}_FILE 只能设置一个 / set ${name} or ${name}_FILE, not both`);
  const secret = plain ?? (file === undefined ? null : textOf(file));
  if (file !== undefined && plain === undefined && secret === null) {
    problems.push(`不能读取 ${name}_FILE“${file}” / ${name}_FILE "${file}" cannot be read`);
    return null;
  }
  if (secret !== null && secret.length < atLeast)
    problems.push(`${name} 至少${atLeast}个字符 / ${name} needs at least ${atLeast} characters`);
  return secret;
}

/** Whether a secret was meant to be given, readable or not. */
export function namesSecret<Name extends string>(given: Given<Name | `${Name}_FILE`>, name: Name): boolean {
  return given[name] !== undefined || given[`${name}_FILE`] !== undefined;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
