import type { AppBuilder } from '../graphql/builder.ts';
import { hasRole, todayOf } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import { rowId, seenIf, whereRow } from '../graphql/node.ts';
import { civilDate } from '../time/index.ts';

/** Documents and the register of negative filings. */
export function addDocuments(builder: AppBuilder): void {
  builder.prismaNode('Document', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('文书', 'an issued document; never changed'),
    authScopes: (document, ctx) =>
      seenIf(
        ctx.viewer.townshipId === document.townshipId ||
          hasRole(ctx, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION') ||
          (document.caseId !== null && ctx.shown.has('Case', document.caseId)),
      ),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('文号', 'number') }),
      kind: t.exposeString('kind', { description: doc('种类代码', 'kind') }),
      title: t.exposeString('title', { description: doc('标题', 'title') }),
      text: t.exposeString('text', { description: doc('正文', 'text') }),
      clause: t.exposeString('clause', {
        nullable: true,
        description: doc('依据条款编号', 'id of the clause'),
      }),
      digest: t.exposeString('digest', { description: doc('内容摘要（SHA-256）', 'SHA-256 of its content') }),
      issuedAt: t.expose('issuedAt', {
        type: 'DateTime',
        description: doc('出具时间', 'when it was issued'),
      }),
    }),
  });
  builder.prismaNode('NegativeFiling', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('否定报备', 'a matter that could not be done, with its basis'),
    authScopes: { role: DIRECTORS },
    fields: (t) => ({
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
      legalBasis: t.exposeString('legalBasis', { description: doc('依据', 'legal basis') }),
      clause: t.exposeString('clause', { description: doc('条款编号', 'id of the clause') }),
      filedOn: t.field({
        type: 'Date',
        description: doc('报备日期', 'day'),
        resolve: (f) => civilDate(f.filedOn),
      }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'the case') }),
    }),
  });
  builder.queryField('negativeFilings', (t) =>
    t.prismaConnection({
      type: 'NegativeFiling',
      cursor: 'townshipId_id',
      description: doc('某月的否定报备', 'the negative filings of a month'),
      authScopes: { role: DIRECTORS },
      args: {
        month: t.arg.string({
          description: doc('月份，YYYY-MM，默认本月', 'month, YYYY-MM; this month by default'),
        }),
      },
      resolve: (query, _root, { month }, ctx) => {
        if (!ctx.township) throw new Failure('TOWNSHIP_REQUIRED');
        const wanted = month ?? todayOf(ctx).slice(0, 7);
        if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(wanted))
          throw new Failure('BAD_INPUT', undefined, { field: 'month' });
        return ctx.db.negativeFiling.findMany({
          ...query,
          where: { townshipId: ctx.township.id, filedOn: { startsWith: wanted } },
          orderBy: [{ filedOn: 'asc' }, { id: 'asc' }],
        });
      },
    }),
  );
}

const DIRECTORS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
] as const;
