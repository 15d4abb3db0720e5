import type { SealedContent } from './seal.ts';

/** A document as JSON: what front ends and archives take. */
export function contentOf(row: SealedContent & { readonly digest: string }, township: string) {
  return {
    number: row.number,
    kind: row.kind,
    title: row.title,
    township,
    clause: row.clause,
    issuedAt: row.issuedAt.toISOString(),
    text: row.text,
    data: row.data,
    copies: row.copies,
    receipt: row.receipt,
    template: { id: row.templateId, digest: row.templateDigest },
    verificationCode: row.code,
    seal: row.digest,
  };
}
