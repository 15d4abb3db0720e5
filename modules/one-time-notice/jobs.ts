import type { z } from 'zod';
import { perform, type Act } from '../../core/acts/act.ts';
import { stepCase } from '../../core/cases/service.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { applicantOf } from '../../core/notifications/applicant.ts';
import type { MessageTemplate } from '../../core/notifications/message.ts';
import { draftOf, queueMessages, type MessageDraft } from '../../core/notifications/queue.ts';
import { Refused } from '../../core/regulation/index.ts';
import { civilDate, civilDateOf, type CivilDate } from '../../core/time/index.ts';
import { proposeBreach } from './acts/breaches.ts';
import './events.ts';
import {
  DEEMED_ACCEPTED,
  DEEMED_TO_HANDLER,
  DEEMED_TO_HEADS,
  LIMIT_TO_HANDLER,
  LIMIT_TO_HEADS,
} from './messages.ts';
import { acceptedBySilence, copiesOutstanding, noticeReminders } from './rules.ts';
import { settingsOf } from './service.ts';
import { findOpenLimits, findUnacknowledged } from './store.ts';

type LimitRow = Awaited<ReturnType<typeof findOpenLimits>>[number];

/**
 * Art. 32(4): what got no notice in time is accepted as of its receipt, each case in an act of its own: where a guard refuses,
 * or somebody takes a step at this moment, nothing is written and the next run looks again.
 */
export async function acceptBySilence(act: Act): Promise<void> {
  const { platform, townshipId, actor } = act;
  for (const limit of await findOpenLimits(act.tx, townshipId, act.today)) {
    const reading = readingOf(act, limit);
    if (!acceptedBySilence.decide({ state: limit.case.state, reading })) continue;
    try {
      await perform(platform, { townshipId, actor }, (own) => accept(own, limit, reading.dueOn));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}

async function accept(act: Act, limit: LimitRow, noticeDueOn: CivilDate): Promise<void> {
  const { case: facts } = limit;
  await stepCase(act, 'acceptCase', {
    caseId: facts.id,
    asOf: facts.submittedAt,
    note: '逾期未一次性告知，自收到申请材料之日起即为受理（行政许可法第三十二条）',
  });
  const receivedOn = civilDateOf(facts.submittedAt);
  act.emit({
    type: 'case.deemedAccepted',
    caseId: facts.id,
    factId: `case.deemedAccepted/${facts.id}`,
    payload: { caseId: facts.id, number: facts.number, receivedOn, noticeDueOn },
  });
  const data = { number: facts.number, receivedOn };
  await queueMessages(act, [
    toHandler(limit, [DEEMED_TO_HANDLER, DEEMED_TO_HEADS], data, `deemed/${facts.id}`),
    draftOf(DEEMED_ACCEPTED, {
      ...(await applicantOf(act, facts)),
      data,
      dedupeKey: `deemed/${facts.id}/applicant`,
    }),
  ]);
}

/** 一(二)2: copies that nobody acknowledged in time are candidates, once a notice. */
export async function reportUnacknowledged(act: Act): Promise<void> {
  const settings = settingsOf(act);
  const { calendar } = act.platform.directory;
  for (const notice of await findUnacknowledged(act.tx, act.townshipId, act.today)) {
    const facts = { issuedOn: civilDate(notice.issuedOn), open: notice.copies.map(({ copy }) => copy) };
    if (copiesOutstanding.decide(facts, settings, calendar, act.today).length === 0) continue;
    await proposeBreach(act, {
      noticeId: notice.id,
      ground: 'COPY_UNACKNOWLEDGED',
      criterion: 'CM2a',
      staffId: notice.issuedBy,
      trips: 0,
      factId: `notice.copies/${notice.id}`,
    });
  }
}

/** Art. 32(4): reminds the handlers of applications that wait for an answer; once per mark. */
export async function remindOfNoticeLimit(act: Act): Promise<void> {
  const settings = settingsOf(act);
  const limits = await findOpenLimits(act.tx, act.townshipId);
  await queueMessages(
    act,
    limits.flatMap((limit) => {
      const reading = readingOf(act, limit);
      const { dueOn, remainingDays } = reading;
      const data = { number: limit.case.number, dueOn, remainingDays };
      return noticeReminders
        .decide(reading, settings)
        .map((mark) =>
          toHandler(
            limit,
            [LIMIT_TO_HANDLER, LIMIT_TO_HEADS],
            data,
            `notice-limit/${limit.id}/${dueOn}/${mark}`,
          ),
        );
    }),
  );
}

/** A message to the handler of a case; without one, to the heads of stations. */
function toHandler<Data extends z.ZodType>(
  { case: facts }: LimitRow,
  [ofHandler, ofHeads]: readonly [MessageTemplate<Data>, MessageTemplate<Data>],
  data: z.input<Data>,
  dedupeKey: string,
): MessageDraft {
  const shared = { caseId: facts.id, data, dedupeKey };
  return facts.handlerId === null
    ? draftOf(ofHeads, { ...shared, recipient: 'STATION_HEAD' })
    : draftOf(ofHandler, { ...shared, recipient: facts.handlerId });
}

export const JOBS = [
  {
    id: 'accept-by-silence',
    description: '逾期未告知视为受理 / accepts as of receipt what got no notice in time',
    run: acceptBySilence,
  },
  {
    id: 'report-unacknowledged-notices',
    description: '告知单未签收的候选 / lists notices whose copies nobody acknowledged',
    run: reportUnacknowledged,
  },
  {
    id: 'remind-of-notice-limit',
    description: '告知期限提醒 / reminds handlers of the limit of a notice',
    run: remindOfNoticeLimit,
  },
];
