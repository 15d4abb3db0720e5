/** The database cannot be used as it is; the message is one sentence for the operator and never holds a password. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** The last plain sentence of an unknown error, without its stack. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

/** SQLSTATE of a PostgreSQL error or system code (`ECONNREFUSED`) of a network error; empty if it has none. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
