/** The secrets of a platform that a test opens. */
export const SECRETS = {
  tokenSecret: Buffer.alloc(32, 7),
  documentSecret: Buffer.alloc(32, 8),
  fileLinkSecret: Buffer.alloc(32, 9),
};
