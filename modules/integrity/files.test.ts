import { beforeEach, expect, test } from 'vitest';
import { integrityScene } from '../../test/support/integrity-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { facts, list, reported, say, staffId, told } = integrityScene(() => world);

test('四(三) · concluded-with-grounds: reported, handed over with a letter and a receipt, confirmed; the assessor sees code, day and person', async () => {
  const { id: fileId } = await reported({ prohibition: 'IG2', name: '申请人甲', phone: '199-0000-0001' });
  const conclude = (more: object = {}) =>
    say('concludeIntegrityFile', { fileId, confirmed: true, grounds: '经查属实', ...more });
  expect(await conclude()).toMatchObject({ code: 'INTEGRITY_LOSS_UNCHOSEN', clause: { id: '四(三)2' } });
  const handed = await say('handOverIntegrityFile', {
    fileId,
    body: '县纪委监委派驻组',
    summary: '涉嫌收受烟酒',
  });
  expect(handed).toMatchObject({ state: 'HANDED_OVER', receiptNumber: null });
  expect(handed.letter.text).toContain('县纪委监委派驻组');
  expect(handed.letter.text).toContain('不准利用工作之便为个人或他人谋取私利。');
  expect(await conclude({ loss: 'DQ3' })).toMatchObject({ code: 'INTEGRITY_FILE_STATE' });
  const receipt = { fileId, number: 'JW-2026-01' };
  expect(await say('recordHandOverReceipt', receipt)).toMatchObject({ receiptNumber: 'JW-2026-01' });
  expect(await say('recordHandOverReceipt', receipt)).toMatchObject({ code: 'INTEGRITY_FILE_STATE' });
  world.at('2026-10-12');
  expect(await conclude({ loss: 'DQ3' })).toMatchObject({ state: 'CONFIRMED' });
  expect(await conclude({ loss: 'DQ3' })).toMatchObject({ code: 'INTEGRITY_FILE_STATE' });
  const view = 'prohibition disqualifies confirmedOn staff { id }';
  expect(await list('integrityOutcomes', view, 'ASSESSOR')).toEqual([
    {
      prohibition: 'IG2',
      disqualifies: 'DQ3',
      confirmedOn: '2026-10-12',
      staff: { id: staffId('WINDOW_STAFF') },
    },
  ]);
  expect(await facts()).toEqual(['DQ3, 2026-10-12']);
  const [event] = await eventsOf(world, 'integrity.confirmed');
  expect(JSON.stringify(event)).not.toContain(uuidOf(fileId));
});

test('四(三) · subject-is-another: nothing is confirmed of nobody; about a leader the head joins, and he himself reads it no more', async () => {
  const { id: fileId } = await reported({ staffId: undefined });
  const confirm = { fileId, confirmed: true, grounds: '经查属实' };
  expect(await say('concludeIntegrityFile', confirm)).toMatchObject({ code: 'INTEGRITY_SUBJECT_UNKNOWN' });
  const name = (role: string, as: 'CENTRE_DIRECTOR' | 'UNIT_DEPUTY') =>
    say('nameIntegritySubject', { fileId, staffId: staffId(role) }, as);
  expect(await name('UNIT_DEPUTY', 'UNIT_DEPUTY')).toMatchObject({ code: 'INTEGRITY_SUBJECT_SELF' });
  expect(await list('integrityFiles', 'id', 'UNIT_HEAD')).toEqual([]);
  expect(await told('UNIT_HEAD')).toEqual([]);
  expect(await name('UNIT_DEPUTY', 'CENTRE_DIRECTOR')).toMatchObject({
    subject: { id: staffId('UNIT_DEPUTY') },
  });
  expect(await list('integrityFiles', 'id', 'UNIT_DEPUTY')).toEqual([]);
  expect(await say('noteIntegrityFile', { fileId, text: '申辩' }, 'UNIT_DEPUTY')).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await list('integrityFiles', 'id', 'UNIT_HEAD')).toEqual([{ id: fileId }]);
  expect(await told('UNIT_HEAD')).toEqual(['有一件廉政线索待您查阅。']);
});

test('四(三) · readers-by-default: a report against the director is told to deputy and head, and not to him', async () => {
  const { id } = await reported({ staffId: staffId('CENTRE_DIRECTOR') }, 'UNIT_DEPUTY');
  expect(id).toBeDefined();
  expect(await told('CENTRE_DIRECTOR')).toEqual([]);
  expect(await told('UNIT_HEAD')).toEqual(['有一件廉政线索待您查阅。']);
});

test('四(三) · access-for-the-uninvolved: granted with a reason he reads and notes, ended he does not; the reporter stays closed to him', async () => {
  const { id: fileId } = await reported({ name: '申请人甲', phone: '199-0000-0001' });
  const assessor = staffId('ASSESSOR');
  const grant = (more: object) =>
    say('grantIntegrityAccess', { fileId, staffId: assessor, reason: '协助核查', ...more });
  expect(await grant({ reason: ' ' })).toMatchObject({ code: 'TEXT_REQUIRED' });
  expect(await grant({ staffId: staffId('WINDOW_STAFF') })).toMatchObject({
    code: 'INTEGRITY_ACCESS_NOT_POSSIBLE',
  });
  await grant({});
  const note = () => say('noteIntegrityFile', { fileId, text: '已调取录像' }, 'ASSESSOR');
  expect(await note()).toMatchObject({ id: fileId });
  const reporter = '{ integrityFiles { edges { node { number reporter { name } } } } }';
  const reply = await world.ask(reporter, { as: 'ASSESSOR', at: HERE });
  expect(JSON.stringify(reply)).not.toContain('申请人甲');
  const [seen] = await list('integrityFiles', 'reporter { name phone }');
  expect(seen).toEqual({ reporter: { name: '申请人甲', phone: '199-0000-0001' } });
  await say('endIntegrityAccess', { fileId, staffId: assessor });
  expect(await note()).toMatchObject({ code: 'NOT_FOUND' });
  expect(await say('endIntegrityAccess', { fileId, staffId: assessor })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('四(三) · file-is-restricted: each reading, by list, by id and after a step, is one audit entry of whoever read', async () => {
  const { id: fileId } = await reported();
  const readings = () =>
    inTables(world, (tx) =>
      tx.auditEntry.findMany({ where: { verb: 'readIntegrityFile' }, orderBy: [{ at: 'asc' }] }),
    );
  const before = (await readings()).length;
  const query = 'query ($id: ID!) { node(id: $id) { __typename } integrityFiles { edges { node { id } } } }';
  world.at('2026-09-29');
  await world.ask(query, { as: 'UNIT_DEPUTY', at: HERE, variables: { id: fileId } });
  await world.ask(query, { as: 'ASSESSOR', at: HERE, variables: { id: fileId } });
  await world.ask(query, { as: 'WINDOW_STAFF', at: HERE, variables: { id: fileId } });
  const after = await readings();
  expect(after.slice(before)).toMatchObject([
    {
      actorId: world.town(HERE).staff['UNIT_DEPUTY'],
      role: 'UNIT_DEPUTY',
      subjectType: 'IntegrityFile',
      subjectId: uuidOf(fileId),
    },
  ]);
  world.at('2026-09-30');
  await say('noteIntegrityFile', { fileId, text: '已调取录像' });
  expect((await readings()).length).toBe(after.length + 1);
  // A query that is asked often is compiled: it is no less on record.
  for (let i = 0; i < 6; i += 1) await list('integrityFiles', 'number');
  expect((await readings()).length).toBe(after.length + 7);
  expect(await list('integrityFiles', '__typename')).toHaveLength(1);
  expect((await readings()).length).toBe(after.length + 8);
  const [file] = await list('integrityFiles', 'readings { reader { id } }');
  expect(file.readings.slice(7, 9)).toEqual([
    { reader: { id: staffId('CENTRE_DIRECTOR') } },
    { reader: { id: staffId('UNIT_DEPUTY') } },
  ]);
});

test('四(三) · report-says-what: anonymous it has no reporter, empty it is refused, of two concluding at once one is', async () => {
  expect(await say('reportIntegrity', { prohibition: 'IG6', account: ' ' }, 'NOBODY')).toMatchObject({
    code: 'TEXT_REQUIRED',
  });
  const { id: fileId } = await reported({ prohibition: 'IG6' });
  const [file] = await list('integrityFiles', 'number reporter { name }');
  expect(file).toEqual({ number: 'LZ-shexi-2026-000001', reporter: null });
  const conclude = (as: 'CENTRE_DIRECTOR' | 'UNIT_DEPUTY') =>
    say('concludeIntegrityFile', { fileId, confirmed: true, grounds: '经查属实' }, as);
  const both = await Promise.all([conclude('CENTRE_DIRECTOR'), conclude('UNIT_DEPUTY')]);
  expect(both.map(({ __typename }) => __typename as string).toSorted()).toEqual(['IntegrityFile', 'Refusal']);
  expect(await facts()).toEqual(['DQ3, 2026-09-28']);
});
