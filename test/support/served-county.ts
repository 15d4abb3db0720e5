import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from './database.ts';
import { insist, sample, type Request, type Sample } from './load.ts';
import { startServer, type Running } from './processes.ts';
import { createWorld, type World } from './world.ts';

const SUBMIT = `mutation ($itemId: ID!) { submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲" } })
  { __typename ... on Case { id number state } ... on Refusal { code } } }`;
const ACCEPT = `mutation ($caseId: ID!) { acceptCase(input: { caseId: $caseId })
  { __typename ... on Case { id number state } ... on Refusal { code } } }`;

/** A world whose database real server processes serve. */
export class ServedCounty {
  readonly world: World;
  readonly servers: (Running & { url: string })[] = [];
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'bianmin-fault-'));
  #tokens: Record<'FRONTEND' | 'WINDOW_STAFF', string> = { FRONTEND: '', WINDOW_STAFF: '' };

  private constructor(world: World) {
    this.world = world;
  }

  static async over(database?: TestDatabase): Promise<ServedCounty> {
    const world = await createWorld({ towns: ['shexi'], now: () => new Date(), database });
    const county = new ServedCounty(world);
    writeFileSync(
      join(county.#dataDir, 'token-secret'),
      Buffer.from(world.platform.tokenSecret).toString('hex'),
    );
    county.#tokens = {
      FRONTEND: await world.token('FRONTEND', 'shexi'),
      WINDOW_STAFF: await world.token('WINDOW_STAFF', 'shexi'),
    };
    return county;
  }

  /** Starts server processes; their database address may lead through a proxy. */
  async serve(count: number, databaseUrl = this.world.database.ownerUrl): Promise<void> {
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: this.#dataDir, DEMO: 'off' };
    this.servers.push(...(await Promise.all(Array.from({ length: count }, () => startServer(env)))));
  }

  url(server = 0): string {
    return `${this.servers[server]?.url}/t/shexi/graphql`;
  }

  health(server = 0): Promise<number> {
    return fetch(`${this.servers[server]?.url}/health`).then(
      ({ status }) => status,
      () => 0,
    );
  }

  submission(): Omit<Request, 'url'> {
    const variables = { itemId: this.world.town('shexi').itemId('PROMISE-5') };
    return { query: SUBMIT, variables, token: this.#tokens.FRONTEND };
  }

  acceptance(caseId: string): Omit<Request, 'url'> {
    return { query: ACCEPT, variables: { caseId }, token: this.#tokens.WINDOW_STAFF };
  }

  /** Every other turn a reading, every other a new case with a key of its own. */
  mixed(turn: number): Promise<Sample> {
    if (turn % 2) return sample({ ...this.submission(), url: this.url(), key: `load-${turn}` });
    const query = '{ cases(first: 5) { edges { node { number state } } } }';
    return sample({ query, url: this.url(), token: this.#tokens.WINDOW_STAFF });
  }

  /** A key that repeats the one of a turn of `mixed` until it is answered. */
  repeat(turn: number): Promise<Sample> {
    return insist({ ...this.submission(), key: `load-${turn}` }, [this.url()]);
  }

  /** Whether the server's schema of the township has the module's fields. */
  async hasModule(server = 0): Promise<boolean> {
    const query = '{ __type(name: "Case") { fields { name } } }';
    const { code, data } = await sample({ query, url: this.url(server) });
    if (code !== null) throw new Error(code);
    return (data.__type.fields as { name: string }[]).some(({ name }) => name === 'promisedDueOn');
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await rm(this.#dataDir, { recursive: true });
    await this.world.close();
  }
}
