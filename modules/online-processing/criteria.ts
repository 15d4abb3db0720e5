import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

const finding = (code: 'WD2' | 'OL1' | 'OL2' | 'OL3') =>
  criterion({
    code,
    clause: code === 'WD2' ? CLAUSES.misuse : CLAUSES.software,
    on: 'inspection.finding',
    fact: (found) =>
      found.code === code
        ? { subjectKind: 'STAFF', subjectId: found.staffId, occurredOn: found.occurredOn }
        : null,
  });

/**
 * What 一(七) feeds to evaluation. Sharing of accounts and outsiders at devices have no points in the regulation: they are
 * on record only. Late and unclear are two facts of one question, each counts.
 */
export const CRITERIA = [
  criterion({
    code: 'CM5',
    clause: CLAUSES.entry,
    on: 'entry.recorded',
    fact: ({ standing, staffId, enteredOn }) =>
      standing === 'PROMPT' ? null : { subjectKind: 'STAFF', subjectId: staffId, occurredOn: enteredOn },
  }),
  finding('WD2'),
  finding('OL1'),
  finding('OL2'),
  finding('OL3'),
  criterion({
    code: 'SQ3a',
    clause: CLAUSES.entry,
    on: 'onlineConsultation.unanswered',
    fact: ({ day }) => ({ subjectKind: 'STAFF', subjectId: null, occurredOn: day }),
  }),
  criterion({
    code: 'SQ3b',
    clause: CLAUSES.entry,
    on: 'onlineConsultation.late',
    fact: ({ staffId, day }) => ({ subjectKind: 'STAFF', subjectId: staffId, occurredOn: day }),
  }),
  criterion({
    code: 'SQ3c',
    clause: CLAUSES.entry,
    on: 'onlineConsultation.unclear',
    fact: ({ staffId, day }) => ({ subjectKind: 'STAFF', subjectId: staffId, occurredOn: day }),
  }),
];
