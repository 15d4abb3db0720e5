import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { rowsBehind } from '../support/consistency.ts';
import { untilHolds } from '../support/load.ts';
import { MailServer } from '../support/mail-server.ts';
import { startProcess, startServer } from '../support/processes.ts';
import { SmsReceiver } from '../support/sms-receiver.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let dataDir: string;
let server: Awaited<ReturnType<typeof startServer>> | null = null;
let mail: MailServer;
const sms = new SmsReceiver();

/** The environment of a server that sends through the gateways of this test. */
const env = (mode: string) => ({
  DATABASE_URL: world.database.ownerUrl,
  DATA_DIR: dataDir,
  DEMO: 'off',
  MESSAGES: mode,
  SMS_WEBHOOK_URL: sms.url,
  SMS_WEBHOOK_SECRET_FILE: join(dataDir, 'sms-secret'),
  SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  SMTP_FROM: 'center@county.example',
});

beforeAll(async () => {
  world = await createWorld({ towns: ['shexi'], now: () => new Date() });
  dataDir = mkdtempSync(join(tmpdir(), 'bianmin-messages-'));
  writeFileSync(join(dataDir, 'token-secret'), Buffer.from(world.platform.tokenSecret).toString('hex'));
  writeFileSync(join(dataDir, 'sms-secret'), sms.secret);
  await sms.start();
  mail = await MailServer.start();
});
beforeEach(async () => {
  // Messages of an earlier test are none of the next one's.
  await rowsBehind(world, `update "Notification" set state = 'WITHHELD' where state = 'QUEUED' returning 1`);
});
afterEach(async () => {
  await server?.stop();
  server = null;
  await rowsBehind(world, 'update "County" set "isDemo" = false returning 1');
});
afterAll(async () => {
  await mail.stop();
  await sms.stop();
  await rm(dataDir, { recursive: true });
  await world.close();
});

async function ask(query: string, variables: object, as: Role = 'WINDOW_STAFF') {
  const response = await fetch(`${server?.url}/t/shexi/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await world.token(as, 'shexi')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- as the world's replies
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Completes a case over HTTP; its id and number. */
async function complete(applicant: object): Promise<{ id: string; number: string }> {
  const itemId = world.town('shexi').itemId('PROMISE-5');
  const { submitCase } = await ask(
    `mutation ($itemId: ID!, $applicant: ApplicantInput!) {
      submitCase(input: { itemId: $itemId, applicant: $applicant }) { ... on Case { id number } } }`,
    { itemId, applicant: { name: '申请人甲', ...applicant } },
  );
  await ask(`mutation ($id: ID!) { acceptCase(input: { caseId: $id }) { __typename } }`, submitCase);
  await ask(
    `mutation ($id: ID!) { decideCase(input: { caseId: $id, outcome: APPROVED, result: "准予" }) { __typename } }`,
    submitCase,
  );
  return submitCase;
}

interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly failure: string | null;
  readonly attempts: number;
  readonly receipt: string | null;
  readonly address: string | null;
  readonly queuedAt: string;
  readonly settledAt: string | null;
}
/** The messages of a case to people outside, by channel. */
async function messagesOf(number: string): Promise<Shown[]> {
  const { notifications } = await ask(
    `{ notifications(first: 100) { edges { node { id channel state failure attempts receipt address
      queuedAt settledAt case { number } } } } }`,
    {},
  );
  return (notifications.edges as { node: Shown & { case: { number: string } | null } }[])
    .map(({ node }) => node)
    .filter((node) => node.case?.number === number && node.channel !== 'INBOX')
    .toSorted((a, b) => a.channel.localeCompare(b.channel));
}
const states = async (number: string) =>
  (await messagesOf(number)).map(({ channel, state }) => `${channel} ${state}`).join();
const until = (number: string, expected: string, patience = 15_000) =>
  untilHolds(expected, patience, async () => (await states(number)) === expected);

test('一(四)5 · completion-is-told: a completed case is told by text message and mail within the minute; what fails recovers or becomes a call', async () => {
  server = await startServer(env('live'));
  const told = await complete({ phone: '199-0000-0001', email: 'applicant@person.example' });
  const took = await until(told.number, 'EMAIL SENT,SMS SENT');
  console.log(`told after ${took} ms`);
  expect(sms.delivered.at(-1)).toMatchObject({ to: '199-0000-0001' });
  expect(sms.delivered.at(-1)?.text).toContain(told.number);
  expect(mail.mails).toMatchObject([{ to: ['applicant@person.example'] }]);
  const [, message] = await messagesOf(told.number);
  expect(message).toMatchObject({ receipt: 'R-1', attempts: 1, address: '199-0000-0001' });
  const waited = Date.parse(message?.settledAt ?? '') - Date.parse(message?.queuedAt ?? '');
  expect(waited).toBeLessThan(60_000);

  // The gateway and the mail server fail once: the queue tries again by itself.
  sms.next.push(500);
  mail.next.push(450);
  const later = await complete({ phone: '199-0000-0002', email: 'other@person.example' });
  await until(later.number, 'EMAIL SENT,SMS SENT', 30_000);
  expect((await messagesOf(later.number)).map(({ attempts, failure }) => [attempts, failure])).toEqual([
    [2, 'SMTP_450'],
    [2, 'HTTP_500'],
  ]);

  // Refused for good: a call for the window, the same day, with the number to dial.
  sms.next.push('REFUSE');
  const refused = await complete({ phone: '199-0000-0003' });
  await until(refused.number, 'CALL QUEUED,SMS FAILED');
  const [call, failed] = await messagesOf(refused.number);
  expect(failed).toMatchObject({ failure: 'NUMBER_UNKNOWN', attempts: 1 });
  expect(call).toMatchObject({ address: '199-0000-0003' });
  const settled = await ask(
    `mutation ($id: ID!) { settleNotification(input: { notificationId: $id, delivered: true }) {
      ... on Notification { state } ... on Refusal { code } } }`,
    { id: call?.id },
  );
  expect(settled.settleNotification).toEqual({ state: 'SENT' });

  // Sent anew once the number is right.
  const again = await ask(
    `mutation ($id: ID!) { retryNotification(input: { notificationId: $id }) {
      __typename ... on Refusal { code } } }`,
    { id: failed?.id },
  );
  expect(again.retryNotification).toEqual({ __typename: 'Notification' });
  await until(refused.number, 'CALL SENT,SMS SENT');
}, 120_000);

test('a demo county is in test mode and refuses to be live; wrong settings stop the start, a sentence each', async () => {
  const mistakes = { SMTP_FROM: '', SMS_WEBHOOK_URL: 'http://sms.example' };
  const stopped = startServer({ ...env('live'), ...mistakes });
  await expect(stopped).rejects.toThrow(/ended with 1: .*SMTP_FROM must be.*\n.*SMS_WEBHOOK_URL must be/s);
  await rowsBehind(world, 'update "County" set "isDemo" = true returning 1');
  await expect(startServer(env('live'))).rejects.toThrow(/ended with 1: .*MESSAGES must not be live/s);
  server = await startServer({ ...env(''), SMS_WEBHOOK_URL: 'https://192.0.2.1/sms' });
  const { number } = await complete({ phone: '199-0000-0001' });
  await until(number, 'SMS SENT_IN_TEST');
}, 120_000);

test('test mode: nothing reaches a gateway elsewhere, and everything is recorded', async () => {
  server = await startServer({ ...env('test'), SMS_WEBHOOK_URL: 'https://192.0.2.1/sms' });
  const before = mail.mails.length;
  const { number } = await complete({ phone: '199-0000-0001', email: 'applicant@person.example' });
  await until(number, 'EMAIL SENT_IN_TEST,SMS SENT_IN_TEST');
  const [email, message] = await messagesOf(number);
  expect(message).toMatchObject({ attempts: 0, receipt: null });
  // The mail server is on this machine, so it may be spoken to.
  expect(email).toMatchObject({ attempts: 1 });
  expect(mail.mails).toHaveLength(before + 1);
}, 120_000);

test('a worker killed while the gateway has the message: the next sends it once more at most, and loses none', async () => {
  server = await startServer({ ...env('live'), SMS_WEBHOOK_URL: '', SMS_WEBHOOK_SECRET_FILE: '' });
  const { number } = await complete({ phone: '199-0000-0001' });
  await server.stop();
  server = null;
  const row = await rowsBehind<{ id: string }>(
    world,
    `select n.id from "Notification" n join "Case" c on c.id = n."caseId" where c.number = $1 and n.channel = 'SMS'`,
    [number],
  );
  const id = row[0]?.id ?? '';
  const posts = () => sms.posts.filter((post) => post.id === id).length;
  const worker = (now: Date) =>
    startProcess(
      'test/support/worker-process.ts',
      [world.database.appUrl, world.database.jobsUrl, now.toISOString()],
      {
        ready: 'working',
        env: { MESSAGES: 'live', SMS_WEBHOOK_URL: sms.url, SMS_WEBHOOK_SECRET: sms.secret },
      },
    );
  // The outbox had no gateway; an hour later, with one, the message is brought back.
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  sms.next.push('HANG');
  const first = await worker(later(61));
  await untilHolds('the gateway has the message', 10_000, () => Promise.resolve(posts() === 1));
  await first.kill();

  const second = await worker(later(64));
  await untilHolds('the message is settled', 15_000, async () => {
    const [found] = await rowsBehind<{ state: string }>(
      world,
      `select state from "Notification" where id = $1`,
      [id],
    );
    return found?.state === 'SENT';
  });
  await second.kill();
  expect(posts()).toBe(2);
  expect(sms.delivered.filter((post) => post.id === id)).toHaveLength(1);
}, 120_000);
