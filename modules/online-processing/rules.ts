import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  civilDateOf,
  deadlineAfter,
  isOpenAt,
  type Calendar,
  type CivilDate,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  alertAboutOneself,
  backEntryForbidden,
  channelNeedsSystem,
  consentMissing,
  cursorInvalid,
  entryTimesInvalid,
  inspectionInFuture,
  installDecided,
  itemNotExternal,
  notOwnWindow,
  windowNotTaken,
} from './refusals.ts';
import { markedOnce, replyLimit, replyStanding } from './reply-rules.ts';
import type { OnlineProcessingSettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

export const CHANNELS = ['PLATFORM', 'EXTERNAL', 'CLASSIFIED'] as const;
export type Channel = (typeof CHANNELS)[number];

export const externalNamesSystem = rule({
  id: 'external-item-names-its-system',
  clause: CLAUSES.channels,
  says: { zh: '使用自有系统的事项写明系统名称', en: 'an item of a system of its own names that system' },
  decide: (given: { channel: Channel; system: string | null }): Verdict =>
    (given.channel === 'EXTERNAL') === Boolean(given.system?.trim())
      ? allow()
      : refuse(channelNeedsSystem({}, CLAUSES.channels)),
});

export const externalIsTaken = rule({
  id: 'external-events-of-external-items',
  clause: CLAUSES.channels,
  says: { zh: '只接收自有系统事项的数据', en: 'events from outside are those of EXTERNAL items' },
  decide: (channel: Channel): Verdict =>
    channel === 'EXTERNAL' ? allow() : refuse(itemNotExternal({ channel }, CLAUSES.channels)),
});

export const inFeed = rule({
  id: 'classified-is-only-counted',
  clause: CLAUSES.channels,
  says: { zh: '涉密事项只计件数，不报内容', en: 'of a classified item nothing is told but how many' },
  decide: (channel: Channel): 'ENTRY' | 'COUNT' => (channel === 'CLASSIFIED' ? 'COUNT' : 'ENTRY'),
});

export const cursorAdvances = rule({
  id: 'feed-cursor-only-advances',
  clause: CLAUSES.channels,
  says: { zh: '电子监察按顺序确认，不后退、不跳过', en: 'a consumer acknowledges in order, never backwards' },
  decide: (asked: number, confirmed: number, last: number): Verdict =>
    asked >= confirmed && asked <= last
      ? allow()
      : refuse(cursorInvalid({ from: confirmed, to: last }, CLAUSES.channels)),
});

export const feedHasGap = rule({
  id: 'external-feed-has-a-gap',
  clause: CLAUSES.channels,
  says: {
    zh: '自有系统的事项整一个工作日没有数据的，提醒',
    en: 'an external item without an event for a whole working day is reported',
  },
  decide: (
    lastEventOn: CivilDate,
    today: CivilDate,
    settings: OnlineProcessingSettings,
    calendar: Calendar,
  ): boolean => today > deadlineAfter({ from: lastEventOn, workingDays: settings.gapDays, calendar }).dueOn,
});

/** When an application came, was completed (if it was) and is entered. */
export interface EntryTimes {
  readonly receivedAt: Date;
  readonly completedAt: Date | null;
  readonly enteredAt: Date;
}

export const entryTimes = rule({
  id: 'entry-times-in-order',
  clause: CLAUSES.entry,
  says: { zh: '先收到，后办结，再录入', en: 'received, then completed, then entered' },
  decide: ({ receivedAt, completedAt, enteredAt }: EntryTimes): Verdict =>
    receivedAt <= enteredAt &&
    (completedAt === null || (receivedAt <= completedAt && completedAt <= enteredAt))
      ? allow()
      : refuse(entryTimesInvalid({}, CLAUSES.entry)),
});

export const noBackEntry = rule({
  id: 'no-entry-after-completion',
  clause: CLAUSES.entry,
  says: {
    zh: '不得在办结后补录；有理由补录的，列为未及时登记',
    en: 'nothing is entered after completion; with a reason it is, and counts as not registered promptly',
  },
  decide: ({ receivedAt, completedAt, enteredAt }: EntryTimes, reason: string | null): Verdict =>
    completedAt === null || completedAt >= enteredAt || reason?.trim()
      ? allow()
      : refuse(
          backEntryForbidden(
            {
              receivedOn: civilDateOf(receivedAt),
              completedOn: civilDateOf(completedAt),
              enteredOn: civilDateOf(enteredAt),
            },
            CLAUSES.entry,
          ),
        ),
});

export const STANDINGS = ['PROMPT', 'LATE', 'BACK_ENTRY'] as const;
export type Standing = (typeof STANDINGS)[number];

export const entryStanding = rule({
  id: 'counter-application-entered-promptly',
  clause: CLAUSES.entry,
  says: {
    zh: '窗口申请当个工作日录入；非工作日收到的，为下一个工作日',
    en: 'a counter application is entered on its working day; received on a day off, on the next',
  },
  decide: (
    times: EntryTimes,
    settings: OnlineProcessingSettings,
    calendar: Calendar,
  ): { dueOn: CivilDate; standing: Standing } => {
    const from = civilDateOf(times.receivedAt);
    const workingDays = settings.entryDays + (calendar.isWorkingDay(from) ? 0 : 1);
    const { dueOn } = deadlineAfter({ from, workingDays, calendar });
    if (times.completedAt !== null && times.completedAt < times.enteredAt)
      return { dueOn, standing: 'BACK_ENTRY' };
    return { dueOn, standing: civilDateOf(times.enteredAt) > dueOn ? 'LATE' : 'PROMPT' };
  },
});

export const ownWindow = rule({
  id: 'own-account-at-own-window',
  clause: CLAUSES.account,
  says: { zh: '在本窗口使用自己的帐号', en: 'an account is used at its own window' },
  decide: (windowId: string, own: readonly (string | null)[]): Verdict =>
    own.includes(windowId) ? allow() : refuse(notOwnWindow({}, CLAUSES.account)),
});

export const windowTaken = rule({
  id: 'own-window-taken-before-a-step',
  clause: CLAUSES.account,
  says: {
    zh: '设置要求时，有窗口的人员当日在本窗口登记后才能办件',
    en: 'where it is set, whoever has a window takes it that day before a step of a case',
  },
  decide: (
    last: { windowId: string; seenAt: Date } | null,
    own: readonly (string | null)[],
    today: CivilDate,
    settings: OnlineProcessingSettings,
  ): Verdict => {
    const hasWindow = own.some((windowId) => windowId !== null);
    const isThere = last !== null && own.includes(last.windowId) && civilDateOf(last.seenAt) === today;
    return !settings.windowDemanded || !hasWindow || isThere
      ? allow()
      : refuse(windowNotTaken({}, CLAUSES.account));
  },
});

export const concurrentUse = rule({
  id: 'one-account-at-two-windows',
  clause: CLAUSES.account,
  says: {
    zh: '同一帐号在一分钟内出现在两个窗口的，提醒',
    en: 'one account at two windows within a minute is an alert',
  },
  decide: (
    last: { windowId: string; seenAt: Date } | null,
    now: { windowId: string; at: Date },
    settings: OnlineProcessingSettings,
  ): boolean =>
    last !== null &&
    last.windowId !== now.windowId &&
    now.at.getTime() - last.seenAt.getTime() <= settings.concurrentSeconds * 1000,
});

export const alertOfAnother = rule({
  id: 'director-decides-alerts-of-others',
  clause: CLAUSES.account,
  says: { zh: '提醒由主任核实，不处理本人的', en: 'the director decides an alert, never his own' },
  decide: (staffId: string, actorId: string | null): Verdict =>
    staffId === actorId ? refuse(alertAboutOneself({}, CLAUSES.account)) : allow(),
});

export const voidKeepsRow = rule({
  id: 'void-instead-of-delete',
  clause: CLAUSES.records,
  says: {
    zh: '录错的作废并说明理由，不删除资料',
    en: 'what was entered in error is voided with a reason; nothing is deleted',
  },
  decide: (reason: string): { verb: 'withdrawCase'; reason: string } => ({
    verb: 'withdrawCase',
    reason: `作废：${reason.trim()}`,
  }),
});

export const INSTALL_STATES = ['REQUESTED', 'CONSENTED', 'DECLINED', 'INSTALLED'] as const;
export type InstallState = (typeof INSTALL_STATES)[number];

export const consentOnce = rule({
  id: 'supervision-decides-once',
  clause: CLAUSES.software,
  says: { zh: '监管办对申请只作一次决定', en: 'county supervision decides a request once' },
  decide: (state: InstallState): Verdict =>
    state === 'REQUESTED' ? allow() : refuse(installDecided({}, CLAUSES.software)),
});

export const installAfterConsent = rule({
  id: 'install-after-consent',
  clause: CLAUSES.software,
  says: {
    zh: '监管办同意之后，信息业务股才能安装',
    en: 'county IT installs only after county supervision consented',
  },
  decide: (state: InstallState): Verdict => {
    if (state === 'INSTALLED') return refuse(installDecided({}, CLAUSES.software));
    return state === 'CONSENTED' ? allow() : refuse(consentMissing({ state }, CLAUSES.software));
  },
});

export const FINDING_KINDS = [
  'UNRELATED_SOFTWARE',
  'FOREIGN_MEDIA',
  'WRONG_NETWORK',
  'NETWORK_FAULT',
  'OUTSIDER',
  'PERSONAL_USE',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export type FindingCode = 'WD2' | 'OL1' | 'OL2' | 'OL3';

export const inspectionIsPast = rule({
  id: 'inspection-has-happened',
  clause: CLAUSES.software,
  says: { zh: '检查不在将来', en: 'an inspection lies in the past' },
  decide: (inspectedAt: Date, now: Date): Verdict =>
    inspectedAt <= now ? allow() : refuse(inspectionInFuture({}, CLAUSES.software)),
});

export const softwareIsScored = rule({
  id: 'software-media-and-network',
  clause: CLAUSES.software,
  says: {
    zh: '工作时间使用无关或违规软件、外来介质为OL1，内外网错误切换为OL2，违规操作影响他人网络为OL3',
    en: 'in hours unrelated or forbidden software and foreign media are OL1; wrong switching of networks is OL2, a fault for others OL3',
  },
  decide: (kind: FindingKind, inHours: boolean): FindingCode | null => {
    if (kind === 'UNRELATED_SOFTWARE' || kind === 'FOREIGN_MEDIA') return inHours ? 'OL1' : null;
    if (kind === 'WRONG_NETWORK') return 'OL2';
    return kind === 'NETWORK_FAULT' ? 'OL3' : null;
  },
});

export const outsiderIsRecorded = rule({
  id: 'outsider-on-record',
  clause: CLAUSES.outsiders,
  says: {
    zh: '非中心人员操作设备的，记录在案，不计分',
    en: 'an outsider at a device is put on record, without points',
  },
  decide: (kind: FindingKind): boolean => kind === 'OUTSIDER',
});

export const misuseIsScored = rule({
  id: 'play-in-hours-once',
  clause: CLAUSES.misuse,
  says: {
    zh: '工作时间炒股、游戏、聊天等为WD2；同一人同次检查的软件不再另计OL1',
    en: 'play in working hours is WD2; the software it was done with is not OL1 as well',
  },
  decide: (kind: FindingKind, others: readonly FindingKind[], inHours: boolean): FindingCode | null => {
    if (kind === 'PERSONAL_USE') return inHours ? 'WD2' : null;
    if (kind === 'UNRELATED_SOFTWARE' && inHours && others.includes('PERSONAL_USE')) return null;
    return softwareIsScored.decide(kind, inHours);
  },
});

export const isInHours = rule({
  id: 'in-working-hours',
  clause: CLAUSES.misuse,
  says: { zh: '工作时间指窗口开放时间', en: 'working hours are those in which windows are open' },
  decide: (at: Date, hours: OpeningHours, calendar: Calendar): boolean => isOpenAt(at, hours, calendar),
});

export const RULES = [
  externalNamesSystem,
  externalIsTaken,
  inFeed,
  cursorAdvances,
  feedHasGap,
  entryTimes,
  noBackEntry,
  entryStanding,
  ownWindow,
  windowTaken,
  concurrentUse,
  alertOfAnother,
  voidKeepsRow,
  consentOnce,
  installAfterConsent,
  inspectionIsPast,
  softwareIsScored,
  outsiderIsRecorded,
  misuseIsScored,
  isInHours,
  replyLimit,
  replyStanding,
  markedOnce,
];
