import type { AppBuilder } from '../graphql/builder.ts';
import { todayOf, type Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, countyTenant, townshipByCode } from '../graphql/verb.ts';
import type { RegisteredDocument } from '../modules/registry.ts';
import { civilDate } from '../time/index.ts';
import { previewPage, previewText, type DocumentPreview } from './preview.ts';
import { placeholdersOf, templateProblems, type Placeholder } from './template.ts';
import { decisionInForce, setDocumentTemplate, type TemplateDecision } from './templates.ts';

/** A kind of document with the texts it has in one township, or in the county. */
interface KindThere {
  readonly registered: RegisteredDocument;
  readonly townshipId: string | null;
}

const READERS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
] as const;

/** The texts of documents: what holds, what a text may and must say, a look at one before it is used, and setting it. */
export function addTemplates(builder: AppBuilder): void {
  const placeholder = builder.objectRef<Placeholder>('DocumentPlaceholder');
  builder.objectType(placeholder, {
    description: doc('模板中可用的占位符', 'a placeholder that a text may use'),
    authScopes: { public: true },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称，写作{{名称}}', 'name, written {{name}}') }),
      description: t.exposeString('description', { description: doc('含义', 'what it stands for') }),
      list: t.exposeBoolean('list', {
        description: doc(
          '是否列表，写作{{#名称}}…{{/名称}}',
          'whether it is a list, written {{#name}}…{{/name}}',
        ),
      }),
      entry: t.field({
        type: [placeholder],
        description: doc('列表每条中可用的占位符', 'what each entry of the list has'),
        resolve: (p) => [...p.entry],
      }),
    }),
  });
  const decision = builder.objectRef<TemplateDecision>('DocumentTemplateDecision');
  builder.objectType(decision, {
    description: doc('对一种文书正文的一次规定', 'one dated decision on a text'),
    authScopes: { public: true },
    fields: (t) => ({
      text: t.exposeString('text', {
        nullable: true,
        description: doc('正文；空为不再使用自己的正文', 'the text; null = the own text ends'),
      }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('生效日期', 'first day'),
        resolve: (d) => civilDate(d.effectiveFrom),
      }),
      township: t.string({
        nullable: true,
        description: doc('乡镇代码；空为全县', 'code of the township; null = the whole county'),
        resolve: (d, _args, ctx) => ctx.platform.directory.findTownship(d.townshipId)?.code ?? null,
      }),
      reason: t.exposeString('reason', { nullable: true, description: doc('理由', 'reason') }),
      setAt: t.expose('setAt', { type: 'DateTime', description: doc('规定时间', 'when it was decided') }),
    }),
  });
  const template = builder.objectRef<KindThere>('DocumentTemplate');
  builder.objectType(template, {
    description: doc('一种文书的正文模板', 'a kind of document with the text that holds'),
    authScopes: { public: true },
    fields: (t) => ({
      kind: t.string({ description: doc('种类代码', 'kind'), resolve: (k) => k.registered.kind.kind }),
      title: t.string({ description: doc('标题', 'title'), resolve: (k) => k.registered.kind.title.zh }),
      clause: t.string({
        description: doc('依据条款编号', 'id of the clause'),
        resolve: (k) => k.registered.kind.clause.id,
      }),
      module: t.string({
        nullable: true,
        description: doc('所属模块', 'module; null = the kernel'),
        resolve: (k) => k.registered.module?.id ?? null,
      }),
      text: t.string({
        description: doc('现行正文', 'the text that holds today'),
        resolve: (k, _args, ctx) => inForce(ctx, k)?.text ?? k.registered.kind.template,
      }),
      builtIn: t.string({
        description: doc('程序自带的正文', 'the program’s own text'),
        resolve: (k) => k.registered.kind.template,
      }),
      decision: t.field({
        type: decision,
        nullable: true,
        description: doc(
          '现行正文出自的规定；空为程序自带',
          'the decision that holds; null = the program’s own text',
        ),
        resolve: (k, _args, ctx) => inForce(ctx, k),
      }),
      decisions: t.field({
        type: [decision],
        description: doc('全部规定，县里的在前', 'all decisions, the county’s first'),
        resolve: (k, _args, { platform: { directory } }) =>
          [directory.county?.id, k.townshipId].flatMap((owner) => [
            ...directory.templatesOf(owner ?? '', k.registered.kind.kind),
          ]),
      }),
      placeholders: t.field({
        type: [placeholder],
        description: doc('可用的占位符', 'what the text may use'),
        resolve: (k) => [...placeholdersOf(k.registered.kind)],
      }),
      mandatory: t.stringList({
        description: doc('正文必须写明的占位符', 'what the text must say'),
        resolve: (k) => [...k.registered.kind.mandatory],
      }),
    }),
  });
  const preview = builder.objectRef<DocumentPreview>('DocumentPreview');
  builder.objectType(preview, {
    description: doc(
      '正文试看，占位符以【名称】代替',
      'a look at a text, with 【names】 for its placeholders',
    ),
    authScopes: { public: true },
    fields: (t) => ({
      problems: t.stringList({
        description: doc('不能使用的原因；空为可用', 'why it cannot be used; none = it can'),
        resolve: (p, _args, ctx) => templateProblems(p.kind, p.text).map((problem) => problem[ctx.locale]),
      }),
      text: t.string({
        nullable: true,
        description: doc('填好的正文；不能使用时为空', 'the text filled in; null when it cannot be used'),
        resolve: (p) => previewText(p),
      }),
      html: t.string({
        nullable: true,
        description: doc('填好的网页；不能使用时为空', 'the page; null when it cannot be used'),
        resolve: (p, _args, ctx) =>
          previewPage(p, {
            county: ctx.platform.directory.county,
            township: ctx.township,
            at: ctx.platform.now(),
          }),
      }),
    }),
  });

  builder.queryField('documentTemplates', (t) =>
    t.field({
      type: [template],
      description: doc('各种文书的正文模板', 'the texts of all kinds of documents'),
      authScopes: { role: READERS },
      args: {
        township: t.arg.string({
          description: doc(
            '乡镇代码，仅县里使用；空为全县',
            'code of a township, for the county; null = the county’s own',
          ),
        }),
      },
      resolve: (_root, args, ctx) => {
        const townshipId = args.township ? townshipByCode(ctx, args.township) : (ctx.township?.id ?? null);
        return shownKinds(ctx).map((registered) => ({ registered, townshipId }));
      },
    }),
  );
  builder.queryField('previewDocument', (t) =>
    t.field({
      type: preview,
      nullable: true,
      description: doc(
        '不出具文书，试看一段正文；没有这种文书时为空',
        'looks at a text without issuing anything; null when there is no such kind',
      ),
      authScopes: { role: READERS },
      args: {
        kind: t.arg.string({ required: true, description: doc('种类代码', 'kind') }),
        text: t.arg.string({
          description: doc('正文；空为程序自带的', 'the text; the program’s own by default'),
        }),
      },
      resolve: (_root, args, ctx) => {
        const kind = shownKinds(ctx).find((d) => d.kind.kind === args.kind)?.kind;
        return kind ? { kind, text: args.text ?? kind.template } : null;
      },
    }),
  );
  addVerb(builder, 'setDocumentTemplate', {
    description: doc(
      '规定一种文书自某日起的正文，全县或一个乡镇；已出具的文书不变',
      'sets the text of a kind of document from a day on, for the county or one township; documents already issued keep theirs',
    ),
    input: (t) => ({
      kind: t.string({ required: true, description: doc('种类代码', 'kind') }),
      township: t.string({
        description: doc('乡镇代码；空为全县', 'code of a township; null = the whole county'),
      }),
      text: t.string({
        description: doc(
          '正文，一行一段；空为不再使用自己的正文',
          'the text, a paragraph a line; null ends the own text',
        ),
      }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('首日，默认今天', 'first day; today by default'),
      }),
      reason: t.string({ description: doc('理由', 'reason') }),
    }),
    roles: ['COUNTY_BUREAU'],
    tenant: (ctx, input) => (input.township ? townshipByCode(ctx, input.township) : countyTenant(ctx)),
    answer: {
      typename: 'DocumentTemplate',
      ref: template,
      load: (ctx, key) => Promise.resolve(ofDecision(ctx, key)),
    },
    act: async (act, input) => ({
      id: await setDocumentTemplate(act, {
        kind: input.kind,
        text: input.text ?? null,
        effectiveFrom: input.effectiveFrom ? civilDate(input.effectiveFrom) : null,
        reason: input.reason,
      }),
    }),
  });
}

/** Kinds of documents that are known where the caller asks: at a township's endpoint not those of chapters that are off. */
function shownKinds({ platform, endpoint, township }: Context): readonly RegisteredDocument[] {
  return platform.registry.documents.filter(
    ({ module }) =>
      module === null ||
      endpoint === 'county' ||
      (township !== null && platform.switches.isEnabled(township.id, module.id)),
  );
}

function inForce(ctx: Context, { registered, townshipId }: KindThere): TemplateDecision | null {
  return decisionInForce(ctx.platform.directory, registered.kind.kind, townshipId, todayOf(ctx));
}

/** What a decision is about, for the answer of the mutation that made it. */
function ofDecision(ctx: Context, key: { townshipId: string; id: string }): KindThere {
  const { registry, directory } = ctx.platform;
  const registered = registry.documents.find((d) =>
    directory.templatesOf(key.townshipId, d.kind.kind).some((decision) => decision.id === key.id),
  );
  if (!registered) throw new Error('a decision must be known after it was made');
  return { registered, townshipId: directory.findTownship(key.townshipId)?.id ?? null };
}
