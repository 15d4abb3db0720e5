import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/support/world.ts';
import { digestOf, perform, type Act } from '../acts/act.ts';
import { inScope } from '../db/scope.ts';
import type { CaseInputs } from './inputs.ts';
import { stepCase } from './service.ts';
import type { CaseVerb } from './states.ts';
import { findCase, type CaseRow } from './store.ts';
import { submitCase } from './submit.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Takes a step and compares what it returns with the tables: the case's row, and the digest in the audit. */
async function taken(verb: string, work: (act: Act) => Promise<CaseRow>): Promise<CaseRow> {
  const { id: townshipId, staff } = world.town('shexi');
  const actor = {
    kind: 'STAFF',
    id: staff['WINDOW_STAFF'] ?? '',
    name: '窗口人员乙',
    roles: ['WINDOW_STAFF'],
  } as const;
  const returned = await perform(world.platform, { townshipId, actor }, work);
  await inScope(world.platform.prisma, { kind: 'township', townshipId }, async (tx) => {
    const row = await findCase(tx, townshipId, returned.id);
    expect(returned).toEqual(row);
    const entries = await tx.auditEntry.findMany({ where: { townshipId, verb, subjectId: returned.id } });
    expect(entries.map((entry) => entry.digest)).toEqual([digestOf(row)]);
    const factId = { endsWith: `/${returned.id}/${returned.version}` };
    expect(
      await tx.outboxEvent.count({ where: { caseId: returned.id, type: { startsWith: 'case.' }, factId } }),
    ).toBe(1);
    const timeline = await tx.timelineEntry.findMany({
      where: { caseId: returned.id, seq: returned.version },
    });
    expect(timeline).toMatchObject([{ verb, toState: returned.state, at: world.platform.now() }]);
  });
  return returned;
}

const submit = (more: Partial<CaseInputs['submitCase']> = {}) =>
  taken('submitCase', (act) =>
    submitCase(act, {
      itemId: world.town('shexi').items['PROMISE-5'] ?? '',
      applicant: { name: '申请人甲', phone: '199-0000-0001' },
      channel: 'WINDOW',
      ...more,
    }),
  );

test('what a step returns, and what the audit has a digest of, is the case as it stands in its table', async () => {
  const step = <V extends CaseVerb>(verb: V, { id: caseId }: CaseRow, input: Omit<CaseInputs[V], 'caseId'>) =>
    taken(verb, (act) => stepCase(act, verb, { ...input, caseId } as CaseInputs[V]));
  const facts = await submit({ materials: ['申请表', '“引号”,{}'], remark: '备注\\' });
  await step('requestSupplement', facts, { items: ['身份证'], reason: '缺' });
  await step('supplementCase', facts, { materials: ['身份证'] });
  await step('acceptCase', facts, {});
  await step('suspendCase', facts, { cause: 'APPLICANT_DELAY', reason: '等' });
  await step('resumeCase', facts, {});
  await step('decideCase', facts, { outcome: 'APPROVED', result: '准予' });
  await step('deliverCase', facts, { method: '窗口领取' });
  await step('refuseCase', await submit(), { basis: '依据', reason: '理由' });
  await step('withdrawCase', await submit(), { reason: '不办了' });
});

test('numbers have no gap, though a step that was refused had taken one', async () => {
  const first = await submit();
  const refused = perform(
    world.platform,
    { townshipId: world.town('shexi').id, actor: { kind: 'SYSTEM', id: null, name: '', roles: [] } },
    async (act) => {
      await submitCase(act, {
        itemId: world.town('shexi').items['PROMISE-5'] ?? '',
        applicant: { name: '申请人甲' },
        channel: 'WINDOW',
      });
      throw new Error('refused after all');
    },
  );
  await expect(refused).rejects.toThrow('refused after all');
  const next = await submit();
  const sequence = ({ number }: CaseRow) => Number(number.slice(-6));
  expect(sequence(next)).toBe(sequence(first) + 1);
});
