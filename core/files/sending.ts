import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { inScope, isUuid } from '../db/scope.ts';
import type { FailureCode } from '../graphql/failure.ts';
import type { Platform } from '../platform.ts';
import { checked, FileAltered } from './checked.ts';
import { opens } from './link.ts';

/** A file as a path names it. */
export interface FilePath {
  readonly township: string;
  readonly id: string;
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

/** Reads `/t/{township}/files/{id}`; null when a path is no such thing. */
export function filePath(path: string): FilePath | null {
  const [, township = '', id = ''] = /^\/t\/([a-z0-9-]+)\/files\/([0-9a-f-]{36})$/.exec(path) ?? [];
  return isUuid(id) ? { township, id } : null;
}

/** Streams a file to whoever has a signed link that is still open; null, or the code of a failure that is still to be told. Bytes that are not those handed in are not sent whole. */
export async function sendFile(
  platform: Platform,
  req: IncomingMessage,
  res: ServerResponse,
  { township, id }: FilePath,
): Promise<FailureCode | null> {
  if (req.method !== 'GET' && req.method !== 'HEAD') return 'PATH_UNKNOWN';
  const townshipId = platform.directory.findTownshipByCode(township)?.id;
  const query = new URLSearchParams((req.url ?? '').split('?')[1]);
  if (!townshipId || !opens(platform.fileLinkSecret, { townshipId, id }, query, platform.now()))
    return 'FILE_LINK_INVALID';
  const key = { townshipId, id };
  const row = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    tx.storedFile.findUnique({ where: { townshipId_id: key } }),
  );
  const bytes = row && (await platform.files.open(key));
  if (!row || !bytes) return 'FILE_LINK_INVALID';
  res.writeHead(200, {
    ...HEADERS,
    'content-type': row.mediaType,
    'content-length': row.size,
    'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(row.name)}`,
  });
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
