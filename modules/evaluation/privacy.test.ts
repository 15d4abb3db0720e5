import { getNamedType, isEnumType, isObjectType, isScalarType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverAll } from '../../core/jobs/runner.ts';
import { file, settle } from '../../test/support/complaint-scene.ts';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { full } from '../../test/support/module-parts.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { LEDGER_READERS } from './roles.ts';

let world: World;
/** Ids of what concerns the window’s clerk, by type. */
let own: Record<string, string>;
const { ask, entries, proposals, say } = ledgerScene(() => world);

const TEXT = '当时在后台取件';
/** Who complained, and in which words. */
const COMPLAINANT = ['申请人甲', '199-0000-0001', '大声呵斥来访人', '已向窗口核实'];

beforeAll(async () => {
  world = await createWorld({ towns: [HERE] });
  const { id } = await file(world, { category: 'ATTITUDE', content: '大声呵斥来访人' });
  await settle(world, id);
  await deliverAll(world.platform);
  const all = await proposals();
  const fault = all.find((one) => one.criterion.code === 'SQ2');
  await say('confirmScore', { proposalId: fault.id });
  const [entry] = await entries();
  const appeal = await say('appealEntry', { entryId: entry.id, text: TEXT }, 'WINDOW_STAFF');
  const open = all.find((one) => one.criterion.code === 'DQ1');
  own = { LedgerEntry: entry.id, ScoreProposal: open.id, ScoreAppeal: appeal.id };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;

/** All plain fields of a type, as the schema has them. */
function plainFields(type: string): string {
  const object = full.getType(type);
  if (!isObjectType(object)) throw new Error(`no type ${type}`);
  return Object.values(object.getFields())
    .filter((field) => isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type)))
    .map((field) => field.name)
    .join(' ');
}

const LISTS: Readonly<Record<string, string>> = {
  LedgerEntry: 'ledgerEntries',
  ScoreProposal: 'scoreProposals',
  ScoreAppeal: 'scoreAppeals',
};

describe.each(Object.keys(LISTS))('%s of the window’s clerk', (type) => {
  test.each(VIEWERS)('三(一)1: what %s sees of it; who complained stands nowhere', async (as) => {
    const fields = plainFields(type);
    const node = await ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`, as, {
      id: own[type],
    });
    const listed = await ask(`{ list: ${LISTS[type]} { edges { node { ${fields} } } } }`, as);
    // The person sees what is entered; a proposal is the group’s until then.
    const isPerson = as === 'WINDOW_STAFF' && type !== 'ScoreProposal';
    const reads = isPerson || (LEDGER_READERS as readonly string[]).includes(as);
    expect((node.data?.node ?? null) !== null).toBe(reads);
    expect((listed.data?.list?.edges ?? []).length > 0).toBe(reads);
    const text = JSON.stringify([node, listed]);
    if (type === 'ScoreAppeal') expect(text.includes(TEXT)).toBe(reads);
    expect(COMPLAINANT.filter((word) => text.includes(word))).toEqual([]);
  });
});

test.each(VIEWERS)(
  '三(一)1: through an entry %s reaches nobody’s proposal, appeal or entry but his own',
  async (as) => {
    const { data } = await ask(
      `{ myLedger { edges { node { staff { id } appeal { text staff { id } } correctedBy { reason } derivedFrom { evidence } } } } }`,
      as,
    );
    const nodes = (data?.myLedger?.edges ?? []) as unknown[];
    expect(nodes.length).toBe(as === 'WINDOW_STAFF' ? 1 : 0);
  },
);

test('what the person said stands in no event, audit entry or message', async () => {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany({ where: { type: { startsWith: 'ledger.' } } }),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany({ where: { module: 'evaluation' } }),
  ]);
  const text = JSON.stringify(kept, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).toContain('ledger.appealed');
  expect([TEXT, ...COMPLAINANT].filter((word) => text.includes(word))).toEqual([]);
});
