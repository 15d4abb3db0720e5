import type { ModuleManifest } from '../core/modules/manifest.ts';
import { attendance } from './attendance/index.ts';
import { complaints } from './complaints/index.ts';
import { disclosure } from './disclosure/index.ts';
import { evaluation } from './evaluation/index.ts';
import { extendedHours } from './extended-hours/index.ts';
import { firstInquiry } from './first-inquiry/index.ts';
import { integrity } from './integrity/index.ts';
import { oneTimeNotice } from './one-time-notice/index.ts';
import { safety } from './safety/index.ts';
import { parallelApproval } from './parallel-approval/index.ts';
import { onlineProcessing } from './online-processing/index.ts';
import { timelyCompletion } from './timely-completion/index.ts';
import { training } from './training/index.ts';

/** All modules, in the order of the regulation. A folder that is not in this list does not exist for the program. */
export const MODULES: readonly ModuleManifest[] = [
  firstInquiry,
  oneTimeNotice,
  disclosure,
  timelyCompletion,
  parallelApproval,
  extendedHours,
  onlineProcessing,
  evaluation,
  complaints,
  attendance,
  training,
  integrity,
  safety,
];

/** The module that is copied to make a new one: its names can all be changed by rule. */
export const EXEMPLAR = extendedHours.id;
