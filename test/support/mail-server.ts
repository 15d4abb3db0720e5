import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly raw: string;
  readonly user: string | null;
  /** Whether the connection was encrypted. */
  readonly encrypted: boolean;
}

/** A real mail server on this machine; answers of `next` (SMTP reply codes) are given to the next recipients first. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  readonly next: number[] = [];
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      ...options,
      onRcptTo: (_address, _session, done) => {
        const reply = this.next.shift();
        done(reply ? Object.assign(new Error('not now'), { responseCode: reply }) : null);
      },
      onData: (stream, session, done) => {
        void text(stream).then((raw) => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.mails.push({ to, raw, user: (session.user as string) || null, encrypted: session.secure });
          done();
        });
      },
    });
  }

  /** Starts on a free port; without options it knows neither TLS nor users. */
  static async start(
    options: SMTPServerOptions = { disabledCommands: ['STARTTLS', 'AUTH'] },
  ): Promise<MailServer> {
    const server = new MailServer(options);
    server.#server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', () => resolve()));
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
