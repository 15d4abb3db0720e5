import { digestOf, SYSTEM, type Actor, type AuditNote } from '../../core/acts/act.ts';
import type { ApplicantInput } from '../../core/cases/inputs.ts';
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

/** A document as `issueDocument` takes it. */
export interface DemoDocument {
  readonly kind: string;
  readonly title: string;
  readonly caseId: string;
  readonly clause: string | null;
  readonly data: Record<string, string | number | boolean | null>;
  readonly text: readonly (string | null)[];
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
  readonly #series = new Map<string, { kind: string; year: number; last: number }>();
  /** Applicants who signed in, by their subject: each has one row. */
  readonly #signedIn = new Map<string, string>();

  constructor(scene: DemoScene, id: () => string) {
    this.scene = scene;
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

  issue(act: DemoAct, draft: DemoDocument): string {
    const { id: townshipId, name } = this.scene.township;
    const year = yearOf(act.day);
    const number = `${name}${draft.title}〔${year}〕${this.nextNumber(`DOCUMENT/${draft.kind}`, year)}号`;
    const text = draft.text.filter((part) => part !== null && part !== '').join('\n');
    const id = this.id();
    this.rows.documents.push({
      ...draft,
      townshipId,
      id,
      number,
      text,
      digest: digestOf({ number, data: draft.data, text }),
      issuedAt: act.at,
      issuedBy: staffIdOf(act.actor),
    });
    this.audit(act, {
      verb: 'issueDocument',
      subjectType: 'Document',
      subjectId: id,
      fields: ['number', 'text'],
      content: text,
    });
    return number;
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
