import type { AppBuilder } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { rowId, seenIf, whereRow } from '../graphql/node.ts';
import { contentOf } from './content.ts';
import { renderHtml } from './html.ts';
import { documentPath, paperOf, type DocumentFormat } from './paper.ts';
import { holdsDocument, mayRead, shownTo } from './reading.ts';
import { isGenuine } from './seal.ts';

/** What drawing a document costs of an operation's allowance. */
const DRAWING_COST = 50;

/** An issued document in all its forms. */
export function addDocument(builder: AppBuilder): void {
  builder.enumType('DocumentFormat', {
    description: doc('文书格式', 'form of a document'),
    values: {
      PDF: { description: doc('PDF，可打印', 'PDF, to print') },
      HTML: { description: doc('网页，可打印、可朗读', 'a page, to print or to be read aloud') },
      JSON: { description: doc('JSON，与 content 相同', 'JSON, the same as `content`') },
    },
  });
  builder.prismaNode('Document', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc(
      '文书，出具后不再改变。窗口、申请人和凭查询码者看到全文；其他有权者看到的，隐去申请人姓名和查询码',
      'an issued document; never changed. The window, its applicant and holders of the query code read all of it; others who may see it read it without name and codes',
    ),
    authScopes: (document, ctx) => seenIf(mayRead(ctx, document)),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('文号', 'number') }),
      kind: t.exposeString('kind', { description: doc('种类代码', 'kind') }),
      title: t.exposeString('title', { description: doc('标题', 'title') }),
      text: t.string({
        description: doc('正文，一行一段', 'text, a paragraph a line'),
        resolve: (d, _args, ctx) => shownTo(ctx, d).text,
      }),
      clause: t.exposeString('clause', {
        nullable: true,
        description: doc('依据条款编号', 'id of the clause'),
      }),
      copies: t.exposeStringList('copies', {
        description: doc('各联名称，如存根、交申请人；空为一联', 'labels of its copies; none = one copy'),
      }),
      content: t.field({
        type: 'JSON',
        description: doc('全部内容', 'all that it holds, as JSON'),
        resolve: (d, _args, ctx) => contentOf(shownTo(ctx, d), townshipOf(ctx, d)),
      }),
      html: t.string({
        complexity: DRAWING_COST,
        description: doc('完整网页', 'a whole HTML page'),
        resolve: (d, _args, ctx) =>
          renderHtml(paperOf(shownTo(ctx, d), townshipOf(ctx, d), ctx.platform.publicUrl)),
      }),
      url: t.string({
        nullable: true,
        description: doc(
          '文件在本服务器上的路径，以 / 开头，含核验码，持有即可打开；无权看全文者为空',
          'path of the file on this server, begins with /; it holds the code, so whoever has it can open the file. Null for who may not read all of the document',
        ),
        args: {
          format: t.arg({
            type: 'DocumentFormat',
            description: doc('格式，默认PDF', 'form; PDF by default'),
          }),
        },
        resolve: ({ code, ...d }, args, ctx) =>
          code === null || !holdsDocument(ctx, d)
            ? null
            : documentPath(townshipOf(ctx, d), { id: d.id, code }, formatNamed(args.format ?? 'PDF')),
      }),
      verificationCode: t.string({
        nullable: true,
        description: doc(
          '核验码，无权看全文者为空',
          'verification code; null for who may not read all of it',
        ),
        resolve: (d, _args, ctx) => shownTo(ctx, d).code,
      }),
      genuine: t.boolean({
        nullable: true,
        description: doc(
          '内容是否与出具时一致；没有核验码的旧文书为空',
          'whether it is as it was issued; null for one older than verification codes',
        ),
        resolve: (d, _args, ctx) => (d.code === null ? null : isGenuine(ctx.platform.documentSecret, d)),
      }),
      digest: t.exposeString('digest', {
        description: doc('内容封印（HMAC-SHA-256）', 'seal of its content, HMAC-SHA-256'),
      }),
      issuedAt: t.expose('issuedAt', {
        type: 'DateTime',
        description: doc('出具时间', 'when it was issued'),
      }),
    }),
  });
}

function townshipOf(ctx: Context, { townshipId }: { townshipId: string }): string {
  return ctx.platform.directory.findTownship(townshipId)?.code ?? '';
}

function formatNamed(format: EnumValues['DocumentFormat']): DocumentFormat {
  return format.toLowerCase() as Lowercase<typeof format>;
}
