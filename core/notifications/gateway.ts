/** What a gateway is handed. */
export interface OutgoingMessage {
  /** The same for every attempt, so that the gateway can drop doubles. */
  readonly id: string;
  /** Number or mailbox. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends messages of one channel through a service that the operator named in the environment, and nowhere else. */
export interface Gateway {
  /** Whether its service is on this machine. */
  readonly isLocal: boolean;
  /**
   * Hands a message over and resolves with the service's receipt. Throws Undelivered. With `localOnly` a service that is
   * not on this machine is not spoken to.
   */
  send(
    message: OutgoingMessage,
    options: { readonly localOnly: boolean },
  ): Promise<{ readonly receipt: string | null }>;
}

/** The gateways of the program; a channel without one waits in the outbox. */
export interface Gateways {
  /** `test` leaves the machine never; null: test for a demo county, live for any other. */
  readonly mode: 'test' | 'live' | null;
  readonly SMS: Gateway | null;
  readonly EMAIL: Gateway | null;
}

/** No gateway at all: a program that sends nothing, or a county whose messages somebody else fetches. */
export const NO_GATEWAYS: Gateways = { mode: null, SMS: null, EMAIL: null };

/** A message was not delivered; the code holds no personal data. */
export class Undelivered extends Error {
  readonly code: string;
  /** Trying again will not help. */
  readonly isFinal: boolean;
  constructor(code: string, options: { isFinal: boolean }) {
    super(code);
    this.name = 'Undelivered';
    this.code = code;
    this.isFinal = options.isFinal;
  }
}

/** Whether a host of a URL is this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Throws NOT_LOOPBACK when only services of this machine may be spoken to and this is none. */
export function refuseElsewhere(gateway: Pick<Gateway, 'isLocal'>, options: { localOnly: boolean }): void {
  if (options.localOnly && !gateway.isLocal) throw new Undelivered('NOT_LOOPBACK', { isFinal: true });
}
