import { describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import type { Role } from '../../core/auth/roles.ts';
import type { NewEvent } from '../../core/events/event.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { CATALOGUE, criterionOf, type Block } from '../../modules/evaluation/scoring-catalogue.ts';
import { gid, HERE, inTables } from './timely-scene.ts';
import type { World } from './world.ts';

/** A verb's answer: the id of what it did, or the code of its refusal. */
interface Said {
  readonly id?: string;
  readonly code?: string;
}

/** Uses the verbs of all chapters in a world; `world` is asked anew each time. */
export function verbsOf(world: () => World) {
  const say = async (as: Role | 'NOBODY', verb: string, input: object): Promise<Said> => {
    const query = `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { answer: ${verb}(input: $input) {
      ... on Node { id } ... on Refusal { code message } } }`;
    const { data, errors } = await world().ask(query, { as, at: HERE, variables: { input } });
    if (errors) throw new Error(JSON.stringify({ verb, errors }));
    return data.answer;
  };
  return {
    /** What it is refused for; undefined when it is not. */
    refused: async (as: Role | 'NOBODY', verb: string, input: object) => (await say(as, verb, input)).code,
    /** Uses a verb that must succeed; the global id of its answer. */
    did: async (as: Role | 'NOBODY', verb: string, input: object): Promise<string> => {
      const { id, ...refusal } = await say(as, verb, input);
      if (id === undefined) throw new Error(JSON.stringify({ verb, refusal }));
      return id;
    },
    staffId: (role = 'WINDOW_STAFF') => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    windowId: () => world().town(HERE).windowGlobalId(),
    itemId: (code = 'PROMISE-5') => world().town(HERE).itemId(code),
  };
}

/** Where the facts of a scoring rule come from, and how one of them comes about. */
export interface Source {
  /** The chapter, or by whose hand. */
  readonly from: string;
  /** The worked example: what happens. `key` is that of a retried request, for what is written by hand. */
  readonly posts: (key: string) => Promise<unknown>;
  /** Points that it costs or earns, all in all; what one unit is worth when left out. */
  readonly points?: number;
  /** The same, short of one condition. */
  readonly short: () => Promise<unknown>;
  /** Whose fact it is, where it is not the window's or its clerk's. */
  readonly whose?: Role;
}

type Rows = Awaited<ReturnType<typeof proposalsOf>>;

/** Proposals of a rule that concern a window, that person, or nobody known yet; others only play along. */
async function proposalsOf(world: World, code: string, whose: Role) {
  await deliverAll(world.platform);
  const concerned = [{ staffId: null }, { staffId: world.town(HERE).staff[whose] ?? '' }];
  return inTables(world, (tx) =>
    tx.scoreProposal.findMany({ where: { code, OR: concerned }, orderBy: { id: 'asc' } }),
  );
}

/** What stands in the ledger under a rule, derived entries left out: hundredths of a point. */
async function pointsIn(world: World, code: string): Promise<number[]> {
  const rows = await inTables(world, (tx) =>
    tx.ledgerEntry.findMany({
      where: { code, derivedFromId: null, correctsId: null },
      orderBy: { id: 'asc' },
    }),
  );
  return rows.map(({ points }) => points);
}

/** The group confirms a proposal, naming the clerk where nobody knew whom it concerns. */
async function confirm(world: World, { id, staffId, windowId }: Rows[number]): Promise<void> {
  const unknown = staffId === null && windowId === null;
  const clerk = gid(world, 'Staff', world.town(HERE).staff['WINDOW_STAFF'] ?? '');
  const input = { proposalId: gid(world, 'ScoreProposal', id), ...(unknown ? { staffId: clerk } : {}) };
  const { data, errors } = await world.ask(
    'mutation ($input: ConfirmScoreInput!) { answer: confirmScore(input: $input) { __typename ... on Refusal { code message } } }',
    { as: 'UNIT_DEPUTY', at: HERE, variables: { input } },
  );
  expect({ errors, answer: data?.answer }).toEqual({
    errors: undefined,
    answer: { __typename: 'ScoreProposal' },
  });
}

/** Tells the events again: each is delivered a second time, and its source states the fact once more. */
async function replay(world: World, eventIds: readonly string[]): Promise<void> {
  const events = await inTables(world, async (tx) => {
    const where = { id: { in: [...eventIds] } };
    await tx.outboxEvent.updateMany({ where, data: { deliveredAt: null } });
    return tx.outboxEvent.findMany({ where, orderBy: { seq: 'asc' } });
  });
  const act = { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true };
  await perform(world.platform, act, async ({ emit }) => {
    for (const { type, caseId, factId, payload } of events)
      emit({ type, caseId, factId, payload } as unknown as NewEvent);
  });
  await deliverAll(world.platform);
}

/**
 * Three tests for each source of each scoring rule of a block: it is entered as what it costs, it is not when a condition is
 * short, and it is entered once however often it is told. The clerk's own facts count; those of others play along.
 */
export function criteriaOf(
  block: Block,
  world: () => World,
  sources: Readonly<Record<string, readonly Source[]>>,
): void {
  test(`${block}: every scoring rule of the block has its sources here`, () => {
    const codes = CATALOGUE.filter((criterion) => criterion.block === block).map(({ code }) => code);
    expect(Object.keys(sources)).toEqual(codes);
    expect(codes.filter((code) => (sources[code] ?? []).length === 0)).toEqual([]);
  });
  for (const [code, list] of Object.entries(sources))
    for (const source of list)
      describe(`${criterionOf(code)?.clauseId} · points-of-${code.toLowerCase()}: ${source.from}`, () =>
        threeCases(code, world, source));
}

function threeCases(
  code: string,
  world: () => World,
  { from, posts, points, short, whose = 'WINDOW_STAFF' }: Source,
): void {
  const key = `${code}/${from}`;
  let told: Rows = [];
  const proposals = () => proposalsOf(world(), code, whose);

  test(`short of its condition nothing is proposed as ${code}`, async () => {
    const before = await proposals();
    await short();
    expect(await proposals()).toEqual(before);
  });

  test(`the group enters it as ${code}`, async () => {
    const [before, entered] = [await proposals(), await pointsIn(world(), code)];
    await posts(key);
    const known = new Set(before.map(({ id }) => id));
    told = (await proposals()).filter(({ id }) => !known.has(id));
    expect(told.map(({ state }) => state)).toEqual(told.map(() => 'PROPOSED'));
    for (const proposal of told) await confirm(world(), proposal);
    const after = await pointsIn(world(), code);
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
    expect(after.length).toBeGreaterThan(entered.length);
    expect(sum(after) - sum(entered)).toBe(Math.round(100 * (points ?? criterionOf(code)?.points ?? 0)));
  });

  test(`told again it is ${code} once`, async () => {
    const [before, entered] = [await proposals(), await pointsIn(world(), code)];
    const events = told.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
    await (events.length > 0 ? replay(world(), events) : posts(key));
    expect(told.length).toBeGreaterThan(0);
    expect(await proposals()).toEqual(before);
    expect(await pointsIn(world(), code)).toEqual(entered);
  });
}
