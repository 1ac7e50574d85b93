import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { buildApp } from '../../app.ts';
import { roles, type Line, type RoleName } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import { loadPolicy } from '../../policy/index.ts';
import type { AnyRoute } from '../../platform/http.ts';
import { platformRoutes } from '../../platform/routes/index.ts';
import { allRoutes } from '../../rooms.ts';
import { anActor } from '../actors.ts';
import { openTestHouse } from '../context.ts';
import { INPUTS, OPEN_RECORDS, UNIT_RECORDS } from './matrix-exceptions.ts';
import { NEIGHBOUR, OTHER_SCHOOL, OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';
import { matrixRecords } from './matrix-records.ts';
import { sampleInput } from '../sample-input.ts';

const routes = [...platformRoutes, ...allRoutes];
const house = await openTestHouse();
await loadPolicy(house.services, 'rules');
const records = await matrixRecords(house);
let asking: Actor | null = null;
const app: FastifyInstance = await buildApp({
  services: house.services,
  routes: allRoutes,
  actorOf: async () => asking,
});

const nameOf = (r: AnyRoute) => `${r.method} ${r.path}`;
const named = routes.filter((r) => r.path.includes('/:') && r.permission !== 'public');
const roleNames = Object.keys(roles) as RoleName[];

/** Every role at each line it may be given at, in the place where OWN's records are, or at their neighbour's. */
function actorsOf(place: typeof OWN | typeof NEIGHBOUR): Actor[] {
  return roleNames.flatMap((role) => {
    const { levels, lines } = roles[role] as { levels: readonly string[] | null; lines: readonly Line[] | null };
    return (lines ?? (['hr', 'poverty'] as const)).map((line) => {
      const level = levels?.[0] ?? 'county';
      const code = level in place ? place[level as keyof typeof place] : level === 'nation' ? 0 : place.city;
      const school = place === OWN ? OWN_SCHOOL : OTHER_SCHOOL;
      const unit = place === OWN && role !== 'unit_administrator' ? { unitId: OWN_UNIT } : {};
      if (level === 'institution')
        return anActor(role, code, { level, line, areas: [], institutionId: school, ...unit });
      return anActor(role, code, { level, line, ...unit });
    });
  });
}

const own = actorsOf(OWN);
const neighbours = actorsOf(NEIGHBOUR).filter((a) => a.level !== 'nation');
const may = (actor: Actor, r: AnyRoute) => r.permission === 'signed-in' || actor.permissions.has(r.permission);

function recordOf(r: AnyRoute): Record<string, unknown> | undefined {
  const prefix = Object.keys(records)
    .filter((p) => r.path.startsWith(`${p}/`))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? undefined : records[prefix];
}

function pathOf(r: AnyRoute): string {
  const values = recordOf(r) ?? {};
  return r.path.replace(/:(\w+)/g, (_, name: string) => String(values[name] ?? 'x'));
}

async function ask(actor: Actor | null, r: AnyRoute): Promise<LightMyRequestResponse> {
  // Answers that need no database leave the event loop no turn; after seconds without one the server calls itself overloaded.
  await new Promise(setImmediate);
  asking = actor;
  const body = sampleInput(r.input, { ...recordOf(r), ...INPUTS[nameOf(r)] });
  if (r.method !== 'GET') return app.inject({ method: r.method, url: pathOf(r), payload: body });
  const query = Object.entries(body).filter(([name]) => !r.path.includes(`:${name}`));
  return app.inject({
    method: 'GET',
    url: pathOf(r),
    query: Object.fromEntries(query.map(([k, v]) => [k, String(v)])),
  });
}

test('every path is named once, and every one that names a record has a record of the matrix', () => {
  expect(new Set(routes.map(nameOf)).size).toBe(routes.length);
  const without = named.filter((r) => {
    const values = recordOf(r);
    return [...r.path.matchAll(/:(\w+)/g)].some(([, name]) => values?.[name!] === undefined);
  });
  expect(without.map(nameOf)).toEqual([]);
});

test('without sign-in every path but the public ones answers 401', async () => {
  const closed = routes.filter((r) => r.permission !== 'public');
  const open = [];
  for (const r of closed) if ((await ask(null, r)).statusCode !== 401) open.push(nameOf(r));
  expect(closed.length).toBeGreaterThan(100);
  expect(open).toEqual([]);
});

test('a role without the permission is answered 403 by the path', async () => {
  const wrong = [];
  for (const r of routes.filter((x) => x.permission !== 'public' && x.permission !== 'signed-in'))
    for (const actor of own.filter((a) => !may(a, r))) {
      const { statusCode } = await ask(actor, r);
      if (statusCode !== 403) wrong.push(`${nameOf(r)} as ${actor.roles[0]}: ${statusCode}`);
    }
  expect(wrong).toEqual([]);
});

test('the verb itself refuses strangers and roles without the permission, before it looks at its input', async () => {
  const wrong: string[] = [];
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    );
  for (const r of routes.filter((x) => x.permission !== 'public')) {
    const verb = r.verb as (ctx: unknown, input: unknown) => Promise<unknown>;
    const stranger = await codeOf((async () => verb(house.as(null), sampleInput(r.input)))());
    if (stranger !== 'NOT_SIGNED_IN') wrong.push(`${nameOf(r)} by a stranger: ${stranger}`);
    if (r.permission === 'signed-in') continue;
    const actor = { ...own[0]!, permissions: new Set<string>() };
    const code = await codeOf((async () => verb(house.as(actor), {}))());
    if (code !== 'NOT_PERMITTED') wrong.push(`${nameOf(r)} as ${actor.roles[0]}: ${code}`);
  }
  expect(wrong).toEqual([]);
});

test('a neighbour with the permission finds nothing: 404, whatever is asked of the record', async () => {
  const wrong: string[] = [];
  for (const r of named) {
    const none = OPEN_RECORDS.some((p) => r.path.startsWith(p)) ? [404, 409] : [404];
    const answers: number[] = [];
    for (const actor of neighbours.filter((a) => may(a, r))) {
      const { statusCode, body } = await ask(actor, r);
      answers.push(statusCode);
      if (!none.includes(statusCode) && statusCode !== 403)
        wrong.push(`${nameOf(r)} as ${actor.roles[0]} (${actor.line}): ${statusCode} ${body.slice(0, 200)}`);
    }
    if (!answers.some((s) => none.includes(s)))
      wrong.push(`${nameOf(r)}: nobody was told that there is nothing (${answers.join(' ')})`);
  }
  expect(wrong).toEqual([]);
});

test('the office whose record it is reaches it: never 401, 403 or 404 for all of its roles, and never a failure of the program', async () => {
  const wrong: string[] = [];
  for (const r of named) {
    const answers = new Map<string, number>();
    for (const actor of own.filter((a) => may(a, r))) {
      const { statusCode, body } = await ask(actor, r);
      answers.set(`${actor.roles[0]} (${actor.line})`, statusCode);
      if (statusCode >= 500) wrong.push(`${nameOf(r)} as ${actor.roles[0]}: ${statusCode} ${body.slice(0, 300)}`);
    }
    const reached = [...answers.values()].some((s) => s < 400 || s === 409 || s === 422);
    if (!reached) wrong.push(`${nameOf(r)}: ${[...answers].map(([who, s]) => `${who} ${s}`).join(', ')}`);
  }
  expect(wrong).toEqual([]);
});

test('no list a neighbour may open names a record of ours', async () => {
  const ids = new Set(
    Object.entries(records)
      .filter(([path]) => !UNIT_RECORDS.has(path))
      .flatMap(([, values]) => Object.values(values))
      .filter((v) => typeof v === 'string' && v.length === 36),
  );
  const leaks: string[] = [];
  for (const r of routes.filter((x) => x.method === 'GET' && !x.path.includes('/:') && x.permission !== 'public'))
    for (const actor of neighbours.filter((a) => may(a, r))) {
      const { statusCode, body } = await ask(actor, r);
      if (statusCode >= 500) leaks.push(`${nameOf(r)} as ${actor.roles[0]}: ${statusCode} ${body.slice(0, 200)}`);
      for (const id of ids) if (body.includes(String(id))) leaks.push(`${nameOf(r)} as ${actor.roles[0]}: ${id}`);
    }
  expect(leaks).toEqual([]);
});
