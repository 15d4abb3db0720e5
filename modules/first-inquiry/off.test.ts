import { beforeEach, expect, test } from 'vitest';
import { inquiryScene } from '../../test/support/first-inquiry-scene.ts';
import { accepted, HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { addPlace, ask, configure, dispose, jobs, list, register, say, staffId, waiting } = inquiryScene(
  () => world,
);

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask(
      '{ __schema { types { name } queryType { fields { name } } mutationType { fields { name } } } }',
      { at },
    );
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['FirstInquiry', 'trackInquiry', 'registerFirstInquiry', 'confirmViolation']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
  // Cases go on, without what the chapter adds to them.
  const { id } = await accepted(world, 'PROMISE-5');
  const query = 'query ($id: ID!) { case(id: $id) { firstInquirySteps { edges { cursor } } } }';
  const { errors } = await ask(query, 'WINDOW_STAFF', { id });
  expect(errors?.[0].message).toContain('Cannot query field "firstInquirySteps"');
});

test('REFUSE lists the open inquiry and the candidate, and leaves the chapter on', async () => {
  const inquiry = await register();
  const report = { staffId: staffId('B'), ground: 'SHIRKING', account: '推给其他窗口' };
  const candidate = await say('reportViolation', report, 'ASSESSOR');
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 2,
      openWork: [
        { kind: 'FIRST_INQUIRY', id: uuidOf(inquiry.id), label: inquiry.number },
        { kind: 'VIOLATION_CANDIDATE', id: uuidOf(candidate.id), label: '待核实情节，2026-09-28' },
      ],
    },
  });
  await dispose(inquiry.id, 'HANDLED');
  await say('dismissViolation', { violationId: candidate.id, reason: '不实' }, 'CENTRE_DIRECTOR');
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
});

test('FREEZE: no candidate while it is off, and the time off is held against nobody; on again it goes on', async () => {
  const place = await addPlace('P02');
  const { id, number, queryCode } = await register();
  await dispose(id, 'TO_WINDOW', { windowId: place.windowId });
  const handOverId = await waiting(id);
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-09-28', '18:00');
  await jobs();
  const track = { number, queryCode };
  const TRACK =
    'query ($number: String!, $queryCode: String!) { trackInquiry(number: $number, queryCode: $queryCode) { state } }';
  expect((await world.ask(TRACK, { at: HERE, variables: track })).errors?.[0].message).toContain(
    'Cannot query field',
  );
  world.at('2026-09-29', '10:00');
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await jobs();
  const candidates = () => list('conductViolations', 'occurredOn', 'CENTRE_DIRECTOR');
  expect(await candidates()).toEqual([]);
  expect((await world.ask(TRACK, { at: HERE, variables: track })).data.trackInquiry).toEqual({
    state: 'HANDED_OVER',
  });
  world.at('2026-09-29', '17:30');
  await jobs();
  expect(await candidates()).toEqual([{ occurredOn: '2026-09-29' }]);
  expect(await say('takeUpHandOver', { handOverId }, place.staff)).toMatchObject({
    inquiry: { state: 'IN_HAND' },
  });
});
