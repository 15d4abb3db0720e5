import type { ItemFields } from '../../core/catalogue/rules.ts';
import { rule } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';

/** What a version of an item asks beyond the one published before it. */
export interface AddedDemands {
  /** Materials that the version before did not ask for. */
  readonly materials: number;
  /** Steps that it did not have. */
  readonly steps: number;
  /** Whether its basis or the laws it rests on are others. */
  readonly basisChanged: boolean;
}

type Demanding = Pick<ItemFields, 'materials' | 'procedure' | 'legalBasis' | 'laws'>;

export const addedDemands = rule({
  id: 'added-demands-need-a-basis',
  clause: CLAUSES.items,
  says: {
    zh: '增加材料或环节而依据未变的，报考评作为擅自增加的线索',
    en: 'materials or steps added while the basis is the same are reported to evaluation',
  },
  decide: (before: Demanding | null, now: Demanding): AddedDemands => {
    if (!before) return { materials: 0, steps: 0, basisChanged: false };
    const known = new Set(before.materials.map(({ name }) => name.trim()));
    const steps = new Set(before.procedure.map((step) => step.trim()));
    const basisOf = ({ legalBasis, laws }: Demanding) => [...legalBasis, ...laws].toSorted().join('\n');
    return {
      materials: now.materials.filter(({ name }) => !known.has(name.trim())).length,
      steps: now.procedure.filter((step) => !steps.has(step.trim())).length,
      basisChanged: basisOf(before) !== basisOf(now),
    };
  },
});

export const addedWithoutBasis = rule({
  id: 'added-without-basis-is-scored',
  clause: CLAUSES.items,
  says: {
    zh: '依据未变而增加材料或环节的，计CM1c，由考评组核实',
    en: 'added while the basis is the same: CM1c, which the group looks into',
  },
  decide: ({ materials, steps, basisChanged }: AddedDemands): boolean =>
    materials + steps > 0 && !basisChanged,
});

export const CATALOGUE_RULES = [addedDemands, addedWithoutBasis];
