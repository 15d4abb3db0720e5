import type { AppBuilder } from '../graphql/builder.ts';
import { todayOf } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import { addList } from '../graphql/list.ts';
import { rowId, whereRow } from '../graphql/node.ts';
import { civilDate } from '../time/index.ts';
import { addDocument } from './document-schema.ts';
import { addTemplates } from './template-schema.ts';
import { addVerification } from './verify-schema.ts';

/** Documents and the register of negative filings. */
export function addDocuments(builder: AppBuilder): void {
  addDocument(builder);
  addVerification(builder);
  addTemplates(builder);
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
  addList(builder, 'negativeFilings', {
    of: 'NegativeFiling',
    seenBy: DIRECTORS,
    description: doc('某月的否定报备', 'the negative filings of a month'),
    args: (arg) => ({
      month: arg.string({
        description: doc('月份，YYYY-MM，默认本月', 'month, YYYY-MM; this month by default'),
      }),
    }),
    where: ({ month }, ctx) => {
      const wanted = month ?? todayOf(ctx).slice(0, 7);
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(wanted))
        throw new Failure('BAD_INPUT', undefined, { field: 'month' });
      return { filedOn: { startsWith: wanted } };
    },
    order: { filedOn: 'asc' },
  });
}

const DIRECTORS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
] as const;
