import { randomUUID } from 'node:crypto';
import type { Role } from '../../core/auth/roles.ts';
import { standingFacts, type StandingFact } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

/** A complaint's number with the code that opens it. */
export interface Receipt {
  readonly number: string;
  readonly queryCode: string;
}

const FILE = '... on Complaint { id status dueOn overdueDays finding measures rating }';
const RECEIPT = '... on ComplaintReceipt { number queryCode }';
const APPEAL = '... on ComplaintAppeal { id upheld decision }';
const REVIEW = '... on BadReview { id state note }';
const OPENING = '... on BoxOpening { id count }';
const VIEWS: Readonly<Record<string, string>> = {
  fileComplaint: RECEIPT,
  rateAnswer: RECEIPT,
  reopenComplaint: RECEIPT,
  appealFinding: APPEAL,
  decideAppeal: APPEAL,
  fileBadReview: REVIEW,
  advanceBadReview: REVIEW,
  openSuggestionBox: OPENING,
};

/** Takes a step of 投诉问责 and returns its answer or refusal; an error is thrown. */
export async function take(
  world: World,
  as: Role | 'NOBODY',
  verb: string,
  input: Record<string, unknown>,
): Promise<Answered> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  const reply = await world.ask(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { __typename ${VIEWS[verb] ?? FILE}
      ... on Refusal { code clause { id } details } } }`,
    { as, at: HERE, variables: { input } },
  );
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data[verb];
}

/** What a complaint against the window's staff says, complete. */
export function wording(world: World, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    category: 'REFUSAL',
    content: '材料齐全仍不收件',
    respondentId: staffId(world, 'WINDOW_STAFF'),
    name: '申请人甲',
    phone: '199-0000-0001',
    ...more,
  };
}

/** Global id of the member of staff who holds a role. */
export function staffId(world: World, role: string): string {
  return gid(world, 'Staff', world.town(HERE).staff[role] ?? '');
}

/** Adds a station with one member of its staff; the member's global id. */
export async function addRespondent(world: World, station: string, name: string): Promise<string> {
  const townshipId = world.town(HERE).id;
  const [stationId, id] = [randomUUID(), randomUUID()];
  await inTables(world, async (tx) => {
    await tx.station.create({ data: { townshipId, id: stationId, code: stationId, name: station } });
    await tx.staff.create({
      data: { townshipId, id, stationId, staffNo: id, name, roles: ['WINDOW_STAFF'] },
    });
  });
  await world.platform.directory.reload();
  return gid(world, 'Staff', id);
}

/** Opens the suggestion box before two witnesses; the global id of the opening. */
export async function openBox(world: World, count: number): Promise<string> {
  const opening = await take(world, 'COMPLAINT_OFFICER', 'openSuggestionBox', {
    witnessAId: staffId(world, 'COMPLAINT_OFFICER'),
    witnessBId: staffId(world, 'CENTRE_DIRECTOR'),
    count,
  });
  return opening.id;
}

/** Texts of the chapter's messages in the order of queueing, as a role reads them; with `mine` those for it only. */
export async function messagesFor(world: World, as: Role, mine = true): Promise<string[]> {
  const reply = await world.ask(
    'query ($mine: Boolean) { notifications(first: 100, mine: $mine) { edges { node { text template } } } }',
    { as, at: HERE, variables: { mine } },
  );
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  const edges = reply.data.notifications.edges as { node: { text: string; template: string } }[];
  return edges
    .filter(({ node }) => node.template.startsWith('complaints.'))
    .map(({ node }) => node.text)
    .toReversed();
}

/** Files a complaint, online unless the desk registers it; its receipt, and its id as the deputy finds it. */
export async function file(
  world: World,
  more: Record<string, unknown> = {},
): Promise<Receipt & { id: string }> {
  const as = (more['channel'] ?? 'ONLINE') === 'ONLINE' ? 'NOBODY' : 'COMPLAINT_OFFICER';
  const { number, queryCode } = await take(world, as, 'fileComplaint', wording(world, more));
  const found = await world.ask(
    'query ($number: String) { complaints(number: $number) { edges { node { id } } } }',
    { as: 'UNIT_DEPUTY', at: HERE, variables: { number } },
  );
  if (found.errors) throw new Error(JSON.stringify(found.errors));
  return { number, queryCode, id: found.data.complaints.edges[0].node.id };
}

const SEEN = 'id status dueOn overdueDays delayReason expectedOn answer finding measures notes rating';
const CLOCKS = `clocks { kind clause phase extended startedOn endedOn dueOn heldThrough provisional overdueDays
  explanation { sentence } changes { oldDueOn newDueOn reason } }`;

/** The complaint as its complainant sees it, on the day that the world shows. */
export async function track(world: World, { number, queryCode }: Receipt, view = SEEN): Promise<Answered> {
  const reply = await world.ask(
    `query ($number: String!, $queryCode: String!) { trackComplaint(number: $number, queryCode: $queryCode) { ${view} } }`,
    { as: 'NOBODY', at: HERE, variables: { number, queryCode } },
  );
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data.trackComplaint;
}

/** Its reply clocks, likewise. */
export async function replyClocks(world: World, receipt: Receipt): Promise<Answered> {
  return (await track(world, receipt, CLOCKS)).clocks;
}

/** Accepts, investigates, answers and concludes a complaint, all today. */
export async function settle(
  world: World,
  complaintId: string,
  { finding = 'STAFF_FAULT', as = 'COMPLAINT_OFFICER' as Role } = {},
): Promise<Answered> {
  const steps: readonly [verb: string, input: object][] = [
    ['acceptComplaint', {}],
    ['noteInvestigation', { text: '已向窗口核实', evidence: true }],
    ['answerComplaint', { answer: '已责令改正' }],
    ['concludeComplaint', { finding, measures: finding === 'STAFF_FAULT' ? ['批评教育'] : [] }],
  ];
  let answer: Answered;
  for (const [verb, input] of steps) {
    answer = await take(world, as, verb, { complaintId, ...input });
    if (answer.code) throw new Error(JSON.stringify(answer));
  }
  return answer;
}

/** The scored facts that stand in the township, from all that was emitted. */
export async function factsOf(world: World): Promise<StandingFact[]> {
  const rows = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
  const criteria = world.platform.registry.modules.flatMap((m) => m.criteria ?? []);
  return standingFacts(criteria, rows as unknown as DeliveredEvent[]);
}
