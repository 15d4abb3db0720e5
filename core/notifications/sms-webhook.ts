import { z } from 'zod';
import { isLoopback, refuseElsewhere, Undelivered, type Gateway, type OutgoingMessage } from './gateway.ts';
import { isSignedBy, sign } from './signature.ts';

/** Where the county's SMS gateway listens, and the secret it shares with the program. */
export interface SmsWebhookSettings {
  readonly url: string;
  readonly secret: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** Longest answer that is read, in bytes. */
const MAX_ANSWER = 16_384;

/** Headers of both directions. */
export const TIMESTAMP = 'x-bianmin-timestamp';
export const SIGNATURE = 'x-bianmin-signature';

/** The gateway's answer: the number under which it took the message, or why it never will. */
const Answer = z.union([
  z.object({ receipt: z.string().min(1).max(200) }),
  z.object({ failure: z.string().regex(/^[A-Z0-9_]{1,40}$/) }),
]);

/**
 * Sends text messages as signed posts. Only a signed answer counts: a receipt, or a failure for good; anything else (an
 * error page, a time-out, a redirect) is tried again. Codes: HTTP_<status>, TIMEOUT, UNREACHABLE, ANSWER_UNSIGNED,
 * ANSWER_INVALID, NOT_LOOPBACK, and those that the gateway gives.
 */
export function smsWebhook(settings: SmsWebhookSettings): Gateway {
  const isLocal = isLoopback(new URL(settings.url).hostname);
  return {
    isLocal,
    send: async (message, options) => {
      refuseElsewhere({ isLocal }, options);
      const response = await post(settings, message);
      const text = await bodyOf(response);
      const given = {
        timestamp: response.headers.get(TIMESTAMP) ?? '',
        body: `${message.id}.${text}`,
        signature: response.headers.get(SIGNATURE) ?? '',
      };
      if (!isSignedBy(settings.secret, given, new Date()))
        throw again(response.ok ? 'ANSWER_UNSIGNED' : `HTTP_${response.status}`);
      const answer = Answer.safeParse(parsed(text));
      if (!answer.success) throw again('ANSWER_INVALID');
      if ('failure' in answer.data) throw new Undelivered(answer.data.failure, { isFinal: true });
      return answer.data;
    },
  };
}

async function post(settings: SmsWebhookSettings, message: OutgoingMessage): Promise<Response> {
  const body = JSON.stringify({ id: message.id, to: message.to, text: message.text });
  const timestamp = String(Math.floor(Date.now() / 1000));
  try {
    return await fetch(settings.url, {
      method: 'POST',
      // The address is the operator's; an answer cannot send us elsewhere.
      redirect: 'error',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': message.id,
        [TIMESTAMP]: timestamp,
        [SIGNATURE]: sign(settings.secret, timestamp, body),
      },
      body,
      signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
    });
  } catch (error) {
    throw again(isTimeout(error) ? 'TIMEOUT' : 'UNREACHABLE');
  }
}

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > MAX_ANSWER) throw again('ANSWER_INVALID');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof Undelivered ? error : again(isTimeout(error) ? 'TIMEOUT' : 'UNREACHABLE');
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function again(code: string): Undelivered {
  return new Undelivered(code, { isFinal: false });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
