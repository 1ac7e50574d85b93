import { showBoard } from '../../desk/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { insideRanges } from '../../organizations/index.ts';
import { sql } from 'kysely';
import { drawBySeed } from './draw.ts';
import { matterErrors } from './errors.ts';
import { insertMatters, ownPlace, type Asked } from './insert-matter.ts';
import { OpenRound } from './schema.ts';

/** Duties that the board shows as still open. */
const OPEN_DUTIES = ['overdue', 'not_set', 'running', 'not_built'];

type Duty = { id: string; gist: string; dueOn: string | null };

/**
 * Opens a round: a supervision with one checklist item per obligation (N2019 五), an inspection of places drawn by seed (N2021 五(三)), a coordination with
 * other departments, or a stage of the work. An item's day is the law's own; where the law sets none it has none.
 * @throws ROUND_NOTHING
 */
export async function openRound(ctx: Context, input: OpenRound): Promise<{ roundId: string; matters: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = OpenRound.parse(input);
  const duties = await dutiesOf(ctx, given);
  return transaction(ctx, async (tx) => {
    const drawn = given.draw === undefined ? null : await draw(tx, actor, given.draw);
    if (duties?.length === 0 || drawn?.chosen.length === 0) throw matterErrors.ROUND_NOTHING();
    const roundId = ctx.newId();
    await tx
      .insertInto('supervision_round')
      .values({
        round_id: roundId,
        division_code: ownPlace(actor),
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        kind: given.kind,
        title: given.title,
        document: given.document ?? null,
        due_on: given.dueOn ?? null,
        cycle_months: given.cycleMonths ?? null,
        seed: given.draw?.seed ?? null,
        drawn_from: drawn?.from ?? null,
        blocks_exit: given.kind === 'stage',
        state: 'open',
        opened_on: ctx.clock.today(),
        created_by: actor.userId,
        created_at: ctx.clock.now(),
      })
      .execute();
    await insertMatters(tx, ctx, actor, [
      ...(duties ?? []).map((duty) => ({
        kind: 'duty' as const,
        title: duty.gist,
        asked: null,
        patch: { round_id: roundId, obligation: duty.id, due_on: duty.dueOn ?? given.dueOn ?? null },
      })),
      ...(drawn?.chosen ?? []).map(({ title, asked }) => ({
        kind: 'inspection' as const,
        title,
        asked,
        patch: { round_id: roundId, due_on: given.dueOn ?? null },
      })),
    ]);
    await audit(tx, ctx, {
      action: 'supervision.open_round',
      subjectType: 'supervision_round',
      subjectId: roundId,
      divisionCode: actor.divisionCode,
      summary: `开展${given.title}`,
      payload: { duties: duties?.length ?? 0, draw: given.draw ?? null, drawn: drawn?.chosen.map((c) => c.id) ?? [] },
    });
    return { roundId, matters: (duties?.length ?? 0) + (drawn?.chosen.length ?? 0) };
  });
}

async function dutiesOf(ctx: Context, given: ReturnType<typeof OpenRound.parse>): Promise<Duty[] | null> {
  if (given.obligations === undefined) return null;
  const { rows } = await showBoard(ctx, { document: given.document });
  const { obligations } = given;
  return rows
    .filter((r) =>
      obligations === 'board' ? OPEN_DUTIES.includes(r.state) && r.canBeOverdue : obligations.includes(r.id),
    )
    .map((r) => ({ id: r.id, gist: `${r.place} ${r.gist}`, dueOn: r.dueOn }));
}

type Drawn = { from: number; chosen: { id: string; title: string; asked: Asked | null }[] };
type Candidate = {
  id: string;
  title: string;
  institutionId: string;
  code: number;
  unitId: string | null;
  unit: string | null;
};

async function draw(
  tx: Tx,
  actor: Actor,
  { from, count, seed }: { from: 'classes' | 'schools'; count: number; seed: number },
): Promise<Drawn> {
  const pool =
    from === 'classes'
      ? sql`select c.class_id as id, i.name || ' ' || coalesce(c.name, c.trade, '培训班') as title, i.institution_id, c.location_code as code
          from training_class c join institution i using (institution_id) where ${insideRanges('c.location_code', actor.areas)}`
      : sql`select i.institution_id as id, i.name as title, i.institution_id, i.location_code as code
          from institution i where i.kind = 'technical_school' and i.valid_to is null and ${insideRanges('i.location_code', actor.areas)}`;
  const { rows } =
    await sql<Candidate>`select p.id, p.title, p.institution_id as "institutionId", p.code, u.unit_id as "unitId", u.name as unit
    from (${pool}) p left join lateral (select unit_id, name from unit where unit.institution_id = p.institution_id order by valid_from limit 1) u on true`.execute(
      tx,
    );
  const byId = new Map(rows.map((r) => [r.id, r]));
  const chosen = drawBySeed([...byId.keys()], count, seed).map((id) => {
    const { title, unitId, unit, code, institutionId } = byId.get(id)!;
    return {
      id,
      title,
      asked: unitId === null ? null : { unitId, name: unit ?? title, divisionCode: code, institutionId },
    };
  });
  return { from: rows.length, chosen };
}
