import type { ItemFields, Material } from '../../core/catalogue/rules.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { addDays, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { guideHolds } from './refusals.ts';
import type { NoticeItem } from './rules.ts';
import type { OneTimeNoticeSettings } from './settings.ts';

/** What a guide tells: everything that the item asks for, in one version. */
export type GuideContent = Pick<
  ItemFields,
  | 'name'
  | 'kind'
  | 'conditions'
  | 'procedure'
  | 'flow'
  | 'statutoryDays'
  | 'promisedDays'
  | 'fees'
  | 'legalBasis'
> & { readonly materials: readonly Material[]; readonly forms: readonly FreeForm[] };

/** A form or sample text that is handed out. */
export interface FreeForm {
  readonly name: string;
  /** fen; always 0 */
  readonly priceFen: number;
}

const FREE = 0;

export const formsAreFree = rule({
  id: 'forms-are-free',
  clause: CLAUSES.guide,
  says: { zh: '示范文本、表格免费提供', en: 'forms and samples cost nothing' },
  decide: (names: readonly string[]): FreeForm[] => names.map((name) => ({ name, priceFen: FREE })),
});

export const guideTellsAll = rule({
  id: 'guide-tells-all',
  clause: CLAUSES.guide,
  says: {
    zh: '一次告知材料、程序、时限和收费标准',
    en: 'a guide tells materials, procedure, limits and fees at once',
  },
  decide: (item: ItemFields): GuideContent => ({
    name: item.name,
    kind: item.kind,
    conditions: item.conditions,
    materials: item.materials,
    procedure: item.procedure,
    flow: item.flow,
    statutoryDays: item.statutoryDays,
    promisedDays: item.promisedDays,
    fees: item.fees,
    legalBasis: item.legalBasis,
    forms: formsAreFree.decide(item.sampleForms),
  }),
});

export const guideStillHolds = rule({
  id: 'guide-holds-for-a-time',
  clause: CLAUSES.guide,
  says: { zh: '告知单在有效期内有效', en: 'a guide holds for a time' },
  decide: (issuedOn: CivilDate, today: CivilDate, settings: OneTimeNoticeSettings): boolean =>
    today <= addDays(issuedOn, settings.guideHoldsDays),
});

export const guideBindsTheWindow = rule({
  id: 'guide-binds-the-window',
  clause: CLAUSES.guide,
  says: {
    zh: '按告知单备齐材料的，不因其后新增的材料退件，法律规定变化的除外',
    en: 'who brings what his guide asked for is not sent back for more, unless the law changed',
  },
  decide: (facts: {
    /** Materials that the applicant's guide named; null without a guide. */
    guide: readonly string[] | null;
    items: readonly NoticeItem[];
  }): Verdict => {
    const { guide, items } = facts;
    if (guide === null) return allow();
    const added = items.flatMap(({ material, lawChange }) =>
      material !== null && !guide.includes(material) && !lawChange?.trim() ? [material] : [],
    );
    return added.length === 0 ? allow() : refuse(guideHolds({ materials: added }, CLAUSES.guide));
  },
});

export const GUIDE_RULES = [formsAreFree, guideTellsAll, guideStillHolds, guideBindsTheWindow];
