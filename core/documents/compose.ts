import { createHash } from 'node:crypto';
import { newQueryCode } from '../cases/query-code.ts';
import type { Prisma } from '../db/client.ts';
import { civilDateOf, yearOf } from '../time/index.ts';
import { citationOf, officeName, type MatterFacts } from './facts.ts';
import type { DocumentData, DocumentKind } from './kind.ts';
import { sealOf } from './seal.ts';
import { fillTemplate } from './template.ts';

/** Letters and digits of a verification code: about 79 random bits. */
const CODE_LENGTH = 16;

/** A new verification code (核验码), to be read and typed by people. */
export function newVerificationCode(): string {
  return newQueryCode(CODE_LENGTH);
}

/** The text of a document before its values: the county's (by its row's id) or the program's own (null). */
export interface UsedTemplate {
  readonly id: string | null;
  readonly text: string;
}

/** All that a document is made from; nothing in it is looked up. */
export interface Composition {
  readonly kind: DocumentKind;
  readonly county: { readonly name: string } | null;
  readonly township: { readonly id: string; readonly name: string };
  readonly caseId: string | null;
  readonly facts: MatterFacts;
  readonly data: DocumentData;
  readonly template: UsedTemplate;
  /** Its number in the township, kind and year. */
  readonly sequence: number;
  readonly id: string;
  readonly code: string;
  readonly issuedAt: Date;
  /** Uuid of the member of staff who issues it. */
  readonly issuedBy: string | null;
  readonly secret: Uint8Array;
}

/** A document as it is written. */
export type DocumentRow = ReturnType<typeof composeDocument>;

/** The row of a document: numbered, its text filled in, sealed. Throws when the data are not what the kind declares. */
export function composeDocument(c: Composition) {
  const { kind } = c;
  const day = civilDateOf(c.issuedAt);
  const number = `${c.township.name}${kind.title.zh}〔${yearOf(day)}〕${c.sequence}号`;
  const data = {
    ...c.facts,
    number,
    issuedOn: day,
    office: officeName(c.county, c.township),
    clause: citationOf(kind.clause),
    ...kind.data.parse(c.data),
  };
  const content = {
    townshipId: c.township.id,
    id: c.id,
    number,
    kind: kind.kind,
    title: kind.title.zh,
    caseId: c.caseId,
    clause: kind.clause.id,
    data: data as Prisma.InputJsonObject,
    text: fillTemplate(c.template.text, data),
    copies: [...(kind.copies ?? [])],
    receipt: kind.receipt ?? false,
    templateId: c.template.id,
    templateDigest: createHash('sha256').update(c.template.text).digest('hex'),
    code: c.code,
    issuedAt: c.issuedAt,
    issuedBy: c.issuedBy,
  };
  return { ...content, digest: sealOf(c.secret, content) };
}
