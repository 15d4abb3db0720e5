import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, countyTenant } from '../graphql/verb.ts';
import { loadHolidayNotices, recomputeAllClocks } from './calendar.ts';

interface YearRow {
  readonly year: number;
  readonly noticeTitle: string;
  readonly noticeNumber: string;
}

/** The years whose holidays are known, and loading another. */
export function addCalendar(builder: AppBuilder): void {
  const year = builder.objectRef<YearRow>('HolidayYear');
  builder.objectType(year, {
    description: doc('一年的放假安排', 'the holiday notice of one year'),
    authScopes: { public: true },
    fields: (t) => ({
      year: t.exposeInt('year', { description: doc('年份', 'year') }),
      noticeTitle: t.exposeString('noticeTitle', { description: doc('通知名称', 'title of the notice') }),
      noticeNumber: t.exposeString('noticeNumber', { description: doc('文号', 'number of the notice') }),
    }),
  });
  builder.queryField('holidayYears', (t) =>
    t.field({
      type: [year],
      description: doc('已载入放假安排的年份', 'years whose holidays are loaded'),
      authScopes: { public: true },
      resolve: (_root, _args, ctx) => ctx.platform.prisma.holidayYear.findMany({ orderBy: { year: 'asc' } }),
    }),
  );
  addVerb(builder, 'loadHolidayNotice', {
    description: doc(
      '载入国务院放假安排，并重新计算所有未结束的时限',
      'loads a holiday notice and recomputes every open clock',
    ),
    input: (t) => ({
      notice: t.field({
        type: 'JSON',
        required: true,
        description: doc('放假安排，格式见文档', 'the notice; for the form see the documentation'),
      }),
    }),
    roles: ['COUNTY_BUREAU'],
    tenant: countyTenant,
    timeoutMs: 60_000,
    answer: {
      typename: 'HolidayYear',
      ref: year,
      load: (ctx, { id }) =>
        ctx.platform.prisma.holidayYear.findUniqueOrThrow({ where: { year: Number(id) } }),
    },
    afterCommit: async (platform, { id }) => {
      await recomputeAllClocks(platform, `载入${id}年放假安排 / holiday notice of ${id} loaded`);
    },
    act: async (act, input) => ({ id: String((await loadHolidayNotices(act, input.notice)).year) }),
  });
}
