import { Worker } from 'node:worker_threads';
import type { Paper } from './paper.ts';

/** How long the worker waits for more before it is given back, in milliseconds. */
const IDLE_MS = 60_000;

interface Drawn {
  readonly id: number;
  readonly bytes?: Uint8Array;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Draws PDFs in a worker, one after another: neither the drawing stops other requests, nor do font and library stay in the
 * server's memory when nobody prints.
 */
export class PdfPress {
  readonly #waiting = new Map<number, Waiting>();
  readonly #idleMs: number;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #last = 0;

  constructor(idleMs = IDLE_MS) {
    this.#idleMs = idleMs;
  }

  /** Whether a worker is held. */
  get isWarm(): boolean {
    return this.#worker !== null;
  }

  print(paper: Paper): Promise<Buffer> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const worker = (this.#worker ??= this.#open());
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, paper });
    });
  }

  #open(): Worker {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url));
    // A worker that waits for work does not keep the program from ending.
    worker.unref();
    worker.on('message', (drawn: Drawn) => this.#settle(drawn));
    worker.on('error', (error) => this.#lose(worker, error as Error));
    worker.on('exit', () => this.#lose(worker, new Error('the drawing worker ended')));
    return worker;
  }

  #settle({ id, bytes, error }: Drawn): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (bytes) waiting?.resolve(Buffer.from(bytes));
    else waiting?.reject(new Error(error ?? 'nothing was drawn'));
    if (this.#waiting.size === 0) this.#timer = setTimeout(() => void this.close(), this.#idleMs).unref();
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** Gives the worker back; the next print opens another. */
  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error('the press is closed'));
    this.#waiting.clear();
    await worker?.terminate();
  }
}
