import type { Act } from '../../core/acts/act.ts';
import type { CaseFacts, TakenStep } from '../../core/cases/contribution.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { overrunOpens } from './rules.ts';
import { closingToday, endService, openService } from './service.ts';

/** 一(六)1: a decision after closing ends the overrun, also when the job has not opened it yet. */
export async function onDecide(act: Act, { case: facts, item }: TakenStep<'decideCase'>): Promise<void> {
  await openOverrun(act, facts, item.kind);
  await endOverrun(act, facts);
}

/** A case that no longer is in work ends its overrun likewise. */
export async function onLeave(act: Act, { case: facts }: { case: CaseFacts }): Promise<void> {
  await endOverrun(act, facts);
}

/** Opens the weekday session of a case from closing on, once a day. */
export async function openOverrun(
  act: Act,
  facts: { id: string; handlerId: string | null; acceptedAt: Date | null },
  kind: string | null,
): Promise<void> {
  const closing = closingToday(act);
  const opens = overrunOpens.decide(
    {
      kind,
      acceptedAt: facts.acceptedAt,
      acceptedOn: facts.acceptedAt && civilDateOf(facts.acceptedAt),
      today: act.today,
      closing,
      now: act.now,
    },
    act.platform.directory.calendar,
  );
  if (!opens) return;
  await openService(act, {
    type: 'WEEKDAY',
    day: act.today,
    startedAt: closing,
    staffId: facts.handlerId,
    caseId: facts.id,
    reason: null,
    key: `overrun/${facts.id}/${act.today}`,
  });
}

async function endOverrun(act: Act, facts: CaseFacts): Promise<void> {
  const session = await act.tx.extendedService.findUnique({
    where: { townshipId_key: { townshipId: act.townshipId, key: `overrun/${facts.id}/${act.today}` } },
  });
  if (session) await endService(act, session);
}
