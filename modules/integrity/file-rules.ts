import { textMissing } from '../../core/cases/refusals.ts';
import { allow, refuse, rule, type Clause, type Rule, type Verdict } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  accessNotPossible,
  fileStateWrong,
  lossNotChosen,
  reportsTooMany,
  reviewerConfirmed,
  subjectIsSelf,
  subjectUnknown,
} from './refusals.ts';
import { ABOVE_LEADERS, LEADERS } from './roles.ts';
import type { IntegritySettings } from './settings.ts';

// Rules of a restricted file: its code, who reads it, its steps.

/** The six prohibitions, in the order of the text. */
export const CODES = ['IG1', 'IG2', 'IG3', 'IG4', 'IG5', 'IG6'] as const;
export type IntegrityCode = (typeof CODES)[number];

/** What a confirmed file costs: DQ3 吃拿卡要, DQ4 another serious breach. */
export type Loss = 'DQ3' | 'DQ4';

type LossRule = Rule<[chosen: Loss | null], Loss | null>;

/** A prohibition whose breach always comes to the same loss. */
function alwaysLoses(id: string, clause: Clause, loss: Loss, zh: string, en: string): LossRule {
  return rule({ id, clause, says: { zh, en }, decide: () => loss });
}

/** The loss that each code comes to; null from a rule: whoever decides has to say which. */
export const LOSS_OF: Readonly<Record<IntegrityCode, LossRule>> = {
  IG1: alwaysLoses(
    'tampering-is-a-serious-breach',
    CLAUSES.fees,
    'DQ4',
    '擅自篡改程序、收费标准属实的，取消评优（DQ4）',
    'tampering with programs or fees, when confirmed, is DQ4',
  ),
  IG2: rule({
    id: 'private-gain-is-judged',
    clause: CLAUSES.gain,
    says: {
      zh: '谋取私利属实的，由认定人写明DQ3还是DQ4',
      en: 'private gain, when confirmed, is DQ3 or DQ4, as whoever decides says',
    },
    decide: (chosen: Loss | null): Loss | null => chosen,
  }),
  IG3: alwaysLoses(
    'gift-taken-is-a-loss',
    CLAUSES.gifts,
    'DQ3',
    '收受礼金、礼品、宴请属实的，取消评优（DQ3）',
    'gifts and banquets accepted, when confirmed, are DQ3',
  ),
  IG4: alwaysLoses(
    'reimbursement-is-a-loss',
    CLAUSES.reimbursement,
    'DQ3',
    '要求服务对象报销属实的，取消评优（DQ3）',
    'costs put on clients, when confirmed, are DQ3',
  ),
  IG5: alwaysLoses(
    'public-money-is-a-serious-breach',
    CLAUSES.money,
    'DQ4',
    '截留、挪用、私收公款属实的，取消评优（DQ4）',
    'public money withheld or taken, when confirmed, is DQ4',
  ),
  IG6: alwaysLoses(
    'entertainment-is-a-loss',
    CLAUSES.entertainment,
    'DQ3',
    '接受公款娱乐活动属实的，取消评优（DQ3）',
    'entertainment accepted, when confirmed, is DQ3',
  ),
};

/** An entry of a file's list. */
export interface Access {
  readonly role: string | null;
  readonly staffId: string | null;
  readonly endedAt: Date | null;
}

export const fileIsRestricted = rule({
  id: 'file-is-restricted',
  clause: CLAUSES.chapter,
  says: {
    zh: '线索只对名单上的人公开，涉及人员除外；每次查阅留痕',
    en: 'a file is open to those on its list, never to whom it is about; each reading is on record',
  },
  decide: (
    viewer: { readonly id: string | null; readonly roles: readonly string[] },
    file: { readonly subjectId: string | null; readonly access: readonly Access[] },
  ): boolean =>
    viewer.id !== null &&
    viewer.id !== file.subjectId &&
    file.access.some(
      ({ role, staffId, endedAt }) =>
        endedAt === null && (staffId === viewer.id || (role !== null && viewer.roles.includes(role))),
    ),
});

export const readersByDefault = rule({
  id: 'readers-by-default',
  clause: CLAUSES.chapter,
  says: {
    zh: '默认中心主任、分管领导可见；涉及其一的，主要领导也可见',
    en: 'director and deputy by default; when it is about one of them, the head as well',
  },
  decide: (subjectRoles: readonly string[]): string[] =>
    subjectRoles.some((role) => (LEADERS as readonly string[]).includes(role))
      ? [...LEADERS, ABOVE_LEADERS]
      : [...LEADERS],
});

export const accessIsForOthers = rule({
  id: 'access-for-the-uninvolved',
  clause: CLAUSES.chapter,
  says: {
    zh: '授权给在岗、无关的人员，并说明理由',
    en: 'given to staff in service whom it is not about, with a reason',
  },
  decide: (
    to: { readonly id: string; readonly active: boolean },
    file: { readonly subjectId: string | null },
    reason: string,
  ): Verdict => {
    if (!to.active || to.id === file.subjectId) return refuse(accessNotPossible({}, CLAUSES.chapter));
    return reason.trim() ? allow() : refuse(textMissing({ field: 'reason' }, CLAUSES.chapter));
  },
});

export const reporterForLeaders = rule({
  id: 'reporter-for-leaders-only',
  clause: CLAUSES.chapter,
  says: {
    zh: '举报人信息只对名单上的领导公开',
    en: 'who reported is open to leaders on the list only',
  },
  decide: (viewer: { readonly roles: readonly string[] }): boolean =>
    [...LEADERS, ABOVE_LEADERS].some((role) => viewer.roles.includes(role)),
});

export const subjectIsAnother = rule({
  id: 'subject-is-another',
  clause: CLAUSES.chapter,
  says: {
    zh: '办结前由他人写明涉及人员',
    en: 'whom a file is about is named by another, before it is concluded',
  },
  decide: (subjectId: string, actorId: string | null, { state }: { readonly state: string }): Verdict => {
    if (state !== 'OPEN' && state !== 'HANDED_OVER')
      return refuse(fileStateWrong({ state }, CLAUSES.chapter));
    return subjectId === actorId ? refuse(subjectIsSelf({}, CLAUSES.chapter)) : allow();
  },
});

/** A file as its steps are judged. */
export interface FileFacts {
  readonly state: string;
  readonly code: string;
  readonly subjectId: string | null;
  readonly receiptNumber: string | null;
}

export const handedOverOnce = rule({
  id: 'handed-over-once',
  clause: CLAUSES.chapter,
  says: {
    zh: '未办结、未移送的线索可移送纪检监察机构',
    en: 'an open file may be handed to the discipline body, once',
  },
  decide: ({ state }: FileFacts): Verdict =>
    state === 'OPEN' ? allow() : refuse(fileStateWrong({ state }, CLAUSES.chapter)),
});

export const receiptOfTheBody = rule({
  id: 'hand-over-has-a-receipt',
  clause: CLAUSES.chapter,
  says: { zh: '移送后登记对方回执，一次', en: 'the body’s receipt is recorded after the hand-over, once' },
  decide: ({ state, receiptNumber }: FileFacts): Verdict =>
    state === 'HANDED_OVER' && receiptNumber === null
      ? allow()
      : refuse(fileStateWrong({ state }, CLAUSES.chapter)),
});

export const concludedWithGrounds = rule({
  id: 'concluded-with-grounds',
  clause: CLAUSES.chapter,
  says: {
    zh: '办结须写明根据；移送的须有回执；属实的须有涉及人员和后果',
    en: 'concluded with its grounds; after a hand-over with the receipt; confirmed of somebody, with its loss',
  },
  decide: (
    { state, subjectId, receiptNumber }: FileFacts,
    conclusion: { confirmed: boolean; loss: Loss | null; grounds: string },
  ): Verdict => {
    const mayEnd = state === 'OPEN' || (state === 'HANDED_OVER' && receiptNumber !== null);
    if (!mayEnd) return refuse(fileStateWrong({ state }, CLAUSES.chapter));
    if (!conclusion.grounds.trim()) return refuse(textMissing({ field: 'grounds' }, CLAUSES.chapter));
    if (!conclusion.confirmed) return allow();
    if (subjectId === null) return refuse(subjectUnknown({}, CLAUSES.chapter));
    return conclusion.loss === null ? refuse(lossNotChosen({}, CLAUSES.gain)) : allow();
  },
});

export const revokedByAnother = rule({
  id: 'revoked-by-another',
  clause: CLAUSES.chapter,
  says: {
    zh: '属实的认定经复核可以撤销，由认定人以外的领导办理并写明理由',
    en: 'what was confirmed may be revoked after a review, by another leader than confirmed it, with a reason',
  },
  decide: (
    { state, concludedById }: { readonly state: string; readonly concludedById: string | null },
    actorId: string | null,
    reason: string,
  ): Verdict => {
    if (state !== 'CONFIRMED') return refuse(fileStateWrong({ state }, CLAUSES.chapter));
    if (concludedById === actorId) return refuse(reviewerConfirmed({}, CLAUSES.chapter));
    return reason.trim() ? allow() : refuse(textMissing({ field: 'reason' }, CLAUSES.chapter));
  },
});

export const reportSaysWhat = rule({
  id: 'report-says-what',
  clause: CLAUSES.chapter,
  says: { zh: '举报须写明情况，可以匿名', en: 'a report says what happened; it may be anonymous' },
  decide: (account: string): Verdict =>
    account.trim() ? allow() : refuse(textMissing({ field: 'account' }, CLAUSES.chapter)),
});

export const reportsAreBounded = rule({
  id: 'integrity-reports-are-bounded',
  clause: CLAUSES.chapter,
  says: {
    zh: '任何人可以举报，每小时总数有上限',
    en: 'anyone may report; a township takes so many an hour',
  },
  /** `ofTheHour` counts the one at hand as well. */
  decide: (ofTheHour: number, { reportsPerHour: perHour }: IntegritySettings): Verdict =>
    ofTheHour <= perHour ? allow() : refuse(reportsTooMany({ perHour }, CLAUSES.chapter)),
});

export const FILE_RULES = [
  ...Object.values(LOSS_OF),
  fileIsRestricted,
  readersByDefault,
  accessIsForOthers,
  reporterForLeaders,
  subjectIsAnother,
  handedOverOnce,
  receiptOfTheBody,
  concludedWithGrounds,
  revokedByAnother,
  reportSaysWhat,
  reportsAreBounded,
];
