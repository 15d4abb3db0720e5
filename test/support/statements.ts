import pg from 'pg';
import { expect, vi } from 'vitest';
import type { World } from './world.ts';

/** Statements that only begin, scope or end a transaction. */
const FRAME = /^\s*(begin|commit|rollback|set\s|start transaction)/i;

type Asked = Parameters<World['ask']>;

/** How many statements an operation sends, and how many of them only frame transactions. */
export interface Sent {
  readonly plain: number;
  readonly frames: number;
}

/** Counts what is sent to the database. Made before the first connection is: a connection keeps the method it was made with. */
export function statementCounter(worldOf: () => World) {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  return {
    spy,
    /** Of an operation that is asked twice: the second asking counts, of `again` where the same cannot be asked twice. */
    statementsOf: async (query: string, options: Asked[1], again = options): Promise<Sent> => {
      const world = worldOf();
      await world.ask(query, options);
      spy.mockClear();
      const reply = await world.ask(query, again);
      const sent = spy.mock.calls.map(([first]) => {
        const asked: unknown = first;
        return typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text ?? '');
      });
      expect(reply.errors).toBeUndefined();
      const frames = sent.filter((sql) => FRAME.test(sql)).length;
      return { plain: sent.length - frames, frames };
    },
  };
}
