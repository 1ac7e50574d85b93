import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { scopeOf } from '../../../organizations/index.ts';
import { valueWordsOf, type Parameter } from '../../../policy/index.ts';
import { dayOf, documentOf, jurisdictionOf, lawState, type LawState } from '../law-state.ts';
import { ListStandards, type StandardLine } from '../schema.ts';

/**
 * What the documents leave open or set, for one's own place or one below: the value that holds there today with its source, or nothing set
 * (NO_STANDARD); the floor or cap above it; whether one's own level may set it. @throws NOT_PERMITTED, NOT_FOUND
 */
export async function listStandards(
  ctx: Context,
  input: ListStandards,
): Promise<{ jurisdiction: string; rows: StandardLine[] }> {
  const actor = authorise(ctx, 'policy.read');
  const given = ListStandards.parse(input);
  const division = given.division ?? actor.divisionCode;
  if (division !== actor.divisionCode && scopeOf(actor, division ?? 0).length === 0) throw errors.NOT_FOUND();
  return read(ctx, async (tx) => {
    const state = await lawState(tx, { ...actor, divisionCode: division }, ctx.clock.today());
    const pending = await pendingOf(tx, state.jurisdiction);
    const here = new Set(
      state.set.documents.filter((d) => state.law.jurisdictions.includes(d.jurisdiction)).map((d) => d.code),
    );
    const rows = state.set.parameters
      .filter((p) => here.has(documentOf(p.key, state.set)))
      .map((p) => lineOf(p, state, actor, pending))
      .filter((r) => given.document === undefined || r.document === given.document)
      .filter((r) => !given.open || r.now === null)
      .toSorted((a, b) => a.document.localeCompare(b.document) || a.key.localeCompare(b.key));
    return { jurisdiction: state.jurisdiction, rows };
  });
}

async function pendingOf(tx: Tx, jurisdiction: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ subject: string; n: number }>`select subject, count(*)::int as n from policy_proposal
    where jurisdiction = ${jurisdiction} and kind = 'value' and state in ('prepared', 'checked') group by subject`.execute(
    tx,
  );
  return new Map(rows.map((r) => [r.subject, r.n]));
}

function lineOf(
  parameter: Parameter,
  state: LawState,
  actor: Actor,
  pending: ReadonlyMap<string, number>,
): StandardLine {
  const document = documentOf(parameter.key, state.set);
  const version = state.law.parameter(parameter.key, dayOf(document, state))?.version ?? null;
  const clauses = parameter.obligations.flatMap((id) =>
    state.set.rules.filter((r) => r.obligations.includes(id)).map((r) => `${r.document} ${r.clause}`),
  );
  const own = jurisdictionOf(actor);
  const level = own === '00' ? 'nation' : ({ 2: 'province', 4: 'city', 6: 'county' }[own.length] ?? '');
  return {
    key: parameter.key,
    label: parameter.label,
    type: parameter.type,
    unit: parameter.unit,
    levels: [...parameter.levels],
    options: optionsOf(parameter, state),
    document,
    clauses: [...new Set(clauses)].slice(0, 3),
    obligations: [...parameter.obligations],
    now: version && {
      value: version.value,
      operator: version.operator,
      status: version.status,
      jurisdiction: version.jurisdiction,
      from: version.valid.from,
      to: version.valid.to,
      document: version.document,
      clause: version.clause,
      note: version.note,
    },
    bound: boundOf(parameter, dayOf(document, state), state),
    maySet:
      actor.permissions.has('law.prepare') &&
      own === state.jurisdiction &&
      (parameter.levels as readonly string[]).includes(level),
    pending: pending.get(parameter.key) ?? 0,
  };
}

/** The codes a value is chosen from, or those that it holds and words are known for, in words. */
function optionsOf(parameter: Parameter, { set }: LawState): StandardLine['options'] {
  const words = valueWordsOf(set, parameter);
  const closed = parameter.options ?? (['code', 'codes'].includes(parameter.type) ? Object.keys(words) : []);
  return closed.map((value) => ({ value, label: words[value] ?? { zh: value, en: value } }));
}

function boundOf(parameter: Parameter, day: string, state: LawState): StandardLine['bound'] {
  if (parameter.boundedBy === null) return null;
  const bound = state.law.parameter(parameter.boundedBy, day)?.version;
  if (!bound || typeof bound.value !== 'number') return null;
  return { value: bound.value, operator: bound.operator, document: bound.document, clause: bound.clause };
}
