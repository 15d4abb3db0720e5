import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../core/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { startServer } from '../support/processes.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'bianmin-own-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

/** Runs a command-line tool on the test's database; its exit code and what it printed. */
function tool(name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: database.ownerUrl, DATA_DIR: folder };
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(projectRoot, `core/cli/${name}.ts`), ...args],
      { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

async function signIn(url: string, input: Record<string, string>): Promise<unknown> {
  const query = `mutation ($i: SignInInput!) { signIn(input: $i) {
    ... on Session { viewer { roles township } } ... on Refusal { code } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { i: input } }),
  });
  return ((await response.json()) as { data: { signIn: unknown } }).data.signIn;
}

test('a county of one’s own: founded, staff imported, passwords set, everybody signs in; no demo appears', async () => {
  const bad = await tool(
    'found',
    file('bad.json', { code: 'Xin Feng', name: '信丰县', townships: [], bureau: {} }),
  );
  expect(bad).toMatchObject({ code: 1, out: '' });
  expect(bad.err).toContain('code:');
  const county = {
    code: 'xinfeng',
    name: '信丰县',
    townships: [{ code: 'jiading', name: '嘉定镇' }],
    bureau: { username: 'Bureau', name: '行政审批局人员甲' },
  };
  const founded = await tool('found', file('county.json', county));
  expect(founded.code).toBe(0);
  const [bureau = '', bureauPassword = ''] = founded.out.trim().split(' ');
  expect((await tool('found', file('county.json', county))).err).toContain('信丰县');

  const staff = [{ staff_no: 'W01', name: '窗口人员乙', roles: ['WINDOW_STAFF'] }];
  expect(await tool('import', 'staff', file('staff.json', staff), '--township', 'jiading')).toMatchObject({
    code: 0,
  });
  const given = await tool('password', 'W01', 'jiading');
  const [clerk = '', clerkPassword = ''] = given.out.trim().split(' ');
  expect((await tool('password', 'W99', 'jiading')).code).toBe(1);

  const server = await startServer({ DATABASE_URL: database.ownerUrl, DATA_DIR: folder });
  try {
    expect(await signIn(server.url, { username: bureau, password: bureauPassword })).toEqual({
      viewer: { roles: ['COUNTY_BUREAU'], township: null },
    });
    expect(
      await signIn(server.url, { township: 'jiading', username: clerk, password: clerkPassword }),
    ).toEqual({
      viewer: { roles: ['WINDOW_STAFF'], township: 'jiading' },
    });
    expect(await signIn(server.url, { township: 'jiading', username: clerk, password: 'wrong' })).toEqual({
      code: 'SIGN_IN_FAILED',
    });
  } finally {
    await server.stop();
  }
}, 90_000);
