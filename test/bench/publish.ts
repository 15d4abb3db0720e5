import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { format } from 'prettier';
import { formatResult, type Summary } from './report.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/** How and where a run was made. */
export interface RunFacts {
  readonly townships: number;
  readonly cases: number;
  readonly postgres: string;
  readonly rounds: number;
  readonly seconds: number;
}

/** Puts the tables of a run into docs/performance.md, between its two marks, with the machine they come from. */
export async function publish(summaries: readonly Summary[], run: RunFacts): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [head, rest] = page.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined)
    throw new Error(`docs/performance.md lacks ${BEGIN} or ${END}`);
  const system = /^PRETTY_NAME="(.*)"$/m.exec(await readFile('/etc/os-release', 'utf8').catch(() => ''))?.[1];
  const [load = 0] = loadavg();
  const facts = [
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), shared by the servers, PostgreSQL and the load generator; ${system ?? process.platform}`,
    `Node ${process.versions.node}; embedded ${run.postgres.split(' ').slice(0, 2).join(' ')}, durable as in service`,
    `${run.townships} townships, ${run.cases} cases; ${run.rounds} alternating rounds of ${run.seconds} s a server, 16 connections`,
    `load average at the end of the run: ${load.toFixed(1)} (the run itself makes about 3)`,
  ];
  const text = [
    head,
    BEGIN,
    '',
    ...facts.map((fact) => `- ${fact}`),
    ...summaries.map(formatResult),
    END,
    tail,
  ];
  const joined = `${text[0]}${text.slice(1, -1).join('\n')}${text.at(-1)}`;
  await writeFile(PAGE, await format(joined, { parser: 'markdown', printWidth: 110 }));
}
