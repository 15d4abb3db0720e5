import { perform } from '../acts/act.ts';
import type { Context } from '../graphql/context.ts';
import { countyTenant } from '../graphql/verb.ts';

/** Notes that the county looked across townships: who, what, in which request. */
export async function recordCountyRead(ctx: Context, fields: readonly string[]): Promise<void> {
  const townshipId = countyTenant(ctx);
  await perform(ctx.platform, { townshipId, actor: ctx.viewer, requestId: ctx.requestId }, async (act) => {
    act.audit({ verb: 'readCounty', subjectType: 'County', subjectId: townshipId, fields });
  });
}
