import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { dailyLogScene } from '../../test/support/daily-log-scene.ts';
import { Served } from '../../test/support/http.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { oneFactOnce, type WeighedEntry } from './counting-rules.ts';
import { EvaluationSettings } from './settings.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { proposals, propose, read, say, staffId } = dailyLogScene(() => world);

async function confirmed(proposalId: string): Promise<void> {
  expect(await say('confirmScore', { proposalId }, 'UNIT_DEPUTY')).toMatchObject({ state: 'CONFIRMED' });
}

/** The ledger as the rules count it. */
async function weighed(): Promise<WeighedEntry[]> {
  const rows = await inTables(world, (tx) => tx.ledgerEntry.findMany({ orderBy: { postedAt: 'asc' } }));
  return rows.map((row) => ({
    ...row,
    subject: { kind: 'STAFF', id: row.staffId ?? '' },
    derived: row.derivedFromId !== null,
  }));
}

describe('what the group brings forward', () => {
  test('三(一)1 · papers-are-attached: praise with its scan, which the group alone reads', async () => {
    expect(await propose('SQ5')).toMatchObject({ code: 'DOCUMENT_REQUIRED', clause: { id: '三(一)1' } });
    const served = await Served.over(world);
    try {
      const praise = await propose('SQ5', {}, { paper: true });
      expect(praise).toMatchObject({
        __typename: 'ScoreProposal',
        criterion: { code: 'SQ5' },
        state: 'PROPOSED',
      });
      const call = `node(id: "${praise.id}") { ... on ScoreProposal { papers { name mediaType url } } }`;
      const { papers } = await read(call, 'ASSESSOR');
      expect(papers).toMatchObject([{ name: '表扬信.pdf', mediaType: 'application/pdf' }]);
      expect((await fetch(`${served.url}${papers[0].url}`)).status).toBe(200);
    } finally {
      await served.stop();
    }
  });

  test('三(一)4A(5)③ · one-matter-is-one-fact: the county’s praise in March is +2, the province’s of the same matter in May +3 more', async () => {
    world.at('2026-03-16');
    const county = await propose('BN3a', { occurredOn: '2026-03-13' }, { paper: true });
    await confirmed(county.id);
    world.at('2026-05-18');
    const same = { occurredOn: '2026-05-15', sameMatterAs: county.id };
    const province = await propose('BN3c', same, { paper: true });
    await confirmed(province.id);
    const entries = await weighed();
    expect(new Set(entries.map(({ factId }) => factId)).size).toBe(1);
    const counted = (month: string) =>
      oneFactOnce
        .decide(entries, month, EvaluationSettings.parse({}))
        .reduce((sum, entry) => sum + entry.counted, 0);
    expect(['2026-03', '2026-04', '2026-05'].map(counted)).toEqual([200, 0, 300]);
  });

  test('三(一)3(1) · nobody-decides-about-himself: special help is the group’s decision: who brings it forward does not confirm it', async () => {
    const help = await propose('BN1', { evidence: '上门办理，事例典型' }, { as: 'CENTRE_DIRECTOR' });
    const confirm = (as: Role) => say('confirmScore', { proposalId: help.id }, as);
    expect(await confirm('CENTRE_DIRECTOR')).toMatchObject({ code: 'CONFLICT_OF_INTEREST_IN_SCORING' });
    expect(await confirm('UNIT_DEPUTY')).toMatchObject({ state: 'CONFIRMED' });
    expect(await weighed()).toMatchObject([{ code: 'BN1', points: 200 }]);
  });

  test('三(一)4A(5)③ · one-matter-is-one-fact: named as the same matter it shares its fact, and not twice under one rule', async () => {
    const special = await propose('BN1', { evidence: '上门办理，事例典型' });
    expect(special).toMatchObject({ criterion: { code: 'BN1' }, state: 'PROPOSED' });
    expect(await propose('BN1', { sameMatterAs: special.id })).toMatchObject({
      code: 'FACT_ALREADY_PROPOSED',
    });
    const other = { sameMatterAs: special.id, staffId: staffId('SEAL_HOLDER') };
    expect(await propose('BN1', other)).toMatchObject({ state: 'PROPOSED' });
    const [first, second] = (await proposals()).map(({ factId }) => factId.split('/'));
    expect(first?.slice(0, 2)).toEqual(second?.slice(0, 2));
    expect(first?.[2]).not.toBe(second?.[2]);
  });

  test('三(一)3(1) · group-takes-papers-and-its-own-findings: not what its chapter reports, nor what is logged', async () => {
    expect(await propose('WD2')).toMatchObject({ code: 'FOR_THE_DAILY_LOG' });
    expect(await propose('DQ1')).toMatchObject({ code: 'SOURCE_IS_ON' });
    expect(await propose('DQ2', { evidence: '' })).toMatchObject({ code: 'EVIDENCE_REQUIRED' });
    expect(await propose('DQ2', { occurredOn: '2026-09-29' })).toMatchObject({ code: 'DAY_NOT_YET' });
    expect(await propose('DQ2', { occurredOn: '2023-12-29' })).toMatchObject({ code: 'NOT_ASSESSED_THEN' });
    expect(await propose('DQ2')).toMatchObject({ criterion: { code: 'DQ2' }, state: 'PROPOSED' });
  });
});
