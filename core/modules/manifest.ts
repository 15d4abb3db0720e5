import type { z } from 'zod';
import type { ModuleSchema } from '../graphql/module-schema.ts';
import type { CaseContribution } from '../cases/contribution.ts';
import type { Measure } from '../county/tally.ts';
import type { Criterion, ScoreStatement } from '../events/criterion.ts';
import type { DeliveredEvent, EventHandlers, EventType } from '../events/event.ts';
import type { Act } from '../acts/act.ts';
import type { DocumentKind } from '../documents/kind.ts';
import type { Download } from '../files/download.ts';
import type { MessageTemplate } from '../notifications/message.ts';
import type { Tx } from '../db/client.ts';
import type { AnyImporter } from '../import/importer.ts';
import type { AnyRefusalKind, Bilingual, Clause, Rule } from '../regulation/index.ts';

/** One piece of unfinished work that would be left behind when a module is switched off. */
export interface OpenWork {
  readonly kind: string;
  readonly id: string;
  /** How a person names it, e.g. the case number. No personal data. */
  readonly label: string;
}

/** A periodic job of a module; it runs once per township, and only where the module is on. */
export interface ModuleJob {
  readonly id: string;
  /** One sentence for the operator. */
  readonly description: string;
  readonly run: (act: Act) => Promise<void>;
}

/** A way for the public to complain that a module offers; others may show it without knowing the module. */
export interface Supervision {
  /** The mutation that anyone may call. */
  readonly verb: string;
  readonly title: Bilingual;
}

/** A chapter of the regulation as a plugin. Everything but the functions is data that core can list and check. */
export interface ModuleManifest<Settings extends z.ZodType = z.ZodType> {
  /** Folder name, kebab-case. */
  readonly id: string;
  readonly title: Bilingual;
  /** The chapter's number in the regulation, e.g. `一(四)`. */
  readonly chapter: string;
  /** What it promises, and what is lost when it is off. */
  readonly description: Bilingual;
  /** Modules without which it makes no sense; prefer events. */
  readonly requires: readonly string[];
  /** Validated settings, every key described; the defaults are the regulation's numbers. */
  readonly settings: Settings;
  readonly clauses: Readonly<Record<string, Clause>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- rules differ in their arguments; core only lists them
  readonly rules: readonly Rule<any, unknown>[];
  readonly refusals: readonly AnyRefusalKind[];
  /** Pothos types and fields. */
  readonly register: (schema: ModuleSchema) => void;
  /** What it adds to the kernel's case: guards, effects, demands on an item. */
  readonly case?: CaseContribution;
  /** Events that it emits: all that its events.ts declares. */
  readonly emits?: readonly EventType[];
  /** Handlers of events, called only where the module is on. */
  readonly on?: EventHandlers;
  /** Types of `on` that are kept once the module went off, and reach it in the order of writing when it is on again. */
  readonly catchesUp?: readonly EventType[];
  /**
   * Takes what events say by the criteria of all modules that were on when the event occurred. Called only where the module
   * is on, once per event, in the same transaction as its handlers; what came while it was off when it is on again.
   */
  readonly onScored?: (
    act: Act,
    event: DeliveredEvent,
    statements: readonly ScoreStatement[],
  ) => Promise<void>;
  readonly jobs?: readonly ModuleJob[];
  /** What is to be done by the day of a clock, by the clock's kind, as its Chinese sentence says it; 办结 where nothing is said. */
  readonly clockActs?: Readonly<Record<string, string>>;
  /** Files that `npm run import` reads for it, in a township where it is on. */
  readonly imports?: readonly AnyImporter[];
  /** Documents that it issues; where it is off it issues none. */
  readonly documents?: readonly DocumentKind[];
  /** Files that it makes on demand, behind signed links; where it is off their links lead nowhere. */
  readonly downloads?: readonly Download[];
  /** Scoring rules that its events feed. */
  readonly criteria?: readonly Criterion[];
  /** Ways to complain that it offers to the public where it is on. */
  readonly supervision?: readonly Supervision[];
  /** Figures it feeds to the county's roll-up. */
  readonly measures?: readonly Measure[];
  /** Messages it sends; the county and the township may replace their texts. */
  readonly messages?: readonly MessageTemplate[];
  /** What is unfinished in a township, for the refusal to switch off. */
  readonly openWork?: (tx: Tx, townshipId: string) => Promise<readonly OpenWork[]>;
}

/** Declares a module; the only purpose of the call is the type. */
export function defineModule<Settings extends z.ZodType>(
  manifest: ModuleManifest<Settings>,
): ModuleManifest<Settings> {
  return manifest;
}
