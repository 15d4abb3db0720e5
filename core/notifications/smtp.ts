import { createTransport } from 'nodemailer';
import { isLoopback, refuseElsewhere, Undelivered, type Gateway } from './gateway.ts';

/** The county's mail server, as `SMTP_URL` and `SMTP_FROM` name it. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); otherwise STARTTLS. */
  readonly secure: boolean;
  /** Refuse a server that offers no STARTTLS. */
  readonly requireTLS: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** Mailbox that the messages come from. */
  readonly from: string;
  /** Longest wait for the server, in milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends e-mail over SMTP, each in a connection of its own; certificates are checked. Codes: SMTP_<reply>, for good when the
 * server says 5xx to the mailbox or the message, else tried again; SMTP_AUTH, SMTP_TLS, TIMEOUT, UNREACHABLE, NOT_LOOPBACK.
 */
export function smtp(settings: SmtpSettings): Gateway {
  const isLocal = isLoopback(settings.host);
  const timeout = settings.timeoutMs ?? TIMEOUT_MS;
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTLS,
    ...(settings.auth ? { auth: { ...settings.auth } } : {}),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    isLocal,
    send: async ({ id, to, subject, text }, options) => {
      refuseElsewhere({ isLocal }, options);
      try {
        const { response } = await transport.sendMail({
          from: settings.from,
          // As an object it is one mailbox, whatever stands in it.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${settings.from.split('@').at(-1)}>`,
        });
        return { receipt: response.slice(0, 200) };
      } catch (error) {
        throw undelivered(error);
      }
    },
  };
}

/** Codes of the library that are about the message, not about the connection. */
const OF_MESSAGE = ['EENVELOPE', 'EMESSAGE'];
const OURS: Readonly<Record<string, string>> = {
  EAUTH: 'SMTP_AUTH',
  ENOAUTH: 'SMTP_AUTH',
  ETLS: 'SMTP_TLS',
  EREQUIRETLS: 'SMTP_TLS',
  ETIMEDOUT: 'TIMEOUT',
};

function undelivered(error: unknown): Undelivered {
  const { code = '', responseCode } = error as { code?: string; responseCode?: number };
  const known = OURS[code];
  if (known !== undefined) return new Undelivered(known, { isFinal: false });
  if (responseCode === undefined)
    // Without an answer of the server: an address the library itself does not take, or no connection.
    return OF_MESSAGE.includes(code)
      ? new Undelivered('ADDRESS_INVALID', { isFinal: true })
      : new Undelivered('UNREACHABLE', { isFinal: false });
  const isFinal = OF_MESSAGE.includes(code) && responseCode >= 500;
  return new Undelivered(`SMTP_${responseCode}`, { isFinal });
}
