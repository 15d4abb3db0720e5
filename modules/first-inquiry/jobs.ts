import { reportMissed } from './acts/hand-overs.ts';

export const JOBS = [
  {
    id: 'report-missed-hand-overs',
    description: '下班时无人接手的移交列为待核实情节 / turns hand-overs that nobody took up into candidates',
    run: reportMissed,
  },
];
