import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXEMPLAR, MODULES } from '../composition.ts';
import { projectRoot } from '../config.ts';
import { buildSchema } from '../graphql/schema-for.ts';
import { addedNames, renamer, withBackRelations, type CopyName } from '../modules/copy-names.ts';
import type { ModuleManifest } from '../modules/manifest.ts';
import { loadRegistry } from '../modules/registry.ts';
import { main, progress, Stop } from './session.ts';

const USAGE = '用法 / Usage: npm run copy-module -- <module> <new-id> <chapter>';

await main(() => {
  const [source, id, chapter] = process.argv.slice(2);
  const module = MODULES.find((m) => m.id === source);
  if (!module || !id || !chapter) throw new Stop(USAGE);
  if (module.id !== EXEMPLAR)
    throw new Stop(
      `请复制样板模块 ${EXEMPLAR}：其他模块的名称不能都机械地改换 / copy the exemplar ${EXEMPLAR}: not all names of the other modules can be changed by rule`,
    );
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Stop(`编号须为小写短横线形式 / the id must be kebab-case: ${id}`);
  if (existsSync(join(projectRoot, 'modules', id))) throw new Stop(`已存在 / already there: modules/${id}`);
  copyModule(module, { id, chapter });
  progress(`modules/${id}：请登记到 modules/index.ts / now register it in modules/index.ts`);
  return Promise.resolve();
});

/** Copies folder, tables and test scene of a module under new names, and gives the other tables their back relations. */
function copyModule(module: ModuleManifest, to: CopyName): void {
  const tables = join(projectRoot, 'prisma', `${module.id}.prisma`);
  const text = existsSync(tables) ? readFileSync(tables, 'utf8') : '';
  const models = [...text.matchAll(/^model (\w+)/gm)].map(([, name = '']) => name);
  const rename = renamer(module, to, { api: apiOf(module), models });
  const scene = join(projectRoot, 'test/support', `${module.id}-scene.ts`);
  for (const from of [tables, scene, join(projectRoot, 'modules', module.id)].filter((f) => existsSync(f))) {
    const copy = from.replace(module.id, to.id);
    cpSync(from, copy, { recursive: true });
    rewrite(copy, rename);
  }
  const folder = join(projectRoot, 'modules', to.id);
  for (const name of readdirSync(folder).filter((file) => file.includes(module.id)))
    renameSync(join(folder, name), join(folder, name.replace(module.id, to.id)));
  for (const name of readdirSync(join(projectRoot, 'prisma')).filter((file) => file.endsWith('.prisma'))) {
    const file = join(projectRoot, 'prisma', name);
    if (file !== tables && name !== `${to.id}.prisma`)
      writeFileSync(file, withBackRelations(readFileSync(file, 'utf8'), models, to.id));
  }
}

function rewrite(path: string, rename: (text: string) => string): void {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) rewrite(join(path, name), rename);
  else writeFileSync(path, rename(readFileSync(path, 'utf8')));
}

/** What the module brings to the API. */
function apiOf(module: ModuleManifest): string[] {
  const registry = loadRegistry(MODULES);
  const ids = registry.modules.map((m) => m.id);
  const others = ids.filter((id) => id !== module.id);
  return addedNames(buildSchema(registry, ids), buildSchema(registry, others));
}
