import { CaseRecord } from './demo-record.ts';
import { Ledger, type DocumentSecrets } from './demo-ledger.ts';
import { tellStories } from './demo-plots.ts';
import { seededRandom } from './demo-random.ts';
import type { DemoRows } from './demo-rows.ts';
import type { DemoScene, DemoStory } from './demo-story.ts';

/** What the simulation of one township is given. */
export interface DemoOrder {
  readonly scene: DemoScene;
  /** The same seed gives the same cases. */
  readonly seed: string;
  /** How many cases. */
  readonly count: number;
  /** Gives a query code; these are secrets, so no seed decides them. */
  readonly queryCode: () => string;
  readonly documents: DocumentSecrets;
}

/**
 * Simulates the cases of one township over the two years before the scene's present and returns the rows that the
 * kernel and timely completion would have written: no input or output, no chance but the seed's and the query codes.
 */
export function simulateCases(order: DemoOrder): DemoRows {
  return recordStories(order, tellStories(order.scene, order.seed, order.count));
}

/** The rows of given stories. All their steps are taken in the order of time, as numbers are given in that order. */
export function recordStories(order: DemoOrder, stories: readonly DemoStory[]): DemoRows {
  const random = seededRandom(`${order.seed}/rows`);
  const ledger = new Ledger(order.scene, () => random.uuid(), order.documents);
  const records = stories.map((story) => {
    const messages = { failed: random.chance(0.03), settledAfter: random.int(1, 4) };
    return { story, record: new CaseRecord(ledger, story, order.queryCode(), messages) };
  });
  const steps = records.flatMap(({ story, record }) => story.steps.map((step) => ({ step, record })));
  for (const { step, record } of steps.toSorted((a, b) => a.step.at.getTime() - b.step.at.getTime()))
    record.take(step);
  for (const { record } of records) record.write();
  return ledger.close();
}
