import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import {
  checkAdditions,
  joinedSet,
  readAdditions,
  ruleSetFrom,
  sourcesInUse,
  type Additions,
  type RuleSet,
} from '../../policy/index.ts';
import { whatIfErrors } from './errors.ts';
import type { TryChange } from './schema.ts';

export type TwoLaws = { before: RuleSet; after: RuleSet; from: string };
type Sources = Awaited<ReturnType<typeof sourcesInUse>>;
type Asked = ReturnType<typeof TryChange.parse>;

/**
 * The law in use and the law as it would be with the change: values, draft files, or a proposal of the law room. Nothing is written.
 * @throws TRY_NOTHING, TRY_FAULTY naming every fault, NOT_FOUND for another office's proposal
 */
export async function twoLaws(tx: Tx, ctx: Context, asked: Asked): Promise<TwoLaws> {
  const base = await sourcesInUse(tx);
  const additions = await additionsOf(tx, base, asked);
  const standing = makingRoom(base, additions);
  const { documents, parameters, rules, values } = additions;
  if (documents.length + parameters.length + rules.length + values.length === 0) throw whatIfErrors.TRY_NOTHING();
  const problems = checkAdditions(standing, additions);
  if (problems.length > 0)
    throw whatIfErrors.TRY_FAULTY({
      fields: problems.map((p) => ({ path: p.file, message: `${p.code} ${p.message}` })),
    });
  const days = [...values.map((v) => v.value.valid.from), ...rules.map((r) => r.valid.from)].toSorted();
  return { before: ruleSetFrom(base), after: joinedSet(standing, additions), from: days[0] ?? ctx.clock.today() };
}

async function additionsOf(tx: Tx, base: Awaited<ReturnType<typeof sourcesInUse>>, asked: Asked): Promise<Additions> {
  if (asked.proposalId !== undefined) {
    const { rows } = await sql<{ additions: Additions }>`
      select additions from policy_proposal where proposal_id = ${asked.proposalId}::uuid`.execute(tx);
    if (!rows[0]) throw errors.NOT_FOUND();
    return rows[0].additions;
  }
  const read = readAdditions(base, asked.files);
  const problems = read.problems.filter((p) => p.code !== 'VERSIONS_OVERLAP');
  if (problems.length > 0)
    throw whatIfErrors.TRY_FAULTY({
      fields: problems.map((p) => ({
        path: `${p.file}:${p.line}:${p.column}`,
        message: `${p.code} ${p.message}`,
      })),
    });
  const known = new Map(base.parameters.map((p) => [p.key, p]));
  const values = asked.values.map(({ key, jurisdiction, value, from, to = null }) => {
    const standing = known.get(key)?.versions.at(-1);
    const document = standing?.document ?? base.documents[0]?.code ?? '';
    const clause = standing?.clause ?? base.documents[0]?.clauses[0]?.place ?? '';
    const operator = standing?.operator ?? ('exact' as const);
    return {
      key,
      value: { jurisdiction, valid: { from, to }, value, operator, status: 'set_locally' as const, document, clause },
    };
  });
  const unknown = values.filter(({ key }) => !known.has(key));
  if (unknown.length > 0)
    throw whatIfErrors.TRY_FAULTY({
      fields: unknown.map(({ key }) => ({ path: key, message: `PARAMETER_UNKNOWN 没有参数 ${key}` })),
    });
  return { ...read.additions, values };
}

/** A draft of a rule ends the one it follows in its place the day before it begins, as a later value ends the earlier. */
function makingRoom(base: Sources, { rules }: Additions): Sources {
  const ended = base.rules.map((rule) => {
    const next = rules.find(
      (r) => r.key === rule.key && r.jurisdiction === rule.jurisdiction && r.version > rule.version,
    );
    const running =
      next && rule.valid.from < next.valid.from && (rule.valid.to === null || next.valid.from <= rule.valid.to);
    return running ? { ...rule, valid: { from: rule.valid.from, to: addDays(plainDate(next.valid.from), -1) } } : rule;
  });
  return { ...base, rules: ended };
}
