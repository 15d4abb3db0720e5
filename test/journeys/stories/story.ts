import assert from 'node:assert/strict';
import type { Role } from '../../../core/auth/roles.ts';

/** What happens in a story, whether a query asks for it or not. */
export interface Scene {
  /** What happens, in one line. */
  readonly title: string;
  /** When, in the county's time, as `2026-09-28 09:05`; where the story has dates of its own. It lasts until the next. */
  readonly when?: string;
  readonly as?: Role;
  /** Number of the member of staff; left out, anybody who holds the role. */
  readonly staffNo?: string;
  /** Township endpoint; the county's endpoint when left out. */
  readonly at?: string;
}

/** One request of a story. */
export interface Step extends Scene {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** A paper that is handed in with it, as `input.file`. */
  readonly file?: { readonly name: string; readonly bytes: Buffer };
  /** What of the answer is worth reading; all of it when left out. */
  readonly shown?: (data: Answer) => unknown;
  /** Ask the other server process, where there are two. */
  readonly elsewhere?: boolean;
}

/** A paper with its link, as whoever may read it sees it. */
export interface LinkedPaper {
  readonly title: string;
  readonly number: string;
  readonly url: string;
  readonly verificationCode: string;
}

/** A paper that a story fetched. */
export interface Paper {
  /** With its extension where it is no PDF. */
  readonly title: string;
  readonly number: string;
  readonly bytes: Buffer;
}

/** Answers a step; the test and the demo each have their own way to the server. */
export type Answerer = (
  step: Step,
) => Promise<{ data?: Record<string, unknown> | null; errors?: readonly unknown[] }>;

// oxlint-disable-next-line typescript/no-explicit-any -- a story reads into answers freely
export type Answer = any;

/** Tells a story: asks step by step, hands every answer to `print`, and stops where the story is not true. */
export class Teller {
  readonly #answer: Answerer;
  readonly #print: (scene: Scene, answer: unknown) => void;

  constructor(answer: Answerer, print: (scene: Scene, answer: unknown) => void) {
    this.#answer = answer;
    this.#print = print;
  }

  /** The data of an answer without errors. */
  async ask(step: Step): Promise<Answer> {
    const answer = await this.#answer(step);
    const shown = step.shown ?? ((data: Answer) => data as unknown);
    this.#print(step, answer.errors ? answer : shown(answer.data));
    assert.equal(answer.errors, undefined, `${step.title}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** Tells what happened without a query. */
  tell(scene: Scene, shown: unknown): void {
    this.#print(scene, shown);
  }

  /** The first error of an answer that must have one. */
  async fail(step: Step): Promise<Answer> {
    const answer = await this.#answer(step);
    this.#print(step, answer);
    assert.ok(answer.errors?.[0], `${step.title}: an error was expected`);
    return answer.errors[0];
  }
}
