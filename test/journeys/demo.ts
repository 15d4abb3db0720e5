import { createApp } from '../../core/app.ts';
import type { Role } from '../../core/auth/roles.ts';
import { main, Stop, withSession } from '../../core/cli/session.ts';
import { tokenFor } from '../../core/auth/issue.ts';
import { foundation } from './stories/foundation.ts';
import { Teller, type Step } from './stories/story.ts';

/** The stories that `npm run demo -- NAME` tells; the first without a name. */
const STORIES: Readonly<Record<string, (teller: Teller) => Promise<void>>> = { foundation };

await main(async () => {
  const name = process.argv[2] ?? 'foundation';
  const story = STORIES[name];
  if (!story)
    throw new Stop(
      `没有“${name}”这个演示 / there is no demo "${name}"; known: ${Object.keys(STORIES).join(', ')}`,
    );
  await withSession(async ({ platform }) => {
    if (!platform.directory.county?.isDemo)
      throw new Stop('演示只在演示县上运行 / the demo runs on the demo county only');
    const app = createApp(platform);
    const answer = async ({ query, variables, as, at }: Step) => {
      const token = as ? await tokenFor(platform, as satisfies Role, at ?? null) : null;
      const response = await app.fetch(
        `http://demo${at ? `/t/${at}` : ''}/graphql`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          body: JSON.stringify({ query, variables }),
        },
        { pathTownship: at ?? null },
      );
      return (await response.json()) as never;
    };
    let number = 0;
    await story(
      new Teller(answer, (step, shown) => {
        number += 1;
        const who = step.as ?? '公众 / anyone';
        process.stdout.write(`\n${number}. ${step.title}  [${who}${step.at ? ` @ ${step.at}` : ''}]\n`);
        process.stdout.write(`${JSON.stringify(shown, null, 2).split('\n').slice(0, 60).join('\n')}\n`);
      }),
    );
    process.stdout.write('\n演示完成 / the story came out as told\n');
  });
});
