import { rawQuery, readingWholeTables, type Tx } from '../../platform/db.ts';
import type { RuleSet } from '../../policy/index.ts';
import { Places, type AreaQuestion } from '../entitled/index.ts';
import { comparedOf, EFFECT, type Affected } from './compared.ts';
import type { Effect } from './schema.ts';

export type EffectRow = {
  rule_key: string;
  gains: number;
  loses: number;
  more: number;
  less: number;
  unchanged: number;
  open_before: number;
  open_after: number;
  fen_before: number;
  fen_after: number;
  unset_before: number;
  unset_after: number;
  reopened: number;
};
export type PersonEffectRow = {
  person_id: string;
  village_code: number;
  village_name: string | null;
  name: string;
  effect: Effect;
  before: boolean | null;
  after: boolean | null;
  fen_before: number | null;
  fen_after: number | null;
  reopened: boolean;
};
export type Comparison = {
  before: RuleSet;
  after: RuleSet;
  rules: readonly Affected[];
  question: AreaQuestion;
};
export type Wanted = { benefit: string | null; effect: Effect | null; limit: number; offset: number };

/** Somebody whom the change touches has a decision kept on the matter: it would come out otherwise from that day. */
const REOPENED = `exists (select 1 from policy_decision d where d.person_id = c.person_id and d.rule_key = c.rule_key)`;

const COUNTS = `select c.rule_key,
  count(*) filter (where c.effect = 'gains') as gains, count(*) filter (where c.effect = 'loses') as loses,
  count(*) filter (where c.effect = 'more') as more, count(*) filter (where c.effect = 'less') as less,
  count(*) filter (where c.effect is null) as unchanged, count(*) filter (where c.before is null) as open_before, count(*) filter (where c.after is null) as open_after,
  coalesce(sum(c.fen_before) filter (where c.before), 0) as fen_before, coalesce(sum(c.fen_after) filter (where c.after), 0) as fen_after,
  count(*) filter (where c.before and c.fen_before is null) as unset_before, count(*) filter (where c.after and c.fen_after is null) as unset_after,
  count(*) filter (where c.effect is not null and ${REOPENED}) as reopened
  from told c group by c.rule_key`;

/** What a change does, counted rule by rule, and one page of the persons it touches; from one look at the facts. */
export async function compareArea(
  tx: Tx,
  { before, after, rules, question }: Comparison,
  wanted: Wanted,
): Promise<{ effects: readonly EffectRow[]; rows: readonly PersonEffectRow[] }> {
  const places = new Places();
  const compared = comparedOf(before, after, rules, question, places);
  const conditions = ['c.effect is not null'];
  if (wanted.benefit !== null) conditions.push(`c.rule_key = ${places.put(wanted.benefit, 'text')}`);
  if (wanted.effect !== null) conditions.push(`c.effect = ${places.put(wanted.effect, 'text')}`);
  const page = `select q.*, p.name, n.name as village_name from (select c.person_id, c.village_code, c.effect, c.before, c.after, c.fen_before, c.fen_after, ${REOPENED} as reopened
      from told c where ${conditions.join(' and ')} order by c.village_code, c.person_id, c.rule_key limit ${places.put(wanted.limit, 'bigint')} offset ${places.put(wanted.offset, 'bigint')}) q
    join person p on p.person_id = q.person_id
    left join lateral (select v.name from division v where v.code = q.village_code order by v.valid_from desc limit 1) n on true order by q.village_code, q.person_id`;
  const both = `with ${compared}, told as materialized (select c.*, ${EFFECT} as effect from compared c)
     select (select json_agg(e) from (${COUNTS}) e) as effects, (select json_agg(r) from (${page}) r) as rows`;
  const [found] = await readingWholeTables(tx, () =>
    rawQuery<{ effects: EffectRow[] | null; rows: PersonEffectRow[] | null }>(tx, both, places.values),
  );
  return { effects: found?.effects ?? [], rows: found?.rows ?? [] };
}

export type Reopening = Comparison & {
  proposalId: string;
  lawVersion: number;
  titles: Readonly<Record<string, string>>;
  at: string;
};

/**
 * Makes a task of every person whom the change touches and whose last decision on the matter was made under the law before it. Once per proposal, person
 * and matter. @returns the counties concerned with how many each
 */
export async function addReopened(
  tx: Tx,
  { before, after, rules, question, proposalId, lawVersion, titles, at }: Reopening,
): Promise<readonly { county: number; persons: number }[]> {
  const places = new Places();
  const compared = comparedOf(before, after, rules, question, places);
  const on = places.put(question.on, 'date');
  const version = places.put(lawVersion, 'integer');
  const named = places.put(JSON.stringify(titles), 'jsonb');
  const proposal = places.put(proposalId, 'text');
  const now = places.put(at, 'timestamptz');
  const adding = `with ${compared}, told as materialized (select c.*, ${EFFECT} as effect from compared c),
    reopened as (select t.*, p.name, t.village_code / 1000000 * 1000000 as county from told t join person p on p.person_id = t.person_id
      join lateral (select d.law_version, d.decided_for from policy_decision d where d.person_id = t.person_id and d.rule_key = t.rule_key
        order by d.decided_for desc, d.decided_at desc limit 1) last on true
      where t.effect is not null and not (last.law_version >= ${version} and last.decided_for >= ${on})),
    added as (insert into task (task_id, kind, division_code, person_id, title, detail, dedupe_key, created_at)
      select gen_random_uuid(), 'decision_reopened', county, person_id, '政策调整后重新核验：' || name || '　' || (${named} ->> rule_key),
        jsonb_build_object('rule', rule_key, 'from', ${on}, 'law', ${version}, 'effect', effect, 'proposalId', ${proposal}::uuid,
          'link', '/decisions?personId=' || person_id || '&benefit=' || rule_key || '&on=' || ${on}),
        'decision.reopen ' || ${proposal} || ' ' || person_id || ' ' || rule_key, ${now} from reopened
      on conflict (dedupe_key) do nothing returning division_code)
    select division_code as county, count(*)::int as persons from added group by 1 order by 1`;
  const rows = await readingWholeTables(tx, () =>
    rawQuery<{ county: number; persons: number }>(tx, adding, places.values),
  );
  return rows.map((row) => ({ county: Number(row.county), persons: Number(row.persons) }));
}
