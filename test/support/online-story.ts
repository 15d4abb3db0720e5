import { randomUUID } from 'node:crypto';
import type { Role } from '../../core/auth/roles.ts';
import { inScope } from '../../core/db/scope.ts';
import { globalId } from '../../core/graphql/node.ts';
import { done } from './done.ts';
import type { World } from './world.ts';

/** What 网上办理 keeps of a township: an external item with an event, an entry, a void, two windows, devices and a question. */
export async function workOnline(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (as: Role, verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const windowId = town.windowGlobalId();
  const staffId = globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' });
  const itemId = town.itemId('IMMEDIATE');
  const channel = await say('CENTRE_DIRECTOR', 'setItemChannel', 'ItemChannel { id }', {
    itemId,
    channel: 'EXTERNAL',
    system: '省厅业务系统',
  });
  const event = await say('FRONTEND', 'sendExternalEvent', 'MonitoringEntry { id position }', {
    itemId,
    externalId: 'k-1',
    number: 'EXT-1',
    type: 'accepted',
    occurredAt: '2026-09-28T08:50:00+08:00',
  });
  const consumer = await say('COUNTY_SUPERVISION', 'acknowledgeMonitoring', 'MonitoringConsumer { id }', {
    consumer: 'province',
    position: event.position,
  });
  const entry = await say('WINDOW_STAFF', 'enterCounterApplication', 'CounterEntry { id case { id } }', {
    itemId: town.itemId('PROMISE-5'),
    applicantName: '申请人甲',
    receivedAt: '2026-09-28T08:40:00+08:00',
  });
  const voided = await say('STATION_HEAD', 'voidCase', 'CaseVoid { id }', {
    caseId: entry.case.id,
    reason: '重复录入',
  });
  const session = await say('WINDOW_STAFF', 'useWindow', 'WindowSession { id }', { windowId });
  const ticket = await say('WINDOW_STAFF', 'askItHelp', 'ItTicket { id }', { problem: '打印机不工作' });
  const request = await say('WINDOW_STAFF', 'requestSoftware', 'SoftwareInstallRequest { id }', {
    windowId,
    software: '社保业务系统',
    purpose: '社保业务',
  });
  const inspection = await say(
    'ASSESSOR',
    'recordInspection',
    'DeviceInspection { id findings { edges { node { id } } } }',
    {
      windowId,
      inspectedAt: '2026-09-28T08:45:00+08:00',
      findings: [{ kind: 'PERSONAL_USE', staffId }],
    },
  );
  const question = await say('FRONTEND', 'askOnline', 'OnlineConsultation { id }', {
    question: '网上如何申请',
  });
  return {
    ItemChannel: channel.id,
    MonitoringEntry: event.id,
    MonitoringConsumer: consumer.id,
    CounterEntry: entry.id,
    CaseVoid: voided.id,
    WindowSession: session.id,
    ItTicket: ticket.id,
    SoftwareInstallRequest: request.id,
    DeviceInspection: inspection.id,
    DeviceFinding: inspection.findings.edges[0].node.id,
    OnlineConsultation: question.id,
    AccountAlert: await alertAt(world, code, windowId, say),
  };
}

/** An alert: the account at a window that is not its own, a moment after its own. */
async function alertAt(
  world: World,
  code: string,
  windowId: string,
  say: (as: Role, verb: string, view: string, input: object) => Promise<unknown>,
): Promise<string> {
  const town = world.town(code);
  const id = randomUUID();
  const { stationId } = town;
  await inScope(world.platform.prisma, { kind: 'township', townshipId: town.id }, (tx) =>
    tx.window.create({
      data: { townshipId: town.id, id, stationId, number: '5', name: '5号窗口', open: false },
    }),
  );
  await world.platform.directory.reload(town.id);
  await say('WINDOW_STAFF', 'useWindow', 'WindowSession { id }', { windowId });
  const other = globalId('Window', { townshipId: town.id, id });
  await world.ask('mutation ($id: ID!) { useWindow(input: { windowId: $id }) { ... on Refusal { code } } }', {
    as: 'WINDOW_STAFF',
    at: code,
    variables: { id: other },
  });
  const { edges } = await done(world, '{ accountAlerts { edges { node { id } } } }', {
    as: 'CENTRE_DIRECTOR',
    at: code,
  });
  return edges[0].node.id as string;
}
