import { citationOf, officeName } from './facts.ts';
import { renderHtml } from './html.ts';
import type { DocumentKind } from './kind.ts';
import { paperOf } from './paper.ts';
import { fillTemplate, sampleValues, templateProblems } from './template.ts';

/** A text that is looked at before it is used; nothing is issued. */
export interface DocumentPreview {
  readonly kind: DocumentKind;
  readonly text: string;
}

/** The text with `【names】` for its placeholders; null when it cannot be used. */
export function previewText({ kind, text }: DocumentPreview): string | null {
  return templateProblems(kind, text).length > 0 ? null : fillTemplate(text, valuesOf(kind));
}

/** The same as the page that it would be. */
export async function previewPage(
  preview: DocumentPreview,
  there: {
    readonly county: { readonly name: string } | null;
    readonly township: { readonly name: string } | null;
    readonly at: Date;
  },
): Promise<string | null> {
  const text = previewText(preview);
  if (text === null) return null;
  const { kind } = preview;
  const values = valuesOf(kind);
  const office = officeName(there.county, there.township ?? { name: '' });
  const row = {
    townshipId: '',
    id: '',
    number: String(values['number']),
    kind: kind.kind,
    title: kind.title.zh,
    caseId: null,
    clause: kind.clause.id,
    data: { ...values, office },
    text,
    copies: kind.copies ?? [],
    receipt: kind.receipt ?? false,
    templateId: null,
    templateDigest: null,
    code: null,
    issuedAt: there.at,
    issuedBy: null,
  };
  return renderHtml(paperOf(row, '', ''));
}

function valuesOf(kind: DocumentKind): Record<string, unknown> {
  return { ...sampleValues(kind), clause: citationOf(kind.clause) };
}
