import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const firstResponsibleAlreadySet = refusalKind<{ visitNo: string; staffNo: string; number: string }>(
  'FIRST_RESPONSIBLE_ALREADY_SET',
  {
    zh: '该来访已有首问责任人，责任不变；需要转交的请移交',
    en: 'the visit has its first responsible person, who stays; hand it over instead',
  },
  ({ visitNo, staffNo }) => ({
    zh: `来访${visitNo}的首问责任人已是工号${staffNo}，责任不变；需要转交的请移交`,
    en: `staff ${staffNo} is responsible for visit ${visitNo} and stays so; hand it over instead`,
  }),
);

export const inquiryNotInHand = refusalKind<{ state: string }>(
  'INQUIRY_NOT_IN_HAND',
  { zh: '该首问事项已处置、已移交或正在协调', en: 'the inquiry is closed, handed over or being coordinated' },
  ({ state }) => ({
    zh: `该首问事项现为“${STATE_NAMES[state] ?? state}”，不能这样处置`,
    en: `the inquiry is ${state}; this step is not possible now`,
  }),
);

export const notTheHolder = refusalKind('NOT_THE_HOLDER', {
  zh: '该首问事项在他人手中；先由对方移交，再由您接手',
  en: 'somebody else has the inquiry in hand; it must be handed over and taken up first',
});

export const noticeRequired = refusalKind('NOTICE_REQUIRED', {
  zh: '解释说明须附一次性告知文书',
  en: 'an explanation is linked to the one-time notice that was given',
});

export const forbiddenPhrase = refusalKind<{ phrases: readonly string[] }>(
  'FORBIDDEN_PHRASE',
  { zh: '不得用文明忌语回绝服务对象', en: 'a visitor may not be turned away with a forbidden phrase' },
  ({ phrases }) => ({
    zh: `不得用“${phrases.join('”“')}”等语言回绝服务对象，请改为指明去处或说明依据`,
    en: `a visitor may not be turned away with ${phrases.join(', ')}; name the place or the basis`,
  }),
);

export const phraseNeedsReason = refusalKind<{ phrases: readonly string[] }>(
  'PHRASE_NEEDS_REASON',
  {
    zh: '内容含有文明忌语；并非回绝的，请说明理由后重新提交',
    en: 'the text holds a forbidden phrase; if it turns nobody away, give the reason and submit again',
  },
  ({ phrases }) => ({
    zh: `内容含有“${phrases.join('”“')}”；并非回绝的，请填写理由后重新提交`,
    en: `the text holds ${phrases.join(', ')}; if it turns nobody away, give phraseReason and submit again`,
  }),
);

export const phraseTooShort = refusalKind<{ atLeast: number; atMost: number }>(
  'PHRASE_LENGTH',
  { zh: '忌语过短或过长', en: 'the phrase is too short or too long' },
  ({ atLeast, atMost }) => ({
    zh: `忌语除标点外须有${atLeast}至${atMost}个字`,
    en: `a phrase has ${atLeast} to ${atMost} characters besides punctuation`,
  }),
);

export const windowMustBeNamed = refusalKind('WINDOW_MUST_BE_NAMED', {
  zh: '承办站所进驻中心的，须指明其窗口；未进驻的，须写明承办单位',
  en: 'name the window of a station that is in the centre, or the body outside it',
});

export const notALeader = refusalKind('NOT_A_LEADER', {
  zh: '请示的对象须是本镇在岗的领导，且不能是本人',
  en: 'coordination is asked of a leader in service, not of oneself',
});

export const notForThisWindow = refusalKind('NOT_FOR_THIS_WINDOW', {
  zh: '该事项移交给其他窗口或站所，不由您接手',
  en: 'the inquiry was handed to another window or station',
});

export const handOverTakenUp = refusalKind('HAND_OVER_TAKEN_UP', {
  zh: '该移交已有人接手或已了结',
  en: 'the hand-over has been taken up or is over',
});

export const violationAlreadyRaised = refusalKind('VIOLATION_ALREADY_RAISED', {
  zh: '同一事实的同一情节已经登记',
  en: 'this ground is already recorded for the same fact',
});

export const violationDecided = refusalKind('VIOLATION_DECIDED', {
  zh: '该情节已经处理',
  en: 'this violation has been decided already',
});

export const violationAboutOneself = refusalKind('VIOLATION_ABOUT_ONESELF', {
  zh: '不得处理与本人有关的情节；主任的由分管领导处理',
  en: 'nobody decides about himself; what concerns a director is for the deputy in charge',
});

export const violationNotYours = refusalKind('VIOLATION_FOR_DIRECTOR', {
  zh: '该情节由中心主任处理',
  en: 'this violation is for the centre’s director to decide',
});

export const REFUSALS = [
  firstResponsibleAlreadySet,
  inquiryNotInHand,
  notTheHolder,
  noticeRequired,
  forbiddenPhrase,
  phraseNeedsReason,
  phraseTooShort,
  windowMustBeNamed,
  notALeader,
  notForThisWindow,
  handOverTakenUp,
  violationAlreadyRaised,
  violationDecided,
  violationAboutOneself,
  violationNotYours,
];

/** Chinese names of the states of an inquiry, for messages. */
const STATE_NAMES: Readonly<Record<string, string>> = {
  IN_HAND: '处置中',
  HANDED_OVER: '已移交',
  COORDINATING: '协调中',
  CLOSED: '已了结',
};
