import { afterEach, expect, test } from 'vitest';
import { LossyProxy, type Afterwards } from '../support/lossy-proxy.ts';
import { surviveOutage } from '../support/outage.ts';
import { ServedCounty } from '../support/served-county.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test.each<Afterwards>(['late', 'never'])(
  'packets to PostgreSQL are lost for 10 s without a connection being closed; those on the way come %s',
  async (afterwards) => {
    const county = await ServedCounty.over();
    const { hostname: host, port } = new URL(county.world.database.ownerUrl);
    const proxy = new LossyProxy({ host, port: Number(port) });
    closers.push(() => proxy.stop());
    const through = new URL(county.world.database.ownerUrl);
    through.port = String(await proxy.start());
    closers.push(() => county.close());
    await county.serve(1, through.toString());
    const figures = await surviveOutage(county, {
      begin: () => proxy.lose(afterwards),
      lasts: 10_000,
      end: () => proxy.flow(),
    });
    console.log(JSON.stringify({ fault: `packets ${afterwards}`, ...figures }));
    expect(figures['failed']).toBeGreaterThan(0);
  },
);
