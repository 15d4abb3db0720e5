import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { full, ids, registry } from '../../test/support/module-parts.ts';
import { EXEMPLAR } from '../composition.ts';
import { projectRoot } from '../config.ts';
import { buildSchema } from '../graphql/schema-for.ts';
import { addedNames, renamer } from './copy-names.ts';

const telling = registry.modules.filter((m) => (m.messages ?? []).length > 0);

test.each(telling.map((m) => [m.id, m] as const))(
  'a copy of %s has message keys of its own, each once',
  (id, module) => {
    const without = buildSchema(
      registry,
      ids.filter((other) => other !== id),
    );
    const api = addedNames(full, without);
    const rename = renamer(module, { id: 'night-service', chapter: '九(一)' }, { api, models: [] });
    const copied = rename(readFileSync(join(projectRoot, 'modules', id, 'messages.ts'), 'utf8'));
    const keys = [...copied.matchAll(/^ {2}key: '(.*)',$/gm)].map(([, key]) => key);
    expect(keys).toEqual(module.messages?.map(({ key }) => key.replace(id, 'night-service')));
  },
);

test('only the exemplar is copied; for another module the command says which one it is', async () => {
  const other = ids.find((id) => id !== EXEMPLAR) ?? '';
  const tool = join(projectRoot, 'core/cli/copy-module.ts');
  const said = await new Promise<{ code: unknown; err: string }>((resolve) =>
    execFile(process.execPath, [tool, other, 'night-desk', '九(一)'], (error, _out, err) =>
      resolve({ code: error?.code, err }),
    ),
  );
  expect(said).toEqual({ code: 1, err: expect.stringContaining(`copy the exemplar ${EXEMPLAR}`) });
  expect(existsSync(join(projectRoot, 'modules/night-desk'))).toBe(false);
});
