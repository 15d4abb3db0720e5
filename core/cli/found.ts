import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CountyFile, foundCounty } from '../county/founding.ts';
import { main, Stop, withSession } from './session.ts';

// `npm run found -- FILE`: a county of one's own in an empty database, instead of the demo.
await main(async () => {
  const [path] = process.argv.slice(2);
  if (!path) throw new Stop('用法 / usage: npm run found -- FILE.json');
  const file = CountyFile.safeParse(await readJson(path));
  if (!file.success)
    throw new Stop(file.error.issues.map((i) => `${i.path.join('.') || '(file)'}: ${i.message}`).join('\n'));
  await withSession(
    async ({ platform }) => {
      const { county } = platform.directory;
      if (county)
        throw new Stop(`数据库中已有${county.name}，不能再建县 / the database already holds ${county.name}`);
      const password = randomBytes(12).toString('base64url');
      await foundCounty(platform, file.data, password);
      process.stdout.write(`${file.data.bureau.username} ${password}\n`);
    },
    { demo: false },
  );
});

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new Stop(`${path} 读不到或不是JSON / ${path} cannot be read or is not JSON`);
  }
}
