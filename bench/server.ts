import { fork, type ChildProcess } from 'node:child_process';
import { request, Agent } from 'node:http';
import { buildApp } from '../src/app.ts';
import { aUnit, aUser, makeSessions, type RoleName } from '../src/organizations/index.ts';
import { transactionAs } from '../src/platform/db.ts';
import { allRoutes } from '../src/rooms.ts';
import { servicesFor } from './world.ts';

const SECRET = 'bench-secret-bench-secret-bench-secret';
const PASSWORD = 'Bench-2020-secret';

export type Answer<T> = { status: number; body: T };
/** One signed-in browser with one connection. */
export type Browser = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

export type BenchServer = { signIn: (post: Post) => Promise<Browser>; stop: () => Promise<void> };
export type Post = { username: string; role: RoleName; level: string; line: string; code: number };

/** The whole product in a process of its own on loopback, with real sign-in, on a database. */
export async function startBenchServer(url: string, dir: string): Promise<BenchServer> {
  const child = fork(import.meta.filename, [url, dir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (message) => done(message as number));
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
  });
  return {
    signIn: (post) => signIn(url, dir, port, post),
    stop: () => ended(child),
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

async function signIn(url: string, dir: string, port: number, post: Post): Promise<Browser> {
  const services = servicesFor(url, dir);
  await transactionAs(services.db, 'system', async (tx) => {
    const unitId = await aUnit(tx, {
      name: `单位 ${post.username}`,
      level: post.level,
      line: post.line,
      divisionCode: post.code,
    });
    await aUser(tx, { username: post.username, password: PASSWORD, posts: [{ unitId, role: post.role }] });
  });
  await services.db.pool.end();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let cookie = '';
  let csrf = '';
  const call: Browser = (method, path, body) =>
    new Promise((done, fail) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        cookie,
        'x-csrf': csrf,
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      };
      const asked = request({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const set = response.headers['set-cookie'];
          if (set) cookie = set.map((c) => c.split(';')[0]).join('; ');
          done({ status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null') });
        });
      });
      asked.on('error', fail);
      asked.end(text);
    });
  const answer = await call<{ csrf?: string }>('POST', '/api/session/sign-in', {
    username: post.username,
    password: PASSWORD,
  });
  if (answer.status !== 200 || !answer.body.csrf)
    throw new Error(`sign-in failed: ${answer.status} ${JSON.stringify(answer.body)}`);
  csrf = answer.body.csrf;
  return call;
}

/** The body of a good answer. @throws Error for any other */
export function good<T>(answer: Answer<T>): T {
  if (answer.status >= 300) throw new Error(`HTTP ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

if (process.send) {
  const [url, dir] = process.argv.slice(2) as [string, string];
  const services = servicesFor(url, dir);
  const sessions = makeSessions(services, SECRET);
  const app = await buildApp({
    services,
    routes: allRoutes,
    actorOf: sessions.actorOfRequest,
    session: sessions.sessionPlugin,
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  process.send(Number(new URL(address).port));
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
  process.on('disconnect', () => process.exit(1));
}
