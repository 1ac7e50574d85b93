import { rawQuery, type Tx } from '../../platform/db.ts';
import type { RuleSet } from '../../policy/index.ts';
import { planned, Places, type AreaQuestion } from '../entitled/index.ts';
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
  from: string;
};
export type Wanted = { benefit: string | null; effect: Effect | null; limit: number; offset: number };

/** Decisions kept since the change would hold, of those whom it touches. */
const REOPENED = (from: string) =>
  `exists (select 1 from policy_decision d where d.person_id = c.person_id and d.rule_key = c.rule_key and d.decided_for >= ${from})`;

const COUNTS = (from: string) => `select c.rule_key,
  count(*) filter (where c.effect = 'gains') as gains, count(*) filter (where c.effect = 'loses') as loses,
  count(*) filter (where c.effect = 'more') as more, count(*) filter (where c.effect = 'less') as less,
  count(*) filter (where c.effect is null) as unchanged, count(*) filter (where c.before is null) as open_before, count(*) filter (where c.after is null) as open_after,
  coalesce(sum(c.fen_before) filter (where c.before), 0) as fen_before, coalesce(sum(c.fen_after) filter (where c.after), 0) as fen_after,
  count(*) filter (where c.before and c.fen_before is null) as unset_before, count(*) filter (where c.after and c.fen_after is null) as unset_after,
  count(*) filter (where c.effect is not null and ${REOPENED(from)}) as reopened
  from told c group by c.rule_key`;

/** What a change does, counted rule by rule, and one page of the persons it touches; from one look at the facts. */
export async function compareArea(
  tx: Tx,
  { before, after, rules, question, from }: Comparison,
  wanted: Wanted,
): Promise<{ effects: readonly EffectRow[]; rows: readonly PersonEffectRow[] }> {
  const places = new Places();
  const compared = comparedOf(before, after, rules, question, places);
  const since = places.put(from, 'date');
  const conditions = ['c.effect is not null'];
  if (wanted.benefit !== null) conditions.push(`c.rule_key = ${places.put(wanted.benefit, 'text')}`);
  if (wanted.effect !== null) conditions.push(`c.effect = ${places.put(wanted.effect, 'text')}`);
  const page = `select q.*, p.name, n.name as village_name from (select c.person_id, c.village_code, c.effect, c.before, c.after, c.fen_before, c.fen_after, ${REOPENED(since)} as reopened
      from told c where ${conditions.join(' and ')} order by c.village_code, c.person_id, c.rule_key limit ${places.put(wanted.limit, 'bigint')} offset ${places.put(wanted.offset, 'bigint')}) q
    join person p on p.person_id = q.person_id
    left join lateral (select v.name from division v where v.code = q.village_code order by v.valid_from desc limit 1) n on true order by q.village_code, q.person_id`;
  await planned(tx);
  const [found] = await rawQuery<{ effects: EffectRow[] | null; rows: PersonEffectRow[] | null }>(
    tx,
    `with ${compared}, told as materialized (select c.*, ${EFFECT} as effect from compared c)
     select (select json_agg(e) from (${COUNTS(since)}) e) as effects, (select json_agg(r) from (${page}) r) as rows`,
    places.values,
  );
  return { effects: found?.effects ?? [], rows: found?.rows ?? [] };
}
