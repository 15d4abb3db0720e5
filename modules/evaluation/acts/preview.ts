import { moduleSettingsInvalid } from '../../../core/modules/refusals.ts';
import { invalidSettings } from '../../../core/modules/settings.ts';
import { Refused } from '../../../core/regulation/index.ts';
import type { Period } from '../period-rules.ts';
import { EvaluationSettings } from '../settings.ts';
import type { Sheet } from '../sheet-rules.ts';
import { MODULE_ID } from '../store.ts';
import { asEntered, bySettings, reckon, type Reckoner } from './reckoning.ts';

/** One subject's sheet as it is, and as other settings would have it. */
export interface PreviewedSheet {
  readonly before: Sheet;
  readonly after: Sheet;
}

/**
 * 三(一)4A: what other settings would have given everybody in a period, frozen or not; it writes nothing. Refusals:
 * MODULE_SETTINGS_INVALID, in the words of `configureModule`.
 */
export async function evaluationPreview(
  reckoner: Reckoner,
  period: Period,
  settings: unknown,
): Promise<PreviewedSheet[]> {
  const manifest = reckoner.platform.registry.find(MODULE_ID);
  if (!manifest) throw new Error('evaluation must be a module of the program');
  const { en: problems, zh: inChinese } = invalidSettings(manifest, settings);
  if (problems.length > 0)
    throw new Refused(moduleSettingsInvalid({ module: MODULE_ID, problems, inChinese }));
  const before = await reckon(reckoner, period, asEntered(reckoner));
  const after = await reckon(reckoner, period, bySettings(EvaluationSettings.parse(settings)));
  const bySubject = new Map(after.map((sheet) => [sheet.subject.id, sheet]));
  return before.flatMap((sheet) => {
    const other = bySubject.get(sheet.subject.id);
    return other ? [{ before: sheet, after: other }] : [];
  });
}
