import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { isUuid } from '../../core/db/scope.ts';
import { appUrl, serveBench } from './child.ts';

/** The Amber preset as it comes; orders and conditions on columns without an index of their own are allowed. */
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: appUrl(),
      schemas: ['public'],
      poolConfig: { max: 10 },
      pubsub: false,
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
  grafast: {
    explain: false,
    context: ({ node }) => {
      const township = String(node?.req.headers['x-township-id'] ?? '');
      const pgSettings: Record<string, string> = {};
      if (isUuid(township)) pgSettings['app.township_id'] = township;
      if (node?.req.headers['x-scope'] === 'county') pgSettings['app.scope'] = 'county';
      return { pgSettings };
    },
  },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
if (process.argv.includes('--print')) {
  const { printSchema } = await import('graphql');
  process.stdout.write(printSchema(await instance.getSchema()));
}
await serveBench(server, async () => {
  server.closeAllConnections();
  server.close();
  await instance.release();
});
