import type { ServerName } from './workloads.ts';

/** One server under load for one round. */
export interface Measured {
  /** Answers a second. */
  readonly perSecond: number;
  /** milliseconds */
  readonly p50: number;
  /** milliseconds */
  readonly p99: number;
  /** CPU of the server process a request, microseconds */
  readonly cpuMicros: number;
}

export type Round = Readonly<Record<ServerName, Measured>>;

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What the rounds of a workload gave. */
export interface Summary {
  readonly id: string;
  readonly title: string;
  readonly servers: Readonly<Record<ServerName, Record<keyof Measured, Spread>>>;
  /** Throughput against PostGraphile's in the same round. */
  readonly ratio: Spread;
  /** The floor's throughput against PostGraphile's. */
  readonly floorRatio: Spread;
  /** SQL statements of one operation; frames begin, scope and end its transactions. */
  readonly statements: Readonly<Record<ServerName, { plain: number; frames: number }>> | null;
}

/** Smallest, middle and largest value, rounded to hundredths. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (i: number) => Math.round((sorted[i] ?? 0) * 100) / 100;
  const half = sorted.length / 2;
  const median = ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
  return { min: at(0), median: Math.round(median * 100) / 100, max: at(sorted.length - 1) };
}

/** Ratios are taken round by round, so that a slow moment of the machine does not fall on one server alone. */
export function summarise(
  id: string,
  title: string,
  rounds: readonly Round[],
  statements: Summary['statements'],
): Summary {
  const of = (name: ServerName) => {
    const column = (key: keyof Measured) => spread(rounds.map((round) => round[name][key]));
    return {
      perSecond: column('perSecond'),
      p50: column('p50'),
      p99: column('p99'),
      cpuMicros: column('cpuMicros'),
    };
  };
  const against = (name: ServerName) =>
    spread(rounds.map((round) => round[name].perSecond / round.postgraphile.perSecond));
  return {
    id,
    title,
    servers: { bianmin: of('bianmin'), postgraphile: of('postgraphile'), floor: of('floor') },
    ratio: against('bianmin'),
    floorRatio: against('floor'),
    statements,
  };
}

/** The table of one workload. */
export function formatResult({ id, title, servers, ratio, floorRatio, statements }: Summary): string {
  const lines = (Object.keys(servers) as ServerName[]).map((name) => {
    const { perSecond, p50, p99, cpuMicros } = servers[name];
    const sql = statements ? `${statements[name].plain} + ${statements[name].frames}` : '';
    const rate = [perSecond.min, perSecond.median, perSecond.max].map((n) => n.toFixed(0)).join(' / ');
    return `| ${name} | ${rate} | ${p50.median} | ${p99.median} | ${cpuMicros.median.toFixed(0)} | ${sql} |`;
  });
  const three = (s: Spread) => `${s.min} / ${s.median} / ${s.max}`;
  return [
    `\n${id}: ${title}\n`,
    '| server | answers/s min / median / max | p50 ms | p99 ms | CPU µs/request | SQL + frames |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
    `against PostGraphile: ${three(ratio)}; floor: ${three(floorRatio)}\n`,
  ].join('\n');
}
