import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { countyTenant, townshipByCode } from '../graphql/verb.ts';
import { inScope } from '../db/scope.ts';
import { verifyAudit, type AuditReport } from './sealing.ts';

/** The check of the audit chain. */
export function addAudit(builder: AppBuilder): void {
  const report = builder.objectRef<AuditReport>('AuditReport');
  builder.objectType(report, {
    description: doc('审计链核验结果', 'what a walk along the audit chain found'),
    authScopes: { role: ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'] },
    fields: (t) => ({
      sealed: t.exposeInt('sealed', { description: doc('已入链', 'entries in the chain') }),
      unsealed: t.exposeInt('unsealed', { description: doc('未入链', 'entries not chained yet') }),
      firstBrokenPosition: t.int({
        nullable: true,
        description: doc('首个断点的位置，完好为空', 'position of the first broken link; null when whole'),
        resolve: (r) => r.firstBroken?.position ?? null,
      }),
      firstBrokenEntry: t.string({
        nullable: true,
        description: doc('首个断点的条目', 'entry of the first broken link'),
        resolve: (r) => r.firstBroken?.entryId ?? null,
      }),
    }),
  });
  builder.queryField('auditReport', (t) =>
    t.field({
      type: report,
      description: doc('核验某乡镇的审计链', 'walks the audit chain of a township'),
      authScopes: { role: ['COUNTY_BUREAU', 'COUNTY_SUPERVISION'] },
      args: {
        township: t.arg.string({
          description: doc('乡镇代码，不填为县本级', 'code of the township; left out: the county itself'),
        }),
      },
      resolve: (_root, { township }, ctx) => {
        const townshipId = township ? townshipByCode(ctx, township) : countyTenant(ctx);
        return inScope(ctx.platform.prisma, { kind: 'township', townshipId }, (tx) =>
          verifyAudit(tx, townshipId),
        );
      },
    }),
  );
}
