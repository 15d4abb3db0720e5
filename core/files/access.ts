import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Prisma } from '../db/client.ts';
import type { Context } from '../graphql/context.ts';
import type { FileSubject } from './service.ts';

/** What a file of a case must be loaded with to be shown. */
export const WITH_FILE = {
  case: true,
  file: { include: { grants: { select: { subjectType: true, subjectId: true, stationId: true } } } },
} as const;

/** A file of a case as it is shown. */
export type ShownFile = Prisma.CaseFileGetPayload<{ include: typeof WITH_FILE }>;

/** Roles of the windows: of the materials of other stations' cases they see what was handed on to their station, no more. */
const AT_WINDOWS: readonly string[] = ['WINDOW_STAFF', 'STATION_HEAD'];
/** Stands for the station of whoever has none. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** The station that limits what a viewer sees of materials; null for whom his role at a window does not limit. */
function windowOf({ viewer, platform }: Context): { staffId: string; stationId: string } | null {
  if (viewer.kind !== 'STAFF' || viewer.id === null) return null;
  if (!viewer.roles.every((role) => AT_WINDOWS.includes(role))) return null;
  return { staffId: viewer.id, stationId: platform.directory.findStaff(viewer.id)?.stationId ?? NOWHERE };
}

/** Whether a viewer who may read a case may read this file of it. */
export function mayReadFile(ctx: Context, { case: of, file }: Pick<ShownFile, 'case' | 'file'>): boolean {
  const window = windowOf(ctx);
  if (window === null || of.handlerId === window.staffId) return true;
  const { directory } = ctx.platform;
  const stations = [
    directory.findItem(of.townshipId, of.itemId)?.facts.stationId,
    of.windowId === null ? null : directory.findWindow(of.townshipId, of.windowId)?.stationId,
    ...file.grants.map((grant) => grant.stationId),
  ];
  return stations.includes(window.stationId);
}

/** The same as a `where` of files of cases that the viewer may read. */
export function filesReadBy(ctx: Context): Prisma.CaseFileWhereInput {
  const window = windowOf(ctx);
  if (window === null) return {};
  const { staffId, stationId } = window;
  const ofCase: Prisma.CaseWhereInput[] = [
    { handlerId: staffId },
    { window: { stationId } },
    { itemVersionRow: { item: { stationId } } },
  ];
  return { OR: [{ case: { OR: ofCase } }, { file: { grants: { some: { stationId } } } }] };
}

/** A subject in its township. */
interface SubjectKey extends FileSubject {
  readonly townshipId: string;
}

const textOf = ({ townshipId, subjectType, subjectId }: SubjectKey) =>
  `${townshipId}.${subjectType}.${subjectId}`;

/** The files that were handed on to many subjects and that the viewer may read: one statement a township and type. */
export const filesOf = createContextCache(
  (ctx: Context) =>
    new DataLoader<SubjectKey, ShownFile[], string>(
      async (keys) => {
        const found = new Map<string, ShownFile[]>(keys.map((key) => [textOf(key), []]));
        const groups = Map.groupBy(keys, (key) => `${key.townshipId}.${key.subjectType}`);
        for (const group of groups.values()) {
          const { townshipId, subjectType } = group[0] as SubjectKey;
          const subjectId = { in: group.map((key) => key.subjectId) };
          const rows = await ctx.db.caseFile.findMany({
            where: {
              townshipId,
              file: { grants: { some: { subjectType, subjectId } } },
              AND: filesReadBy(ctx),
            },
            include: WITH_FILE,
            orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
          });
          for (const row of rows)
            for (const grant of row.file.grants) found.get(textOf({ townshipId, ...grant }))?.push(row);
        }
        return keys.map((key) => found.get(textOf(key)) ?? []);
      },
      // Nothing is kept: a verb may follow.
      { cache: false },
    ),
);
