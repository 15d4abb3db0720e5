import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { ALL_IN_ORDER, safetyScene } from '../../test/support/safety-scene.ts';
import { accepted, eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { enterDeemedConsent } from './acts/seals.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { ask, jobs, list, say, staffId, windowId } = safetyScene(() => world);

/** Codes of the facts that stand for evaluation, with their days. */
async function facts() {
  return (await factsOf(world)).map(({ code, occurredOn }) => `${code} ${occurredOn}`);
}

/** What somebody was told of the chapter. */
async function told(words: string, as: Role = 'CENTRE_DIRECTOR') {
  const texts = await list('notifications(first: 100)', 'text', as);
  return texts.filter(({ text }) => text.includes(words)).map(({ text }) => text);
}

describe('四(四)1: letters', () => {
  test('四(四)1 · letters-signed-by-the-last-working-day: unsigned on Fri 2026-01-30 are listed and reported once', async () => {
    world.at('2026-01-05');
    expect(await say('issueSafetyLetters', {}, 'CENTRE_DIRECTOR')).toMatchObject({
      year: 2026,
      signedAt: null,
    });
    expect(await say('signSafetyLetter', {}, 'WINDOW_STAFF')).toMatchObject({
      staff: { id: staffId('WINDOW_STAFF') },
    });
    expect(await say('signSafetyLetter', {}, 'WINDOW_STAFF')).toMatchObject({
      code: 'SAFETY_LETTER_NOT_OPEN',
    });
    world.at('2026-01-29');
    await jobs();
    expect(await eventsOf(world, 'safety.lettersUnsigned')).toEqual([]);
    world.at('2026-01-30');
    await jobs();
    await jobs();
    const unsigned = await list('safetyLetters(year: 2026, unsigned: true, first: 100)', 'staff { id }');
    const all = await list('safetyLetters(year: 2026, first: 100)', 'staff { id }');
    expect(unsigned).toHaveLength(all.length - 1);
    expect(unsigned).not.toContainEqual({ staff: { id: staffId('WINDOW_STAFF') } });
    expect(await eventsOf(world, 'safety.lettersUnsigned')).toEqual([
      { year: 2026, dueOn: '2026-01-30', unsigned: unsigned.length },
    ]);
  });

  test('四(四)1 · letters-signed-by-the-last-working-day: issued to nobody, all in service are on the list, also when the program was down that Friday', async () => {
    world.at('2026-02-02');
    await inTables(world, (tx) =>
      tx.staff.updateMany({ where: { id: uuidOf(staffId('B')) }, data: { active: false } }),
    );
    await jobs();
    await jobs();
    const unsigned = await list('safetyLetters(year: 2026, unsigned: true, first: 100)', 'staff { id }');
    expect(unsigned).toContainEqual({ staff: { id: staffId('WINDOW_STAFF') } });
    expect(unsigned).not.toContainEqual({ staff: { id: staffId('B') } });
    expect(await eventsOf(world, 'safety.lettersUnsigned')).toEqual([
      { year: 2026, dueOn: '2026-01-30', unsigned: unsigned.length },
    ]);
  });
});

describe('四(四)2, 三(一)4A(1): windows', () => {
  const check = (left: string[]) =>
    say('checkWindowAtClosing', { windowId: windowId(), staffId: staffId('WINDOW_STAFF'), left });

  test('四(四)2 · checked-at-closing: PC and printer left on are two facts of WD5, −2', async () => {
    expect(await check(['COMPUTER', 'PRINTER'])).toMatchObject({
      code: 'NOT_CLOSING_YET',
      message: '窗口17:30下班，下班检查请在此后进行',
      clause: { id: '四(四)2' },
    });
    world.at('2026-09-28', '17:40');
    expect(await check(['PRINTER', 'COMPUTER'])).toMatchObject({ left: ['COMPUTER', 'PRINTER'] });
    expect(await check([])).toMatchObject({ code: 'WINDOW_CHECKED' });
    expect(await facts()).toEqual(['WD5 2026-09-28', 'WD5 2026-09-28']);
  });

  test('三(一)4A(1)④ · told-before-it-counts: a warning alone is none; told and not corrected is WD4', async () => {
    const warn = () => say('warnUntidyWindow', { windowId: windowId(), note: '纸箱堆放在窗口' });
    const first = await warn();
    await say('recheckUntidyWindow', { warningId: first.id, corrected: true });
    expect(await facts()).toEqual([]);
    const second = await warn();
    const again = { warningId: second.id, corrected: false };
    expect(await say('recheckUntidyWindow', again)).toMatchObject({ state: 'UNCORRECTED' });
    expect(await say('recheckUntidyWindow', again)).toMatchObject({ code: 'WARNING_SETTLED' });
    expect(await facts()).toEqual(['WD4 2026-09-28']);
  });

  test('四(四)3 · no-valuables-in-the-hall: a finding is reported to the leaders', async () => {
    const found = { windowId: windowId(), kind: 'CASH', note: '抽屉内有现金' };
    expect(await say('recordValuables', found)).toMatchObject({ kind: 'CASH', foundOn: '2026-09-28' });
    expect(await eventsOf(world, 'safety.valuablesFound')).toMatchObject([{ kind: 'CASH' }]);
    expect(await told('贵重物品')).not.toEqual([]);
  });
});

describe('四(四)3: seals', () => {
  const register = () =>
    say(
      'registerSeal',
      { name: '审批专用章', kind: 'APPROVAL', holderId: staffId('SEAL_HOLDER') },
      'CENTRE_DIRECTOR',
    );

  test('四(四)3 · seal-use-without-a-case-is-reported: used without a case -> alert; for a case none', async () => {
    const { id: sealId } = await register();
    expect(await register()).toMatchObject({ code: 'SEAL_EXISTS' });
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    expect(await say('useSeal', { sealId, caseId }, 'WINDOW_STAFF')).toMatchObject({
      code: 'NOT_SEAL_HOLDER',
    });
    expect(await say('useSeal', { sealId }, 'SEAL_HOLDER')).toMatchObject({ code: 'SEAL_USE_UNEXPLAINED' });
    expect(await say('useSeal', { sealId, caseId }, 'SEAL_HOLDER')).toMatchObject({ case: { id: caseId } });
    expect(await told('没有对应办件')).toEqual([]);
    const use = { sealId, explanation: '年度报表' };
    expect(await say('useSeal', use, 'SEAL_HOLDER')).toMatchObject({ case: null, explanation: '年度报表' });
    expect(new Set(await told('没有对应办件'))).toEqual(
      new Set(['2026-09-28有一次用印没有对应办件，请核查用印登记。']),
    );
    expect(await told('没有对应办件', 'SEAL_HOLDER')).toEqual([]);
    const query =
      'query ($id: ID!) { case(id: $id) { timeline(last: 1) { edges { node { verb note clause } } } } }';
    const { data } = await ask(query, 'WINDOW_STAFF', { id: caseId });
    expect(data.case.timeline.edges[0].node).toEqual({
      verb: 'useSeal',
      note: '加盖审批专用章',
      clause: '四(四)3',
    });
    const uses = await list('seals', 'uses { edges { node { explanation } } }', 'SEAL_HOLDER');
    expect(uses[0].uses.edges).toHaveLength(2);
  });

  test('四(四)3 · seal-goes-to-another-in-service: after a hand-over the new holder uses it, and nobody else', async () => {
    const { id: sealId } = await register();
    const hand = (toId: string) => say('handOverSeal', { sealId, toId }, 'SEAL_HOLDER');
    expect(await hand(staffId('SEAL_HOLDER'))).toMatchObject({ code: 'SEAL_TO_ANOTHER' });
    expect(await hand(staffId('CENTRE_DIRECTOR'))).toMatchObject({
      holder: { id: staffId('CENTRE_DIRECTOR') },
    });
    expect(await hand(staffId('CENTRE_DIRECTOR'))).toMatchObject({ code: 'NOT_SEAL_HOLDER' });
    const use = { sealId, explanation: '年度报表' };
    expect(await say('useSeal', use, 'SEAL_HOLDER')).toMatchObject({ code: 'NOT_SEAL_HOLDER' });
    expect(await say('useSeal', use, 'CENTRE_DIRECTOR')).toMatchObject({ explanation: '年度报表' });
    const seals = await list('seals', 'handOvers { edges { node { from { id } to { id } } } }');
    expect(seals[0].handOvers.edges).toEqual([
      { node: { from: { id: staffId('SEAL_HOLDER') }, to: { id: staffId('CENTRE_DIRECTOR') } } },
    ]);
  });

  test('四(四)3 · holder-hands-over-the-seal: of a holder who left, the director hands it over; of one in service he does not', async () => {
    const { id: sealId } = await register();
    const hand = (as: Role) => say('handOverSeal', { sealId, toId: staffId('WINDOW_STAFF') }, as);
    expect(await hand('CENTRE_DIRECTOR')).toMatchObject({ code: 'SEAL_HOLDER_IN_SERVICE' });
    await inTables(world, (tx) =>
      tx.staff.updateMany({ where: { id: uuidOf(staffId('SEAL_HOLDER')) }, data: { active: false } }),
    );
    await world.platform.directory.reload();
    expect(await hand('DUTY_OFFICER')).toMatchObject({ code: 'NOT_SEAL_HOLDER' });
    expect(await hand('CENTRE_DIRECTOR')).toMatchObject({ holder: { id: staffId('WINDOW_STAFF') } });
    const seals = await list('seals', 'handOvers { edges { node { from { id } } } }');
    expect(seals[0].handOvers.edges).toEqual([{ node: { from: { id: staffId('SEAL_HOLDER') } } }]);
  });

  test('四(四)3 · seal-use-has-a-case-or-an-explanation: the seal on a deemed consent is a use for its case', async () => {
    const { id: caseId } = await accepted(world, 'PROMISE-5');
    const sealed = () =>
      perform(world.platform, { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true }, (act) =>
        enterDeemedConsent(act, { branchId: randomUUID(), caseId: uuidOf(caseId) }),
      );
    await sealed();
    expect(new Set(await told('没有审批专用章'))).toEqual(
      new Set(['2026-09-28有一次盖章，但印章登记中没有审批专用章，请补登记。']),
    );
    await register();
    await sealed();
    const view = 'uses { edges { node { deemedConsent case { id } } } }';
    const [seal] = await list('seals', view, 'SEAL_HOLDER');
    expect(seal.uses.edges).toEqual([{ node: { deemedConsent: true, case: { id: caseId } } }]);
  });
});

describe('四(四)4: duty and hazards', () => {
  const fill = (more: object = {}) => say('fillDutyChecklist', { done: ALL_IN_ORDER, ...more });

  test('四(四)4 · missing-duty-list-is-reported: of Wed 2026-09-30, on Thu 2026-10-08 at opening, once', async () => {
    const missing = async () => (await eventsOf(world, 'safety.dutyMissing')).map(({ day }) => day);
    world.at('2026-09-29', '18:00');
    expect(await fill({ done: ['FIRE'] })).toMatchObject({ code: 'DUTY_REMARK_REQUIRED' });
    expect(await fill()).toMatchObject({ day: '2026-09-29' });
    expect(await fill()).toMatchObject({ code: 'DUTY_LIST_THERE' });
    world.at('2026-10-08', '08:29');
    await jobs();
    expect(await missing()).not.toContain('2026-09-30');
    world.at('2026-10-08', '08:30');
    await jobs();
    await jobs();
    expect((await missing()).filter((day) => day >= '2026-09-29')).toEqual(['2026-09-30']);
    expect(new Set(await told('2026-09-30没有值班检查表'))).toEqual(
      new Set(['2026-09-30没有值班检查表，请查明。']),
    );
  });

  test('四(四)4 · hazard-overdue-is-reported: due 2026-10-09 from 2026-09-29; on 2026-10-10 overdue, once', async () => {
    world.at('2026-09-29');
    const hazard = await say('reportHazard', {
      place: '二楼配电箱',
      description: '电线裸露',
      responsibleId: staffId('STATION_HEAD'),
    });
    expect(hazard).toMatchObject({ dueOn: '2026-10-09', closed: false });
    const given = '有一处安全隐患由您负责消除，期限2026-10-09，请查看隐患清单。';
    expect(await told('安全隐患', 'STATION_HEAD')).toEqual([given]);
    expect(await told('安全隐患', 'WINDOW_STAFF')).toEqual([]);
    world.at('2026-10-09', '18:00');
    await jobs();
    expect(await eventsOf(world, 'hazard.overdue')).toEqual([]);
    world.at('2026-10-10');
    await jobs();
    await jobs();
    expect(await eventsOf(world, 'hazard.overdue')).toEqual([
      { hazardId: uuidOf(hazard.id), responsibleId: uuidOf(staffId('STATION_HEAD')), dueOn: '2026-10-09' },
    ]);
    const close = { hazardId: hazard.id, remedy: '已更换线路' };
    expect(await say('closeHazard', close)).toMatchObject({ closed: true });
    expect(await say('closeHazard', close)).toMatchObject({ code: 'HAZARD_CLOSED' });
    expect(await list('hazards(open: true)', 'id')).toEqual([]);
  });
});

describe('四(四)5: accidents', () => {
  test('四(四)5 · serious-incident-disqualifies: held against two, serious is DQ4 of each; decided once', async () => {
    const report = { occurredOn: '2026-09-25', account: '下班未断电致插座起火' };
    const { id: incidentId } = await say('reportIncident', report, 'WINDOW_STAFF');
    const decide = (staffIds: string[], measures: string[]) =>
      say('decideIncident', { incidentId, serious: true, staffIds, measures }, 'UNIT_DEPUTY');
    expect(await decide([], [])).toMatchObject({ code: 'NOBODY_RESPONSIBLE' });
    expect(await decide([staffId('UNIT_DEPUTY')], ['检讨'])).toMatchObject({ code: 'NOBODY_RESPONSIBLE' });
    const both = [staffId('WINDOW_STAFF'), staffId('DUTY_OFFICER')];
    expect(await decide(both, ['通报批评', '书面检查'])).toMatchObject({ serious: true });
    expect(await decide(both, ['通报批评', '书面检查'])).toMatchObject({ code: 'INCIDENT_DECIDED' });
    expect(await facts()).toEqual(['DQ4 2026-09-25', 'DQ4 2026-09-25']);
    expect(await list('incidentAccountability', 'measure', 'DUTY_OFFICER')).toEqual([
      { measure: '书面检查' },
    ]);
  });
});
