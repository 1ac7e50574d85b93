import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { scopeOf } from '../../organizations/index.ts';
import { policyReader } from '../../policy/index.ts';
import { affectedRules, type Affected } from './compared.ts';
import { TryChange, type Effect, type PersonEffect, type RuleEffect, type Tried } from './schema.ts';
import { twoLaws } from './tried-law.ts';
import { compareArea, type EffectRow, type PersonEffectRow } from './what-if-store.ts';

const readLaw = policyReader();

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
    const { version } = await readLaw(tx);
    const on = asked.on ?? laws.from;
    const question = { areas, on, knownAt: null };
    const rules = affectedRules(laws.before, laws.after, question);
    const wanted = {
      benefit: asked.benefit ?? null,
      effect: asked.effect ?? null,
      limit: asked.size,
      offset: (asked.page - 1) * asked.size,
    };
    const found =
      rules.length === 0 ? { effects: [], rows: [] } : await compareArea(tx, { ...laws, rules, question }, wanted);
    const effects = rules.map((rule) =>
      effectOf(
        rule,
        found.effects.find((row) => row.rule_key === rule.key),
      ),
    );
    return {
      on,
      division: asked.division ?? null,
      lawVersion: version,
      effects,
      fenBefore: total(effects.map((e) => e.fenBefore)),
      fenAfter: total(effects.map((e) => e.fenAfter)),
      benefit: asked.benefit ?? null,
      rows: found.rows.map(personOf),
      total: touched(effects, asked.benefit, asked.effect),
      page: asked.page,
      size: asked.size,
    };
  });
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
