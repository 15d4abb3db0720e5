import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import type { BranchPayload } from './events.ts';
import { absenceIsScored, blockingIsScored } from './rules.ts';

const window = ({ windowId, handlerId, day }: Pick<BranchPayload, 'windowId' | 'handlerId' | 'day'>) =>
  ({ subjectKind: 'WINDOW', subjectId: windowId, handlerId, occurredOn: day }) as const;

/** What 一(五) and 一(四)6 feed to evaluation: the window bears it; the event also names the handler for the derived entry. */
export const CRITERIA = [
  criterion({
    code: 'CM3a',
    clause: CLAUSES.accountability,
    on: 'accountability.decided',
    fact: (decided) => (blockingIsScored.decide(decided) ? window(decided) : null),
  }),
  criterion({ code: 'CM3b', clause: CLAUSES.jointSilence, on: 'branch.overdue', fact: window }),
  criterion({
    code: 'CM3c',
    clause: CLAUSES.silence,
    on: 'jointMeeting.absent',
    fact: (absence) => (absenceIsScored.decide(absence) ? window(absence) : null),
  }),
  criterion({ code: 'CM3d', clause: CLAUSES.silence, on: 'jointMeeting.ruleBroken', fact: window }),
];
