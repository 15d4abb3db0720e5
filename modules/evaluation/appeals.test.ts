import { beforeEach, expect, test } from 'vitest';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { eventsOf, HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
/** The entry of the window’s clerk that the director confirmed, and its fact. */
let entryId: string;
let factId: string;
const scene = ledgerScene(() => world);
const { appeals, entries, fact, mark, messages, proposalOf, say, staffId, uuid } = scene;

beforeEach(async () => {
  world = await createWorld({ towns: [HERE] });
  factId = fact();
  await mark(factId);
  await say('confirmScore', { proposalId: (await proposalOf(factId)).id });
  entryId = (await entries())[0].id;
  return () => world.close();
});

const appeal = (text = '当时在窗口接待') => say('appealEntry', { entryId, text }, 'WINDOW_STAFF');

test('三(一)1 · appealed-in-time: the person objects to his own entry, once, until ten working days are over', async () => {
  expect(await say('appealEntry', { entryId, text: '代为申诉' }, 'ASSESSOR')).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await appeal(' ')).toMatchObject({ code: 'TEXT_REQUIRED' });
  world.at('2026-10-17');
  expect(await appeal()).toMatchObject({ code: 'SCORE_APPEAL_TOO_LATE', details: { dueOn: '2026-10-16' } });
  world.at('2026-10-16');
  expect(await appeal()).toMatchObject({ state: 'OPEN', dueOn: '2026-10-23', entry: { id: entryId } });
  expect(await appeal()).toMatchObject({ code: 'SCORE_APPEALED_BEFORE' });
  expect(await messages('CENTRE_DIRECTOR')).toEqual(['evaluation.appeal-filed']);
});

test('三(一)3(1) · appeal-decided-afresh: not by who confirmed it, not by the person; upheld it takes the entry back', async () => {
  const { id: appealId } = await appeal();
  const answer = { appealId, upheld: true, decision: '监控可见其在岗' };
  const conflict = { code: 'CONFLICT_OF_INTEREST_IN_SCORING' };
  expect(await say('decideScoreAppeal', answer, 'CENTRE_DIRECTOR')).toMatchObject(conflict);
  expect(await say('decideScoreAppeal', answer, 'STATION_HEAD')).toMatchObject({
    code: 'SECOND_DECIDER_REQUIRED',
  });
  expect(await say('decideScoreAppeal', answer, 'UNIT_DEPUTY')).toMatchObject({
    state: 'UPHELD',
    decidedBy: { id: staffId('UNIT_DEPUTY') },
    entry: { correctedBy: { id: expect.any(String) } },
  });
  expect(await say('decideScoreAppeal', answer, 'UNIT_DEPUTY')).toMatchObject({
    code: 'SCORE_APPEALED_BEFORE',
  });
  expect((await entries()).find((one) => one.corrects)).toMatchObject({ points: 1, reason: answer.decision });
  expect(await messages(uuid('WINDOW_STAFF'))).toEqual([
    'evaluation.appeal-upheld',
    'evaluation.corrected',
    'evaluation.posted',
  ]);
  expect(await eventsOf(world, 'ledger.appealDecided')).toMatchObject([{ upheld: true }]);
});

test('rejected, with its reasons, the entry stands', async () => {
  const { id: appealId } = await appeal();
  const answer = { appealId, upheld: false, decision: '' };
  expect(await say('decideScoreAppeal', answer, 'ASSESSOR')).toMatchObject({ code: 'TEXT_REQUIRED' });
  const given = { ...answer, decision: '迟到属实' };
  expect(await say('decideScoreAppeal', given, 'ASSESSOR')).toMatchObject({ state: 'REJECTED' });
  expect(await entries()).toMatchObject([{ id: entryId, correctedBy: null }]);
  expect(await appeals('WINDOW_STAFF')).toMatchObject([{ state: 'REJECTED', decision: '迟到属实' }]);
});

test('the group is reminded on the eve of the day and on the day, once each', async () => {
  await appeal();
  await scene.jobs();
  expect(await messages('CENTRE_DIRECTOR')).not.toContain('evaluation.appeal-due');
  const [{ dueOn }] = await appeals();
  expect(dueOn).toBe('2026-10-10');
  world.at('2026-10-09');
  await scene.jobs();
  await scene.jobs();
  world.at('2026-10-10');
  await scene.jobs();
  const due = (await messages('CENTRE_DIRECTOR')).filter((template) => template === 'evaluation.appeal-due');
  expect(due).toHaveLength(2);
});

test('a source that takes the fact back itself answers the appeal', async () => {
  await appeal();
  await scene.withdrawMark(factId);
  expect(await appeals()).toMatchObject([{ state: 'UPHELD', decidedBy: null }]);
  expect((await entries()).filter((one) => one.corrects)).toHaveLength(1);
});

test('三(一)1 · corrected-once-by-an-entry: what was taken back is not appealed against', async () => {
  await say('correctEntry', { entryId, reason: '误记' }, 'UNIT_DEPUTY');
  expect(await appeal()).toMatchObject({ code: 'ENTRY_NOT_CORRECTABLE' });
});

test('of a window’s entry anybody posted to the window may appeal, nobody else', async () => {
  const branch = fact('branch');
  await scene.overdueBranch(branch, '2026-09-28', null);
  await say('confirmScore', { proposalId: (await proposalOf(branch)).id });
  const own = (await entries()).find((one) => one.subjectKind === 'WINDOW');
  const text = '联办件由牵头窗口延误';
  expect(await say('appealEntry', { entryId: own.id, text }, 'COMPLAINT_OFFICER')).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await say('appealEntry', { entryId: own.id, text }, 'WINDOW_STAFF')).toMatchObject({
    state: 'OPEN',
  });
});
