import type { AppBuilder } from '../graphql/builder.ts';
import { clauseType } from '../graphql/clause-type.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, countyTenant, townshipByCode } from '../graphql/verb.ts';
import type { Bilingual } from '../regulation/index.ts';
import { civilDate, civilDateOf } from '../time/index.ts';
import { namesOf, type MessageTemplate } from './message.ts';
import { messageInForce, messagesOf, setMessageText, type MessageInForce } from './texts.ts';

const EDITORS = ['CENTRE_DIRECTOR', 'COUNTY_BUREAU'] as const;
const READERS = [...EDITORS, 'WINDOW_STAFF', 'STATION_HEAD', 'UNIT_DEPUTY', 'UNIT_HEAD'] as const;

/** A template as it stands in a township or the county today. */
interface ShownTemplate extends MessageInForce {
  readonly template: MessageTemplate;
}

/** The township in force, else the county. */
function ownerOf(ctx: Context): string {
  return ctx.township?.id ?? countyTenant(ctx);
}

function shown(ctx: Context, ownerId: string, template: MessageTemplate): ShownTemplate {
  const today = civilDateOf(ctx.platform.now());
  return { template, ...messageInForce(ctx.platform, ownerId, template, today) };
}

/** The texts of messages and how a county or township replaces them. */
export function addMessageTemplates(builder: AppBuilder): void {
  const wording = builder.objectRef<Bilingual>('MessageText');
  builder.objectType(wording, {
    description: doc('消息文本', 'text of a message in both languages'),
    authScopes: { role: READERS },
    fields: (t) => ({
      zh: t.exposeString('zh', { description: doc('中文，按此发送', 'Chinese, as it is sent') }),
      en: t.exposeString('en', { description: doc('英文', 'English') }),
    }),
  });
  builder.enumType('MessageTextSource', {
    description: doc('文本由谁确定', 'who gave a text'),
    values: {
      DEFAULT: { description: doc('程序默认', 'the program') },
      COUNTY: { description: doc('县', 'the county') },
      TOWNSHIP: { description: doc('乡镇', 'the township') },
    },
  });
  const template = builder.objectRef<ShownTemplate>('MessageTemplate');
  builder.objectType(template, {
    description: doc('消息模板', 'a message that the program sends'),
    authScopes: { role: READERS },
    fields: (t) => ({
      key: t.string({ description: doc('代码', 'key'), resolve: (s) => s.template.key }),
      title: t.string({
        description: doc('名称，也是邮件主题', 'its name, also the subject of an e-mail'),
        resolve: (s, _args, ctx) => s.template.title[ctx.locale],
      }),
      audience: t.string({
        description: doc(
          '告知谁：APPLICANT、CITIZEN、STAFF、ROLE',
          'whom it tells: APPLICANT, CITIZEN, STAFF, ROLE',
        ),
        resolve: (s) => s.template.audience,
      }),
      channels: t.field({
        type: ['NotificationChannel'],
        description: doc('渠道；短信失败转电话', 'channels; a call follows a failed text message'),
        resolve: (s) => [...s.template.channels],
      }),
      module: t.string({
        nullable: true,
        description: doc('所属模块', 'id of its module; none for the kernel’s'),
        resolve: (s, _args, ctx) => ctx.platform.registry.messages.get(s.template.key)?.module ?? null,
      }),
      clause: t.field({
        type: clauseType(builder),
        nullable: true,
        description: doc('依据', 'the clause it rests on'),
        resolve: (s) => s.template.clause,
      }),
      placeholders: t.stringList({
        description: doc('占位符，每个都必须出现', 'its placeholders; each must appear'),
        resolve: (s) => namesOf(s.template),
      }),
      text: t.field({
        type: wording,
        description: doc('现行文本', 'the text in force today'),
        resolve: (s) => s.text,
      }),
      defaultText: t.field({
        type: wording,
        description: doc('程序默认文本', 'the program’s text'),
        resolve: (s) => s.template.text,
      }),
      source: t.field({
        type: 'MessageTextSource',
        description: doc('现行文本由谁确定', 'who gave the text in force'),
        resolve: (s) => s.source,
      }),
      effectiveFrom: t.field({
        type: 'Date',
        nullable: true,
        description: doc('现行文本的起始日', 'first day of the text in force'),
        resolve: (s) => (s.effectiveFrom === null ? null : civilDate(s.effectiveFrom)),
      }),
      optional: t.boolean({
        description: doc('是否可由县或乡镇决定发送与否', 'whether county or township decide if it is sent'),
        resolve: (s) => s.template.optional ?? false,
      }),
      sent: t.exposeBoolean('sent', { description: doc('现在是否发送', 'whether it is sent today') }),
    }),
  });
  builder.queryField('messageTemplates', (t) =>
    t.field({
      type: [template],
      description: doc(
        '消息模板：本镇（或全县）现行的文本',
        'the messages with their texts in force in the township, or in the county',
      ),
      authScopes: { role: READERS },
      resolve: (_root, _args, ctx) => {
        const ownerId = ownerOf(ctx);
        return messagesOf(ctx.platform, ownerId).map((one) => shown(ctx, ownerId, one));
      },
    }),
  );
  addVerb(builder, 'setMessageTemplate', {
    description: doc(
      '县或乡镇自某日起替换消息文本，占位符必须齐全',
      'county or township replace the text of a message from a day on, with all its placeholders',
    ),
    roles: EDITORS,
    input: (t) => ({
      template: t.string({ required: true, description: doc('消息模板代码', 'key of the template') }),
      township: t.string({
        description: doc(
          '乡镇代码；县里不填则为全县',
          'code of the township; left out by the county: all townships',
        ),
      }),
      zh: t.string({
        description: doc('中文文本；两种都不填则恢复', 'Chinese text; without both, the former'),
      }),
      en: t.string({ description: doc('英文文本', 'English text') }),
      sent: t.boolean({
        description: doc('是否发送，仅限可选消息', 'whether it is sent, optional ones only'),
      }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('起始日；不填则当日', 'first day; left out: today'),
      }),
    }),
    tenant: (ctx, input) => (input.township ? townshipByCode(ctx, input.township) : ownerOf(ctx)),
    answer: {
      typename: 'MessageTemplate',
      ref: template,
      load: (ctx, { townshipId }, _info, done) => {
        const found = ctx.platform.registry.messages.get(done.id)?.template;
        if (!found) throw new Error('an answered template must exist');
        return Promise.resolve(shown(ctx, townshipId, found));
      },
    },
    act: async (act, input) => {
      const { key } = await setMessageText(act, {
        ...input,
        effectiveFrom: input.effectiveFrom ? civilDate(input.effectiveFrom) : null,
      });
      return { id: key };
    },
  });
}
