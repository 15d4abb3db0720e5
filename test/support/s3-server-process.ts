import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

// An S3 server in a process of its own, so that a test can stop and kill it: FOLDER BUCKET.
const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as new (options: object) => {
  configureBuckets(): Promise<unknown>;
  callback(): RequestListener;
};
const [directory = '', name = ''] = process.argv.slice(2);
const options = { silent: true, directory, configureBuckets: [{ name }] };
const strict = new S3rver(options);
await strict.configureBuckets();
const answer = strict.callback();
// It loses the slash at the end of `/bucket/`, over which the client signs; of those requests it judges only whose key it is.
const answerBucket = new S3rver({ ...options, allowMismatchedSignatures: true }).callback();
const server = createServer((req, res) =>
  /^\/[^/]+\/?(\?|$)/.test(req.url ?? '') ? answerBucket(req, res) : answer(req, res),
);
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`),
);
