import DataLoader from 'dataloader';
import type { PrismaClient } from '../db/client.ts';
import { hasRole, type Context } from '../graphql/context.ts';
import { rowId, type RowKey } from '../graphql/node.ts';

/** What access to a case is judged by. */
interface CaseOwner {
  readonly townshipId: string;
  readonly id: string;
  readonly applicantId: string;
}

/**
 * Who may read a case: the staff of its township, the county's bureau and supervision, its own applicant, and whoever gave its query code
 * in this operation. Asked for every case that is shown, however it was reached.
 */
export function mayReadCase(ctx: Context, facts: CaseOwner): boolean | Promise<boolean> {
  if (ctx.viewer.townshipId === facts.townshipId) return true;
  if (hasRole(ctx, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION')) return true;
  if (ctx.shown.has('Case', facts.id)) return true;
  if (ctx.viewer.kind !== 'APPLICANT') return false;
  return isOwnCase(ctx, facts);
}

async function isOwnCase(ctx: Context, facts: CaseOwner): Promise<boolean> {
  const subject = await ctx.applicantSubjects.load({ townshipId: facts.townshipId, id: facts.applicantId });
  const isOwn = subject !== null && subject === ctx.viewer.id;
  if (isOwn) ctx.shown.add('Case', facts.id);
  return isOwn;
}

/** Whether the viewer may see the query code and the documents of a case that he may read: not the county's readers. */
export function holdsCase(ctx: Context, facts: CaseOwner): boolean {
  return ctx.viewer.kind !== 'COUNTY' || ctx.shown.has('Case', facts.id);
}

/** Loads the subjects of many applicants in one statement a township. */
export function applicantSubjects(db: PrismaClient): Context['applicantSubjects'] {
  return new DataLoader<RowKey, string | null, string>(
    async (keys) => {
      const subjects = new Map<string, string | null>();
      for (const townshipId of new Set(keys.map((key) => key.townshipId))) {
        const ids = keys.filter((key) => key.townshipId === townshipId).map((key) => key.id);
        const rows = await db.applicant.findMany({
          where: { townshipId, id: { in: ids } },
          select: { id: true, subject: true },
        });
        for (const row of rows) subjects.set(rowId({ townshipId, id: row.id }), row.subject);
      }
      return keys.map((key) => subjects.get(rowId(key)) ?? null);
    },
    { cacheKeyFn: rowId },
  );
}
