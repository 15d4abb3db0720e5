import type { Context } from '../graphql/context.ts';

/** What access to a case is judged by. */
interface CaseOwner {
  readonly townshipId: string;
  readonly id: string;
  readonly applicantId: string;
}

/**
 * Who may read a case: the staff of its township, the county, its own applicant, and whoever gave its query code
 * in this operation. Asked for every case that is shown, however it was reached.
 */
export async function mayReadCase(ctx: Context, facts: CaseOwner): Promise<boolean> {
  if (ctx.viewer.townshipId === facts.townshipId || ctx.viewer.kind === 'COUNTY') return true;
  if (ctx.shownCases.has(facts.id)) return true;
  if (ctx.viewer.kind !== 'APPLICANT') return false;
  const applicant = await ctx.db.applicant.findUnique({
    where: { townshipId_id: { townshipId: facts.townshipId, id: facts.applicantId } },
    select: { subject: true },
  });
  return applicant?.subject !== null && applicant?.subject === ctx.viewer.id;
}

/** Whether the viewer may see the query code and the documents of a case that he may read: not the county's readers. */
export function holdsCase(ctx: Context, facts: CaseOwner): boolean {
  return ctx.viewer.kind !== 'COUNTY' || ctx.shownCases.has(facts.id);
}
