import { STAFF_ROLES } from '../../core/auth/roles.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { covers, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { staffIn } from '../../core/people/reference.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { fileIsRestricted, reporterForLeaders, type IntegrityCode, type Loss } from './file-rules.ts';
import { OUTCOME_READERS } from './roles.ts';
import { WITH_ACCESS, type FileRow, type FileSource, type FileState } from './store.ts';

const NODE = { id: { resolve: rowId }, findUnique: whereRow, nullable: true } as const;

/** Restricted files with all that hangs on them, and their outcomes. */
export function addFiles(builder: AppBuilder): void {
  addFileParts(builder);
  addFile(builder, addReading(builder));
  addOutcomes(builder);
}

/**
 * The one gate of a file, however it was reached: by its list, never for whom it is about. Each reading is noted, and what
 * hangs on the file (its notes, its letter) is shown with it.
 */
function openedFor(file: FileRow, ctx: Context) {
  const reads = ctx.viewer.townshipId === file.townshipId && fileIsRestricted.decide(ctx.viewer, file);
  if (!reads) return seenIf(false);
  ctx.noted.add('IntegrityFile', file);
  ctx.shown.add('IntegrityFile', file.id);
  if (file.documentId !== null) ctx.shown.add('Document', file.documentId);
  return seenIf(true);
}

/** A part of a file that the operation has shown. */
function partOf({ fileId }: { fileId: string }, ctx: Context) {
  return seenIf(ctx.shown.has('IntegrityFile', fileId));
}

function addFile(builder: AppBuilder, reading: ReturnType<typeof addReading>): void {
  builder.prismaNode('IntegrityFile', {
    ...NODE,
    include: WITH_ACCESS,
    description: doc(
      '廉政线索，只对名单上的人公开，每次查阅留痕',
      'a restricted file; for those on its list, each reading is on record',
      CLAUSES.chapter,
    ),
    authScopes: openedFor,
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      prohibition: t.field({
        type: 'IntegrityCode',
        description: doc('涉及的禁令', 'the prohibition'),
        resolve: (row) => row.code as IntegrityCode,
      }),
      source: t.field({
        type: 'IntegrityFileSource',
        description: doc('来源', 'where it comes from'),
        resolve: (row) => row.source as FileSource,
      }),
      state: t.field({
        type: 'IntegrityFileState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as FileState,
      }),
      openedAt: t.expose('openedAt', { type: 'DateTime', description: doc('立案时间', 'when opened') }),
      subject: t.field(
        staffIn('subjectId', doc('涉及人员，未写明为空', 'whom it is about; null while unknown')),
      ),
      case: t.relation('case', { nullable: true, description: doc('涉及的办件', 'the case') }),
      handedTo: t.exposeString('handedTo', {
        nullable: true,
        description: doc('移送的机构', 'the body it was handed to'),
      }),
      handedOverAt: t.expose('handedOverAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('移送时间', 'when handed over'),
      }),
      letter: t.relation('document', {
        nullable: true,
        description: doc('移送函', 'the letter that went with it'),
      }),
      receiptNumber: t.exposeString('receiptNumber', {
        nullable: true,
        description: doc('对方回执号', 'number of the body’s receipt'),
      }),
      concludedAt: t.expose('concludedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('办结时间', 'when concluded'),
      }),
      notes: t.relatedConnection('notes', {
        cursor: 'townshipId_id',
        description: doc('记录，按时间', 'notes, in their order'),
        query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      }),
      access: t.relatedConnection('access', {
        cursor: 'townshipId_id',
        description: doc('可查阅名单', 'who may read it'),
        query: { orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }] },
      }),
      reporter: t.relation('reporter', {
        nullable: true,
        authScopes: (_row, _args, ctx) => seenIf(reporterForLeaders.decide(ctx.viewer)),
        description: doc('举报人，匿名为空', 'who reported; null when anonymous'),
      }),
      readings: t.field({
        type: [reading],
        description: doc('最近一百次查阅', 'its last hundred readings'),
        resolve: (row, _args, ctx) =>
          ctx.db.auditEntry.findMany({
            where: {
              townshipId: row.townshipId,
              at: { gte: row.openedAt },
              subjectType: 'IntegrityFile',
              subjectId: row.id,
              verb: 'readIntegrityFile',
            },
            orderBy: { at: 'desc' },
            take: 100,
          }),
      }),
    }),
  });
}

function addReading(builder: AppBuilder) {
  const reading = builder.objectRef<{ townshipId: string; at: Date; actorId: string | null }>(
    'IntegrityReading',
  );
  builder.objectType(reading, {
    description: doc('一次查阅', 'one reading of a file', CLAUSES.chapter),
    // Reached through its file only.
    authScopes: { role: STAFF_ROLES },
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      reader: t.field(staffIn('actorId', doc('查阅人', 'who read it'))),
    }),
  });
  return reading;
}

function addFileParts(builder: AppBuilder): void {
  builder.prismaObject('IntegrityNote', {
    description: doc('线索的一条记录，不再改变', 'a note on a file; never changed', CLAUSES.chapter),
    authScopes: partOf,
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      text: t.exposeString('text', { description: doc('内容', 'text') }),
      author: t.field(staffIn('authorId', doc('记录人，系统所记为空', 'who wrote it; null: the program'))),
    }),
  });
  builder.prismaObject('IntegrityFileAccess', {
    description: doc('可查阅名单的一项', 'an entry of a file’s list', CLAUSES.chapter),
    authScopes: partOf,
    fields: (t) => ({
      role: t.exposeString('role', { nullable: true, description: doc('角色', 'holders of a role') }),
      staff: t.field(staffIn('staffId', doc('人员', 'a member of staff'))),
      grantedBy: t.field(
        staffIn('grantedById', doc('授权人，按规定的为空', 'who granted it; null: by rule')),
      ),
      grantedAt: t.expose('grantedAt', { type: 'DateTime', description: doc('授权时间', 'when') }),
      reason: t.exposeString('reason', { description: doc('理由', 'why') }),
      endedAt: t.expose('endedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('取消时间，有效为空', 'when it ended; null while it holds'),
      }),
    }),
  });
  builder.prismaObject('IntegrityReporter', {
    description: doc(
      '举报人，只对名单上的领导公开',
      'who reported; for leaders on the list',
      CLAUSES.chapter,
    ),
    authScopes: partOf,
    fields: (t) => ({
      name: t.exposeString('name', { nullable: true, description: doc('姓名', 'name') }),
      phone: t.exposeString('phone', { nullable: true, description: doc('电话', 'telephone') }),
    }),
  });
}

function addOutcomes(builder: AppBuilder): void {
  builder.prismaNode('IntegrityOutcome', {
    ...NODE,
    description: doc(
      '认定结果：禁令、人员、日期、后果、是否撤销，不含案情',
      'the outcome of a confirmed file: prohibition, person, day, loss and whether it was revoked, nothing of the matter',
      CLAUSES.chapter,
    ),
    authScopes: (row, ctx) =>
      seenIf(
        covers(ctx, row.townshipId) && (row.staffId === ctx.viewer.id || hasRole(ctx, ...OUTCOME_READERS)),
      ),
    fields: (t) => ({
      prohibition: t.field({
        type: 'IntegrityCode',
        description: doc('禁令', 'the prohibition'),
        resolve: (row) => row.code as IntegrityCode,
      }),
      disqualifies: t.field({
        type: 'IntegrityLoss',
        description: doc('后果', 'what it costs'),
        resolve: (row) => row.disqualifies as Loss,
      }),
      confirmedOn: t.field({
        type: 'Date',
        description: doc('认定日期', 'day it was confirmed'),
        resolve: (row) => civilDate(row.confirmedOn),
      }),
      revokedOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc(
          '经复核撤销的日期，有效为空',
          'day it was revoked after a review; null while it stands',
        ),
        resolve: (row) => (row.revokedOn === null ? null : civilDate(row.revokedOn)),
      }),
      staff: t.field(staffIn('staffId', doc('人员', 'whom it is about'))),
    }),
  });
}
