import tls from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MailServer } from '../../test/support/mail-server.ts';
import { SmsReceiver } from '../../test/support/sms-receiver.ts';
import { Undelivered, type Gateway } from './gateway.ts';
import { smsWebhook } from './sms-webhook.ts';
import { smtp, type SmtpSettings } from './smtp.ts';

const MESSAGE = {
  id: '0b0a2f6e-0000-4000-8000-000000000001',
  to: '199-0000-0001',
  subject: '办结告知',
  text: '您申请的“残疾人证办理”已办结。',
};
const ANYWHERE = { localOnly: false };

/** What became of a message: its receipt, or code and whether it is final. */
async function outcome(gateway: Gateway, message = MESSAGE, options = ANYWHERE) {
  try {
    return await gateway.send(message, options);
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error;
    return [error.code, error.isFinal ? 'final' : 'again'];
  }
}

describe('the SMS webhook', () => {
  const receiver = new SmsReceiver();
  let gateway: Gateway;
  beforeAll(async () => {
    await receiver.start();
    gateway = smsWebhook({ url: receiver.url, secret: receiver.secret, timeoutMs: 300 });
  });
  afterAll(() => receiver.stop());

  test('posts the message signed and takes the signed receipt; the same message again is no second one', async () => {
    expect(await outcome(gateway)).toEqual({ receipt: 'R-1' });
    expect(await outcome(gateway)).toEqual({ receipt: 'R-1' });
    const { id, to, text } = MESSAGE;
    expect(receiver.posts).toEqual([
      { id, to, text },
      { id, to, text },
    ]);
    expect(receiver.delivered).toHaveLength(1);
    expect(receiver.unsigned).toBe(0);
  });

  test.each([
    [500, ['HTTP_500', 'again']],
    [404, ['HTTP_404', 'again']],
    ['HANG', ['TIMEOUT', 'again']],
    ['REDIRECT', ['UNREACHABLE', 'again']],
    ['UNSIGNED', ['ANSWER_UNSIGNED', 'again']],
    ['NONSENSE', ['ANSWER_INVALID', 'again']],
    ['FLOOD', ['ANSWER_INVALID', 'again']],
    ['REFUSE', ['NUMBER_UNKNOWN', 'final']],
  ] as const)('answered by %s it is %j, and it recovers', async (treatment, expected) => {
    receiver.next.push(treatment);
    expect(await outcome(gateway)).toEqual(expected);
    expect(await outcome(gateway)).toEqual({ receipt: 'R-1' });
  });

  test('whose process is away is UNREACHABLE, and it recovers', async () => {
    await receiver.stop();
    expect(await outcome(gateway)).toEqual(['UNREACHABLE', 'again']);
    await receiver.start();
    expect(await outcome(gateway)).toEqual({ receipt: 'R-1' });
  });

  test('with another secret is not believed', async () => {
    const other = smsWebhook({ url: receiver.url, secret: 'another secret of 16' });
    expect(await outcome(other)).toEqual(['HTTP_401', 'again']);
    expect(receiver.unsigned).toBe(1);
  });

  test('elsewhere is not spoken to in test mode', async () => {
    const elsewhere = smsWebhook({ url: 'https://sms.example/send', secret: receiver.secret });
    expect(elsewhere.isLocal).toBe(false);
    expect(await outcome(elsewhere, MESSAGE, { localOnly: true })).toEqual(['NOT_LOOPBACK', 'final']);
    expect(await outcome(gateway, MESSAGE, { localOnly: true })).toEqual({ receipt: 'R-1' });
  });
});

describe('the mail gateway', () => {
  const MAIL = { ...MESSAGE, to: 'applicant@person.example' };
  const BASE: SmtpSettings = {
    host: 'localhost',
    port: 0,
    secure: false,
    requireTLS: false,
    auth: null,
    from: 'center@county.example',
    timeoutMs: 2_000,
  };
  const servers: MailServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  async function start(...options: Parameters<typeof MailServer.start>): Promise<MailServer> {
    const server = await MailServer.start(...options);
    servers.push(server);
    return server;
  }
  const gatewayTo = (server: MailServer, more: Partial<SmtpSettings> = {}) =>
    smtp({ ...BASE, port: server.port, ...more });

  test('delivers to a real server: subject, text and the message’s id', async () => {
    const server = await start();
    expect(await outcome(gatewayTo(server), MAIL)).toEqual({ receipt: expect.stringMatching(/^250/) });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ to: [MAIL.to], encrypted: false });
    expect(mail?.raw).toContain(`Message-ID: <${MAIL.id}@county.example>`);
    expect(mail?.raw).toContain('From: center@county.example');
    expect(mail?.raw).toContain(Buffer.from(MAIL.text).toString('base64').slice(0, 40));
  });

  test('greylisted with 450 it is tried again and arrives; refused with 550 it is final', async () => {
    const server = await start();
    server.next.push(450, 550);
    expect(await outcome(gatewayTo(server), MAIL)).toEqual(['SMTP_450', 'again']);
    expect(await outcome(gatewayTo(server), MAIL)).toEqual(['SMTP_550', 'final']);
    expect(await outcome(gatewayTo(server), MAIL)).toMatchObject({ receipt: expect.any(String) });
    expect(server.mails).toHaveLength(1);
  });

  test('what stands in an address is one mailbox or none', async () => {
    const server = await start();
    for (const to of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'nobody'])
      await outcome(gatewayTo(server), { ...MAIL, to });
    expect(server.mails.flatMap(({ to }) => to).filter((to) => to.includes('c@d.example'))).toEqual([]);
  });

  test('a server that is away is UNREACHABLE, one that says nothing TIMEOUT', async () => {
    const server = await start();
    const gateway = gatewayTo(server);
    await server.stop();
    servers.length = 0;
    expect(await outcome(gateway, MAIL)).toEqual(['UNREACHABLE', 'again']);
    const silent = new SmsReceiver();
    await silent.start();
    const { port } = new URL(silent.url);
    const mute = smtp({ ...BASE, port: Number(port), timeoutMs: 300 });
    expect(await outcome(mute, MAIL)).toEqual(['TIMEOUT', 'again']);
    await silent.stop();
  });

  test('STARTTLS demanded of a server that has none is SMTP_TLS, and nothing was sent in clear', async () => {
    const server = await start();
    expect(await outcome(gatewayTo(server, { requireTLS: true }), MAIL)).toEqual(['SMTP_TLS', 'again']);
    expect(server.mails).toEqual([]);
  });

  describe('with STARTTLS', () => {
    let pem: { private: string; cert: string };
    const trusted = tls.getCACertificates('default');
    beforeAll(async () => {
      pem = await generate([{ name: 'commonName', value: 'localhost' }], {
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
      });
    });
    afterEach(() => tls.setDefaultCACertificates(trusted));
    const secured = () =>
      start({
        authOptional: false,
        key: pem.private,
        cert: pem.cert,
        onAuth: ({ username, password }, _session, done) =>
          password === 'geheim' ? done(null, { user: username }) : done(new Error('no')),
      });

    test('a certificate that nobody vouches for is refused', async () => {
      const server = await secured();
      const [code] = (await outcome(gatewayTo(server, { requireTLS: true }), MAIL)) as string[];
      expect(['SMTP_TLS', 'UNREACHABLE']).toContain(code);
      expect(server.mails).toEqual([]);
    });

    test('a trusted one, with the user and password of the settings, takes the mail encrypted', async () => {
      const server = await secured();
      tls.setDefaultCACertificates([...trusted, pem.cert]);
      const auth = { user: 'center', pass: 'geheim' };
      const gateway = gatewayTo(server, { requireTLS: true, auth });
      expect(await outcome(gateway, MAIL)).toMatchObject({ receipt: expect.any(String) });
      expect(server.mails).toMatchObject([{ to: [MAIL.to], user: 'center', encrypted: true }]);
    });

    test('a wrong password is SMTP_AUTH: the operator’s mistake, so the message is kept', async () => {
      const server = await secured();
      tls.setDefaultCACertificates([...trusted, pem.cert]);
      const gateway = gatewayTo(server, { requireTLS: true, auth: { user: 'center', pass: 'wrong' } });
      expect(await outcome(gateway, MAIL)).toEqual(['SMTP_AUTH', 'again']);
    });
  });

  test('elsewhere is not spoken to in test mode', async () => {
    const elsewhere = smtp({ ...BASE, host: 'mail.example', port: 25 });
    expect(await outcome(elsewhere, MAIL, { localOnly: true })).toEqual(['NOT_LOOPBACK', 'final']);
  });
});
