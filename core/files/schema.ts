import type { ObjectRef } from '@pothos/core';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { mayReadCase, holdsCase } from '../cases/access.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { rowId, seenIf, whereRow } from '../graphql/node.ts';
import { addVerb, shownAnswer } from '../graphql/verb.ts';
import { filesReadBy, mayReadFile, WITH_FILE, type ShownFile } from './access.ts';
import { signedPath } from './link.ts';
import { ReceivedFile } from './received-file.ts';
import { addCaseFile } from './service.ts';

/** A file of a multipart request; no text or object of a client stands for one. */
const UPLOAD = new GraphQLScalarType({
  name: 'Upload',
  description: doc(
    '随请求上传的文件（GraphQL multipart request）',
    'a file sent with the request, as the GraphQL multipart request specification has it',
  ),
  parseValue: (value) => {
    if (value instanceof ReceivedFile) return value;
    throw new GraphQLError('an Upload is a file of a multipart request', {
      extensions: { code: 'BAD_INPUT' },
    });
  },
  parseLiteral: () => {
    throw new GraphQLError('an Upload is given as a variable', { extensions: { code: 'BAD_INPUT' } });
  },
  serialize: () => {
    throw new GraphQLError('an Upload is input only');
  },
});

const types = new WeakMap<AppBuilder, ObjectRef<AppBuilder['$inferSchemaTypes'], ShownFile>>();

/** The type of a material as a file, for a module's lists of such; made once a builder. */
export function caseFileType(builder: AppBuilder): ObjectRef<AppBuilder['$inferSchemaTypes'], ShownFile> {
  const type = types.get(builder);
  if (!type) throw new Error('files must be registered before modules');
  return type;
}

/** Materials of a case as files. */
export function addFiles(builder: AppBuilder): void {
  builder.addScalarType('Upload', UPLOAD);
  const type = builder.prismaNode('CaseFile', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    select: { townshipId: true, id: true, ...WITH_FILE },
    description: doc('办件材料文件', 'a file that is a material of a case'),
    authScopes: async (row, ctx) =>
      seenIf(
        ctx.shown.has('CaseFile', row.id) || (mayReadFile(ctx, row) && (await mayReadCase(ctx, row.case))),
      ),
    fields: (t) => ({
      material: t.exposeString('material', { description: doc('材料名称', 'material that it is') }),
      name: t.string({ description: doc('文件名', 'name of the file'), resolve: (f) => f.file.name }),
      mediaType: t.string({
        description: doc('按内容识别的类型', 'media type, found in the content'),
        resolve: (f) => f.file.mediaType,
      }),
      size: t.int({ description: doc('字节数', 'bytes'), resolve: (f) => f.file.size }),
      digest: t.string({
        description: doc('SHA-256校验值', 'SHA-256 of the content'),
        resolve: (f) => f.file.digest,
      }),
      uploadedAt: t.field({
        type: 'DateTime',
        description: doc('上传时间', 'when it was uploaded'),
        resolve: (f) => f.file.uploadedAt,
      }),
      url: t.string({
        nullable: true,
        description: doc(
          '下载路径，以 / 开头，签名，五分钟内有效；无权者为空',
          'signed path to download it, open for five minutes; null for who may not',
        ),
        resolve: (f, _args, ctx) => {
          if (!holdsCase(ctx, f.case)) return null;
          const { townshipId, id } = f.file;
          return signedPath(ctx.platform, { townshipId, resource: `files/${id}` });
        },
      }),
    }),
  });
  types.set(builder, type as never);
  builder.prismaObjectFields('Case', (t) => ({
    files: t.relatedConnection('files', {
      cursor: 'townshipId_id',
      description: doc(
        '材料文件；其他站所的窗口只见移交给本站所的',
        'materials as files; windows of other stations see those handed on to them',
      ),
      query: (_args, ctx) => ({ where: filesReadBy(ctx), orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] }),
    }),
  }));
  addVerb(builder, 'addCaseFile', {
    description: doc('上传办件材料', 'adds a material to a case as a file'),
    roles: ['APPLICANT', 'FRONTEND', 'WINDOW_STAFF', 'STATION_HEAD'],
    input: (t) => ({
      caseId: t.id({ required: true, description: doc('办件', 'the case') }),
      material: t.string({ required: true, description: doc('材料名称', 'material that it is') }),
      file: t.field({ type: 'Upload', required: true, description: doc('文件', 'the file') }),
      queryCode: t.string({
        description: doc('查询码，前端代办时必填', 'query code; needed from a front end'),
      }),
    }),
    answer: shownAnswer('CaseFile', (db, where) =>
      db.caseFile.findUniqueOrThrow({ where, include: WITH_FILE }),
    ),
    act: async (act, input, ids) => ({
      id: await addCaseFile(act, {
        caseId: ids('Case', input.caseId),
        material: input.material,
        file: input.file,
        queryCode: input.queryCode ?? null,
      }),
    }),
  });
}
