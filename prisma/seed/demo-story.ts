import { DEMO_APPLICANT } from '../../core/auth/issue.ts';
import type { Actor } from '../../core/acts/act.ts';
import type { CaseStep } from '../../core/cases/contribution.ts';
import type { ApplicantInput, CaseInputs } from '../../core/cases/inputs.ts';
import type { ItemFacts } from '../../core/catalogue/rules.ts';
import type { Calendar, CivilDate } from '../../core/time/index.ts';
import type { Moment, ServiceTime } from './demo-moments.ts';
import type { Random } from './demo-random.ts';

/** Where a demo case happens: a township with its items that take cases, and the people who act. */
export interface DemoScene {
  readonly county: { readonly name: string };
  readonly township: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly position: number;
  };
  /** Names of the stations, and the windows, by id. */
  readonly stations: ReadonlyMap<string, string>;
  readonly windows: ReadonlyMap<string, { readonly number: string; readonly name: string }>;
  /** Items that take cases, each with its A/B post. */
  readonly items: readonly ItemFacts[];
  /** Staff who act, by id. */
  readonly staff: ReadonlyMap<string, Actor>;
  /** Head of each station, by the station's id. */
  readonly heads: ReadonlyMap<string, Actor>;
  /** The machine client through which kiosks act. */
  readonly frontEnd: Actor;
  readonly calendar: Calendar;
  readonly now: Date;
}

/** What each step of a demo case takes; the case itself is not known yet. */
export interface DemoInputs extends CaseInputs {
  extendCase: { readonly newDueOn: CivilDate; readonly reason: string };
}

export type DemoVerb = CaseStep | 'extendCase';

/** One step as somebody takes it. */
export type DemoStep = {
  readonly [V in DemoVerb]: {
    readonly verb: V;
    readonly input: Omit<DemoInputs[V], 'caseId' | 'version'>;
    readonly day: CivilDate;
    readonly at: Date;
    readonly actor: Actor;
  };
}[DemoVerb];

/** A case as it is told: what happens, when and by whom; no row yet. */
export interface DemoStory {
  readonly item: ItemFacts;
  readonly applicant: ApplicantInput;
  readonly steps: readonly DemoStep[];
}

/** Tells one case step by step. */
export class Storyteller {
  readonly item: ItemFacts;
  readonly random: Random;
  readonly #scene: DemoScene;
  readonly #time: ServiceTime;
  readonly #applicant: ApplicantInput;
  /** The applicant himself, when he applied online; else null. */
  readonly #applicantActor: Actor | null;
  readonly #steps: DemoStep[] = [];
  #now: Moment;

  constructor(
    scene: DemoScene,
    time: ServiceTime,
    random: Random,
    item: ItemFacts,
    serial: number,
    day: CivilDate,
  ) {
    this.#scene = scene;
    this.#time = time;
    this.random = random;
    this.item = item;
    // Early enough for a matter that is settled while the applicant waits.
    this.#now = { day, minute: random.int(0, time.length - 90) };
    const online = random.chance(0.12);
    const regular = online && random.chance(0.25);
    const number = String(regular ? 0 : serial).padStart(4, '0');
    const series = String(scene.township.position + 1).padStart(4, '0');
    // No area code begins with 000, so nobody has these numbers.
    const phone = !regular && random.chance(0.03) ? null : `000-${series}-${number}`;
    const name = regular ? '申请人甲' : `申请人${number}`;
    const subject = regular ? DEMO_APPLICANT : `demo-${scene.township.code}-${number}`;
    this.#applicant = { name, phone, idNumber: null };
    this.#applicantActor = online ? { kind: 'APPLICANT', id: subject, name, roles: ['APPLICANT'] } : null;
  }

  /** The day some working days after the one reached so far. */
  dayIn(workingDays: number): CivilDate {
    return this.#time.dayAfter(this.#now.day, workingDays);
  }

  /** The story up to the present; what would come later has not happened. */
  end(): DemoStory {
    return {
      item: this.item,
      applicant: this.#applicant,
      steps: this.#steps.filter((step) => step.at < this.#scene.now),
    };
  }

  /** Lets some minutes of service pass. */
  minutes(least: number, most: number): this {
    this.#now = this.#time.later(this.#now, this.random.int(least, most));
    return this;
  }

  /** Lets working days pass; none leaves it at some minutes. */
  days(workingDays: number): this {
    if (workingDays <= 0) return this.minutes(10, 40);
    const day = this.#time.dayAfter(this.#now.day, workingDays);
    this.#now = { day, minute: this.random.int(0, this.#time.length - 60) };
    return this;
  }

  submit(missing: readonly string[] = []): this {
    const given = this.item.materials.map((m) => m.name).filter((name) => !missing.includes(name));
    const kiosk = this.#applicantActor === null && this.random.chance(0.06);
    const channel = this.#applicantActor ? 'ONLINE' : kiosk ? 'KIOSK' : 'WINDOW';
    const input = { itemId: this.item.itemId, applicant: this.#applicant, channel, materials: given };
    return this.#take(
      'submitCase',
      input,
      this.#applicantActor ?? (kiosk ? this.#scene.frontEnd : this.#clerk()),
    );
  }

  requestSupplement(items: readonly string[]): this {
    return this.#take('requestSupplement', { items, reason: '申请材料不齐全' }, this.#clerk());
  }

  supplement(materials: readonly string[]): this {
    return this.#take('supplementCase', { materials }, this.#applicantActor ?? this.#clerk());
  }

  accept(): this {
    return this.#take('acceptCase', {}, this.#clerk());
  }

  refuse(): this {
    return this.#take('refuseCase', this.random.pick(REFUSALS), this.#clerk());
  }

  suspend(stop: DemoStop): this {
    return this.#take('suspendCase', { cause: stop.cause, reason: stop.reason }, this.#clerk());
  }

  resume(stop: DemoStop): this {
    return this.#take('resumeCase', { note: stop.resumed }, this.#clerk());
  }

  extend(newDueOn: CivilDate): this {
    const head = this.#scene.heads.get(this.item.stationId ?? '');
    if (!head) throw new Error(`item ${this.item.code} has no head of station`);
    return this.#take('extendCase', { newDueOn, reason: this.random.pick(EXTENSION_REASONS) }, head);
  }

  decide(outcome: 'APPROVED' | 'DENIED' = 'APPROVED'): this {
    const basis = this.item.legalBasis[0] ?? null;
    return outcome === 'APPROVED'
      ? this.#take('decideCase', { outcome, result: APPROVAL, basis }, this.#clerk())
      : this.#take('decideCase', { outcome, result: DENIAL, basis, remedies: REMEDIES }, this.#clerk());
  }

  deliver(): this {
    return this.#take('deliverCase', { method: this.random.pick(METHODS) }, this.#clerk());
  }

  withdraw(): this {
    const actor = this.#applicantActor ?? this.#clerk();
    return this.#take('withdrawCase', { reason: this.random.pick(WITHDRAWALS) }, actor);
  }

  /** Names of the materials that a supplement will have to bring. */
  missing(): string[] {
    const names = this.item.materials.map((m) => m.name);
    const first = this.random.pick(names);
    return names.length > 2 && this.random.chance(0.3)
      ? [...new Set([first, this.random.pick(names)])]
      : [first];
  }

  /** A 岗, now and then B 岗. */
  #clerk(): Actor {
    const { post } = this.item;
    const id = post && (this.random.chance(0.1) ? post.staffBId : post.staffAId);
    const actor = id && this.#scene.staff.get(id);
    if (!actor) throw new Error(`item ${this.item.code} has no post that a member of staff holds`);
    return actor;
  }

  #take<V extends DemoVerb>(verb: V, input: Omit<DemoInputs[V], 'caseId' | 'version'>, actor: Actor): this {
    const at = this.#time.at(this.#now, this.random.int(0, 59));
    this.#steps.push({ verb, input, day: this.#now.day, at, actor } as DemoStep);
    return this;
  }
}

/** Why a case stands still for a while, and what ended that. */
export interface DemoStop {
  readonly cause: 'APPLICANT_DELAY' | 'STATUTORY_PROCEDURE';
  readonly reason: string;
  readonly resumed: string;
}

export const STOPS: readonly DemoStop[] = [
  { cause: 'APPLICANT_DELAY', reason: '申请人因故申请暂缓办理', resumed: '申请人已恢复配合办理' },
  { cause: 'APPLICANT_DELAY', reason: '申请人未能按约定时间配合实地核查', resumed: '实地核查已完成' },
  { cause: 'STATUTORY_PROCEDURE', reason: '需要组织专家评审', resumed: '专家评审已结束' },
  { cause: 'STATUTORY_PROCEDURE', reason: '需要进行鉴定', resumed: '鉴定结果已收到' },
];

const REFUSALS = [
  {
    reason: '申请事项依法不属于本镇职权范围，已告知向有关行政机关申请',
    basis: '《中华人民共和国行政许可法》第三十二条第一款第（二）项',
  },
  {
    reason: '申请事项依法不需要办理，已当面说明',
    basis: '《中华人民共和国行政许可法》第三十二条第一款第（一）项',
  },
  { reason: '申请人不符合该事项公布的办理条件', basis: '该事项公布的办理条件' },
] as const;

const EXTENSION_REASONS = [
  '需要补充实地核查',
  '涉及多个部门核实情况',
  '连续降雨，无法按期完成现场勘查',
] as const;
const METHODS = ['窗口领取', '邮寄送达', '电子送达'] as const;
const WITHDRAWALS = ['申请人自愿撤回申请', '申请人改向其他地方申请', '申请内容有误，申请人另行申请'] as const;
const APPROVAL = '经审查，申请材料齐全、符合规定，准予办理。';
const DENIAL = '经审查，申请人不符合规定的条件，不予办理。';
const REMEDIES = '可在收到本决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。';
