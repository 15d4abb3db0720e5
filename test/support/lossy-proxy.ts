import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of what was sent while packets were lost. */
export type Afterwards =
  /** It arrives late, as when the network sends it again. */
  | 'late'
  /** Connections of that time stay mute for ever, as when a router between forgot them. */
  | 'never';

/** A TCP relay in front of a server, which can stop forwarding without closing anything. */
export class LossyProxy {
  readonly #server = createServer((near) => this.#relay(near));
  readonly #pairs = new Set<Pair>();
  #losing: Afterwards | null = null;
  readonly #target: { host: string; port: number };

  constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on nothing gets through, and nobody is told. */
  lose(afterwards: Afterwards): void {
    this.#losing = afterwards;
    for (const pair of this.#pairs) pair.lose(afterwards);
  }

  /** From now on packets get through again. */
  flow(): void {
    this.#losing = null;
    for (const pair of this.#pairs) pair.flow();
  }

  async stop(): Promise<void> {
    for (const pair of this.#pairs) pair.end();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #relay(near: Socket): void {
    const pair = new Pair(near, connect(this.#target.port, this.#target.host), () =>
      this.#pairs.delete(pair),
    );
    this.#pairs.add(pair);
    if (this.#losing) pair.lose(this.#losing);
  }
}

/** The two sides of one connection. */
class Pair {
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #waiting: (() => void)[] = [];
  #state: 'open' | Afterwards = 'open';
  #mute = false;

  constructor(near: Socket, far: Socket, gone: () => void) {
    this.#near = near;
    this.#far = far;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined);
      from.on('data', (bytes: Buffer) => this.#pass(() => to.write(bytes)));
      from.on('end', () => this.#pass(() => to.end()));
      from.on('close', () => {
        this.#pass(() => to.destroy());
        if (near.destroyed && far.destroyed) gone();
      });
    }
  }

  lose(afterwards: Afterwards): void {
    this.#state = afterwards;
    if (afterwards === 'never') this.#mute = true;
  }

  flow(): void {
    this.#state = 'open';
    if (this.#mute) return;
    for (const act of this.#waiting.splice(0)) act();
  }

  end(): void {
    this.#near.destroy();
    this.#far.destroy();
  }

  #pass(act: () => void): void {
    if (this.#mute) return;
    if (this.#state === 'open') act();
    else this.#waiting.push(act);
  }
}
