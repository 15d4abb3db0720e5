import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../acts/act.ts';

/** Everything of a document that its seal covers. */
export interface SealedContent {
  readonly townshipId: string;
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly caseId: string | null;
  readonly clause: string | null;
  readonly data: unknown;
  readonly text: string;
  readonly copies: readonly string[];
  readonly receipt: boolean;
  readonly templateId: string | null;
  readonly templateDigest: string | null;
  readonly code: string | null;
  readonly issuedAt: Date;
  readonly issuedBy: string | null;
}

/**
 * The seal of a document: HMAC-SHA-256 over its canonical content under the server's secret, in hexadecimal. Whoever can
 * write to the database but does not have the secret cannot make one.
 */
export function sealOf(secret: Uint8Array, content: SealedContent): string {
  return createHmac('sha256', secret)
    .update(canonicalJson(covered(content)))
    .digest('hex');
}

/** Whether a document is as it was issued; compares in constant time. */
export function isGenuine(secret: Uint8Array, row: SealedContent & { readonly digest: string }): boolean {
  const expected = Buffer.from(sealOf(secret, row), 'hex');
  const actual = createHash('sha256').update(row.digest).digest();
  return timingSafeEqual(createHash('sha256').update(expected.toString('hex')).digest(), actual);
}

function covered(c: SealedContent): SealedContent {
  return {
    townshipId: c.townshipId,
    id: c.id,
    number: c.number,
    kind: c.kind,
    title: c.title,
    caseId: c.caseId,
    clause: c.clause,
    data: c.data,
    text: c.text,
    copies: c.copies,
    receipt: c.receipt,
    templateId: c.templateId,
    templateDigest: c.templateDigest,
    code: c.code,
    issuedAt: c.issuedAt,
    issuedBy: c.issuedBy,
  };
}
