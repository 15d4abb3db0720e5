import type { CaseState } from '../cases/states.ts';
import type { ImportFormat, ImportKind } from '../import/index.ts';
import type { ClockPhase } from '../time/index.ts';

/**
 * The values of every enum type of the API by its name, so that a field or argument of it is typed by the name alone.
 * Modules add theirs by declaration merging beside the `enumType` that declares it.
 */
export interface EnumValues {
  CaseChannel: 'WINDOW' | 'ONLINE' | 'KIOSK';
  CaseOutcome: 'APPROVED' | 'DENIED';
  CaseState: CaseState;
  ClockPhase: ClockPhase;
  CodeKind: 'REFUSAL' | 'ERROR';
  ImportFormat: ImportFormat;
  ImportKind: ImportKind;
  ItemKind: 'IMMEDIATE' | 'PROMISED';
  ModulePolicy: 'REQUIRED' | 'OPTIONAL' | 'FORBIDDEN';
  NotificationState: 'QUEUED' | 'SENT' | 'FAILED';
  OpenWorkPolicy: 'REFUSE' | 'FREEZE';
  SuspendCause: 'APPLICANT_DELAY' | 'STATUTORY_PROCEDURE';
}
