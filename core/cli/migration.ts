import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../config.ts';
import { DatabaseError } from '../db/database-error.ts';
import { migrationsFolder } from '../db/migrate.ts';
import { migrationDiff } from './migration-diff.ts';

const usage = `用法 / Usage:
  npm run migration -- <name>           写出 prisma/*.prisma 与现有迁移之差 / write the difference as a new migration
  npm run migration -- <name> --empty   只建空文件，自己写 SQL / an empty file for SQL of your own
  npm run migration -- --check          有差别时以 1 退出 / exit 1 if there is a difference`;

/** Runs the tool with its arguments and resolves with the exit code. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { check: { type: 'boolean' }, empty: { type: 'boolean' } },
  });
  if (values.check) return check();
  const name = positionals
    .join('_')
    .toLowerCase()
    .replaceAll(/[-\s]+/g, '_');
  if (!/^[a-z0-9_]+$/.test(name)) {
    console.error(usage);
    return 2;
  }
  const sql = values.empty ? '' : await migrationDiff(migrationsFolder);
  if (sql === null) {
    console.log('数据模型与迁移一致，无需新迁移 / The schema and the migrations agree: nothing to write');
    return 0;
  }
  const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  console.log(relative(projectRoot, join(folder, 'migration.sql')));
  return 0;
}

async function check(): Promise<number> {
  const sql = await migrationDiff(migrationsFolder);
  if (sql === null) return 0;
  console.error(
    '数据模型与迁移不一致，请执行 npm run migration -- <name> / ' +
      `The schema and the migrations differ: run npm run migration -- <name>\n\n${sql}`,
  );
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof DatabaseError) console.error(error.message);
  else if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) console.error(usage);
  else throw error;
  process.exitCode = 2;
}
