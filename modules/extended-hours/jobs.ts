import type { Act } from '../../core/acts/act.ts';
import { instantAt } from '../../core/time/index.ts';
import { reportUnanswered } from './acts/consultations.ts';
import { openOverrun } from './effects.ts';
import { overrunIsAbandoned } from './rules.ts';
import { closingToday } from './service.ts';
import { findImmediateInWork, findOpenOverruns } from './store.ts';

/** 一(六)1: opens a session for every immediate case in work at closing; drops what an earlier day left open. */
export async function watchClosing(act: Act): Promise<void> {
  for (const session of await findOpenOverruns(act.tx, act.townshipId))
    if (overrunIsAbandoned.decide(session, act.today))
      await act.tx.extendedService.updateMany({
        where: { townshipId: act.townshipId, id: session.id, state: 'OPEN' },
        data: { state: 'ABANDONED' },
      });
  const closing = closingToday(act);
  if (act.now < closing) return;
  const from = instantAt(act.today, '00:00');
  for (const facts of await findImmediateInWork(act.tx, act.townshipId, from, closing))
    await openOverrun(act, facts, facts.itemVersionRow.kind);
}

export const JOBS = [
  {
    id: 'watch-closing',
    description: '下班时未办结的即办件记延时 / opens extended service for cases in work at closing',
    run: watchClosing,
  },
  {
    id: 'report-unanswered-consultations',
    description: '久未答复的咨询 / reports consultations that nobody answered',
    run: reportUnanswered,
  },
];
