import { itemFieldName } from '../../core/catalogue/field-names.ts';
import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const disclosureIncomplete = refusalKind<{ missing: string[] }>(
  'DISCLOSURE_INCOMPLETE',
  { zh: '事项的公开要素不全，不得公布', en: 'an item that lacks one of the ten fields is not published' },
  ({ missing }) => ({
    zh: `缺少：${missing.map(itemFieldName).join('、')}，不得公布`,
    en: `not published; it lacks: ${missing.join(', ')}`,
  }),
);

export const alreadyPublished = refusalKind<{ version: number }>(
  'ALREADY_PUBLISHED',
  { zh: '该版本已经公布', en: 'this version is published already' },
  ({ version }) => ({ zh: `第${version}版已经公布`, en: `version ${version} is published already` }),
);

export const notPublished = refusalKind<{ version: number }>(
  'VERSION_NOT_PUBLISHED',
  { zh: '该版本尚未公布，不能张贴', en: 'only a published version is put up' },
  ({ version }) => ({ zh: `第${version}版尚未公布`, en: `version ${version} is not published` }),
);

/** What people call the fields of a fee. */
const FEE_FIELD_NAMES: Readonly<Record<string, string>> = {
  text: '标准',
  basis: '依据',
  legalBasis: '法律依据',
  approvalDocNo: '批复文号',
};

export const feeBasisIncomplete = refusalKind<{ missing: string[] }>(
  'FEE_BASIS_INCOMPLETE',
  {
    zh: '收费的依据、标准、法律依据或批复文号不全',
    en: 'a fee lacks its basis, standard, legal basis or approval document',
  },
  ({ missing }) => ({
    zh: `收费信息缺少：${missing.map((field) => FEE_FIELD_NAMES[field] ?? field).join('、')}`,
    en: `the fee lacks: ${missing.join(', ')}`,
  }),
);

export const feeNotAsPublished = refusalKind<{ publishedFen: number | null; chargedFen: number }>(
  'FEE_NOT_AS_PUBLISHED',
  { zh: '收费与公布的标准不一致', en: 'the charge is not the published fee' },
  ({ publishedFen, chargedFen }) => ({
    zh: `公布${yuan(publishedFen)}，拟收${yuan(chargedFen)}，不得收取`,
    en: `published ${yuan(publishedFen)}, to be charged ${yuan(chargedFen)}: not permitted`,
  }),
);

function yuan(fen: number | null): string {
  return fen === null ? '（多个标准）' : `¥${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}`;
}

export const chargeNotPossible = refusalKind<{ state: string }>('CHARGE_NOT_POSSIBLE', {
  zh: '未受理、不予受理或撤回的办件不收费',
  en: 'nothing is charged on a case that was not accepted, was refused or was withdrawn',
});

export const tooManyReports = refusalKind<{ perHour: number }>('TOO_MANY_REPORTS', {
  zh: '报错过于频繁，请稍后再试，或到窗口反映',
  en: 'too many reports this hour; try later or tell the window',
});

export const correctionMissing = refusalKind('CORRECTION_REQUIRED', {
  zh: '须写明更正了什么，或为何无误',
  en: 'say what was corrected, or why nothing was wrong',
});

export const errorResolved = refusalKind('DISCLOSURE_ERROR_RESOLVED', {
  zh: '该报错已经处理',
  en: 'this report is resolved already',
});

export const sourceMissing = refusalKind('SOURCE_REQUIRED', {
  zh: '公开的信息须注明来源',
  en: 'what is published names its source',
});

export const ofAnotherStation = refusalKind('OF_ANOTHER_STATION', {
  zh: '站所负责人只公布、处理本站所的信息',
  en: 'a station head publishes and corrects what is his own station’s',
});

export const REFUSALS = [
  disclosureIncomplete,
  alreadyPublished,
  notPublished,
  feeBasisIncomplete,
  feeNotAsPublished,
  chargeNotPossible,
  tooManyReports,
  correctionMissing,
  errorResolved,
  sourceMissing,
  ofAnotherStation,
];
