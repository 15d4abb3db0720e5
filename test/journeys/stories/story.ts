import assert from 'node:assert/strict';
import type { Role } from '../../../core/auth/roles.ts';

/** One request of a story. */
export interface Step {
  /** What happens, in one line. */
  readonly title: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly as?: Role;
  /** Township endpoint; the county's endpoint when left out. */
  readonly at?: string;
  /** Ask the other server process, where there are two. */
  readonly elsewhere?: boolean;
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
  readonly #print: (step: Step, answer: unknown) => void;

  constructor(answer: Answerer, print: (step: Step, answer: unknown) => void) {
    this.#answer = answer;
    this.#print = print;
  }

  /** The data of an answer without errors. */
  async ask(step: Step): Promise<Answer> {
    const answer = await this.#answer(step);
    this.#print(step, answer.errors ? answer : answer.data);
    assert.equal(answer.errors, undefined, `${step.title}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** The first error of an answer that must have one. */
  async fail(step: Step): Promise<Answer> {
    const answer = await this.#answer(step);
    this.#print(step, answer);
    assert.ok(answer.errors?.[0], `${step.title}: an error was expected`);
    return answer.errors[0];
  }
}
