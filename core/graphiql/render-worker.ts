import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { EXAMPLES } from './examples.ts';

const html = renderGraphiQL({ title: '便民 bianmin', defaultQuery: EXAMPLES });
parentPort?.postMessage(gzipSync(String(html), { level: 9 }));
