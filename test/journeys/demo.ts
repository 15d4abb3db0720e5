import { mkdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { main, progress, Stop, withSession } from '../../core/cli/session.ts';
import { closing } from './stories/closing.ts';
import { disabilityCard } from './stories/disability-card.ts';
import { foundation } from './stories/foundation.ts';
import { homestead } from './stories/homestead.ts';
import { Hall, StoryClock } from './stories/hall.ts';
import { uncoveredLeave } from './stories/leave.ts';
import { rude } from './stories/rude.ts';
import { Teller, type Paper } from './stories/story.ts';
import { workedSheet } from './stories/worked-sheet.ts';

/** The stories that `npm run demo -- NAME` tells; the first without a name. */
const STORIES: Readonly<Record<string, (teller: Teller, hall: Hall) => Promise<readonly Paper[]>>> = {
  foundation: async (teller) => {
    await foundation(teller);
    return [];
  },
  'disability-card': disabilityCard,
  leave: uncoveredLeave,
  homestead: async (teller, hall) => {
    await homestead(teller, hall);
    return [];
  },
  rude,
  closing,
  'worked-sheet': workedSheet,
};

await main(async () => {
  const name = process.argv[2] ?? 'foundation';
  const story = STORIES[name];
  if (!story)
    throw new Stop(
      `没有“${name}”这个演示 / there is no demo "${name}"; known: ${Object.keys(STORIES).join(', ')}`,
    );
  const clock = new StoryClock();
  await withSession(
    async ({ platform, config, database, healthy }) => {
      if (!platform.directory.county?.isDemo)
        throw new Stop('演示只在演示县上运行 / the demo runs on the demo county only');
      const hall = await Hall.open({ platform, clock, jobsUrl: database.jobsUrl, healthy });
      try {
        await keep(await story(new Teller(hall.answer, print()), hall), join(config.dataDir, 'demo', name));
      } finally {
        await hall.close();
      }
      process.stdout.write('\n演示完成 / the story came out as told\n');
    },
    { now: clock.now },
  );
});

/** Prints what happens, with its number, time and person. */
function print(): ConstructorParameters<typeof Teller>[1] {
  let number = 0;
  return ({ title, when, as, staffNo, at }, shown) => {
    number += 1;
    const who = [as ?? '公众 / anyone', ...(staffNo ? [staffNo] : []), ...(at ? [`@ ${at}`] : [])].join(' ');
    process.stdout.write(`\n${number}. ${when ? `${when}  ` : ''}${title}  [${who}]\n`);
    process.stdout.write(`${JSON.stringify(shown, null, 2).split('\n').slice(0, 60).join('\n')}\n`);
  };
}

/** Leaves the papers of a story where they can be looked at. */
async function keep(papers: readonly Paper[], folder: string): Promise<void> {
  if (papers.length === 0) return;
  await mkdir(folder, { recursive: true });
  for (const { title, bytes } of papers)
    await writeFile(join(folder, extname(title) ? title : `${title}.pdf`), bytes);
  progress(`文书在 ${folder} / the papers are in ${folder}`);
}
