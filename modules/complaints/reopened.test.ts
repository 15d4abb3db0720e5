import { beforeEach, expect, test } from 'vitest';
import { deliverAll } from '../../core/jobs/runner.ts';
import {
  factsOf,
  file,
  messagesFor,
  settle,
  take,
  type Receipt,
} from '../../test/support/complaint-scene.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let complaint: Receipt & { id: string };
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-09' });
  complaint = await file(world);
  await settle(world, complaint.id);
  return () => world.close();
});

const appeal = () =>
  take(world, 'WINDOW_STAFF', 'appealFinding', { number: complaint.number, reason: '当日系统故障' });
const decide = (appealId: string, upheld: boolean) =>
  take(world, 'UNIT_DEPUTY', 'decideAppeal', { appealId, upheld, decision: '已核对系统记录' });

/** The complainant has it dealt with once more, and it is concluded anew. */
async function anew(finding: string): Promise<void> {
  const { id, number, queryCode } = complaint;
  await take(world, 'NOBODY', 'reopenComplaint', { number, queryCode });
  await settle(world, id, { finding });
}

/** Figures of the county that are not nothing. */
async function findings(): Promise<Record<string, number>> {
  await deliverAll(world.platform);
  const rows = await inTables(world, (tx) => tx.tally.findMany({ where: { measure: 'complaintFindings' } }));
  return Object.fromEntries(rows.filter((row) => row.value !== 0).map((row) => [row.key, row.value]));
}

const scored = async () => (await factsOf(world)).map(({ code }) => code);

test('三(二)3(4) · respondent-appeals-once: against the finding after a reopening he may appeal as against the first', async () => {
  const first = await appeal();
  await decide(first.id, false);
  await anew('STAFF_FAULT');
  const second = await appeal();
  expect(second).toMatchObject({ upheld: null });
  expect(await appeal()).toMatchObject({ code: 'APPEAL_NOT_POSSIBLE' });
  expect(await decide(second.id, true)).toMatchObject({ upheld: true });
  expect(await findings()).toEqual({ NO_STAFF_FAULT: 1 });
  expect(await scored()).toEqual([]);
});

test.each([
  ['UNFOUNDED', true, [], '成立，对您的认定已撤销。'],
  ['STAFF_FAULT', false, ['SQ2', 'DQ1', 'CM1a'], '不成立，维持原认定。'],
])(
  '三(二)3(4) · respondent-appeals-once: the finding anew, %s, answers an appeal that waited; upheld %s',
  async (finding, upheld, codes, outcome) => {
    const waiting = await appeal();
    await anew(finding);
    expect(await decide(waiting.id, true)).toMatchObject({ code: 'APPEAL_NOT_POSSIBLE' });
    const { data } = await world.ask(
      '{ complaintAppeals { edges { node { upheld complaint { number finding } } } } }',
      { as: 'UNIT_HEAD', at: HERE },
    );
    expect(data.complaintAppeals.edges).toEqual([
      { node: { upheld, complaint: { number: complaint.number, finding } } },
    ]);
    expect(await messagesFor(world, 'WINDOW_STAFF')).toContain(
      `您对编号${complaint.number}的认定提出的申诉${outcome}`,
    );
    expect(await findings()).toEqual({ [finding]: 1 });
    expect(await scored()).toEqual(codes);
  },
);

test('三(二)3(4) · respondent-appeals-once: he reads his appeal, and nothing of the file through it', async () => {
  const { id } = await appeal();
  const { data } = await world.ask(
    'query ($id: ID!) { node(id: $id) { ... on ComplaintAppeal { reason complaint { number } } } }',
    { as: 'WINDOW_STAFF', at: HERE, variables: { id } },
  );
  expect(data.node).toEqual({ reason: '当日系统故障', complaint: null });
});
