import type { Logger } from 'pino';
import type { Directory } from './county/directory.ts';
import type { PrismaClient } from './db/client.ts';
import type { FileStore } from './files/file-store.ts';
import type { Registry } from './modules/registry.ts';
import type { Switches } from './modules/switches.ts';
import type { Gateways } from './notifications/gateway.ts';

/** What every service of the running program shares; passed as an argument, never imported as a singleton. */
export interface Platform {
  /** Client of the application role; row-level security holds on it. */
  readonly prisma: PrismaClient;
  /** Small reference data of all townships, kept fresh by LISTEN/NOTIFY. */
  readonly directory: Directory;
  readonly registry: Registry;
  readonly switches: Switches;
  /** The time; tests turn it. */
  readonly now: () => Date;
  readonly log: Logger;
  /** Where messages leave the program. */
  readonly gateways: Gateways;
  /** Secret that signs bearer tokens. */
  readonly tokenSecret: Uint8Array;
  /** Secret that seals documents. */
  readonly documentSecret: Uint8Array;
  /** Secret that signs links to files. */
  readonly fileLinkSecret: Uint8Array;
  /** Where the bytes of files lie. */
  readonly files: FileStore;
  /** Where the world reaches this server, without a trailing slash; the QR code on a paper leads there. */
  readonly publicUrl: string;
  /** Calls `act` whenever the database is found silent on connections that nobody closed. */
  readonly onSilence: (act: () => void) => void;
}
