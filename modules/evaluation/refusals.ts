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

export const REFUSALS = [
  conflictOfInterest,
  secondDecider,
  evidenceMissing,
  criterionUnknown,
  subjectMismatch,
];
