import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readFileSettings, type S3Settings } from './files/settings.ts';
import { readMessageSettings, type MessageSettings } from './notifications/settings.ts';

/** The folder of package.json, absolute, without a trailing slash. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** A setting of the environment has a value that cannot be used; the message is one sentence a mistake, for the operator. */
export class SettingError extends Error {
  override name = 'SettingError';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What the operator may set from outside. */
export interface Config {
  /** TCP port of the HTTP server; 0 lets the system choose one. */
  port: number;
  /** Address the HTTP server listens on. */
  host: string;
  /** Absolute folder (a relative one counts from the current folder) for the embedded database, its password and its log. */
  dataDir: string;
  /** A PostgreSQL of the county's own; absent means the embedded one under `dataDir`. */
  databaseUrl?: string;
  /** Least serious level that is logged. */
  logLevel: (typeof logLevels)[number];
  /** `auto` fills an empty county with the demonstration townships, `off` leaves it empty. */
  demo: 'auto' | 'off';
  /** Origins of browser front ends that may call the API; none by default. */
  corsOrigins: readonly string[];
  /** Where the world reaches the server, without a trailing slash; QR codes on papers lead there. */
  publicUrl: string;
  /** How messages are sent, and whether they leave this machine. */
  messages: MessageSettings;
  /** The bucket in which files lie; null: a folder under `dataDir`. */
  s3: S3Settings | null;
}

const Settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65535)
    .default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default(join(projectRoot, '.data')),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .refine((url) => URL.canParse(url))
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  DEMO: z.enum(['auto', 'off']).default('auto'),
  CORS_ORIGINS: z
    .string()
    .regex(/^https?:\/\/[^\s,/*]+(,https?:\/\/[^\s,/*]+)*$/)
    .transform((list) => list.split(','))
    .default([]),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/)
    .refine((url) => URL.canParse(url))
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
});

/** One sentence per setting; the value is shown except where it may hold a password. */
const complaints: Record<keyof z.infer<typeof Settings>, (value: string) => string> = {
  PORT: (value) =>
    `PORT 必须是 0 到 65535 的整数，现在是“${value}” / PORT must be an integer from 0 to 65535, but is "${value}"`,
  HOST: (value) => `HOST 不能是“${value}” / HOST cannot be "${value}"`,
  DATA_DIR: (value) => `DATA_DIR 不能是“${value}” / DATA_DIR cannot be "${value}"`,
  DATABASE_URL: () =>
    'DATABASE_URL 必须是 postgres:// 或 postgresql:// 开头的有效地址 / ' +
    'DATABASE_URL must be a valid address that begins with postgres:// or postgresql://',
  LOG_LEVEL: (value) =>
    `LOG_LEVEL 必须是 ${logLevels.join('、')} 之一，现在是“${value}” / ` +
    `LOG_LEVEL must be one of ${logLevels.join(', ')}, but is "${value}"`,
  CORS_ORIGINS: (value) =>
    `CORS_ORIGINS 是逗号分隔的来源（如 https://a.example），不能是“${value}” / ` +
    `CORS_ORIGINS is a comma-separated list of origins such as https://a.example, not "${value}"`,
  PUBLIC_URL: (value) =>
    `PUBLIC_URL 是对外的地址（如 https://bm.example），不能是“${value}” / ` +
    `PUBLIC_URL is the address seen from outside, such as https://bm.example, not "${value}"`,
  DEMO: (value) => `DEMO 必须是 auto 或 off，现在是“${value}” / DEMO must be auto or off, but is "${value}"`,
};

/**
 * Reads the settings from the environment; an empty value counts as not set.
 * Throws SettingError with a sentence for each value that cannot be used.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.trim() === '' ? undefined : value?.trim()]),
  );
  const parsed = Settings.safeParse(given);
  const { settings: messages, problems: ofMessages } = readMessageSettings(given);
  const { settings: s3, problems: ofFiles } = readFileSettings(given);
  const wrong = new Set(parsed.error?.issues.map((issue) => issue.path[0] as keyof typeof complaints));
  const problems = [
    ...[...wrong].map((name) => complaints[name](given[name] ?? '')),
    ...ofMessages,
    ...ofFiles,
  ];
  if (!parsed.success || problems.length > 0) throw new SettingError(problems.join('\n'));
  const { PORT, HOST, DATA_DIR, DATABASE_URL, LOG_LEVEL, DEMO, CORS_ORIGINS, PUBLIC_URL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
    demo: DEMO,
    corsOrigins: CORS_ORIGINS,
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
    messages,
    s3,
  };
}
