import { caseNumber } from '../../core/cases/number-series.ts';
import { transitionOf } from '../../core/cases/states.ts';
import type { z } from 'zod';
import { caseSubject, factsOf } from '../../core/clocks/clock-row.ts';
import { windowName } from '../../core/documents/facts.ts';
import { decisionDocument } from '../../core/documents/kernel-kinds.ts';
import type { DocumentKind } from '../../core/documents/kind.ts';
import { civilDateOf, extensionTo, yearOf } from '../../core/time/index.ts';
import { CLAUSES } from '../../modules/timely-completion/clauses.ts';
import {
  ACCEPTANCE_NOTICE,
  acceptanceData,
  COMPLETION_NOTICE,
  completionData,
  EXTENSION_NOTICE,
  REFUSAL_NOTICE,
} from '../../modules/timely-completion/documents.ts';
import { COMPLETED, EXTENDED, EXTENSION_COPY } from '../../modules/timely-completion/messages.ts';
import { budgetsOfAcceptance, deliveryLimit } from '../../modules/timely-completion/rules.ts';
import { TimelySettings } from '../../modules/timely-completion/settings.ts';
import { DELIVERY, MODULE_ID, PROMISE, STATUTORY } from '../../modules/timely-completion/store.ts';
import { DemoClocks } from './demo-clocks.ts';
import { staffIdOf, type Ledger } from './demo-ledger.ts';
import type { CaseRow } from './demo-rows.ts';
import { causeOf, changedFields, changeOf, noteOf, type AdvancingStep, type StepOf } from './demo-steps.ts';
import type { DemoStep, DemoStory } from './demo-story.ts';

const SETTINGS = TimelySettings.parse({});

/** How the completion message of a case fares. */
export interface MessageFate {
  /** The text message did not arrive, so the applicant was called. */
  readonly failed: boolean;
  /** Minutes until the result was reported. */
  readonly settledAfter: number;
}

/**
 * Turns the steps of one story into rows, as the case service and the effects of timely completion would. Steps of
 * different stories must be recorded in the order of time, because numbers are given in that order.
 */
export class CaseRecord {
  readonly #ledger: Ledger;
  readonly #story: DemoStory;
  readonly #queryCode: string;
  readonly #messages: MessageFate;
  readonly #clocks: DemoClocks;
  #row: CaseRow | null = null;

  constructor(ledger: Ledger, story: DemoStory, queryCode: string, messages: MessageFate) {
    this.#ledger = ledger;
    this.#story = story;
    this.#queryCode = queryCode;
    this.#messages = messages;
    this.#clocks = new DemoClocks(ledger);
  }

  /** Records the story's next step. */
  take(step: DemoStep): void {
    if (step.verb === 'submitCase') this.#submit(step);
    else if (step.verb === 'extendCase') this.#extend(step);
    else this.#advance(step);
  }

  /** Writes the case as it stands after its last step. */
  write(): void {
    this.#ledger.rows.cases.push(this.#facts);
    this.#clocks.write(this.#facts, this.#story.item.name);
  }

  get #facts(): CaseRow {
    if (!this.#row) throw new Error('a story begins with submitCase');
    return this.#row;
  }

  #submit(step: StepOf<'submitCase'>): void {
    const { township } = this.#ledger.scene;
    const { item } = this.#story;
    const subject = step.actor.kind === 'APPLICANT' ? step.actor.id : null;
    const applicantId = this.#ledger.applicant(subject, step.input.applicant);
    const year = yearOf(step.day);
    this.#row = {
      townshipId: township.id,
      id: this.#ledger.id(),
      number: caseNumber(township.code, year, this.#ledger.nextNumber('CASE', year)),
      queryCode: this.#queryCode,
      itemId: item.itemId,
      itemVersion: item.version,
      applicantId,
      windowId: item.post?.windowId ?? null,
      handlerId: item.post?.staffAId ?? null,
      channel: step.input.channel,
      state: 'SUBMITTED',
      version: 1,
      outcome: null,
      priority: 0,
      submittedAt: step.at,
      acceptedAt: null,
      decidedAt: null,
      closedAt: null,
      materialsGiven: [...(step.input.materials ?? [])],
      remark: null,
    };
    this.#timeline(step, null, null, null);
    const fields = ['number', 'itemId', 'windowId', 'state'];
    this.#auditCase(step, fields, this.#row);
  }

  #advance(step: AdvancingStep): void {
    const before = this.#facts;
    const { from, to } = transitionOf(step.verb);
    if (!from.some((state) => state === before.state))
      throw new Error(`${step.verb} is not possible in ${before.state}`);
    this.#row = { ...before, ...changeOf(step, before), state: to, version: before.version + 1 };
    if (step.verb === 'suspendCase') this.#clocks.stop(step.day, causeOf(step), step.input.reason);
    if (step.verb === 'resumeCase') this.#clocks.resume(step, step.input.note ?? '恢复办理 / resumed');
    this.#clocks.end(step.day, to);
    this.#timeline(step, before.state, noteOf(step), null);
    this.#auditCase(step, changedFields(before, this.#row), this.#row);
    if (step.verb === 'acceptCase') this.#onAccept(step);
    if (step.verb === 'refuseCase') this.#onRefuse(step);
    if (step.verb === 'decideCase') this.#onDecide(step);
  }

  #onAccept(step: StepOf<'acceptCase'>): void {
    const facts = this.#facts;
    const budgets = budgetsOfAcceptance.decide(this.#story.item);
    const shared = { ...caseSubject(facts.id), caseId: facts.id, module: MODULE_ID, endsIn: ['DECIDED', 'WITHDRAWN'] };
    const promise = this.#clocks.start(step.day, budgets.promise, {
      ...shared,
      kind: PROMISE,
      clause: CLAUSES.promised.id,
      stopsFor: ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE', 'MODULE_OFF'],
    });
    const statutory = this.#clocks.start(step.day, budgets.statutory, {
      ...shared,
      kind: STATUTORY,
      clause: CLAUSES.limits.id,
      stopsFor: ['STATUTORY_PROCEDURE'],
    });
    const data = acceptanceData({ promise, statutory }, step.day, step.day, this.#ledger.scene.calendar);
    this.#issue(step, ACCEPTANCE_NOTICE, data);
  }

  #onRefuse(step: StepOf<'refuseCase'>): void {
    const { id: caseId } = this.#facts;
    const { basis, reason } = step.input;
    this.#issue(step, REFUSAL_NOTICE, { basis, reason, remedies: SETTINGS.remedies });
    this.#ledger.fileNegative(step, { caseId, reason, legalBasis: basis, clause: CLAUSES.refusal.id });
  }

  #onDecide(step: StepOf<'decideCase'>): void {
    const { id: caseId, acceptedAt } = this.#facts;
    const { outcome } = step.input;
    const acceptedOn = acceptedAt && civilDateOf(acceptedAt);
    const decision = decisionDocument(step.input, this.#story.item, acceptedOn);
    this.#issue(step, decision.kind, decision.data);
    this.#tellCompletion(step);
    const delivery = this.#clocks.start(step.day, deliveryLimit.decide(outcome, SETTINGS), {
      ...caseSubject(caseId),
      caseId,
      module: MODULE_ID,
      kind: DELIVERY,
      clause: CLAUSES.delivery.id,
      stopsFor: [],
      endsIn: ['DELIVERED'],
    });
    const [promise, statutory] = [this.#clocks.find(PROMISE), this.#clocks.find(STATUTORY)];
    const data = completionData({ promise, statutory, delivery }, { acceptedOn, outcome }, step.day);
    this.#issue(step, COMPLETION_NOTICE, data);
  }

  #tellCompletion(step: StepOf<'decideCase'>): void {
    const { id: caseId, number, applicantId } = this.#facts;
    const { failed, settledAfter } = this.#messages;
    const message = {
      caseId,
      template: COMPLETED,
      data: { item: this.#story.item.name, number, day: step.day },
      channel: 'SMS',
      recipient: applicantId,
      address: this.#story.applicant.phone ?? null,
      dedupeKey: `completed/${caseId}`,
    } as const;
    const fate = failed ? { failure: 'REPORTED', reason: '短信未送达' } : null;
    this.#ledger.notify(step, { ...message, failed: fate, settledAfter });
    const heardOf = new Date(step.at.getTime() + settledAfter * 60_000);
    if (!failed || message.address === null || heardOf >= this.#ledger.scene.now) return;
    const call = {
      channel: 'CALL',
      dedupeKey: `call/${message.dedupeKey}`,
      failed: null,
      settledAfter: 30,
    } as const;
    this.#ledger.notify({ actor: step.actor, at: heardOf }, { ...message, ...call });
  }

  #extend(step: StepOf<'extendCase'>): void {
    const before = this.#facts;
    const promise = this.#clocks.find(PROMISE);
    const { newDueOn, reason } = step.input;
    const days = promise && extensionTo(newDueOn, factsOf(promise), this.#ledger.scene.calendar, step.day);
    if (!promise || days === null) throw new Error(`${before.number} cannot be extended to ${newDueOn}`);
    const facts = (this.#row = { ...before, version: before.version + 1 });
    const note = `延期至${newDueOn}：${reason}`;
    this.#timeline(step, before.state, note, CLAUSES.extension.id);
    this.#auditCase(step, ['version'], note);
    this.#clocks.extend(step, PROMISE, days, reason);
    const notice = this.#issue(step, EXTENSION_NOTICE, {
      oldDueOn: promise.dueOn,
      newDueOn,
      statutoryDueOn: this.#clocks.find(STATUTORY)?.dueOn ?? null,
      reason,
    });
    const key = `extended/${facts.id}/${facts.version}`;
    const data = { number: facts.number, newDueOn, notice };
    const sent = { caseId: facts.id, data, failed: null } as const;
    this.#ledger.notify(step, {
      ...sent,
      template: EXTENDED,
      channel: 'SMS',
      recipient: facts.applicantId,
      address: this.#story.applicant.phone ?? null,
      dedupeKey: key,
      settledAfter: 2,
    });
    for (const role of SETTINGS.extensionCopies)
      this.#ledger.notify(step, {
        ...sent,
        template: EXTENSION_COPY,
        channel: 'INBOX',
        recipient: role,
        address: null,
        dedupeKey: `${key}/${role}`,
        settledAfter: 0,
      });
  }

  #timeline(step: DemoStep, fromState: string | null, note: string | null, clause: string | null): void {
    const { townshipId, id: caseId, version: seq, state: toState } = this.#facts;
    this.#ledger.rows.timeline.push({
      townshipId,
      id: this.#ledger.id(),
      caseId,
      seq,
      at: step.at,
      verb: step.verb,
      fromState,
      toState,
      actorKind: step.actor.kind,
      actorId: staffIdOf(step.actor),
      clause,
      note,
    });
  }

  #auditCase(step: DemoStep, fields: readonly string[], content: unknown): void {
    this.#ledger.audit(step, {
      verb: step.verb,
      subjectType: 'Case',
      subjectId: this.#facts.id,
      fields,
      content,
    });
  }

  #issue<Data extends z.ZodObject>(step: DemoStep, kind: DocumentKind<Data>, data: z.input<Data>): string {
    const { scene } = this.#ledger;
    const { item, applicant } = this.#story;
    const row = this.#facts;
    const facts = {
      unit: scene.stations.get(item.stationId ?? '') ?? scene.township.name,
      window: windowName(scene.windows.get(row.windowId ?? '') ?? null),
      handler: scene.staff.get(row.handlerId ?? '')?.name ?? null,
      addressee: applicant.name,
      itemName: item.name,
      caseNumber: row.number,
      queryCode: row.queryCode,
      submittedOn: civilDateOf(row.submittedAt),
    };
    return this.#ledger.issue(step, kind, { caseId: row.id, facts }, data);
  }
}
