import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SettingError, projectRoot, readConfig } from './config.ts';

describe('settings', () => {
  it('need nothing from the environment', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: join(projectRoot, '.data'),
      databaseUrl: undefined,
      logLevel: 'info',
      corsOrigins: [],
      demo: 'auto',
      publicUrl: 'http://localhost:4000',
      messages: { mode: null, smtp: null, sms: null },
      s3: null,
    });
  });

  it('take the address seen from outside with its path, without a slash at its end', () => {
    expect(readConfig({ PUBLIC_URL: 'https://bm.example/api/' }).publicUrl).toBe('https://bm.example/api');
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  it('take an empty value as not set, a port of 0 and a relative folder', () => {
    const config = readConfig({ PORT: '0', DATABASE_URL: '', DATA_DIR: 'somewhere' });
    expect(config).toMatchObject({
      port: 0,
      databaseUrl: undefined,
      dataDir: join(process.cwd(), 'somewhere'),
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'yes'],
    ['PUBLIC_URL', 'bm.example'],
  ])('refuse %s=%s in one sentence of both languages', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(SettingError);
    expect(() => readConfig({ [name]: value })).toThrow(
      new RegExp(`^${name} .*${value}.* / ${name} .*${value}`),
    );
  });

  it('refuse with all that is wrong at once', () => {
    const env = { PORT: 'abc', DEMO: 'yes', MESSAGES: 'loud', S3_ENDPOINT: 'https://s3.example' };
    expect(() => readConfig(env)).toThrow(
      /^PORT .*\nDEMO .*\nMESSAGES .*\nS3_BUCKET .*\nS3_ACCESS_KEY_ID .*\n.*S3_SECRET_ACCESS_KEY_FILE must be too$/,
    );
  });

  it.each(['mysql://root:geheim@db/x', 'postgres://app:geheim@db:port/x'])(
    'refuse DATABASE_URL=%s without repeating its password',
    (url) => {
      expect(() => readConfig({ DATABASE_URL: url })).toThrow(/^DATABASE_URL /);
      expect(() => readConfig({ DATABASE_URL: url })).not.toThrow(/geheim/);
    },
  );
});
