import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import {
  accepted,
  clockOf,
  eventsOf,
  gid,
  HERE,
  messagesOf,
  look,
  step,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { CRITERIA } from './criteria.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function decide(caseId: string, outcome: 'APPROVED' | 'DENIED' = 'APPROVED') {
  return step(world, 'decideCase', { caseId, outcome, result: '准予' });
}

async function settle(notificationId: string, delivered: boolean) {
  const { data, errors } = await world.ask(
    `mutation ($input: SettleNotificationInput!) { settleNotification(input: $input) { ... on Notification { state } ... on Refusal { code } } }`,
    {
      as: 'WINDOW_STAFF',
      at: HERE,
      variables: {
        input: {
          notificationId: gid(world, 'Notification', notificationId),
          delivered,
          reason: delivered ? null : '空号',
        },
      },
    },
  );
  expect(errors).toBeUndefined();
  return data.settleNotification;
}

const deliver = () => deliverEvents(world.platform, world.town(HERE).id);

test('一(四)5 · completion-is-told: completed 2026-10-09 10:00, the message is queued at once; when it fails, a call the same day', async () => {
  world.at('2026-09-28');
  const { id, number } = await accepted(world, 'PROMISE-5');
  world.at('2026-10-09', '10:00');
  await decide(id);
  const [message, ...others] = await messagesOf(world, id);
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    channel: 'SMS',
    recipientKind: 'APPLICANT',
    address: '199-0000-0001',
    template: 'timely-completion.completed',
    state: 'QUEUED',
  });
  expect(message?.queuedAt.toISOString()).toBe('2026-10-09T02:00:00.000Z');
  expect(message?.text).toContain(number);
  expect(message?.text).toContain('2026-10-09');
  expect(message?.text).not.toContain('申请人甲');

  await deliver();
  expect(await messagesOf(world, id)).toHaveLength(1);
  world.at('2026-10-09', '10:05');
  expect(await settle(message?.id ?? '', false)).toEqual({ state: 'FAILED' });
  await deliver();
  const call = (await messagesOf(world, id)).at(-1);
  expect(call).toMatchObject({ channel: 'CALL', state: 'QUEUED', text: message?.text });
  expect(call?.queuedAt.toISOString()).toBe('2026-10-09T02:05:00.000Z');

  expect(await settle(call?.id ?? '', false)).toEqual({ state: 'FAILED' });
  await deliver();
  expect(await messagesOf(world, id)).toHaveLength(2);
});

test('一(四)5 · completion-is-told: a message that arrived brings no call; without a number the reason is kept', async () => {
  world.at('2026-09-28');
  const reached = await accepted(world, 'PROMISE-5');
  await decide(reached.id);
  const [message] = await messagesOf(world, reached.id);
  expect(await settle(message?.id ?? '', true)).toEqual({ state: 'SENT' });
  await deliver();
  expect(await messagesOf(world, reached.id)).toHaveLength(1);

  const silent = await accepted(world, 'PROMISE-5', { phone: null });
  await decide(silent.id);
  await deliver();
  expect(await messagesOf(world, silent.id)).toMatchObject([
    {
      channel: 'SMS',
      state: 'FAILED',
      failure: 'NO_NUMBER',
      reason: '没有登记联系电话 / no telephone number on file',
    },
  ]);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: both end with the decision, and the event tells how they stood', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  world.at('2026-10-12');
  const after = await decide(id);
  expect(clockOf(after, 'PROMISE')).toMatchObject({ phase: 'ENDED', endedOn: '2026-10-12', overdueDays: 1 });
  expect(clockOf(after, 'STATUTORY')).toMatchObject({ phase: 'ENDED', overdueDays: 0 });
  const [event] = await eventsOf(world, 'case.completed', id);
  expect(event?.clocks.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
    { kind: 'PROMISE', dueOn: '2026-10-10', endedOn: '2026-10-12', overdueDays: 1 },
    { kind: 'STATUTORY', dueOn: '2026-10-30', endedOn: '2026-10-12', overdueDays: 0 },
  ]);
  world.at('2026-10-20');
  expect(clockOf(await look(world, id), 'PROMISE')).toMatchObject({ phase: 'ENDED', overdueDays: 1 });
});

test('(delivery) · delivery-within-ten-days: approved Mon 2026-09-28 is to be delivered by 2026-10-16 and overdue after it', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  const decided = await decide(id);
  expect(clockOf(decided, 'DELIVERY')).toMatchObject({
    dueOn: '2026-10-16',
    phase: 'RUNNING',
    budgetDays: 10,
  });
  world.at('2026-10-16');
  expect(clockOf(await look(world, id), 'DELIVERY')).toMatchObject({ phase: 'RUNNING', remainingDays: 0 });
  world.at('2026-10-19');
  expect(clockOf(await look(world, id), 'DELIVERY')).toMatchObject({ phase: 'OVERDUE', overdueDays: 1 });
  await sweepOverdue(world.platform);
  const breaches = await eventsOf(world, 'deadline.breached', id);
  expect(breaches).toMatchObject([{ kind: 'DELIVERY', day: '2026-10-19', overdueDays: 1 }]);
  // No points in the regulation.
  expect(CRITERIA.map((c) => c.fact(breaches[0] as never, '2026-10-19')).filter((f) => f?.subjectId)).toEqual(
    [],
  );
  const delivered = await step(world, 'deliverCase', { caseId: id, method: '窗口领取' });
  expect(clockOf(delivered, 'DELIVERY')).toMatchObject({ phase: 'ENDED', endedOn: '2026-10-19' });
  const [event] = await eventsOf(world, 'case.delivered', id);
  expect(event?.clocks).toEqual([
    { kind: 'DELIVERY', dueOn: '2026-10-16', endedOn: '2026-10-19', overdueDays: 1 },
  ]);
});

test('(delivery) · delivery-within-ten-days: a denial starts no such limit', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  expect(clockOf(await decide(id, 'DENIED'), 'DELIVERY')).toBeUndefined();
});

test('一(四)5 · reminders-before-due: at half, a day before and on the due day, once each, to whoever handles the case', async () => {
  world.at('2026-09-28');
  const { id } = await accepted(world, 'PROMISE-5');
  const reminders = async () =>
    (await messagesOf(world, id)).filter((m) => m.channel === 'INBOX').map((m) => m.text);
  const seen: string[] = [];
  for (const day of ['2026-09-28', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12']) {
    world.at(day);
    const before = (await reminders()).length;
    await runModuleJobs(world.platform);
    await runModuleJobs(world.platform);
    seen.push(`${day} ${(await reminders()).length - before}`);
  }
  expect(seen).toEqual([
    '2026-09-28 0',
    '2026-09-30 0',
    '2026-10-08 1',
    '2026-10-09 1',
    '2026-10-10 1',
    '2026-10-12 0',
  ]);
  const [first] = (await messagesOf(world, id)).filter((m) => m.channel === 'INBOX');
  expect(first).toMatchObject({
    recipientKind: 'STAFF',
    recipient: world.town(HERE).staff['WINDOW_STAFF'],
  });
  expect(first?.text).toContain('应于2026-10-10办结，还有2个工作日');
});
