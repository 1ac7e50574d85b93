import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterHome, postmasterOf } from '../../src/platform/postgres/postgres-home.ts';

const ROOT = join(import.meta.dirname, '../..');
export const VICTIMS = ['web', 'worker', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];
type Role = Exclude<Victim, 'database'>;

/** The product as a server runs it: a web program and a worker program on one data folder, and the shipped PostgreSQL they started. */
export class Installation {
  readonly dir: string;
  readonly port: number;
  /** What the programs logged as errors. */
  readonly errors: string[] = [];
  /** Programs that ended though nobody killed them. */
  readonly deaths: string[] = [];
  #programs: Partial<Record<Role, ChildProcess>> = {};
  readonly #people: number;
  #wanted = new Set<ChildProcess>();

  private constructor(dir: string, port: number, people: number) {
    this.dir = dir;
    this.port = port;
    this.#people = people;
  }

  /** Prepares the demonstration in `dir` with `people` persons and starts both programs. */
  static async open(dir: string, people: number): Promise<Installation> {
    const found = new Installation(dir, await freePort(), people);
    await found.#start('web');
    await found.#start('worker');
    return found;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** One try to start a program; its own end afterwards is noted, and it is started again as a service manager would. */
  #start(role: Role): Promise<void> {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        JIQIAO_DATA: this.dir,
        JIQIAO_PORT: String(this.port),
        JIQIAO_ROLE: role,
        JIQIAO_DATE: '2020-09-01',
        NODE_NO_WARNINGS: '1',
        JIQIAO_DEMO_PEOPLE: String(this.#people),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#programs[role] = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1500)));
    let started = false;
    return new Promise((ready, failed) => {
      child.once('exit', (code) => {
        if (!started) return failed(new Error(`${role} ended with ${code}: ${said}`));
        if (this.#wanted.has(child)) return;
        this.deaths.push(`${role} died by itself: ${said}`);
        void this.#startUntilUp(role);
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n')) if (line.includes('"level":50')) this.errors.push(line);
        if (!text.includes('已启动')) return;
        started = true;
        ready();
      });
    });
  }

  async #startUntilUp(role: Role): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#start(role);
      } catch (error) {
        if (tries === 20) throw error;
        await sleep(500);
      }
    }
  }

  /** Kills one part without warning. A program is started again as a service manager would; the database is the product's own business. */
  async kill(victim: Victim): Promise<void> {
    if (victim === 'database') return void (this.#postmaster() && process.kill(this.#postmaster(), 'SIGKILL'));
    await this.#end(this.#programs[victim]!, 'SIGKILL');
    await this.#startUntilUp(victim);
  }

  async #end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#wanted.add(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }

  #postmaster(): number {
    return postmasterOf(join(clusterHome(join(this.dir, 'postgres')), 'cluster'))?.pid ?? 0;
  }

  /** What the product says of itself: the status of /health/ready, 0 when nobody answers. */
  async health(): Promise<number> {
    try {
      return (await fetch(`${this.address}/health/ready`, { signal: AbortSignal.timeout(3000) })).status;
    } catch {
      return 0;
    }
  }

  /** Waits until it can serve. @throws Error after a minute */
  async ready(): Promise<void> {
    for (let waited = 0; waited < 600; waited++) {
      if ((await this.health()) === 200) return;
      await sleep(100);
    }
    throw new Error('the product was not ready again within a minute');
  }

  /** Ends both as an operator does. */
  async stop(): Promise<void> {
    for (const child of Object.values(this.#programs)) await this.#end(child, 'SIGTERM');
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const at = server.address();
      server.close(() => done(typeof at === 'object' && at ? at.port : 0));
    });
  });
}
