import type { Act } from '../../core/acts/act.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import { queueNotification } from '../../core/notifications/service.ts';
import { substituteAbsent } from './acts/substitution.ts';
import { remindersNow } from './rules.ts';
import { settingsOf } from './service.ts';
import { MODULE_ID, PROMISE } from './store.ts';

/** Reminds the handlers of promises that come due; once per clock, due date and mark. */
export async function remindHandlers(act: Act): Promise<void> {
  const settings = settingsOf(act);
  const clocks = (await findOpenClocks(act.tx, act.townshipId, MODULE_ID)).filter((c) => c.kind === PROMISE);
  const due = clocks.flatMap((clock) => {
    const reading = readingOf(act, clock);
    return remindersNow.decide(reading, settings).map((mark) => ({ clock, reading, mark }));
  });
  if (due.length === 0) return;
  const cases = await act.tx.case.findMany({
    where: { townshipId: act.townshipId, id: { in: due.map((d) => d.clock.subjectId) } },
    select: { id: true, number: true, handlerId: true },
  });
  const byId = new Map(cases.map((c) => [c.id, c]));
  for (const { clock, reading, mark } of due) {
    const facts = byId.get(clock.subjectId);
    if (!facts?.handlerId) continue;
    await queueNotification(act, {
      module: MODULE_ID,
      caseId: facts.id,
      channel: 'INBOX',
      recipientKind: 'STAFF',
      recipient: facts.handlerId,
      text: `办件${facts.number}应于${reading.dueOn}办结，还有${reading.remainingDays}个工作日。`,
      dedupeKey: `reminder/${clock.id}/${reading.dueOn}/${mark}`,
    });
  }
}

export const JOBS = [
  {
    id: 'remind-handlers',
    description: '到期提醒 / reminds handlers before a promise is due',
    run: remindHandlers,
  },
  {
    id: 'substitute-posts',
    description: 'A岗不在时转B岗 / hands the cases of absent A posts to B',
    run: substituteAbsent,
  },
];
