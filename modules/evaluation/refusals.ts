import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const conflictOfInterest = refusalKind('CONFLICT_OF_INTEREST_IN_SCORING', {
  zh: '不得决定涉及本人的计分，记录人也不得确认自己的记录',
  en: 'nobody decides about himself, nor confirms what he recorded himself',
});

export const secondDecider = refusalKind('SECOND_DECIDER_REQUIRED', {
  zh: '站所负责人不得单独决定本站所人员的计分，须由考评组另一成员再次确认',
  en: 'a station head does not decide alone about his own staff; another member of the group confirms too',
});

export const evidenceMissing = refusalKind('EVIDENCE_REQUIRED', {
  zh: '计分须有依据：写明事实和出处',
  en: 'points need evidence: say what happened and how it is known',
});

export const criterionUnknown = refusalKind<{ code: string; didYouMean: string | null }>(
  'CRITERION_UNKNOWN',
  { zh: '没有这一计分项', en: 'there is no such scoring rule' },
  ({ code, didYouMean }) => ({
    zh: `没有计分项“${code}”${didYouMean ? `，是否为“${didYouMean}”` : ''}`,
    en: `there is no scoring rule "${code}"${didYouMean ? `; did you mean "${didYouMean}"?` : ''}`,
  }),
);

export const subjectMismatch = refusalKind<{ code: string; subjects: readonly string[] }>(
  'SUBJECT_NOT_OF_CRITERION',
  { zh: '该计分项不适用于此类对象', en: 'the scoring rule does not apply to such a subject' },
  ({ code, subjects }) => ({
    zh: `${code}适用于：${subjects.join('、')}`,
    en: `${code} applies to: ${subjects.join(', ')}`,
  }),
);

export const proposalDecided = refusalKind<{ state: string }>(
  'PROPOSAL_NOT_OPEN',
  { zh: '该计分建议已有决定或已撤回', en: 'the proposal was decided or withdrawn already' },
  ({ state }) => ({
    zh: `该计分建议现为${state}，不能再决定`,
    en: `the proposal is ${state}; there is nothing to decide`,
  }),
);

export const subjectRequired = refusalKind('SCORE_SUBJECT_REQUIRED', {
  zh: '来源没有说明涉及何人或何窗口，请指明',
  en: 'the source does not say whom it concerns; name the person or window',
});

export const subjectKnown = refusalKind('SCORE_SUBJECT_KNOWN', {
  zh: '该计分的对象已经明确，不能另指',
  en: 'it is known whom this concerns; nobody else can be named',
});

export const notCorrectable = refusalKind('ENTRY_NOT_CORRECTABLE', {
  zh: '该笔计分已被更正，或本身就是更正',
  en: 'the entry was corrected already, or is a correction itself',
});

export const appealTooLate = refusalKind<{ dueOn: string }>(
  'SCORE_APPEAL_TOO_LATE',
  { zh: '已超过申诉期限', en: 'the limit for an appeal has passed' },
  ({ dueOn }) => ({ zh: `申诉期限到${dueOn}为止`, en: `one could appeal until ${dueOn}` }),
);

export const alreadyAppealed = refusalKind('SCORE_APPEALED_BEFORE', {
  zh: '该笔计分已申诉过，或该申诉已有决定',
  en: 'the entry was appealed against before, or the appeal was decided already',
});

export const REFUSALS = [
  conflictOfInterest,
  secondDecider,
  evidenceMissing,
  criterionUnknown,
  subjectMismatch,
  proposalDecided,
  subjectRequired,
  subjectKnown,
  notCorrectable,
  appealTooLate,
  alreadyAppealed,
];
