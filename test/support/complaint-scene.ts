import type { Role } from '../../core/auth/roles.ts';
import { gid, HERE, type Answered } from './timely-scene.ts';
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
const VIEWS: Readonly<Record<string, string>> = {
  fileComplaint: RECEIPT,
  rateAnswer: RECEIPT,
  reopenComplaint: RECEIPT,
  appealFinding: APPEAL,
  decideAppeal: APPEAL,
  fileBadReview: REVIEW,
  advanceBadReview: REVIEW,
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
    respondentId: gid(world, 'Staff', world.town(HERE).staff['WINDOW_STAFF'] ?? ''),
    name: '申请人甲',
    phone: '199-0000-0001',
    ...more,
  };
}

/** Files a complaint; its receipt, and its id as the deputy finds it. */
export async function file(
  world: World,
  more: Record<string, unknown> = {},
): Promise<Receipt & { id: string }> {
  const { number, queryCode } = await take(world, 'NOBODY', 'fileComplaint', wording(world, more));
  const found = await world.ask(
    'query ($number: String) { complaints(number: $number) { edges { node { id } } } }',
    { as: 'UNIT_DEPUTY', at: HERE, variables: { number } },
  );
  if (found.errors) throw new Error(JSON.stringify(found.errors));
  return { number, queryCode, id: found.data.complaints.edges[0].node.id };
}

const SEEN = 'id status dueOn overdueDays finding measures notes rating';
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
