import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import {
  accepted,
  clockOf,
  documentsOf,
  eventsOf,
  gid,
  HERE,
  look,
  messagesOf,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const reason = '需实地核查';

function extend(caseId: string, newDueOn: string, given: object = {}) {
  return step(world, 'extendCase', { caseId, newDueOn, reason, ...given }, { as: 'STATION_HEAD' });
}

test('一(四)3 (extension) · extension-within-statutory: to Fri 2026-10-16 is granted with notice, message, copies, event and timeline', async () => {
  world.at('2026-09-28');
  const { id, version, number } = await accepted(world, 'PROMISE-5');
  world.at('2026-10-10');
  const after = await extend(id, '2026-10-16', { version });
  expect(after).toMatchObject({
    state: 'ACCEPTED',
    version: version + 1,
    promisedDueOn: '2026-10-16',
    statutoryDueOn: '2026-10-30',
    timeline: {
      edges: [
        {
          node: { verb: 'extendCase', clause: '一(四)3 (extension)', note: `延期至2026-10-16：${reason}` },
        },
      ],
    },
  });
  expect(clockOf(after, 'PROMISE')).toMatchObject({
    phase: 'RUNNING',
    extended: true,
    budgetDays: 10,
    changes: [{ oldDueOn: '2026-10-10', newDueOn: '2026-10-16', reason }],
  });
  world.at('2026-10-15');
  expect(await look(world, id)).toMatchObject({ overdue: false });

  const [notice, ...others] = await documentsOf(world, id, 'EXTENSION_NOTICE');
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    title: '延期告知书',
    clause: '一(四)3 (extension)',
    data: {
      caseNumber: number,
      oldDueOn: '2026-10-10',
      newDueOn: '2026-10-16',
      statutoryDueOn: '2026-10-30',
      reason,
    },
  });
  const sent = (await messagesOf(world, id)).map((m) => [m.channel, m.recipientKind, m.state]);
  expect(sent.toSorted()).toEqual([
    ['INBOX', 'ROLE', 'SENT'],
    ['INBOX', 'ROLE', 'SENT'],
    ['SMS', 'APPLICANT', 'QUEUED'],
  ]);
  const copies = (await messagesOf(world, id)).filter((m) => m.recipientKind === 'ROLE');
  expect(copies.map((m) => m.recipient).toSorted()).toEqual(['CENTRE_DIRECTOR', 'COUNTY_BUREAU']);
  expect(await eventsOf(world, 'case.extended', id)).toEqual([
    {
      caseId: uuidOf(id),
      oldDueOn: '2026-10-10',
      newDueOn: '2026-10-16',
      approverId: world.town(HERE).staff['STATION_HEAD'],
    },
  ]);
});

test('一(四)3 (extension) · extension-within-statutory: to Mon 2026-11-02 is refused with max 2026-10-30 and leaves nothing behind', async () => {
  world.at('2026-09-28');
  const { id, version } = await accepted(world, 'PROMISE-5');
  expect(await extend(id, '2026-11-02')).toMatchObject({
    __typename: 'Refusal',
    code: 'EXTENSION_EXCEEDS_STATUTORY',
    clause: { id: '一(四)3 (extension)' },
    details: { max: '2026-10-30', asked: '2026-11-02' },
  });
  expect(await look(world, id)).toMatchObject({ version, promisedDueOn: '2026-10-10' });
  expect(await documentsOf(world, id, 'EXTENSION_NOTICE')).toEqual([]);
  expect(await messagesOf(world, id)).toEqual([]);
  expect(await eventsOf(world, 'case.extended', id)).toEqual([]);
  // A second extension is judged by the same maximum, not by a fresh one.
  await extend(id, '2026-10-16');
  expect(await extend(id, '2026-11-02')).toMatchObject({ details: { max: '2026-10-30' } });
  expect(await extend(id, '2026-10-30')).toMatchObject({ promisedDueOn: '2026-10-30' });
});

test('一(四)3 (extension) · extension-within-statutory: after the due day it is too late, and a Sunday is no date', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  expect(await extend(id, '2026-10-18')).toMatchObject({ code: 'EXTENSION_DATE_INVALID' });
  expect(await extend(id, '2026-10-10')).toMatchObject({ code: 'EXTENSION_DATE_INVALID' });
  world.at('2026-10-11');
  expect(await extend(id, '2026-10-16')).toMatchObject({
    code: 'EXTENSION_TOO_LATE',
    details: { dueOn: '2026-10-10' },
  });
});

test('一(四)3 (extension) · extension-is-reasoned: without a reason it is refused', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  expect(await extend(id, '2026-10-16', { reason: ' ' })).toMatchObject({
    code: 'TEXT_REQUIRED',
    clause: { id: '一(四)3 (extension)' },
    details: { field: 'reason' },
  });
});

test('一(四)3 (extension) · extension-has-an-approver: the window’s staff may not; a stale version and a closed case are refused', async () => {
  world.at('2026-09-28');
  const { id, version } = await accepted(world, 'PROMISE-5');
  const reply = await world.ask(
    `mutation ($input: ExtendCaseInput!) { extendCase(input: $input) { __typename } }`,
    {
      as: 'WINDOW_STAFF',
      at: HERE,
      variables: { input: { caseId: id, newDueOn: '2026-10-16', reason } },
    },
  );
  expect(reply.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await extend(id, '2026-10-16', { version: version - 1 })).toMatchObject({ code: 'CONFLICT' });
  await step(world, 'decideCase', { caseId: id, outcome: 'APPROVED', result: '准予' });
  expect(await extend(id, '2026-10-16')).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
});

test('一(四)5 · completion-is-told: an applicant without a number is told of the extension in writing only', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5', { phone: null });
  await extend(id, '2026-10-16');
  const message = (await messagesOf(world, id)).find((m) => m.channel === 'SMS');
  expect(message).toMatchObject({
    state: 'FAILED',
    reason: '没有登记联系电话 / no telephone number on file',
  });
  expect(await documentsOf(world, id, 'EXTENSION_NOTICE')).toHaveLength(1);
});

test('一(四)4 · green-channel-is-reasoned: a reasoned grant puts the case first in its handler’s list', async () => {
  world.at('2026-09-28');
  const grant = (caseId: string, why: string) =>
    step(world, 'grantGreenChannel', { caseId, reason: why }, { as: 'CENTRE_DIRECTOR' });
  await accepted(world, 'PROMISE-5');
  world.at('2026-09-28', '10:00');
  const { id } = await accepted(world, 'PROMISE-5');
  expect(await grant(id, ' ')).toMatchObject({
    code: 'GREEN_CHANNEL_NEEDS_REASON',
    clause: { id: '一(四)4' },
  });
  expect(await look(world, id)).toMatchObject({ greenChannel: false, priority: 0 });
  expect(await grant(id, '县重大产业项目')).toMatchObject({ greenChannel: true, priority: 1 });
  expect(await eventsOf(world, 'case.greenChannel', id)).toEqual([{ caseId: uuidOf(id) }]);
  const mine = await world.ask('{ cases(mine: true, first: 2) { edges { node { id } } } }', {
    as: 'WINDOW_STAFF',
    at: HERE,
  });
  expect(mine.data.cases.edges[0].node.id).toBe(id);
  // It need not wait for its acceptance, and is none of what is over.
  const { id: handedIn } = await submit(world, 'PROMISE-5');
  expect(await grant(handedIn, '重大招商引资项目')).toMatchObject({ state: 'SUBMITTED', greenChannel: true });
  await step(world, 'withdrawCase', { caseId: handedIn, reason: '不再需要' });
  expect(await grant(handedIn, '重大招商引资项目')).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
});

test('一(四)4 · meeting-limit-within-cap: 10 days from Mon 2026-09-28 are due 2026-10-16; 60 need the approval of 15 more', async () => {
  world.at('2026-09-24');
  const { id } = await accepted(world, 'PROMISE-5');
  const meet = (
    workingDays: number,
    extensionApproved: boolean,
    meetingOn = '2026-09-28',
    as: Role = 'CENTRE_DIRECTOR',
  ) => step(world, 'setMeetingLimit', { caseId: id, meetingOn, workingDays, extensionApproved }, { as });
  world.at('2026-09-28');
  await extend(id, '2026-10-10');
  const after = await meet(10, false);
  expect(after).toMatchObject({ promisedDueOn: '2026-10-16' });
  expect(clockOf(after, 'PROMISE')).toMatchObject({ budgetDays: 10, extended: false });
  expect(clockOf(after, 'PROMISE').changes.at(-1)).toEqual({
    oldDueOn: '2026-10-10',
    newDueOn: '2026-10-16',
    reason: '联席会议2026-09-28确定10个工作日',
  });
  expect(await meet(60, false)).toMatchObject({
    code: 'MEETING_LIMIT_EXCEEDS_CAP',
    clause: { id: '一(四)4' },
    details: { asked: 60, max: 45 },
  });
  expect(await meet(60, true)).toMatchObject({
    code: 'EXTENSION_NEEDS_APPROVER',
    details: { approvers: ['UNIT_HEAD'] },
  });
  expect(await meet(60, true, '2026-09-28', 'UNIT_HEAD')).toMatchObject({ promisedDueOn: '2026-12-25' });
  await expect(meet(0, false)).rejects.toThrow('BAD_INPUT');
  await expect(meet(10, false, '2026-09-29')).rejects.toThrow('BAD_INPUT');
});

test('一(四)3 (accept) · upheld-refusal-report-is-a-candidate: anybody reports, the director finds once, an upheld one is an event', async () => {
  world.at('2026-09-28');
  const town = world.town(HERE);
  const report = async (account: string, windowId: string | null = town.windowGlobalId()) => {
    const { data, errors } = await world.ask(
      `mutation ($input: ReportRefusalInput!) { reportRefusal(input: $input) { ... on RefusalReport { id upheld account } ... on Refusal { code clause { id } details } } }`,
      { at: HERE, variables: { input: { itemId: town.itemId('PROMISE-5'), windowId, account } } },
    );
    expect(errors).toBeUndefined();
    return data.reportRefusal;
  };
  const find = async (reportId: string, upheld: boolean, as: 'CENTRE_DIRECTOR' | 'WINDOW_STAFF') => {
    const { data, errors } = await world.ask(
      `mutation ($input: DecideRefusalReportInput!) { decideRefusalReport(input: $input) { ... on RefusalReport { id upheld decision } ... on Refusal { code } } }`,
      { as, at: HERE, variables: { input: { reportId, upheld, decision: '经核实' } } },
    );
    return errors?.[0]?.extensions.code ?? data.decideRefusalReport;
  };
  expect(await report(' ')).toMatchObject({ code: 'TEXT_REQUIRED', clause: { id: '一(四)3 (accept)' } });
  const nowhere = gid(world, 'Window', '00000000-0000-4000-8000-000000000000');
  expect(await report('窗口拒收', nowhere)).toMatchObject({ code: 'NOT_FOUND', details: { type: 'Window' } });
  const upheld = await report('材料齐全，窗口拒收');
  const dismissed = await report('来时已过下班时间');
  expect(upheld).toMatchObject({ upheld: null, account: '材料齐全，窗口拒收' });
  expect(await find(upheld.id, true, 'WINDOW_STAFF')).toBe('FORBIDDEN');
  expect(await find(upheld.id, true, 'CENTRE_DIRECTOR')).toMatchObject({ upheld: true });
  expect(await find(dismissed.id, false, 'CENTRE_DIRECTOR')).toMatchObject({ upheld: false });
  expect(await find(upheld.id, false, 'CENTRE_DIRECTOR')).toEqual({ code: 'REFUSAL_REPORT_DECIDED' });
  expect(await eventsOf(world, 'refusalReport.upheld')).toEqual([
    { reportId: uuidOf(upheld.id), itemId: town.items['PROMISE-5'], windowId: town.windowId },
  ]);
  const list = await world.ask('{ refusalReports(first: 5) { edges { node { upheld } } } }', {
    as: 'CENTRE_DIRECTOR',
    at: HERE,
  });
  expect(list.data.refusalReports.edges).toHaveLength(2);
});
