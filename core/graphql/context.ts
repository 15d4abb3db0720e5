import { createContextCache } from '@pothos/core';
import type DataLoader from 'dataloader';
import type { Actor } from '../acts/act.ts';
import type { NotedReads } from '../audit/noted-reads.ts';
import type { ItemVersionRow } from '../catalogue/store.ts';
import type { VersionKey } from '../catalogue/versions.ts';
import type { subjectClocks } from '../clocks/subject-clocks.ts';
import type { TownshipInfo } from '../county/directory.ts';
import type { PrismaClient } from '../db/client.ts';
import type { ReadSession } from '../db/read-session.ts';
import type { RowKey } from './node.ts';
import type { Platform } from '../platform.ts';
import type { Shown } from './shown.ts';
import { civilDateOf, type CivilDate } from '../time/index.ts';

/** Who asks: an actor, and for staff the township he belongs to. */
export interface Viewer extends Actor {
  /** Staff: their township. Others: null. */
  readonly townshipId: string | null;
}

/** A caller without a token. */
export const ANYONE: Viewer = { kind: 'PUBLIC', id: null, name: '公众', roles: [], townshipId: null };

export type Locale = 'zh' | 'en';

/** The language of a request; Chinese unless it asks for English first. */
export function localeOf(acceptLanguage: string | null): Locale {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';
}

/** What resolvers know of the request; a plain object, made once a request. */
export interface Context {
  readonly platform: Platform;
  readonly viewer: Viewer;
  /** The township in force: the staff member's own, that of the path or of `X-Township`; null at the county's endpoint. */
  readonly township: TownshipInfo | null;
  /** Whether the schema holds only the township's enabled modules. */
  readonly endpoint: 'county' | 'township';
  readonly locale: Locale;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly reads: ReadSession;
  /** Reads of this operation, in one transaction under the caller's scope. */
  readonly db: PrismaClient;
  /** Subjects of applicants by township and id, batched. */
  readonly applicantSubjects: DataLoader<RowKey, string | null, string>;
  /** Versions of items that are current no longer, batched. */
  readonly itemVersions: DataLoader<VersionKey, ItemVersionRow, string>;
  /** Clocks of any subject, batched. */
  readonly clocksOf: ReturnType<typeof subjectClocks>;
  /** What this operation may show because its query code was given, or because a verb has just written it. */
  readonly shown: Shown;
  /** What this operation shows and nobody reads unseen. */
  readonly noted: NotedReads;
}

/** The day of the request in the county's time. */
export const todayOf: (ctx: Context) => CivilDate = createContextCache((ctx: Context) =>
  civilDateOf(ctx.platform.now()),
);

/** Whether the viewer holds one of the roles. */
export function hasRole(ctx: Context, ...roles: string[]): boolean {
  return roles.some((role) => ctx.viewer.roles.includes(role));
}
