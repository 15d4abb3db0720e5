import { hasRole, type Context } from '../graphql/context.ts';
import { maskName } from '../people/mask.ts';
import type { SealedContent } from './seal.ts';

/** Whether the viewer may know of a document; of one of a restricted kind only where what it belongs to was shown to him. */
export function mayRead(ctx: Context, document: SealedContent): boolean {
  if (isRestricted(ctx, document)) return ctx.shown.has('Document', document.id);
  return (
    ctx.viewer.townshipId === document.townshipId ||
    hasRole(ctx, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION') ||
    (document.caseId !== null && ctx.shown.has('Case', document.caseId))
  );
}

function isRestricted(ctx: Context, { kind }: SealedContent): boolean {
  return ctx.platform.registry.findDocument(kind)?.kind.restricted ?? false;
}

/**
 * Whether the viewer may read a document as it stands on the paper: the window that issues it, and whoever it is for. Others
 * who may know of it (the office, the county's auditors) read it with name and codes covered.
 */
export function holdsDocument(
  ctx: Context,
  { townshipId, caseId, id }: Pick<SealedContent, 'townshipId' | 'caseId' | 'id'>,
): boolean {
  if (ctx.shown.has('Document', id)) return true;
  if (caseId !== null && ctx.shown.has('Case', caseId)) return true;
  return ctx.viewer.townshipId === townshipId && hasRole(ctx, 'WINDOW_STAFF', 'STATION_HEAD');
}

/** The document for this viewer: itself, or with the applicant's name masked and the codes left out. */
export function shownTo<Row extends SealedContent>(ctx: Context, row: Row): Row {
  return holdsDocument(ctx, row) ? row : covered(row);
}

function covered<Row extends SealedContent>(row: Row): Row {
  const data = row.data as Readonly<Record<string, unknown>>;
  const { addressee, queryCode } = data;
  const cover = (text: string): string => {
    const unnamed =
      typeof addressee === 'string' && addressee ? text.replaceAll(addressee, maskName(addressee)) : text;
    return typeof queryCode === 'string' && queryCode ? unnamed.replaceAll(queryCode, '****') : unnamed;
  };
  return { ...row, code: null, text: cover(row.text), data: coverAll(data, cover) };
}

/** Every text within a JSON value, covered. */
function coverAll(value: unknown, cover: (text: string) => string): unknown {
  if (typeof value === 'string') return cover(value);
  if (Array.isArray(value)) return value.map((part) => coverAll(part, cover));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coverAll(part, cover)]));
}
