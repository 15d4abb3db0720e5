import type { Delta, Measure } from '../../core/county/tally.ts';
import './events.ts';
import type { PublishedPayload } from './events.ts';
import { readPublished } from './sheet-store.ts';

/** Scores of windows of published periods, in hundredths (三(一)4B(1)); keys like `2026-10/<uuid of the window>`. */
export const WINDOW_SCORES: Measure = {
  id: 'windowScores',
  title: { zh: '已公布的窗口考评得分', en: 'Published scores of windows' },
  count: { 'period.published': windowDeltas },
  recount: async (tx, townshipId) => figures((await readPublished(tx, townshipId)).flatMap(windowDeltas)),
};

/** What each scoring rule came to in a published month, in hundredths, and how many persons were assessed; keys like `2026-10/WD1a`, `2026-10/staff`. */
export const CRITERION_POINTS: Measure = {
  id: 'criterionPoints',
  title: { zh: '已公布月份各计分项合计', en: 'Points of published months by scoring rule' },
  count: { 'period.published': criterionDeltas },
  recount: async (tx, townshipId) => figures((await readPublished(tx, townshipId)).flatMap(criterionDeltas)),
};

function windowDeltas({ key, scores }: PublishedPayload): Delta[] {
  return scores.map(({ windowId, total }) => ({ key: `${key}/${windowId}`, delta: total }));
}

function criterionDeltas({ key, kind, staff, points }: PublishedPayload): Delta[] {
  if (kind !== 'MONTH') return [];
  return [
    { key: `${key}/staff`, delta: staff },
    ...points.map(({ code, sum }) => ({ key: `${key}/${code}`, delta: sum })),
  ];
}

/** A period is published once, so each key has one change. */
function figures(deltas: readonly Delta[]): { key: string; value: number }[] {
  return deltas.map(({ key, delta }) => ({ key, value: delta }));
}
