import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { nextNumber } from '../cases/number-series.ts';
import { moduleNotEnabled } from '../cases/refusals.ts';
import { Refused } from '../regulation/index.ts';
import { yearOf } from '../time/index.ts';
import { composeDocument, newVerificationCode } from './compose.ts';
import { factsOfCase, type MatterFacts } from './facts.ts';
import type { DocumentKind } from './kind.ts';
import { templateInForce } from './templates.ts';

/** What a document is about: a case, whose facts are looked up, or a matter that is no case yet. */
export type DocumentMatter = { readonly caseId: string } | { readonly facts: MatterFacts };

/**
 * Issues a document in the act's transaction: numbered per township, kind and year without gaps, its text filled in from the
 * template in force, sealed, and never changed afterwards. Returns id and number. Refusals: MODULE_NOT_ENABLED.
 */
export async function issueDocument<Data extends z.ZodObject>(
  act: Act,
  kind: DocumentKind<Data>,
  matter: DocumentMatter,
  data: z.input<Data>,
): Promise<{ id: string; number: string }> {
  const { platform, townshipId } = act;
  const { directory } = platform;
  const township = directory.findTownship(townshipId);
  if (!township) throw new Error('a document is issued in a township');
  requireModule(act, kind);
  const facts = 'facts' in matter ? matter.facts : await factsOfCase(act, matter.caseId);
  const row = composeDocument({
    kind,
    county: directory.county,
    township,
    caseId: 'facts' in matter ? null : matter.caseId,
    facts,
    data,
    template: templateInForce(directory, kind, townshipId, act.today),
    sequence: await nextNumber(act.tx, townshipId, `DOCUMENT/${kind.kind}`, yearOf(act.today)),
    id: randomUUID(),
    code: newVerificationCode(),
    issuedAt: act.now,
    issuedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
    secret: platform.documentSecret,
  });
  await act.tx.document.create({ data: row });
  act.audit({
    verb: 'issueDocument',
    subjectType: 'Document',
    subjectId: row.id,
    fields: ['number', 'text'],
    content: row.digest,
  });
  return { id: row.id, number: row.number };
}

/** A chapter that is off issues nothing; what it issued before remains. */
function requireModule({ platform, townshipId }: Act, { kind }: DocumentKind): void {
  const known = platform.registry.findDocument(kind);
  if (!known) throw new Error(`document ${kind} stands in no manifest`);
  const module = known.module?.id ?? null;
  if (module === null || platform.switches.isEnabled(townshipId, module)) return;
  const township = platform.directory.findTownship(townshipId)?.code ?? null;
  throw new Refused(moduleNotEnabled({ module, township }));
}
