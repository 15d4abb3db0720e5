import type { Fee, ItemFields } from '../../core/catalogue/rules.ts';
import { maskName } from '../../core/people/mask.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  correctionMissing,
  disclosureIncomplete,
  feeBasisIncomplete,
  feeNotAsPublished,
  sourceMissing,
  tooManyReports,
} from './refusals.ts';
import type { DisclosureSettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

/** The ten things that are published of an item, by the names of their fields, and when each is there. */
const TEN = {
  name: (i: ItemFields) => filled(i.name),
  legalBasis: (i: ItemFields) => i.legalBasis.some(filled),
  conditions: (i: ItemFields) => filled(i.conditions),
  quantity: (i: ItemFields) => filled(i.quantity),
  procedure: (i: ItemFields) => i.procedure.some(filled),
  // An immediate item is done on the spot: that is its limit.
  limit: (i: ItemFields) => i.kind === 'IMMEDIATE' || (i.promisedDays ?? i.statutoryDays) !== null,
  flow: (i: ItemFields) => filled(i.flow),
  materials: (i: ItemFields) => i.materials.length > 0 && i.materials.every((m) => filled(m.name)),
  sampleForms: (i: ItemFields) => i.sampleForms.some(filled),
  laws: (i: ItemFields) => i.laws.some(filled),
} as const;

/** One of the ten. */
export type DisclosedField = keyof typeof TEN;

export const TEN_FIELDS = Object.keys(TEN) as DisclosedField[];

function filled(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}

export const missingOfTen = rule({
  id: 'item-has-all-ten',
  clause: CLAUSES.items,
  says: {
    zh: '名称、依据、条件、数量、程序、期限、流程、材料、示范文本、法律法规缺一不可',
    en: 'name, basis, condition, quantity, procedure, limit, flow, materials, sample form and laws: none may be missing',
  },
  decide: (item: ItemFields): DisclosedField[] => TEN_FIELDS.filter((field) => !TEN[field](item)),
});

export const incompleteIsNotPublished = rule({
  id: 'incomplete-is-not-published',
  clause: CLAUSES.items,
  says: { zh: '十项不全的事项不得公布', en: 'an item that lacks one of the ten is not published' },
  decide: (missing: readonly DisclosedField[]): Verdict =>
    missing.length === 0 ? allow() : refuse(disclosureIncomplete({ missing: [...missing] }, CLAUSES.items)),
});

export const feeHasItsBasis = rule({
  id: 'fee-has-its-basis',
  clause: CLAUSES.fees,
  says: {
    zh: '收费须公开依据、标准、法律依据和批复文号',
    en: 'a fee is published with its basis, standard, legal basis and approval document',
  },
  decide: (fees: readonly Fee[]): Verdict => {
    const missing = fees
      .filter((fee) => fee.amountFen !== 0)
      .flatMap((fee) =>
        (['text', 'basis', 'legalBasis', 'approvalDocNo'] as const).filter((name) => !filled(fee[name])),
      );
    return missing.length === 0
      ? allow()
      : refuse(feeBasisIncomplete({ missing: [...new Set(missing)] }, CLAUSES.fees));
  },
});

/** What is published as charged: an amount in fen, or null where the text names no single one. */
export const publishedFee = rule({
  id: 'fee-published-of-an-item',
  clause: CLAUSES.fees,
  says: {
    zh: '没有公布收费的不收费；公布多项的以合计为准',
    en: 'what publishes no fee is free; of several the sum counts',
  },
  decide: (fees: readonly Fee[]): number | null =>
    fees.some((fee) => fee.amountFen === null)
      ? null
      : fees.reduce((sum, fee) => sum + (fee.amountFen ?? 0), 0),
});

export interface ChargeFacts {
  /** fen, with what was charged on the case before */
  readonly totalFen: number;
  /** fen; null where no single amount is published */
  readonly publishedFen: number | null;
  readonly overrideReason: string | null;
}

export const chargedAsPublished = rule({
  id: 'charged-as-published',
  clause: CLAUSES.fees,
  says: {
    zh: '只收公布的费用；不一致的须写明理由，并留痕',
    en: 'only the published fee is charged; another needs its reason, and is on record',
  },
  decide: ({ totalFen, publishedFen, overrideReason }: ChargeFacts): Verdict =>
    totalFen === publishedFen || filled(overrideReason)
      ? allow()
      : refuse(feeNotAsPublished({ publishedFen, chargedFen: totalFen }, CLAUSES.fees)),
});

export const feeMismatch = rule({
  id: 'other-than-published-is-told',
  clause: CLAUSES.fees,
  says: {
    zh: '收费与公布不一致的，不论是否放行都报廉政监督',
    en: 'a charge other than the published one is told to integrity, let through or not',
  },
  decide: ({ totalFen, publishedFen }: ChargeFacts): boolean =>
    publishedFen !== null && totalFen !== publishedFen,
});

/** Whether somebody stands on the staff board on a day. */
export const standsOnBoard = rule({
  id: 'gone-when-the-posting-ends',
  clause: CLAUSES.posts,
  says: {
    zh: '派驻期满次日起不再公示',
    en: 'who is posted until a day is on the board that day and gone the next',
  },
  decide: (person: { active: boolean; endsOn: string | null }, today: CivilDate): boolean =>
    person.active && (person.endsOn === null || person.endsOn >= today),
});

/** A version of something published, and when it holds. */
export interface Dated {
  readonly code: string;
  readonly version: number;
  readonly effectiveFrom: string;
}

export const textsInForce = rule({
  id: 'text-in-force',
  clause: CLAUSES.discipline,
  says: { zh: '公布现行有效的制度和纪律', en: 'of each text the version in force is shown' },
  decide: (texts: readonly Dated[], today: CivilDate): Dated[] => {
    const current = new Map<string, Dated>();
    for (const text of texts.toSorted((a, b) => a.version - b.version))
      if (text.effectiveFrom <= today) current.set(text.code, text);
    return [...current.values()];
  },
});

/** One thing put up on one channel. */
export interface Posted {
  readonly channel: string;
  /** The item or the text, whatever its version. */
  readonly subject: string;
  readonly version: number;
}

/** A channel that still shows an earlier version. */
export interface Stale extends Posted {
  readonly published: number;
}

export const staleChannels = rule({
  id: 'channel-shows-the-published-version',
  clause: CLAUSES.column,
  says: {
    zh: '公布新版本后，仍挂旧版本的渠道列出',
    en: 'a channel that still shows an earlier version than the published one is listed',
  },
  decide: (published: ReadonlyMap<string, number>, posted: readonly Posted[]): Stale[] => {
    const latest = new Map<string, Posted>();
    for (const record of posted) {
      const key = `${record.channel}/${record.subject}`;
      if ((latest.get(key)?.version ?? 0) < record.version) latest.set(key, record);
    }
    return [...latest.values()].flatMap((record) => {
      const version = published.get(record.subject);
      return version !== undefined && record.version < version ? [{ ...record, published: version }] : [];
    });
  },
});

export const resultIsMasked = rule({
  id: 'result-names-nobody',
  clause: CLAUSES.boards,
  says: {
    zh: '办事结果公布事项、日期、结果和隐去的姓名（张*）',
    en: 'a published result holds item, date, outcome and a masked name, 张*',
  },
  // Of a longer name not even its length is told.
  decide: (name: string): string => maskName([...name].slice(0, 2).join('')),
});

/** What the clock of a website publication or of a correction is started with. */
export interface Limit {
  /** Not counted. */
  readonly startedOn: CivilDate;
  /** working days */
  readonly budgetDays: number;
}

export const websiteLimit = rule({
  id: 'on-the-website-within-twenty-days',
  clause: CLAUSES.website,
  says: {
    zh: '自形成或变更之日起二十个工作日内在网站公开（政府信息公开条例第二十六条）',
    en: 'on the website within 20 working days of the change (Regulations on Open Government Information, Art. 26)',
  },
  decide: (changedOn: CivilDate, settings: DisclosureSettings): Limit => ({
    startedOn: changedOn,
    budgetDays: settings.websiteDays,
  }),
});

export const correctionLimit = rule({
  id: 'error-is-corrected-in-time',
  clause: CLAUSES.principle,
  says: { zh: '公开信息有误的，站所在时限内更正', en: 'a reported error is corrected within the limit' },
  decide: (reportedOn: CivilDate, settings: DisclosureSettings): Limit => ({
    startedOn: reportedOn,
    budgetDays: settings.correctionDays,
  }),
});

export const correctionIsSaid = rule({
  id: 'correction-says-what',
  clause: CLAUSES.principle,
  says: {
    zh: '处理结果须写明更正了什么，或为何无误',
    en: 'a resolved report says what was corrected, or why nothing was wrong',
  },
  decide: (correction: string): Verdict =>
    filled(correction) ? allow() : refuse(correctionMissing({}, CLAUSES.principle)),
});

export const reportsAreBounded = rule({
  id: 'reports-are-bounded',
  clause: CLAUSES.principle,
  says: {
    zh: '任何人可以报错，每小时总数有上限',
    en: 'anyone may report an error; a township takes so many an hour',
  },
  decide: (inLastHour: number, settings: DisclosureSettings): Verdict =>
    inLastHour < settings.reportsPerHour
      ? allow()
      : refuse(tooManyReports({ perHour: settings.reportsPerHour }, CLAUSES.principle)),
});

export const datumHasSource = rule({
  id: 'datum-names-its-source',
  clause: CLAUSES.principle,
  says: {
    zh: '公开的每项信息注明来源、版本、发布单位和生效日期',
    en: 'whatever is published names its source, version, publisher and day in force',
  },
  decide: (source: string): Verdict =>
    filled(source) ? allow() : refuse(sourceMissing({}, CLAUSES.principle)),
});

/** A version of an item, and when it was published. */
export interface PublicationFacts {
  readonly itemId: string;
  readonly version: number;
  readonly publishedAt: Date | null;
}

export const shownOnScreen = rule({
  id: 'screen-shows-what-is-published',
  clause: CLAUSES.screen,
  says: {
    zh: '显示屏只显示已公布的最新版本',
    en: 'the screen shows the latest published version of each item, and nothing else',
  },
  decide: (publications: readonly PublicationFacts[]): PublicationFacts[] => {
    const latest = new Map<string, PublicationFacts>();
    for (const row of publications)
      if (row.publishedAt !== null && (latest.get(row.itemId)?.version ?? 0) < row.version)
        latest.set(row.itemId, row);
    return [...latest.values()];
  },
});

export const RULES = [
  correctionLimit,
  correctionIsSaid,
  reportsAreBounded,
  datumHasSource,
  missingOfTen,
  incompleteIsNotPublished,
  feeHasItsBasis,
  publishedFee,
  chargedAsPublished,
  feeMismatch,
  standsOnBoard,
  textsInForce,
  staleChannels,
  resultIsMasked,
  websiteLimit,
  shownOnScreen,
];
