import { auditServer } from 'graphql-http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocumentFiles } from '../../core/documents/files.ts';
import { createHttpServer, type HttpServer } from '../../core/server.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let http: HttpServer;
let base: string;
beforeAll(async () => {
  world = await createWorld();
  http = createHttpServer();
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve));
  http.serve(world.app, new DocumentFiles(world.platform), () => world.open.healthy(), world.platform);
  base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await http.stop();
  await world.close();
});

test.each(['/graphql', '/t/shexi/graphql'])('%s passes every audit of GraphQL over HTTP', async (path) => {
  const results = await auditServer({ url: `${base}${path}` });
  expect(results.length).toBeGreaterThan(60);
  expect(results.filter((r) => r.status !== 'ok').map((r) => r.name)).toEqual([]);
});
