import { z } from 'zod';
import { isSafeAddress, namesSecret, readSecretSetting, type Given as GivenOf } from '../service-setting.ts';

/** A bucket of an S3-compatible store. */
export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket in the path and not in the host's name. */
  readonly pathStyle: boolean;
}

/** The settings of the environment that belong to the store of files. */
export const FILE_VARIABLES = [
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_PATH_STYLE',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'S3_SECRET_ACCESS_KEY_FILE',
] as const;
type Given = GivenOf<(typeof FILE_VARIABLES)[number]>;

/** Shortest secret key that is taken, in characters. */
const MIN_SECRET = 8;

/** What must be given with the endpoint, and what it looks like. */
const PARTS = {
  S3_BUCKET: {
    value: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    zh: '存储桶名称（3至63位小写字母、数字、点、短横）',
    en: 'the name of a bucket (3 to 63 small letters, digits, dots, dashes)',
  },
  S3_REGION: {
    value: z
      .string()
      .regex(/^[\w-]+$/)
      .default('us-east-1'),
    zh: '区域，如 cn-east-1',
    en: 'a region such as cn-east-1',
  },
  S3_PATH_STYLE: {
    value: z.enum(['true', 'false']).default('true'),
    zh: 'true 或 false',
    en: 'true or false',
  },
  S3_ACCESS_KEY_ID: {
    value: z.string().regex(/^[\w.-]+$/),
    zh: '访问密钥编号',
    en: 'the id of an access key',
  },
} as const;

/**
 * Reads where files lie: in a bucket, or null for the folder of this machine. Every mistake is one sentence, none of which
 * holds the secret key.
 */
export function readFileSettings(given: Given): { settings: S3Settings | null; problems: string[] } {
  const problems: string[] = [];
  const endpoint = given.S3_ENDPOINT;
  if (endpoint === undefined) {
    const named = FILE_VARIABLES.filter((name) => given[name] !== undefined);
    if (named.length > 0)
      problems.push(
        `设置了 ${named.join('、')} 还须设置 S3_ENDPOINT / ${named.join(', ')} is set, so S3_ENDPOINT must be too`,
      );
    return { settings: null, problems };
  }
  if (!isSafeAddress(endpoint))
    problems.push(
      'S3_ENDPOINT 必须是 https:// 地址（本机可用 http://），其中不含用户和密码 / ' +
        'S3_ENDPOINT must be an https:// address (http:// on this machine), without user and password',
    );
  const read = (name: keyof typeof PARTS): string => {
    const { value, zh, en } = PARTS[name];
    const { data } = value.safeParse(given[name]);
    if (data === undefined) problems.push(`${name} 必须是${zh} / ${name} must be ${en}`);
    return data ?? '';
  };
  const parts = {
    bucket: read('S3_BUCKET'),
    region: read('S3_REGION'),
    pathStyle: read('S3_PATH_STYLE') === 'true',
    accessKeyId: read('S3_ACCESS_KEY_ID'),
  };
  if (!namesSecret(given, 'S3_SECRET_ACCESS_KEY'))
    problems.push(
      '设置了 S3_ENDPOINT 还须设置 S3_SECRET_ACCESS_KEY 或 S3_SECRET_ACCESS_KEY_FILE / ' +
        'S3_ENDPOINT is set, so S3_SECRET_ACCESS_KEY or S3_SECRET_ACCESS_KEY_FILE must be too',
    );
  const secretAccessKey = readSecretSetting(given, 'S3_SECRET_ACCESS_KEY', MIN_SECRET, problems);
  if (problems.length > 0 || secretAccessKey === null) return { settings: null, problems };
  return { settings: { endpoint, ...parts, secretAccessKey }, problems };
}
