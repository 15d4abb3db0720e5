import { beforeEach, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { integrityScene } from '../../test/support/integrity-scene.ts';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { eventsOf, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['integrity', 'evaluation'] });
  return () => world.close();
});

const { deliver, facts, list, reported, say, staffId, told } = integrityScene(() => world);
const { proposals, entries, say: decide } = ledgerScene(() => world);
const { ask, freeze, sheet, surveyed } = sheetScene(() => world);

/** A file that the director confirmed on 2026-10-12; its id. */
async function confirmed(): Promise<string> {
  const { id: fileId } = await reported();
  world.at('2026-10-12');
  await say('concludeIntegrityFile', { fileId, confirmed: true, grounds: '经查属实' });
  await deliver();
  return fileId;
}
const revoke = async (fileId: string, as: Role = 'UNIT_DEPUTY', reason = '复核认为证据不足') => {
  const answer = await say('revokeIntegrityOutcome', { fileId, reason }, as);
  await deliver();
  return answer;
};
/** The months of the ledger's entries, and whether one takes another back. */
async function monthsOfEntries(): Promise<string[]> {
  const rows = await entries();
  return rows.map(({ month, corrects }) => `${month} ${corrects ? 'taken back' : 'entered'}`).toSorted();
}

/** The group confirms the loss that was proposed. */
async function entered(): Promise<void> {
  const [{ id: proposalId }] = await proposals();
  expect(await decide('confirmScore', { proposalId })).toMatchObject({ state: 'CONFIRMED' });
}

test('四(三) · revoked-by-another: "DQ3, 2026-10-12" is revoked on 10-20 by the deputy, and the assessor sees code and day of it', async () => {
  const fileId = await confirmed();
  expect(await facts()).toEqual(['DQ3, 2026-10-12']);
  world.at('2026-10-20');
  const refused = async (as: Role, reason?: string) => (await revoke(fileId, as, reason)).code as string;
  expect(await refused('CENTRE_DIRECTOR')).toBe('INTEGRITY_REVIEWER_CONFIRMED');
  expect(await refused('UNIT_DEPUTY', ' ')).toBe('TEXT_REQUIRED');
  expect(await refused('UNIT_HEAD')).toBe('NOT_FOUND');
  expect(await revoke(fileId)).toMatchObject({ id: fileId, state: 'REVOKED' });
  expect(await revoke(fileId)).toMatchObject({
    code: 'INTEGRITY_FILE_STATE',
    message: '廉政线索现为“认定已撤销”，不能进行这一步；有新情况的请另行举报',
    clause: { id: '四(三)' },
  });
  const view = 'prohibition disqualifies confirmedOn revokedOn staff { id }';
  const outcome = {
    prohibition: 'IG3',
    disqualifies: 'DQ3',
    confirmedOn: '2026-10-12',
    revokedOn: '2026-10-20',
    staff: { id: staffId('WINDOW_STAFF') },
  };
  expect(await list('integrityOutcomes', view, 'ASSESSOR')).toEqual([outcome]);
  expect(await list('integrityOutcomes', view, 'WINDOW_STAFF')).toEqual([outcome]);
  expect(await list('integrityOutcomes(standing: true)', view, 'ASSESSOR')).toEqual([]);
  expect(await facts()).toEqual([]);
  const [event] = await eventsOf(world, 'integrity.revoked');
  expect(event).toEqual({
    outcomeId: expect.any(String) as string,
    code: 'IG3',
    staffId: uuidOf(staffId('WINDOW_STAFF')),
    revokedOn: '2026-10-20',
  });
  expect(JSON.stringify(event)).not.toContain(uuidOf(fileId));
  const [file] = await list('integrityFiles', 'notes { edges { node { text author { id } } } }');
  expect(file.notes.edges.at(-1)).toEqual({
    node: { text: '经复核撤销认定：复核认为证据不足', author: { id: staffId('UNIT_DEPUTY') } },
  });
  expect(await told('WINDOW_STAFF')).toEqual([
    '2026-10-12对您的廉政认定经复核已撤销，由此取消的评优资格随之恢复。',
  ]);
});

test('四(三) · revoked-by-another: of two at the same moment one revokes, and the fact is taken back once', async () => {
  const { id: fileId } = await reported({ staffId: staffId('CENTRE_DIRECTOR') }, 'UNIT_DEPUTY');
  await say('grantIntegrityAccess', { fileId, staffId: staffId('ASSESSOR'), reason: '协助' }, 'UNIT_DEPUTY');
  await say('concludeIntegrityFile', { fileId, confirmed: true, grounds: '经查属实' }, 'UNIT_HEAD');
  const both = await Promise.all([revoke(fileId), revoke(fileId)]);
  expect(both.map(({ __typename }) => __typename as string).toSorted()).toEqual(['IntegrityFile', 'Refusal']);
  expect(await eventsOf(world, 'integrity.revoked')).toHaveLength(1);
});

test('四(三) · revoked-by-another: what evaluation has not decided is withdrawn; what it entered in an open month is taken back', async () => {
  await revoke(await confirmed());
  expect(await proposals()).toMatchObject([{ criterion: { code: 'DQ3' }, state: 'WITHDRAWN' }]);
  expect(await entries()).toEqual([]);

  const again = await confirmed();
  const open = (await proposals()).find(({ state }) => state === 'PROPOSED');
  await decide('confirmScore', { proposalId: open?.id });
  await revoke(again);
  expect(await monthsOfEntries()).toEqual(['2026-10 entered', '2026-10 taken back']);
  await surveyed('2026-10');
  world.at('2026-11-02');
  await freeze('2026-10');
  expect((await sheet('2026-10')).content.disqualified).toEqual([]);
});

test('四(三) · revoked-by-another: revoked after quarter and months were frozen, their sheets stay, the open month takes it back, and the awards are open again', async () => {
  const fileId = await confirmed();
  await entered();
  for (const month of ['2026-10', '2026-11', '2026-12']) await surveyed(month);
  world.at('2027-01-04');
  for (const period of ['2026-10', '2026-11', '2026-12', '2026-Q4'])
    expect(await freeze(period)).toMatchObject({ state: 'FROZEN' });
  const excluded = async () => {
    const query =
      '{ awardCandidates(period: "2026-Q4", kind: MODEL_WORKER) { excluded { staffId disqualified } } }';
    const { data } = await ask(query, 'UNIT_DEPUTY');
    return data.awardCandidates.excluded as unknown[];
  };
  expect(await excluded()).toEqual([{ staffId: staffId('WINDOW_STAFF'), disqualified: ['DQ3'] }]);
  await revoke(fileId);
  expect(await excluded()).toEqual([]);
  for (const period of ['2026-10', '2026-Q4'])
    expect((await sheet(period)).content.disqualified).toEqual(['DQ3']);
  expect(await monthsOfEntries()).toEqual(['2026-10 entered', '2027-01 taken back']);
});

test('四(三) · integrity-reports-are-bounded: of many at once the township takes so many an hour; a gift kept overnight is not counted', async () => {
  await integrityScene(() => world).configure({ settings: { reportsPerHour: 3 } });
  const report = () => say('reportIntegrity', { prohibition: 'IG3', account: '收受烟酒' }, 'NOBODY');
  const answers = await Promise.all(Array.from({ length: 8 }, report));
  expect(answers.filter(({ code }) => code === 'INTEGRITY_REPORTS_TOO_MANY')).toHaveLength(5);
  expect(await report()).toMatchObject({
    message: '本镇一小时内受理的举报已满，请稍后再试，或直接向纪检监察机关反映（电话12388）',
    clause: { id: '四(三)' },
  });
  const gift = { description: '茶叶两盒', giver: '申请人甲', disposition: 'HANDED_IN' };
  const late = { ...gift, receivedOn: '2026-09-25', settledOn: '2026-09-28' };
  expect(await say('declareGift', late, 'WINDOW_STAFF')).toMatchObject({ disposition: 'HANDED_IN' });
  expect(await inTables(world, (tx) => tx.integrityFile.count())).toBe(4);
  world.at('2026-09-28', '10:01');
  expect(await report()).toMatchObject({ number: 'LZ-shexi-2026-000005' });
});
