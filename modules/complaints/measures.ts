import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countFindings, countProlonged, recountComplaints } from './store.ts';

/** Complaints filed, answered within the five days and later (三(二)3(2)). */
export const COMPLAINTS: Measure = {
  id: 'complaints',
  title: { zh: '投诉受理与答复', en: 'Complaints and their answers' },
  count: {
    'complaint.filed': () => [{ key: 'filed', delta: 1 }],
    'complaint.answered': ({ result }) => (result === 'noClock' ? [] : [{ key: result, delta: 1 }]),
  },
  recount: recountComplaints,
};

/** Complaints not answered yet whose delay is explained beyond the days of the setting (三(二)3(2)). */
export const PROLONGED: Measure = {
  id: 'complaintsProlonged',
  title: { zh: '长期延期未答复的投诉', en: 'Complaints whose explained delay is long' },
  count: {
    'complaint.prolonged': () => [{ key: 'open', delta: 1 }],
    'complaint.answered': ({ prolonged }) => (prolonged ? [{ key: 'open', delta: -1 }] : []),
  },
  recount: countProlonged,
};

/** Findings as they stand (三(二)3(4)): a second finding takes the place of the first, an upheld appeal withdraws one. */
export const FINDINGS: Measure = {
  id: 'complaintFindings',
  title: { zh: '投诉认定', en: 'Findings of complaints' },
  count: {
    'complaint.concluded': ({ finding, formerFinding }) => [
      ...(formerFinding === null ? [] : [{ key: formerFinding, delta: -1 }]),
      { key: finding, delta: 1 },
    ],
    'complaint.findingWithdrawn': () => [
      { key: 'STAFF_FAULT', delta: -1 },
      { key: 'NO_STAFF_FAULT', delta: 1 },
    ],
  },
  recount: countFindings,
};
