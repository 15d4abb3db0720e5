import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { ownOf, ownUnless } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { trackInquiry } from './acts/registering.ts';
import { CLAUSES } from './clauses.ts';
import { CONDUCT_READERS, READERS } from './roles.ts';
import type { PhraseRef } from './schema.ts';
import { FirstInquirySettings } from './settings.ts';
import { findPhrases, MODULE_ID } from './store.ts';

/** The lists of 首问责任; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema, phrase: PhraseRef): void {
  addInquiryLists(schema);
  addConductLists(schema, phrase);
  addTracking(schema);
  schema.caseFields((t) => ({
    firstInquirySteps: t.relatedConnection('inquirySteps', {
      cursor: 'townshipId_id',
      nullable: true,
      authScopes: { role: READERS },
      description: doc('与本办件有关的首问处置', 'dispositions that led to the case', CLAUSES.inScope),
      query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    }),
  }));
}

function addInquiryLists({ list }: ModuleSchema): void {
  list('firstInquiries', {
    of: 'FirstInquiry',
    seenBy: READERS,
    description: doc('首问登记，最近的在前', 'inquiries, the latest first', CLAUSES.responsible),
    args: (arg) => ({
      today: arg.boolean({ description: doc('只看今天的', 'only those of today') }),
      day: arg({ type: 'Date', description: doc('只看这一天的', 'only those of this day') }),
      mine: arg.boolean({
        description: doc('只看我负责或经手的', 'only those I am responsible for or have in hand'),
      }),
      state: arg({ type: 'InquiryState', description: doc('只看此状态的', 'only this state') }),
      visitNo: arg.string({ description: doc('来访号', 'number of the visit') }),
      withPhrases: arg.boolean({
        description: doc('只看答复含有忌语并说明了理由的', 'only those with an excused forbidden phrase'),
      }),
    }),
    where: ({ today, day, mine, state, visitNo, withPhrases }, ctx) => ({
      AND: [
        today ? { day: todayOf(ctx) } : {},
        day ? { day } : {},
        mine ? { OR: [ownOf(ctx, 'responsibleId'), ownOf(ctx, 'holderId')] } : {},
        state ? { state } : {},
        visitNo ? { visitNo } : {},
        withPhrases ? { dispositions: { some: { phraseReason: { not: null } } } } : {},
      ],
    }),
    order: { receivedAt: 'desc' },
  });
  list('inquiryHandOvers', {
    of: 'InquiryHandOver',
    seenBy: READERS,
    description: doc('移交，最先到时的在前', 'hand-overs, the first due first', CLAUSES.noHandOver),
    args: (arg) => ({
      open: arg.boolean({ description: doc('只看待接手的', 'only those not taken up') }),
      toMe: arg.boolean({
        description: doc('只看移交到我的窗口或站所的', 'only those to my window or station'),
      }),
    }),
    where: ({ open, toMe }, ctx) => ({
      ...(open ? { takenUpAt: null } : {}),
      ...(toMe ? towards(ctx) : {}),
    }),
    order: { dueAt: 'asc' },
  });
}

/** Hand-overs that the viewer may take up. */
function towards(ctx: Context) {
  const staff = ctx.platform.directory.findStaff(ctx.viewer.id ?? '');
  // Whoever sits nowhere is sent nothing.
  if (!staff?.stationId) return { id: { in: [] as string[] } };
  const { stationId, windowId } = staff;
  return windowId === null ? { stationId } : { OR: [{ windowId }, { windowId: null, stationId }] };
}

function addConductLists({ list, queries }: ModuleSchema, phrase: PhraseRef): void {
  list('conductViolations', {
    of: 'ConductViolation',
    seenBy: STAFF_ROLES,
    description: doc(
      '首问责任情节：主任和领导看全部，其他人看自己的',
      'violations: all of them for the director and leaders, one’s own for others',
      CLAUSES.breaches,
    ),
    args: (arg) => ({
      state: arg({ type: 'ConductState', description: doc('只看此状态的', 'only this state') }),
      ground: arg({ type: 'ConductGround', description: doc('只看此情节的', 'only this ground') }),
      mine: arg.boolean({ description: doc('只看与我有关的', 'only those about me') }),
    }),
    where: ({ state, ground, mine }, ctx) => ({
      ...(state ? { state } : {}),
      ...(ground ? { ground } : {}),
      ...ownUnless(ctx, mine ? [] : CONDUCT_READERS),
    }),
    order: { raisedAt: 'desc' },
  });
  queries((t) => ({
    forbiddenPhrases: t.field({
      type: [phrase],
      nullable: true,
      authScopes: { role: READERS },
      description: doc('现行的文明忌语', 'the forbidden phrases in force', CLAUSES.outOfScope),
      resolve: (_root, _args, ctx) => {
        const { townshipId } = inForce(ctx);
        const module = { id: MODULE_ID, settings: FirstInquirySettings };
        const { standardPhrases } = ctx.platform.switches.settingsOf(townshipId, module);
        return findPhrases(ctx.db, townshipId, standardPhrases);
      },
    }),
  }));
}

function addTracking({ tracked }: ModuleSchema): void {
  tracked('trackInquiry', {
    of: 'FirstInquiry',
    description: doc(
      '凭首问单的编号和查询码查询去处，多次输错会暂时锁定',
      'where a visitor was sent, by the number and query code of his slip; repeated wrong codes lock the number',
      CLAUSES.responsible,
    ),
    number: doc('首问单编号', 'number of the slip'),
    track: trackInquiry,
  });
}
