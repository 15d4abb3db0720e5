import { hasRole, type Context } from '../graphql/context.ts';
import { maskName } from '../people/mask.ts';
import type { SealedContent } from './seal.ts';

/**
 * Whether the viewer may read a document as it stands on the paper: the window that issues it, and whoever it is for. Others
 * who may know of it (the office, the county's auditors) read it with name and codes covered.
 */
export function holdsDocument(
  ctx: Context,
  { townshipId, caseId }: Pick<SealedContent, 'townshipId' | 'caseId'>,
): boolean {
  if (caseId !== null && ctx.shownCases.has(caseId)) return true;
  return ctx.viewer.townshipId === townshipId && hasRole(ctx, 'WINDOW_STAFF', 'STATION_HEAD');
}

/** The document for this viewer: itself, or with the applicant's name masked and the codes left out. */
export function shownTo<Row extends SealedContent>(ctx: Context, row: Row): Row {
  return holdsDocument(ctx, row) ? row : covered(row);
}

function covered<Row extends SealedContent>(row: Row): Row {
  const data = row.data as Readonly<Record<string, unknown>>;
  const secrets = [
    [data['addressee'], maskName],
    [data['queryCode'], () => '****'],
  ] as const;
  const cover = (text: string) =>
    secrets.reduce(
      (shown, [secret, mask]) =>
        typeof secret === 'string' && secret !== '' ? shown.replaceAll(secret, mask(secret)) : shown,
      text,
    );
  return { ...row, code: null, text: cover(row.text), data: JSON.parse(cover(JSON.stringify(data))) };
}
