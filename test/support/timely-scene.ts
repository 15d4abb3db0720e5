import { randomUUID } from 'node:crypto';
import type { Prisma, Tx } from '../../core/db/client.ts';
import { inScope } from '../../core/db/scope.ts';
import type { EventPayloads, EventType } from '../../core/events/event.ts';
import { globalId } from '../../core/graphql/node.ts';
import type { Role } from '../../core/auth/roles.ts';
import type { World } from './world.ts';

/** The township in which the scenes of 按时办结 play. */
export const HERE = 'shexi';

/** A case with the dates of 按时办结, as the tests read it. */
const VIEW = `id number queryCode state version priority greenChannel overdue promisedDueOn statutoryDueOn
  handler { id } timeline(last: 1) { edges { node { verb note clause toState } } }
  clocks { kind phase extended dueOn provisional startedOn endedOn budgetDays consumedDays remainingDays overdueDays
    explanation { sentence } changes { oldDueOn newDueOn reason } }`;

/** The same where the module is off. */
export const PLAIN_VIEW = `id number queryCode state version priority handler { id }`;

const REFUSAL = `... on Refusal { code message clause { id } details }`;

export interface StepOptions {
  readonly as?: Role;
  readonly view?: string;
}

/** Answers of steps are read freely. */
// oxlint-disable-next-line typescript/no-explicit-any -- as the world's replies
export type Answered = any;

/** Takes a step and returns its answer: the case, or the refusal. An error is thrown. */
export async function step(
  world: World,
  verb: string,
  input: Record<string, unknown>,
  { as = 'WINDOW_STAFF', view = VIEW }: StepOptions = {},
): Promise<Answered> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  const reply = await world.ask(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { __typename ... on Case { ${view} } ${REFUSAL} } }`,
    { as, at: HERE, variables: { input } },
  );
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data[verb];
}

/** Hands in a case; `item` is a code of the world or a global id. */
export function submit(
  world: World,
  item: string,
  { phone = '199-0000-0001', ...options }: StepOptions & { phone?: string | null } = {},
): Promise<Answered> {
  const itemId = item in world.town(HERE).items ? world.town(HERE).itemId(item) : item;
  return step(world, 'submitCase', { itemId, applicant: { name: '申请人甲', phone } }, options);
}

/** Hands in a case and accepts it, both today. */
export async function accepted(
  world: World,
  item: string,
  options: StepOptions & { phone?: string | null } = {},
): Promise<Answered> {
  const { id } = await submit(world, item, options);
  return step(world, 'acceptCase', { caseId: id }, options);
}

/** Reads a case anew, on the day that the world shows. */
export async function look(world: World, id: string, view = VIEW): Promise<Answered> {
  const reply = await world.ask(`query ($id: ID!) { case(id: $id) { ${view} } }`, {
    as: 'WINDOW_STAFF',
    at: HERE,
    variables: { id },
  });
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data.case;
}

/** The clock of a kind of a case that was looked at. */
export function clockOf(facts: Answered, kind: string): Answered {
  return (facts.clocks as { kind: string }[]).find((clock) => clock.kind === kind);
}

/** Looks into the tables of the township. */
export function inTables<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(HERE).id }, work);
}

/** Payloads of the events of a type, of one case or of all, in the order of writing. */
export async function eventsOf<T extends EventType>(
  world: World,
  type: T,
  caseId?: string,
): Promise<EventPayloads[T][]> {
  const rows = await inTables(world, (tx) =>
    tx.outboxEvent.findMany({
      where: { type, ...(caseId ? { caseId: uuidOf(caseId) } : {}) },
      orderBy: { seq: 'asc' },
    }),
  );
  return rows.map((row) => row.payload as unknown as EventPayloads[T]);
}

/** Messages of a case, the earliest first. */
export function messagesOf(world: World, caseId: string) {
  return inTables(world, (tx) =>
    tx.notification.findMany({
      where: { caseId: uuidOf(caseId) },
      orderBy: [{ queuedAt: 'asc' }, { channel: 'asc' }, { recipient: 'asc' }],
    }),
  );
}

/** Documents of a case by kind. */
export function documentsOf(world: World, caseId: string, kind: string) {
  return inTables(world, (tx) => tx.document.findMany({ where: { caseId: uuidOf(caseId), kind } }));
}

/** The uuid within a global id. */
export function uuidOf(id: string): string {
  return Buffer.from(id, 'base64').toString('utf8').split('.')[1] ?? '';
}

/** The global id of a row of the township. */
export function gid(world: World, type: string, id: string): string {
  return globalId(type, { townshipId: world.town(HERE).id, id });
}

export interface ItemDraft {
  readonly kind: 'IMMEDIATE' | 'PROMISED' | null;
  readonly promisedDays: number | null;
  readonly statutoryDays: number | null;
  /** With an A and a B post; by default yes. */
  readonly post?: boolean;
  /** What its version says otherwise than a complete one. */
  readonly fields?: Partial<Prisma.ServiceItemVersionCreateManyInput>;
}

/** Adds an item that is complete but for what the draft leaves out; returns its global id. */
export async function addItem(
  world: World,
  { post = true, fields = {}, ...limits }: ItemDraft,
): Promise<string> {
  const town = world.town(HERE);
  const shared = { townshipId: town.id };
  const itemId = randomUUID();
  await inTables(world, async (tx) => {
    await tx.serviceItem.create({
      data: { ...shared, id: itemId, code: itemId, stationId: town.stationId, currentVersion: 1 },
    });
    await tx.serviceItemVersion.create({
      data: {
        ...shared,
        ...limits,
        itemId,
        version: 1,
        name: '示例事项',
        conditions: '符合条件',
        quantity: '不限',
        flow: '窗口受理→办结',
        laws: ['《中华人民共和国行政许可法》'],
        sampleForms: ['申请表（样表）'],
        materials: [{ name: '申请表', form: '原件', originals: 1, copies: null, total: 1, note: '' }],
        procedure: ['受理', '办结'],
        fees: [],
        legalBasis: ['《示例规定》'],
        source: {},
        digest: itemId,
        effectiveFrom: new Date('2024-01-01T00:00:00+08:00'),
        ...fields,
      },
    });
    if (!post) return;
    const staffAId = town.staff['WINDOW_STAFF'] ?? '';
    await tx.post.create({
      data: { ...shared, id: randomUUID(), windowId: town.windowId, itemId, staffAId, staffBId: town.staffB },
    });
  });
  await world.platform.directory.reload(town.id);
  return gid(world, 'ServiceItem', itemId);
}
