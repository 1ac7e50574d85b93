import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { scopeOf } from '../../organizations/index.ts';
import { currentPolicy } from '../../policy/index.ts';
import { affectedRules, type Affected } from './compared.ts';
import { TryChange, type Effect, type PersonEffect, type RuleEffect, type Tried } from './schema.ts';
import type { AreaQuestion } from '../entitled/index.ts';
import { twoLaws, type TwoLaws } from './tried-law.ts';
import { compareArea, type EffectRow, type PersonEffectRow, type Wanted } from './what-if-store.ts';

/**
 * Tries a change of the law before it takes effect: for the persons of an area on a day, who gains, who loses, by how much, which decided cases would
 * reopen, and what it costs; rule by rule and person by person. A question only: to bring the change about, the law room prepares, checks and approves it.
 * @throws NOT_FOUND outside the own area, TRY_NOTHING, TRY_FAULTY
 */
export async function tryChange(ctx: Context, input: TryChange): Promise<Tried> {
  const actor = authorise(ctx, 'law.try');
  const asked = TryChange.parse(input);
  const areas: AreaRange[] = scopeOf(actor, asked.division);
  return read(ctx, async (tx) => {
    const laws = await twoLaws(tx, ctx, asked);
    const { version } = await currentPolicy(tx);
    const on = asked.on ?? laws.from;
    const wanted = {
      benefit: asked.benefit ?? null,
      effect: asked.effect ?? null,
      limit: asked.size,
      offset: (asked.page - 1) * asked.size,
    };
    const { effects, rows } = await effectsOf(tx, laws, { areas, on, knownAt: null }, wanted);
    return {
      on,
      division: asked.division ?? null,
      lawVersion: version,
      effects,
      fenBefore: total(effects.map((e) => e.fenBefore)),
      fenAfter: total(effects.map((e) => e.fenAfter)),
      benefit: asked.benefit ?? null,
      rows: rows.map(personOf),
      total: touched(effects, asked.benefit, asked.effect),
      page: asked.page,
      size: asked.size,
    };
  });
}

/** What a change does in an area on a day: every rule that it touches with its counts, and a page of the persons. */
export async function effectsOf(
  tx: Tx,
  laws: Pick<TwoLaws, 'before' | 'after'>,
  question: AreaQuestion,
  wanted: Wanted,
): Promise<{ effects: RuleEffect[]; rows: readonly PersonEffectRow[] }> {
  const rules = affectedRules(laws.before, laws.after, question);
  if (rules.length === 0) return { effects: [], rows: [] };
  const found = await compareArea(tx, { ...laws, rules, question }, wanted);
  const rowOf = new Map(found.effects.map((row) => [row.rule_key, row]));
  return { effects: rules.map((rule) => effectOf(rule, rowOf.get(rule.key))), rows: found.rows };
}

const total = (sums: readonly (number | null)[]): number | null =>
  sums.reduce<number | null>((all, sum) => (all === null || sum === null ? null : all + sum), 0);

const EFFECTS: readonly Effect[] = ['gains', 'loses', 'more', 'less'];

function touched(effects: readonly RuleEffect[], benefit: string | undefined, effect: Effect | undefined): number {
  const kinds = effect ? [effect] : EFFECTS;
  const asked = effects.filter((e) => benefit === undefined || e.benefit === benefit);
  return asked.flatMap((e) => kinds.map((kind) => e[kind])).reduce((all, n) => all + n, 0);
}

function effectOf({ key, rule }: Affected, row: EffectRow | undefined): RuleEffect {
  const n = (value: number | undefined) => Number(value ?? 0);
  return {
    benefit: key,
    title: rule.title,
    money: rule.what !== null && rule.what.kind !== 'service',
    gains: n(row?.gains),
    loses: n(row?.loses),
    more: n(row?.more),
    less: n(row?.less),
    unchanged: n(row?.unchanged),
    openBefore: n(row?.open_before),
    openAfter: n(row?.open_after),
    fenBefore: n(row?.unset_before) > 0 ? null : n(row?.fen_before),
    fenAfter: n(row?.unset_after) > 0 ? null : n(row?.fen_after),
    reopened: n(row?.reopened),
  };
}

function personOf(row: PersonEffectRow): PersonEffect {
  const sum = (entitled: boolean | null, fen: number | null) =>
    entitled === true ? fen : entitled === false ? 0 : null;
  return {
    personId: row.person_id,
    name: row.name,
    villageCode: Number(row.village_code),
    villageName: row.village_name,
    effect: row.effect,
    before: row.before,
    after: row.after,
    fenBefore: sum(row.before, row.fen_before),
    fenAfter: sum(row.after, row.fen_after),
    reopened: row.reopened,
  };
}
