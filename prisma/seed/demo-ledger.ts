import { digestOf, SYSTEM, type Actor, type AuditNote } from '../../core/acts/act.ts';
import type { z } from 'zod';
import type { ApplicantInput } from '../../core/cases/inputs.ts';
import { composeDocument } from '../../core/documents/compose.ts';
import type { MatterFacts } from '../../core/documents/facts.ts';
import type { DocumentKind } from '../../core/documents/kind.ts';
import { civilDateOf, instantAt, yearOf, type CivilDate } from '../../core/time/index.ts';
import { noRows, type DemoRows } from './demo-rows.ts';
import type { DemoScene } from './demo-story.ts';
import { MODULE_ID } from '../../modules/timely-completion/store.ts';

/** Who acts when. */
export interface DemoAct {
  readonly actor: Actor;
  readonly day: CivilDate;
  readonly at: Date;
}

/** What no seed decides of documents: their verification codes, and the key of their seals. */
export interface DocumentSecrets {
  readonly code: () => string;
  readonly key: Uint8Array;
}

/** A message and whether it arrived. */
export interface DemoMessage {
  readonly caseId: string;
  readonly channel: 'SMS' | 'CALL' | 'INBOX';
  readonly recipientKind: 'APPLICANT' | 'ROLE';
  readonly recipient: string;
  readonly text: string;
  readonly dedupeKey: string;
  /** Why it did not arrive, or null. */
  readonly failed: string | null;
  /** Minutes until the result was reported; 0 = at once and by nobody, as it could not even be queued. */
  readonly settledAfter: number;
}

/** Collects the rows of a township's demo cases; what the kernel's services write, written the same way. */
export class Ledger {
  readonly rows: DemoRows = noRows();
  readonly scene: DemoScene;
  /** Gives the next uuid. */
  readonly id: () => string;
  readonly #secrets: DocumentSecrets;
  readonly #series = new Map<string, { kind: string; year: number; last: number }>();
  /** Applicants who signed in, by their subject: each has one row. */
  readonly #signedIn = new Map<string, string>();

  constructor(scene: DemoScene, id: () => string, secrets: DocumentSecrets) {
    this.scene = scene;
    this.#secrets = secrets;
    this.id = id;
  }

  /** The next number of a series, without gaps; call it in the order of time. */
  nextNumber(kind: string, year: number): number {
    const key = `${kind}/${year}`;
    const series = this.#series.get(key) ?? { kind, year, last: 0 };
    series.last += 1;
    this.#series.set(key, series);
    return series.last;
  }

  /** The applicant's row: a new one, unless he signed in before. */
  applicant(subject: string | null, details: ApplicantInput): string {
    const known = subject === null ? undefined : this.#signedIn.get(subject);
    if (known !== undefined) return known;
    const id = this.id();
    const { name, phone = null, idNumber = null } = details;
    this.rows.applicants.push({ townshipId: this.scene.township.id, id, subject, name, phone, idNumber });
    if (subject !== null) this.#signedIn.set(subject, id);
    return id;
  }

  audit({ actor, at }: Pick<DemoAct, 'actor' | 'at'>, note: AuditNote): void {
    this.rows.audit.push({
      townshipId: this.scene.township.id,
      id: this.id(),
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      role: actor.roles[0] ?? null,
      verb: note.verb,
      subjectType: note.subjectType,
      subjectId: note.subjectId,
      fields: [...(note.fields ?? [])],
      digest: digestOf(note.content ?? null),
      requestId: null,
    });
  }

  /** Issues a document as `issueDocument` does, from the program's own text; returns its number. */
  issue<Data extends z.ZodObject>(
    act: DemoAct,
    kind: DocumentKind<Data>,
    { caseId, facts }: { caseId: string; facts: MatterFacts },
    data: z.input<Data>,
  ): string {
    const { county, township } = this.scene;
    const row = composeDocument({
      kind,
      county,
      township,
      caseId,
      facts,
      data,
      template: { id: null, text: kind.template },
      sequence: this.nextNumber(`DOCUMENT/${kind.kind}`, yearOf(act.day)),
      id: this.id(),
      code: this.#secrets.code(),
      issuedAt: act.at,
      issuedBy: staffIdOf(act.actor),
      secret: this.#secrets.key,
    });
    this.rows.documents.push(row);
    this.audit(act, {
      verb: 'issueDocument',
      subjectType: 'Document',
      subjectId: row.id,
      fields: ['number', 'text'],
      content: row.digest,
    });
    return row.number;
  }

  fileNegative(
    act: DemoAct,
    filing: { caseId: string; reason: string; legalBasis: string; clause: string },
  ): void {
    const id = this.id();
    this.rows.negativeFilings.push({
      ...filing,
      townshipId: this.scene.township.id,
      id,
      filedOn: act.day,
      filedAt: act.at,
      filedBy: staffIdOf(act.actor),
    });
    this.audit(act, {
      verb: 'fileNegative',
      subjectType: 'NegativeFiling',
      subjectId: id,
      fields: ['reason', 'legalBasis'],
    });
  }

  notify(act: Pick<DemoAct, 'actor' | 'at'>, { failed, settledAfter, ...message }: DemoMessage): void {
    const settledAt = new Date(act.at.getTime() + settledAfter * 60_000);
    const settled = settledAt < this.scene.now;
    const id = this.id();
    this.rows.notifications.push({
      ...message,
      module: MODULE_ID,
      readBy: null,
      townshipId: this.scene.township.id,
      id,
      state: !settled ? 'QUEUED' : failed === null ? 'SENT' : 'FAILED',
      reason: settled ? failed : null,
      queuedAt: act.at,
      settledAt: settled ? settledAt : null,
    });
    if (settled && settledAfter > 0)
      this.audit(
        { actor: act.actor, at: settledAt },
        { verb: 'settleNotification', subjectType: 'Notification', subjectId: id, fields: ['state'] },
      );
  }

  /** The rows that only the end of the story shows. */
  close(): DemoRows {
    const townshipId = this.scene.township.id;
    for (const series of this.#series.values()) this.rows.numberSeries.push({ townshipId, ...series });
    return this.rows;
  }
}

/** The sweep that reports overdue clocks runs every minute; its report of a day comes just after midnight. */
export function sweepOf(day: CivilDate): DemoAct {
  return { actor: SYSTEM, day, at: instantAt(day, '00:01') };
}

/** Id of a member of staff who acts; null for everybody else. */
export function staffIdOf(actor: Actor): string | null {
  return actor.kind === 'STAFF' ? actor.id : null;
}

/** The civil day of the demo's present. */
export function todayOf(scene: DemoScene): CivilDate {
  return civilDateOf(scene.now);
}
