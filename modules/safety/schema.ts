import { limitsOf } from '../../core/clocks/limit-fields.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ShownKind } from '../../core/graphql/shown.ts';
import type { Role } from '../../core/auth/roles.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { INCIDENT_READERS, READERS, SEAL_READERS } from './roles.ts';
import type { ClosingItem, DutyItem } from './rules.ts';
import { hazardSubject, type SealKind, type ValuablesKind, type WarningState } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 安全保卫. The API is written here; what happens stands in acts/. */
export function registerSafety(schema: ModuleSchema): void {
  const { builder } = schema;
  addEnums(schema);
  addChecks(builder);
  addSeals(builder);
  addDuty(builder);
  addIncidents(builder);
  addLists(schema);
  addVerbs(schema);
}

/** The township's staff. */
function ofTownship(row: RowKey, ctx: Context) {
  return seenIf(ctx.viewer.townshipId === row.townshipId);
}

/** Those roles of the township, the person concerned, and whoever has just written it. */
function onlyFor(kind: ShownKind, roles: readonly Role[]) {
  return (row: RowKey & { staffId?: string }, ctx: Context) => {
    const own = row.staffId !== undefined && row.staffId === ctx.viewer.id;
    const reads = own || hasRole(ctx, ...roles) || ctx.shown.has(kind, row.id);
    return seenIf(ctx.viewer.townshipId === row.townshipId && reads);
  };
}

function addChecks(builder: AppBuilder): void {
  builder.prismaNode('SafetyLetter', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('安全责任书', 'a responsibility letter', CLAUSES.everyone),
    authScopes: ofTownship,
    fields: (t) => ({
      year: t.exposeInt('year', { description: doc('年度', 'year') }),
      signedAt: t.expose('signedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('签订时间，未签为空', 'when signed; null while unsigned'),
      }),
      staff: t.relation('staff', { description: doc('责任人', 'whose letter it is') }),
    }),
  });
  builder.prismaNode('ClosingCheck', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('窗口下班检查', 'the check of a window at closing', CLAUSES.power),
    authScopes: onlyFor('ClosingCheck', READERS),
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      left: t.field({
        type: ['ClosingItem'],
        description: doc('未关或未摆好的，每件一次', 'left on or in disorder; each counts', CLAUSES.closing),
        resolve: (row) => row.left as ClosingItem[],
      }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
      staff: t.relation('staff', { description: doc('窗口责任人', 'who was responsible for it') }),
    }),
  });
  builder.prismaNode('UntidyWarning', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('脏乱差提醒', 'a window was told of disorder', CLAUSES.untidy),
    authScopes: ofTownship,
    fields: (t) => ({
      note: t.exposeString('note', { description: doc('情况', 'what was told') }),
      toldAt: t.expose('toldAt', { type: 'DateTime', description: doc('指出时间', 'when') }),
      state: t.field({
        type: 'UntidyWarningState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as WarningState,
      }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
    }),
  });
  builder.prismaNode('ValuablesFinding', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('大厅存放现金或贵重物品', 'valuables found in the hall', CLAUSES.keeping),
    authScopes: onlyFor('ValuablesFinding', READERS),
    fields: (t) => ({
      kind: t.field({
        type: 'ValuablesKind',
        description: doc('物品', 'what'),
        resolve: (row) => row.kind as ValuablesKind,
      }),
      note: t.exposeString('note', { description: doc('情况', 'description') }),
      foundOn: t.field({
        type: 'Date',
        description: doc('日期', 'day'),
        resolve: (row) => civilDate(row.foundOn),
      }),
      window: t.relation('window', { nullable: true, description: doc('窗口', 'window') }),
    }),
  });
}

function addSeals(builder: AppBuilder): void {
  builder.prismaNode('Seal', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('印章', 'a seal and its holder', CLAUSES.keeping),
    authScopes: ofTownship,
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      kind: t.field({
        type: 'SealKind',
        description: doc('种类', 'kind'),
        resolve: (row) => row.kind as SealKind,
      }),
      holder: t.relation('holder', { description: doc('保管人', 'who holds it') }),
      uses: t.relatedConnection('uses', {
        cursor: 'townshipId_id',
        nullable: true,
        authScopes: { role: SEAL_READERS },
        description: doc('用印登记，最近的在前', 'its uses, the latest first'),
        query: { orderBy: [{ usedAt: 'desc' }, { id: 'asc' }] },
      }),
      handOvers: t.relatedConnection('handOvers', {
        cursor: 'townshipId_id',
        nullable: true,
        authScopes: { role: SEAL_READERS },
        description: doc('移交经过', 'its hand-overs'),
        query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      }),
    }),
  });
  builder.prismaNode('SealUse', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次用印', 'one use of a seal', CLAUSES.keeping),
    authScopes: onlyFor('SealUse', SEAL_READERS),
    fields: (t) => ({
      usedAt: t.expose('usedAt', { type: 'DateTime', description: doc('时间', 'when') }),
      explanation: t.exposeString('explanation', {
        nullable: true,
        description: doc('没有办件的用途说明', 'explanation, where there is no case'),
      }),
      deemedConsent: t.boolean({
        description: doc('是否超时默认的盖章', 'whether it sealed a deemed consent'),
        resolve: (row) => row.branchId !== null,
      }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'the case') }),
      seal: t.relation('seal', { description: doc('印章', 'the seal') }),
    }),
  });
  builder.prismaNode('SealHandOver', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('印章移交', 'a hand-over of a seal', CLAUSES.keeping),
    authScopes: onlyFor('SealHandOver', SEAL_READERS),
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      from: t.relation('from', { description: doc('移交人', 'from whom') }),
      to: t.relation('to', { description: doc('接收人', 'to whom') }),
    }),
  });
}

/** The limit within which a hazard is removed. */
const HAZARD_LIMITS = limitsOf(hazardSubject);

function addDuty(builder: AppBuilder): void {
  builder.prismaNode('DutyChecklist', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('值班检查表', 'the duty list of a day', CLAUSES.duty),
    authScopes: ofTownship,
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      done: t.field({
        type: ['DutyItem'],
        description: doc('符合的内容', 'what was in order'),
        resolve: (row) => row.done as DutyItem[],
      }),
      remark: t.exposeString('remark', { nullable: true, description: doc('备注', 'remark') }),
      filledAt: t.expose('filledAt', { type: 'DateTime', description: doc('填写时间', 'when filled') }),
      filledBy: t.relation('filledBy', { description: doc('值班人员', 'duty officer') }),
    }),
  });
  builder.prismaNode('Hazard', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('安全隐患', 'a hazard', CLAUSES.duty),
    authScopes: ofTownship,
    fields: (t) => ({
      place: t.exposeString('place', { description: doc('地点', 'place') }),
      description: t.exposeString('description', { description: doc('情况', 'what it is') }),
      foundOn: t.field({
        type: 'Date',
        description: doc('发现日期', 'day it was found'),
        resolve: (row) => civilDate(row.foundOn),
      }),
      dueOn: t.field(HAZARD_LIMITS.dueOn(doc('消除期限', 'day by which it is removed'))),
      clocks: t.prismaField(HAZARD_LIMITS.clocks(doc('期限及其由来', 'its limit, with the explanation'))),
      closed: t.boolean({
        description: doc('是否已消除', 'whether it was removed'),
        resolve: (row) => row.state === 'CLOSED',
      }),
      remedy: t.exposeString('remedy', { nullable: true, description: doc('消除措施', 'what was done') }),
      responsible: t.relation('responsible', { description: doc('责任人', 'who removes it') }),
    }),
  });
}

function addIncidents(builder: AppBuilder): void {
  builder.prismaNode('SafetyIncident', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('安全事故', 'an accident', CLAUSES.accidents),
    authScopes: onlyFor('SafetyIncident', INCIDENT_READERS),
    fields: (t) => ({
      occurredOn: t.field({
        type: 'Date',
        description: doc('发生日期', 'day'),
        resolve: (row) => civilDate(row.occurredOn),
      }),
      account: t.exposeString('account', { description: doc('经过', 'what happened') }),
      serious: t.exposeBoolean('serious', {
        nullable: true,
        description: doc('是否严重，未处理为空', 'whether serious; null until decided'),
      }),
      accountability: t.relatedConnection('accountability', {
        cursor: 'townshipId_id',
        description: doc('责任追究', 'whom it was held against'),
        query: { orderBy: [{ id: 'asc' }] },
      }),
    }),
  });
  builder.prismaNode('IncidentAccountability', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('责任追究', 'an accident held against somebody', CLAUSES.accidents),
    authScopes: onlyFor('IncidentAccountability', INCIDENT_READERS),
    fields: (t) => ({
      measure: t.exposeString('measure', { description: doc('措施', 'measure') }),
      staff: t.relation('staff', { description: doc('责任人', 'who is responsible') }),
    }),
  });
}
