import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../core/config.ts';

/** A program of the project in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** The line it was waited for. */
  readonly line: string;
  /** SIGTERM, then waits for the end; the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>;
}

/** Starts a TypeScript program of the project and waits until it prints a line that begins with `ready`. */
export async function startProcess(
  file: string,
  args: readonly string[],
  options: { ready: string; env?: Record<string, string> },
): Promise<Running> {
  const child = spawn(process.execPath, [join(projectRoot, file), ...args], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (text.startsWith(options.ready)) resolve(text);
    });
    void ended.then(([code]) => reject(new Error(`${file} ended with ${code}: ${said.join('')}`)));
  });
  return {
    child,
    line,
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A server process on a database; `url` is its address. */
export async function startServer(env: Record<string, string>): Promise<Running & { url: string }> {
  const running = await startProcess('core/cli/start.ts', [], {
    ready: 'listening',
    env: { PORT: '0', LOG_LEVEL: 'warn', ...env },
  });
  return { ...running, url: running.line.split(' ')[1] ?? '' };
}
