import type { AddressInfo } from 'node:net';
import { runOnce, Logger } from 'graphile-worker';
import { createApp } from '../../../core/app.ts';
import { tokenFor } from '../../../core/auth/issue.ts';
import { signToken } from '../../../core/auth/token.ts';
import { DocumentFiles } from '../../../core/documents/files.ts';
import { sweepOverdue } from '../../../core/clocks/sweep.ts';
import { runModuleJobs, tasksOf } from '../../../core/jobs/runner.ts';
import { sendMessage, type MessageKey } from '../../../core/notifications/sending.ts';
import type { Platform } from '../../../core/platform.ts';
import { createHttpServer } from '../../../core/server.ts';
import { sendUpload } from '../../support/uploads.ts';
import type { Answerer, Scene, Step } from './story.ts';

/** A clock that shows the present until a story sets it. */
export class StoryClock {
  #shown: Date | null = null;

  readonly now = (): Date => this.#shown ?? new Date();

  /** `2026-09-28 09:05` in the county's time. */
  set(when: string): void {
    this.#shown = new Date(`${when.replace(' ', 'T')}:00+08:00`);
  }
}

/** What came of a link. */
export interface Download {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface HallOptions {
  readonly platform: Platform;
  readonly clock: StoryClock;
  /** Address of the job queue. */
  readonly jobsUrl: string;
  readonly healthy: () => Promise<boolean>;
}

/** Where a story plays: the program's HTTP server on a free port of this machine, its job queue and a clock. */
export class Hall {
  readonly #options: HallOptions;
  readonly #http = createHttpServer();
  #url = '';

  private constructor(options: HallOptions) {
    this.#options = options;
  }

  static async open(options: HallOptions): Promise<Hall> {
    const hall = new Hall(options);
    const { server } = hall.#http;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    hall.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    hall.#http.serve(
      createApp(options.platform),
      new DocumentFiles(options.platform),
      options.healthy,
      options.platform,
    );
    return hall;
  }

  /** Sends a step's query over HTTP, at the step's time and as its person. */
  readonly answer: Answerer = async (step: Step) => {
    const { query, variables = {}, at, when, file } = step;
    if (when) this.#options.clock.set(when);
    const token = await this.#token(step);
    if (file) {
      const signed = token ? { token } : {};
      return sendUpload({ url: this.#url }, { at: at ?? '', query, variables, files: [file], ...signed });
    }
    const response = await fetch(`${this.#url}${at ? `/t/${at}` : ''}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as never;
  };

  /** Fetches what a path on this server names, as anybody. */
  async download(path: string): Promise<Download> {
    const response = await fetch(`${this.#url}${path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
  }

  /** Runs every module's periodic jobs, at the time that the story shows, and then what they left in the queue. */
  async runJobs(): Promise<void> {
    await runModuleJobs(this.#options.platform);
    await this.work();
  }

  /** Does what waits in the job queue: events are delivered, messages sent. */
  async work(): Promise<void> {
    const { platform, jobsUrl } = this.#options;
    const { 'deliver-events': deliver } = tasksOf(platform);
    if (!deliver) throw new Error('the kernel delivers events');
    await runOnce({
      connectionString: jobsUrl,
      noHandleSignals: true,
      logger: new Logger(() => (_level, message) => platform.log.debug(message)),
      taskList: {
        'deliver-events': deliver,
        'send-message': (payload) => sendMessage(platform, payload as MessageKey),
      },
    });
  }

  /** What the program does by itself over time: overdue days are reported, the chapters' jobs run, and what came of it is delivered. */
  async night(): Promise<void> {
    await sweepOverdue(this.#options.platform);
    await runModuleJobs(this.#options.platform);
    await this.work();
  }

  close(): Promise<void> {
    return this.#http.stop();
  }

  async #token({ as, at, staffNo }: Scene): Promise<string | null> {
    const { platform } = this.#options;
    if (!as) return null;
    if (staffNo === undefined) return tokenFor(platform, as, at ?? null);
    const township = platform.directory.findTownshipByCode(at ?? '');
    const holders = township ? platform.directory.staffWithRole(township.id, as) : [];
    const staff = holders.find((holder) => holder.staffNo === staffNo);
    if (!staff) throw new Error(`nobody with number ${staffNo} is ${as} in ${at}`);
    return signToken(platform.tokenSecret, { sub: staff.id, kind: 'STAFF' }, platform.now());
  }
}
