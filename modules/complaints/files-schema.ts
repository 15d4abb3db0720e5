import type { AppBuilder } from '../../core/graphql/builder.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { CLAUSES } from './clauses.ts';
import { deskIsNotTheRespondents, punchesAreEvidence, type FileFacts } from './file-rules.ts';
import { fileFactsOf } from './service.ts';
import { ATTENDANCE, findPunches } from './store.ts';

/** Who looks, as the rules on files see him. */
export function viewerOf(ctx: Context) {
  const { id, roles } = ctx.viewer;
  return { id, roles, stationId: id ? (ctx.platform.directory.findStaff(id)?.stationId ?? null) : null };
}

type FileRow = Omit<FileFacts, 'respondentRoles'> & { townshipId: string };

/** Whether somebody reads the file as one of those who handle complaints. */
export function handles(ctx: Context, row: FileRow): boolean {
  const facts = fileFactsOf(ctx.platform.directory, row);
  return ctx.viewer.townshipId === row.townshipId && deskIsNotTheRespondents.decide(viewerOf(ctx), facts);
}

/** Handlers; and whoever gave the query code, unless he is the respondent or of his station. */
export function mayRead(ctx: Context, row: FileRow & { id: string }): boolean {
  if (handles(ctx, row)) return true;
  return ctx.shown.has('Complaint', row.id) && ctx.viewer.kind !== 'STAFF';
}

/** Files about the deputy leader himself, which the head sees in his place. */
export function aboutDeputy({ viewer, platform }: Context) {
  const deputies = viewer.roles.includes('UNIT_HEAD')
    ? platform.directory.staffWithRole(viewer.townshipId ?? '', 'UNIT_DEPUTY')
    : [];
  return { respondentId: { in: deputies.map(({ id }) => id) } };
}

/** What another chapter knows of what is complained of. */
export function addEvidence(builder: AppBuilder): void {
  builder.prismaObjectFields('Complaint', (t) => ({
    punches: t.field({
      type: ['DateTime'],
      nullable: true,
      description: doc(
        '缺岗、溜岗的，被投诉人当日的打卡，仅办理人可见；考勤制度停用时没有',
        'of an absence, the respondent’s punches of that day, for handlers; null where attendance is off',
        CLAUSES.absence,
      ),
      resolve: (row, _args, ctx) => {
        const attendanceOn = ctx.platform.switches.isEnabled(row.townshipId, ATTENDANCE);
        const of = handles(ctx, row) ? punchesAreEvidence.decide(row, attendanceOn) : null;
        return of && findPunches(ctx.db, row.townshipId, of);
      },
    }),
  }));
}
