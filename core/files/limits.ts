/** Largest file, in bytes. */
export const MAX_FILE = 10 * 1024 * 1024;
/** Files of one request. */
export const MAX_FILES = 5;
/** Largest body of an upload, in bytes: the files, and the operation with them. */
export const MAX_UPLOAD_BODY = MAX_FILES * MAX_FILE + 256 * 1024;
/** Largest text field of an upload (the operation and its map), in bytes. */
export const MAX_FIELD = 128 * 1024;

/** Media types that are taken, by what the content is. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
