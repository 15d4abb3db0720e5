import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { inScope, isUuid } from '../db/scope.ts';
import type { FailureCode } from '../graphql/failure.ts';
import type { Platform } from '../platform.ts';
import { checked, FileAltered } from './checked.ts';
import { opens, type Linked } from './link.ts';

/** What a signed link leads to, as a path names it. */
export interface LinkedPath {
  /** Code of the township. */
  readonly township: string;
  /** `files/{id}` or `downloads/{kind}/{key}` */
  readonly resource: string;
}

/** A file of a stranger: never run, never framed, never guessed, kept nowhere. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

/** Reads `/t/{township}/files/{id}` and `/t/{township}/downloads/{kind}/{key}`; null when a path is no such thing. */
export function linkedPath(path: string): LinkedPath | null {
  const [, township = '', resource = ''] =
    /^\/t\/([a-z0-9-]+)\/(files\/[0-9a-f-]{36}|downloads\/[a-z0-9-]+\/[\w.-]+)$/.exec(path) ?? [];
  return resource === '' ? null : { township, resource };
}

/** Sends a file to whoever has a signed link that is still open; null, or the code of a failure that is still to be told. */
export async function sendLinked(
  platform: Platform,
  req: IncomingMessage,
  res: ServerResponse,
  { township, resource }: LinkedPath,
): Promise<FailureCode | null> {
  if (req.method !== 'GET' && req.method !== 'HEAD') return 'PATH_UNKNOWN';
  const townshipId = platform.directory.findTownshipByCode(township)?.id;
  const query = new URLSearchParams((req.url ?? '').split('?')[1]);
  if (!townshipId || !opens(platform, { townshipId, resource }, query)) return 'FILE_LINK_INVALID';
  const send = resource.startsWith('files/') ? sendFile : sendDownload;
  return send(platform, req, res, { townshipId, resource });
}

/** Streams a file that is kept. Bytes that are not those handed in are not sent whole. */
async function sendFile(
  platform: Platform,
  req: IncomingMessage,
  res: ServerResponse,
  { townshipId, resource }: Linked,
): Promise<FailureCode | null> {
  const [, id = ''] = resource.split('/');
  if (!isUuid(id)) return 'FILE_LINK_INVALID';
  const key = { townshipId, id };
  const row = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    tx.storedFile.findUnique({ where: { townshipId_id: key } }),
  );
  const bytes = row && (await platform.files.open(key));
  if (!row || !bytes) return 'FILE_LINK_INVALID';
  begin(res, row);
  if (req.method === 'HEAD') {
    bytes.destroy();
    res.end();
    return null;
  }
  await pipeline(bytes, checked(row.digest), res).catch((error: unknown) => {
    if (error instanceof FileAltered) platform.log.error({ file: id }, 'a file is not as it was handed in');
    throw error;
  });
  return null;
}

/** Makes and sends what a module hands out; where the module is off by now the link leads nowhere. */
async function sendDownload(
  platform: Platform,
  req: IncomingMessage,
  res: ServerResponse,
  { townshipId, resource }: Linked,
): Promise<FailureCode | null> {
  const [, kind = '', key = ''] = resource.split('/');
  const registered = platform.registry.findDownload(kind);
  if (!registered || !platform.switches.isEnabled(townshipId, registered.module.id))
    return 'FILE_LINK_INVALID';
  const file = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    registered.download.make({ platform, townshipId, tx }, key),
  );
  if (!file) return 'FILE_LINK_INVALID';
  begin(res, { ...file, size: file.bytes.length });
  res.end(req.method === 'HEAD' ? undefined : file.bytes);
  return null;
}

function begin(res: ServerResponse, file: { name: string; mediaType: string; size: number }): void {
  res.writeHead(200, {
    ...HEADERS,
    'content-type': file.mediaType,
    'content-length': file.size,
    'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
}
