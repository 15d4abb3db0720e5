import { itemVersionOf } from '../catalogue/versions.ts';
import { staffIn, windowIn } from '../people/reference.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { hasRole } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { Failure } from '../graphql/failure.ts';
import { covers, keyOf, rowId, seenIf, whereRow } from '../graphql/node.ts';
import { asksForMarks, cutOf, pageFrom } from '../graphql/page.ts';
import { requireUnlocked } from '../graphql/tracked.ts';
import { holdsCase, mayReadCase } from './access.ts';
import { STATE_NAMES } from './refusals.ts';
import { allowedVerbs, CASE_STATES, type CaseState } from './states.ts';
import { applicantOf, timelineOf } from './children.ts';
import { caseById, caseList } from './case-queries.ts';
import { readCases, type CaseChild } from './case-rows.ts';
import { readTracked } from './tracked-case.ts';
import { addCaseVerbs } from './verbs-schema.ts';

/** The case, its timeline, the lists and the verbs. */
export function addCases(builder: AppBuilder): void {
  builder.enumType('CaseState', {
    description: doc('办件状态', 'state of a case'),
    values: Object.fromEntries(
      CASE_STATES.map((state) => [
        state,
        { description: `${STATE_NAMES[state]} / ${state.toLowerCase().replace('_', ' ')}` },
      ]),
    ),
  });
  builder.enumType('CaseChannel', {
    description: doc('提交渠道', 'how a case came in'),
    values: {
      WINDOW: { description: doc('窗口', 'at the window') },
      ONLINE: { description: doc('网上', 'online') },
      KIOSK: { description: doc('自助机', 'kiosk') },
    },
  });
  builder.enumType('CaseOutcome', {
    description: doc('办理结果', 'outcome of a decision'),
    values: {
      APPROVED: { description: doc('准予', 'approved') },
      DENIED: { description: doc('不予许可', 'denied') },
    },
  });

  const timelineEntry = builder.prismaObject('TimelineEntry', {
    description: doc('办理过程中的一步', 'one step of a case'),
    authScopes: { public: true },
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      verb: t.exposeString('verb', { description: doc('步骤', 'the verb') }),
      fromState: t.field({
        type: 'CaseState',
        nullable: true,
        description: doc('原状态', 'state before'),
        extensions: { columns: ['fromState'] },
        resolve: (e) => e.fromState as CaseState | null,
      }),
      toState: t.field({
        type: 'CaseState',
        description: doc('新状态', 'state after'),
        extensions: { columns: ['toState'] },
        resolve: (e) => e.toState as CaseState,
      }),
      note: t.exposeString('note', { nullable: true, description: doc('说明', 'note') }),
      clause: t.exposeString('clause', { nullable: true, description: doc('条款编号', 'id of the clause') }),
      actorKind: t.exposeString('actorKind', { description: doc('办理者类别', 'kind of actor') }),
    }),
  });

  builder.prismaNode('Case', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('办件', 'a case'),
    authScopes: (facts, ctx) => orNobody(mayReadCase(ctx, facts)),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('办件编号', 'number') }),
      queryCode: t.string({
        nullable: true,
        description: doc('查询码，申请人和窗口可见', 'query code, for the applicant and the window'),
        extensions: { columns: ['queryCode'] },
        resolve: (c, _args, ctx) => (holdsCase(ctx, c) ? c.queryCode : null),
      }),
      state: t.field({
        type: 'CaseState',
        description: doc('状态', 'state'),
        extensions: { columns: ['state'] },
        resolve: (c) => c.state as CaseState,
      }),
      version: t.exposeInt('version', { description: doc('版本，每步加一', 'grows with every step') }),
      outcome: t.field({
        type: 'CaseOutcome',
        nullable: true,
        description: doc('办理结果', 'outcome'),
        extensions: { columns: ['outcome'] },
        resolve: (c) => c.outcome as EnumValues['CaseOutcome'] | null,
      }),
      channel: t.field({
        type: 'CaseChannel',
        description: doc('提交渠道', 'channel'),
        extensions: { columns: ['channel'] },
        resolve: (c) => c.channel as EnumValues['CaseChannel'],
      }),
      priority: t.exposeInt('priority', { description: doc('优先级，大者先办', 'higher is served first') }),
      submittedAt: t.expose('submittedAt', {
        type: 'DateTime',
        description: doc('提交时间', 'when submitted'),
      }),
      acceptedAt: t.expose('acceptedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('受理时间', 'when accepted'),
      }),
      decidedAt: t.expose('decidedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('办结时间', 'when decided'),
      }),
      closedAt: t.expose('closedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('结束时间', 'when its life ended'),
      }),
      materialsGiven: t.exposeStringList('materialsGiven', {
        description: doc('已交材料', 'materials handed in'),
      }),
      item: t.field({
        type: 'ServiceItemVersion',
        description: doc('事项（受理时的版本）', 'the item, in the version of the case'),
        extensions: { columns: ['itemId', 'itemVersion'] },
        resolve: (c, _args, ctx) => itemVersionOf(ctx, c),
      }),
      applicant: t.field({
        type: 'Applicant' as never,
        description: doc('申请人', 'the applicant, masked'),
        extensions: { caseChild: 'applicant' satisfies CaseChild },
        resolve: (c, _args, ctx) => applicantOf(ctx, c) as never,
      }),
      window: t.field({
        ...windowIn('windowId', doc('窗口', 'the window')),
        extensions: { columns: ['windowId'] },
      }),
      handler: t.field({
        ...staffIn('handlerId', doc('经办人', 'who handles it')),
        authScopes: { role: STAFF_AND_COUNTY },
        extensions: { columns: ['handlerId'] },
      }),
      timeline: t.connection({
        type: timelineEntry,
        description: doc('办理过程', 'its steps in order'),
        extensions: { caseChild: 'timeline' satisfies CaseChild },
        resolve: (c, args, ctx, info) => timelineOf(ctx, c, args, info) as never,
      }),
      documents: t.relatedConnection('documents', {
        cursor: 'townshipId_id',
        description: doc('文书', 'its documents'),
        query: { orderBy: { issuedAt: 'asc' } },
      }),
      allowedVerbs: t.stringList({
        description: doc('您现在可以办理的步骤', 'the verbs you may use on it now'),
        resolve: (c, _args, ctx) => allowedVerbs(c, ctx.viewer.roles),
      }),
    }),
  });

  builder.queryField('case', (t) =>
    t.prismaField({
      type: 'Case',
      nullable: true,
      description: doc('按编号取办件', 'a case by its global id'),
      authScopes: { signedIn: true },
      args: { id: t.arg.id({ required: true, description: doc('全局编号', 'global id') }) },
      resolve: async (_query, _root, { id }, ctx, info) => {
        const key = keyOf('Case', id);
        if (!key) throw new Failure('BAD_INPUT', undefined, { field: 'id' });
        if (!covers(ctx, key.townshipId)) return null;
        const [found] = await readCases(ctx, info, caseById(key));
        return found ?? null;
      },
    }),
  );
  addCaseLists(builder);
  addCaseVerbs(builder);
}

const STAFF_AND_COUNTY = [
  'WINDOW_STAFF',
  'STATION_HEAD',
  'DUTY_OFFICER',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
] as const;

function addCaseLists(builder: AppBuilder): void {
  builder.queryField('cases', (t) =>
    t.connection({
      type: 'Case' as never,
      description: doc(
        '办件列表：工作人员看本镇，申请人看自己的，县里可指定乡镇',
        'cases: of the township for its staff, one’s own for applicants, of any township for the county',
      ),
      authScopes: { role: ['APPLICANT', ...STAFF_AND_COUNTY, 'ASSESSOR', 'COMPLAINT_OFFICER'] },
      args: {
        states: t.arg({ type: ['CaseState'], description: doc('状态', 'only these states') }),
        mine: t.arg.boolean({ description: doc('只看由我经办的', 'only those that I handle') }),
        number: t.arg.string({ description: doc('办件编号', 'only this number') }),
        township: t.arg.string({
          description: doc('乡镇代码，仅县里使用', 'code of a township, for the county'),
        }),
      },
      resolve: async (_root, args, ctx, info) => {
        const rows = await readCases(
          ctx,
          info,
          caseList({
            townshipId: townshipOfList(ctx, args.township ?? null),
            states: (args.states as readonly string[] | null | undefined) ?? null,
            number: args.number ?? null,
            handlerId: args.mine && ctx.viewer.kind !== 'APPLICANT' ? ctx.viewer.id : null,
            subject: ctx.viewer.kind === 'APPLICANT' ? ctx.viewer.id : null,
            byPriority: args.mine === true,
            cut: cutOf(args, info.fieldNodes.some(asksForMarks)),
          }),
        );
        return pageFrom(rows, args) as never;
      },
    }),
  );
  builder.queryField('trackCase', (t) =>
    t.prismaField({
      type: 'Case',
      nullable: true,
      description: doc(
        '凭办件编号和查询码查询，无需登录；多次输错会暂时锁定',
        'a case by number and query code, without sign-in; repeated wrong codes lock the number for a while',
      ),
      authScopes: { public: true },
      args: {
        number: t.arg.string({ required: true, description: doc('办件编号', 'number of the case') }),
        queryCode: t.arg.string({ required: true, description: doc('查询码', 'query code') }),
      },
      resolve: async (_query, _root, { number, queryCode }, ctx, info) => {
        const tracked = await readTracked(ctx, info, number, queryCode);
        requireUnlocked(tracked);
        if (tracked.kind === 'wrong') return null;
        ctx.shown.add('Case', tracked.row.id);
        return tracked.row;
      },
    }),
  );
}

/** The answer of a scope: whoever may not is refused. */
function orNobody(may: boolean | Promise<boolean>) {
  return may instanceof Promise ? may.then(seenIf) : seenIf(may);
}

/** The township whose cases are listed; null = the whole county, for county roles at the county's endpoint. */
function townshipOfList(ctx: Parameters<typeof covers>[0], code: string | null): string | null {
  if (code !== null) {
    const township = ctx.platform.directory.findTownshipByCode(code);
    if (!township) throw new Failure('TOWNSHIP_UNKNOWN', undefined, { township: code });
    if (!covers(ctx, township.id)) throw new Failure('FORBIDDEN');
    return township.id;
  }
  if (ctx.township) return ctx.township.id;
  if (hasRole(ctx, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION')) return null;
  throw new Failure('TOWNSHIP_REQUIRED');
}
