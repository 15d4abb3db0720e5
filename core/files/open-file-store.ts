import { join } from 'node:path';
import type { Logger } from 'pino';
import { SettingError, type Config } from '../config.ts';
import { DiskFiles, type FileStore } from './file-store.ts';

/**
 * The store of files that the settings name: a bucket, or the folder `files` of the data folder. Throws SettingError when the
 * bucket answers that it will never do.
 */
export async function openFileStore(
  { dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>,
  log: Logger,
): Promise<FileStore> {
  const folder = join(dataDir, 'files');
  if (s3 === null) return new DiskFiles(folder);
  // Only a county with a bucket loads the client.
  const { S3Files } = await import('./s3-files.ts');
  const store = new S3Files(s3, join(folder, 'incoming'), log);
  const complaint = await store.complaint();
  if (complaint !== null)
    throw new SettingError(`S3_ENDPOINT、S3_BUCKET“${s3.bucket}”：${complaint} (S3_ENDPOINT, S3_BUCKET)`);
  return store;
}
