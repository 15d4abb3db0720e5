import DataLoader from 'dataloader';
import { createContextCache } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { clocksFrom, clocksSql, type CaseClock, type ClockJson } from '../clocks/case-clocks.ts';
import { statementOf } from '../db/statement.ts';
import type { Context } from '../graphql/context.ts';
import type { RowKey } from '../graphql/node.ts';
import { asksForMarks, cutOf, pageFrom, type Cut, type Page, type PageArguments } from '../graphql/page.ts';
import { childrenOf } from './case-rows.ts';
import {
  APPLICANT_SQL,
  applicantFrom,
  stepsFrom,
  stepsSql,
  Values,
  type ApplicantJson,
  type ApplicantRow,
  type CaseRow,
  type StepJson,
  type StepRow,
} from './case-sql.ts';

/** The applicant of a case. */
export function applicantOf(ctx: Context, row: CaseRow): ApplicantRow | Promise<ApplicantRow> {
  return (
    childrenOf(row).applicant ??
    loadersOf(ctx).applicants.load({ townshipId: row.townshipId, id: row.applicantId })
  );
}

/** The clocks that a module keeps on a case, by kind. */
export function clocksOf(ctx: Context, row: RowKey, module: string): CaseClock[] | Promise<CaseClock[]> {
  const own = (clocks: readonly CaseClock[]) => clocks.filter((clock) => clock.module === module);
  const { clocks } = childrenOf(row);
  return clocks ? own(clocks) : loadersOf(ctx).clocks.load(row).then(own);
}

/** A page of the steps of a case. */
export function timelineOf(
  ctx: Context,
  row: CaseRow,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Page<StepRow> | Promise<Page<StepRow>> {
  const cut = cutOf(args, info.fieldNodes.some(asksForMarks));
  const { timeline } = childrenOf(row);
  if (timeline && cut.cursor === null && isSame(timeline.cut, cut)) return pageFrom(timeline.steps, args);
  return loadersOf(ctx)
    .steps(cut)
    .load(row)
    .then((steps) => pageFrom(steps, args));
}

function isSame(a: Cut, b: Cut): boolean {
  return a.size === b.size && a.backward === b.backward && a.marked === b.marked;
}

/** Reads for many cases of a township in one statement what did not come with them. Nothing is kept: a verb may follow. */
const loadersOf = createContextCache((ctx: Context) => {
  const batched = <T>(
    read: (townshipId: string, ids: string[]) => Promise<Map<string, T>>,
    missing: () => T | Error,
  ) =>
    new DataLoader<RowKey, T>(
      async (keys) => {
        const found = new Map<string, Map<string, T>>();
        for (const townshipId of new Set(keys.map((key) => key.townshipId))) {
          const ids = keys.filter((key) => key.townshipId === townshipId).map((key) => key.id);
          found.set(townshipId, await read(townshipId, ids));
        }
        return keys.map((key) => found.get(key.townshipId)?.get(key.id) ?? missing());
      },
      { cache: false },
    );
  const steps = new Map<string, DataLoader<RowKey, StepRow[]>>();
  return {
    applicants: batched<ApplicantRow>(
      async (townshipId, ids) => {
        const rows = await ctx.reads.query<{ applicant: ApplicantJson }>(
          statementOf(`select ${APPLICANT_SQL} as "applicant" from "Applicant" a
            where a."townshipId" = $1::uuid and a."id" = any($2::uuid[])`),
          [townshipId, ids],
          townshipId,
        );
        const found = rows.map(({ applicant }) => applicantFrom(applicant, townshipId));
        return new Map(found.map((applicant) => [applicant.id, applicant]));
      },
      () => new Error('a case must have its applicant'),
    ),
    clocks: batched<CaseClock[]>(
      async (townshipId, ids) => {
        const rows = await ctx.reads.query<{ id: string; clocks: ClockJson[] | null }>(
          statementOf(
            `select c."id", ${clocksSql('$1::uuid', 'c."id"')} as "clocks" from unnest($2::uuid[]) c("id")`,
          ),
          [townshipId, ids],
          townshipId,
        );
        return new Map(rows.map(({ id, clocks }) => [id, clocksFrom(clocks, townshipId, id)]));
      },
      () => [],
    ),
    steps: (cut: Cut) => {
      const key = JSON.stringify(cut);
      let loader = steps.get(key);
      if (!loader)
        steps.set(
          key,
          (loader = batched(
            (townshipId, ids) => readSteps(ctx, townshipId, ids, cut),
            () => [],
          )),
        );
      return loader;
    },
  };
});

async function readSteps(
  ctx: Context,
  townshipId: string,
  ids: string[],
  cut: Cut,
): Promise<Map<string, StepRow[]>> {
  const values = new Values();
  const [town, cases] = [values.put(townshipId), values.put(ids)];
  const rows = await ctx.reads.query<{ id: string; steps: StepJson[] | null }>(
    statementOf(
      `select c."id", ${stepsSql(`${town}::uuid`, 'c."id"', cut, values)} as "steps" from unnest(${cases}::uuid[]) c("id")`,
    ),
    values.list,
    townshipId,
  );
  return new Map(rows.map(({ id, steps }) => [id, stepsFrom(steps, cut, townshipId, id)]));
}
