/** Whose rows a transaction may touch: one township's, or (reading only) the whole county's. */
export type Scope =
  | { readonly kind: 'township'; readonly townshipId: string }
  | { readonly kind: 'county'; readonly countyId: string };

/** `system`: the program's own reading of all reference data, and the founding of a county; no caller's. */
export type SessionScope = Scope | { readonly kind: 'system' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case uuid; `SET LOCAL` interpolates, so nothing else may reach it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

const COUNTY = `SET LOCAL app.scope = 'county'`;

/** The statements that tell the row-level policies whose transaction it is; as statements, which other nodes hear of too. */
export function scopeSql(scope: SessionScope): string {
  if (scope.kind === 'system') return COUNTY;
  const id = scope.kind === 'township' ? scope.townshipId : scope.countyId;
  if (!isUuid(id)) throw new Error('a scope needs a uuid');
  const own = `SET LOCAL app.township_id = '${id}'`;
  return scope.kind === 'county' ? `${own}; ${COUNTY}` : own;
}
