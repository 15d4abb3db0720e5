import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../composition.ts';
import { projectRoot } from '../config.ts';
import { printFullSchema } from '../graphql/schema-for.ts';
import { loadRegistry } from '../modules/registry.ts';
import { main, progress, Stop } from './session.ts';

const FILE = join(projectRoot, 'schema.graphql');

await main(async () => {
  const text = printFullSchema(loadRegistry(MODULES));
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
    progress('schema.graphql 已更新 / schema.graphql is up to date');
  } else if (readFileSync(FILE, 'utf8') !== text)
    throw new Stop(
      'schema.graphql 与程序不一致，请运行 npm run schema / schema.graphql differs; run npm run schema',
    );
});
