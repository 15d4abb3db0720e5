import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { EnumValues } from '../../core/graphql/enums.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { globalId, inForce, rowId, whereRow } from '../../core/graphql/node.ts';
import { rowAnswer, type ReadIds } from '../../core/graphql/verb.ts';
import { staffOf, windowOf } from '../../core/people/reference.ts';
import { civilDate, civilDateOf } from '../../core/time/index.ts';
import { answerSurvey, closeSurvey, issueSurveyTokens, openSurvey, publishSurvey } from './acts/survey.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import { addSurveyEnums } from './survey-enums-schema.ts';
import { STEP_ROLES } from './roles.ts';
import { addSatisfaction, monthIn } from './satisfaction-schema.ts';
import { settingsOn, subjectsAtWindows } from './service.ts';
import { publishedGroups, type Channel, type PublishedGroup } from './survey-rules.ts';
import { countsOf } from './survey-store.ts';

/** Most tokens that are made at once. */
const MOST_TOKENS = 500;
/** No token is longer, spaces included. */
const LONGEST_TOKEN = 64;

/** Tokens as they are told once; no row stands for them. */
interface IssuedTokens {
  readonly channel: Channel;
  readonly tokens: readonly string[];
}

type Shown = PublishedGroup & { readonly townshipId: string };

/** Survey, its tokens and its published results (群众民主评议). */
export function addSurvey(schema: ModuleSchema): void {
  addSurveyEnums(schema);
  const subject = addSubject(schema);
  addSurveyNode(schema, subject);
  addSatisfaction(schema, subject);
  addSurveyVerbs(schema);
  addAnswering(schema);
}

type SubjectOfTownship = { readonly townshipId: string; readonly subject: Subject };

function addSubject({ builder }: ModuleSchema) {
  const ref = builder.objectRef<SubjectOfTownship>('SurveySubject');
  builder.objectType(ref, {
    description: doc('评议对象：窗口或窗口人员', 'a window, or a person at a window', CLAUSES.scope),
    authScopes: { public: true },
    fields: (t) => ({
      windowId: t.id({
        nullable: true,
        description: doc('窗口；人员为空', 'the window; null for a person'),
        resolve: ({ townshipId, subject: { kind, id } }) =>
          kind === 'WINDOW' ? globalId('Window', { townshipId, id }) : null,
      }),
      staffId: t.id({
        nullable: true,
        description: doc('人员；窗口为空', 'the person; null for a window'),
        resolve: ({ townshipId, subject: { kind, id } }) =>
          kind === 'STAFF' ? globalId('Staff', { townshipId, id }) : null,
      }),
      name: t.string({
        description: doc(
          '窗口名称或公示的姓名',
          'name of the window, or of the person as on the staff board',
        ),
        resolve: async ({ townshipId, subject: { kind, id } }, _args, ctx) => {
          const named = kind === 'WINDOW' ? windowOf(ctx, townshipId, id) : staffOf(ctx, townshipId, id);
          return (await named).name;
        },
      }),
    }),
  });
  return ref;
}

export type SubjectRef = ReturnType<typeof addSubject>;

function addSurveyNode(schema: ModuleSchema, subject: SubjectRef): void {
  const { builder } = schema;
  builder.prismaNode('Survey', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一个月的群众民主评议', 'the survey of a month', CLAUSES.survey),
    authScopes: { public: true },
    fields: (t) => ({
      month: t.exposeString('month', { description: doc('月份', 'month') }),
      title: t.exposeString('title', { description: doc('名称', 'title') }),
      closesOn: t.field({
        type: 'Date',
        description: doc('截止日期', 'last day'),
        resolve: (row) => civilDate(row.closesOn),
      }),
      state: t.field({
        type: 'SurveyState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as EnumValues['SurveyState'],
      }),
      publishedAt: t.expose('publishedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('公布时间', 'when published'),
      }),
      subjects: t.field({
        type: [subject],
        description: doc('可以评议的窗口和人员', 'whom it may judge'),
        resolve: ({ townshipId }, _args, ctx) =>
          subjectsAtWindows(ctx.platform.directory, townshipId).map((given) => ({
            townshipId,
            subject: given,
          })),
      }),
      results: t.field({
        type: [addResult(schema, subject)],
        nullable: true,
        description: doc(
          '公布的汇总结果；答卷过少的不公布，未公布前为空',
          'the published sums without groups of too few answers; null until published',
          CLAUSES.survey,
        ),
        resolve: ({ townshipId, id, publishedAt }, _args, ctx) =>
          publishedAt === null ? null : resultsOf(ctx, townshipId, id, publishedAt),
      }),
    }),
  });
  schema.list('surveys', {
    of: 'Survey',
    seenBy: 'public',
    description: doc('民主评议，最近的在前', 'the surveys, the latest first', CLAUSES.survey),
    order: { month: 'desc' },
  });
  schema.queries((t) => ({
    surveyResults: t.prismaField({
      type: 'Survey',
      nullable: true,
      authScopes: { public: true },
      description: doc('一个月已公布的评议；未公布为空', 'a month’s survey once published', CLAUSES.survey),
      args: { month: t.arg.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }) },
      resolve: (query, _root, { month }, ctx) =>
        ctx.db.survey.findFirst({ ...query, where: { ...inForce(ctx), month, state: 'PUBLISHED' } }),
    }),
  }));
}

/** By the settings of the day of publication, so that nothing that was hidden comes out afterwards. */
async function resultsOf(
  ctx: Context,
  townshipId: string,
  surveyId: string,
  publishedAt: Date,
): Promise<Shown[]> {
  const settings = settingsOn({ platform: ctx.platform, townshipId }, civilDateOf(publishedAt));
  const groups = publishedGroups.decide(await countsOf(ctx.db, { townshipId, surveyId }), settings);
  return groups.map((group) => ({ ...group, townshipId }));
}

function addResult({ builder }: ModuleSchema, subject: SubjectRef) {
  const channel = builder.objectRef<PublishedGroup['channels'][number]>('SurveyChannelResult');
  builder.objectType(channel, {
    description: doc('一种形式的汇总', 'the sums of one channel', CLAUSES.survey),
    authScopes: { public: true },
    fields: (t) => ({
      channel: t.expose('channel', { type: 'SurveyChannel', description: doc('形式', 'channel') }),
      answers: t.exposeInt('answers', { description: doc('答卷数', 'answers') }),
      satisfied: t.exposeInt('satisfied', { description: doc('满意数', 'satisfied') }),
    }),
  });
  const result = builder.objectRef<Shown>('SurveyResult');
  builder.objectType(result, {
    description: doc('一个对象的评议汇总', 'the sums of one subject', CLAUSES.survey),
    authScopes: { public: true },
    fields: (t) => ({
      subject: t.field({ type: subject, description: doc('对象', 'subject'), resolve: (group) => group }),
      answers: t.exposeInt('answers', { description: doc('答卷数', 'answers') }),
      satisfied: t.exposeInt('satisfied', { description: doc('满意数', 'satisfied') }),
      channels: t.field({
        type: [channel],
        description: doc('可以公布的各形式', 'the channels that may be shown'),
        resolve: (group) => [...group.channels],
      }),
    }),
  });
  return result;
}

const SURVEY_ANSWER = rowAnswer('Survey', (db, where) => db.survey.findUniqueOrThrow({ where }));

function addSurveyVerbs({ builder, verb }: ModuleSchema): void {
  verb('openSurvey', {
    description: doc('开始一个月的民主评议', 'opens the survey of a month', CLAUSES.survey),
    input: (t) => ({
      month: t.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }),
      title: t.string({ required: true, description: doc('名称', 'title') }),
      closesOn: t.field({ type: 'Date', required: true, description: doc('截止日期', 'last day') }),
    }),
    roles: STEP_ROLES.survey,
    answer: SURVEY_ANSWER,
    act: async (act, { month, title, closesOn }) => ({
      id: await openSurvey(act, { month: monthIn(month), title, closesOn: civilDate(closesOn) }),
    }),
  });
  const issued = builder.objectRef<IssuedTokens>('SurveyTokens');
  builder.objectType(issued, {
    description: doc(
      '答卷码，只在此处出现一次',
      'tokens; they are told here and never again',
      CLAUSES.survey,
    ),
    authScopes: { role: STEP_ROLES.survey },
    fields: (t) => ({
      channel: t.expose('channel', { type: 'SurveyChannel', description: doc('形式', 'channel') }),
      tokens: t.stringList({
        description: doc('答卷码，一人一码', 'the tokens, one a person'),
        resolve: ({ tokens }) => [...tokens],
      }),
    }),
  });
  verb('issueSurveyTokens', {
    description: doc(
      '发放一次性答卷码；系统不保存答卷码，重试会另发',
      'issues one-time tokens; they are not kept, and a retried request issues others',
      CLAUSES.survey,
    ),
    input: (t) => ({
      surveyId: t.id({ required: true, description: doc('评议', 'the survey') }),
      channel: t.field({ type: 'SurveyChannel', required: true, description: doc('形式', 'channel') }),
      count: t.int({ required: true, description: doc('份数，1至500', 'how many, 1 to 500') }),
      windowId: t.id({
        description: doc(
          '窗口互评：发给哪个窗口，该窗口不评自己',
          'of peers: their window, which they do not judge',
        ),
      }),
    }),
    roles: STEP_ROLES.survey,
    everyTime: true,
    answer: {
      typename: 'SurveyTokens',
      ref: issued,
      load: (_ctx, _key, _info, done) => Promise.resolve(done.row as IssuedTokens),
    },
    act: async (act, { channel, count, ...input }, ids) => {
      const surveyId = ids('Survey', input.surveyId);
      const excludesWindowId = input.windowId ? ids('Window', input.windowId) : null;
      if (count < 1 || count > MOST_TOKENS) throw new Failure('BAD_INPUT', undefined, { field: 'count' });
      const tokens = await issueSurveyTokens(act, { surveyId, channel, count, excludesWindowId });
      return { id: surveyId, row: { channel, tokens } satisfies IssuedTokens };
    },
  });
  for (const [name, zh, en, roles, step] of [
    ['closeSurvey', '提前截止评议', 'closes a survey before its day', STEP_ROLES.survey, closeSurvey],
    ['publishSurvey', '公布评议结果', 'publishes the results', STEP_ROLES.publish, publishSurvey],
  ] as const)
    verb(name, {
      description: doc(zh, en, CLAUSES.survey),
      input: (t) => ({ surveyId: t.id({ required: true, description: doc('评议', 'the survey') }) }),
      roles,
      answer: SURVEY_ANSWER,
      act: async (act, input, ids) => ({ id: await step(act, ids('Survey', input.surveyId)) }),
    });
}

function addAnswering({ builder, verb }: ModuleSchema): void {
  const given = builder.inputType('SurveyAnswerInput', {
    description: doc('对一个窗口或人员的评议', 'what is said of one window or person', CLAUSES.survey),
    fields: (t) => ({
      windowId: t.id({ description: doc('窗口', 'a window') }),
      staffId: t.id({ description: doc('人员', 'or a person') }),
      answer: t.field({ type: 'SurveyAnswer', required: true, description: doc('意见', 'the answer') }),
    }),
  });
  verb('answerSurvey', {
    description: doc(
      '凭一次性答卷码不记名评议；不记录何人、何码、何意见',
      'answers with a one-time token; neither who, nor which token, nor what was said is kept',
      CLAUSES.survey,
    ),
    input: (t) => ({
      token: t.string({ required: true, description: doc('答卷码', 'the token') }),
      answers: t.field({ type: [given], required: true, description: doc('评议', 'the answers') }),
    }),
    roles: 'public',
    anonymous: true,
    answer: SURVEY_ANSWER,
    act: async (act, { token, answers }, ids) => {
      if (token.length > LONGEST_TOKEN) throw new Failure('BAD_INPUT', undefined, { field: 'token' });
      const ballot = answers.map(({ answer, ...subject }) => ({ answer, subject: subjectIn(subject, ids) }));
      return { id: await answerSurvey(act, token, ballot) };
    },
  });
}

/** The one of window and person that is named; BAD_INPUT for none or both. */
function subjectIn(
  { windowId, staffId }: { windowId?: string | null | undefined; staffId?: string | null | undefined },
  ids: ReadIds,
): Subject {
  if (windowId && !staffId) return { kind: 'WINDOW', id: ids('Window', windowId) };
  if (staffId && !windowId) return { kind: 'STAFF', id: ids('Staff', staffId) };
  throw new Failure('BAD_INPUT', undefined, { field: 'answers' });
}
