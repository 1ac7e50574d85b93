import { sql, type RawBuilder } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { errors } from '../../platform/errors.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { actsOpen } from '../../review/index.ts';
import { Paged } from '../../platform/paging.ts';
import { pageOf, type Counted } from '../page-of.ts';
import { figuresByKind, figuresByPartner } from './figures.ts';
import { NEED_WORDS, MATTER_KINDS } from './kinds.ts';
import * as schema from './schema.ts';
import { concerning, lateDays, matterById, matterLines } from './store.ts';
import { mayConfirm, rolesTowards } from './step.ts';
import { MATTER_TRANSITIONS, type MatterAction } from './transitions.ts';

/** Matters one's office has to do with, page by page; the latest first. @throws NOT_FOUND for a division outside */
export async function listMatters(ctx: Context, input: schema.ListMatters): Promise<Counted<schema.MatterLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const q = schema.ListMatters.parse(input);
  const area = q.division === undefined ? sql`true` : insideRanges('m.division_code', scopeOf(actor, q.division));
  const is = (column: string, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`;
  const mine =
    q.mine === undefined
      ? sql`true`
      : q.mine === 'asked'
        ? sql`m.from_unit_id = ${actor.unitId}`
        : sql`${actor.unitId} in (m.unit_id, m.co_unit_id)`;
  const condition = sql`${concerning(actor)} and ${area} and ${is('m.kind', q.kind)} and ${is('m.state', q.state)} and ${is('m.topic', q.topic)}
    and ${is('m.round_id', q.roundId)} and ${mine} and ${q.late === undefined ? sql`true` : sql`${lateDays} > 0`}`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from supervision_matter m where ${condition}`.execute(tx);
    const lines = await matterLines(tx, condition, { limit: q.size, offset: (q.page - 1) * q.size });
    return { rows: lines, total: rows[0]!.n, page: q.page, size: q.size };
  });
}

/** One matter with what it still needs, what the reader may do, what was passed down, and its history. @throws NOT_FOUND */
export async function openMatter(ctx: Context, input: schema.MatterId): Promise<schema.MatterView> {
  const actor = authorise(ctx, 'supervision.read');
  const { matterId } = schema.MatterId.parse(input);
  return read(ctx, async (tx) => {
    const row = await matterById(tx, matterId);
    const [line] = await matterLines(tx, sql`m.matter_id = ${matterId}`);
    if (!line) throw errors.NOT_FOUND();
    const acts = new Map(
      rolesTowards(actor, row)
        .flatMap((role) => actsOpen(MATTER_TRANSITIONS, row.state, role))
        .filter((a) => a.action !== 'confirm' || mayConfirm(actor, row))
        .map((a) => [
          a.action,
          { action: a.action, label: a.label, needsReason: a.needs?.includes('reason') ?? false },
        ]),
    );
    const events = await tx
      .selectFrom('supervision_event')
      .selectAll()
      .where('matter_id', '=', matterId)
      .orderBy('seq')
      .execute();
    const round = row.round_id
      ? await tx.selectFrom('supervision_round').select('title').where('round_id', '=', row.round_id).executeTakeFirst()
      : undefined;
    return {
      ...line,
      divisionCode: row.division_code,
      institutionId: row.institution_id,
      roundTitle: round?.title ?? null,
      result: row.result,
      measure: row.measure,
      evidenceName: row.evidence_name,
      needs: MATTER_KINDS[row.kind].needs.map((n) => NEED_WORDS[n]),
      acts: [...acts.values()],
      childRows: await matterLines(tx, sql`m.parent_id = ${matterId}`),
      history: events.map((e) => ({
        seq: e.seq,
        at: e.at.toISOString(),
        title: titleOf(e.event),
        by: e.user_name,
        unit: e.unit_name,
        note: e.note,
      })),
    };
  });
}

/** The evidence of a matter, for whoever may see it. @throws NOT_FOUND */
export async function matterEvidence(ctx: Context, input: schema.MatterId): Promise<Download> {
  authorise(ctx, 'supervision.read');
  const { matterId } = schema.MatterId.parse(input);
  const row = await read(ctx, (tx) => matterById(tx, matterId));
  if (row.evidence_sha256 === null || row.evidence_name === null) throw errors.NOT_FOUND();
  return new Download(row.evidence_name, 'application/octet-stream', ctx.files.open(row.evidence_sha256));
}

/** The dashboard of one's area: figures by kind, what is late (most days first), what was escalated. */
export async function matterBoard(ctx: Context, input: schema.Everything): Promise<schema.MatterBoard> {
  const actor = authorise(ctx, 'supervision.read');
  schema.Everything.parse(input);
  return read(ctx, async (tx) => {
    const rows = await matterLines(tx, concerning(actor), { limit: 20_000, offset: 0 });
    return {
      today: ctx.clock.today(),
      figures: figuresByKind(rows),
      late: rows.filter((m) => m.lateDays > 0),
      escalated: rows.filter((m) => m.escalations > 0 && m.state !== 'closed'),
    };
  });
}

/** Rounds of one's area, newest first. */
export async function listRounds(ctx: Context, input: Paged): Promise<Counted<schema.RoundLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const page = Paged.parse(input);
  return read(ctx, (tx) => pageOf(tx, page, roundLines(insideRanges('r.division_code', actor.areas))));
}

/** One round with its matters and figures by kind and by partner. @throws NOT_FOUND */
export async function openRoundView(ctx: Context, input: schema.RoundId): Promise<schema.RoundView> {
  const actor = authorise(ctx, 'supervision.read');
  const { roundId } = schema.RoundId.parse(input);
  return read(ctx, async (tx) => {
    const { rows: found } = await roundLines(sql`r.round_id = ${roundId}`).execute(tx);
    const round = found[0];
    if (!round) throw errors.NOT_FOUND();
    const rows = await matterLines(tx, sql`m.round_id = ${roundId}`);
    const own = await tx
      .selectFrom('supervision_round')
      .select('unit_id')
      .where('round_id', '=', roundId)
      .executeTakeFirst();
    return {
      ...round,
      mine: own?.unit_id === actor.unitId,
      figures: figuresByKind(rows),
      partners: figuresByPartner(rows),
      rows,
    };
  });
}

const roundLines = (condition: RawBuilder<unknown>) =>
  sql<schema.RoundLine>`select r.round_id as "roundId", r.kind, r.title, r.unit_name as "unitName", r.document, r.due_on as "dueOn",
      r.cycle_months as "cycleMonths", r.seed, r.drawn_from as "drawnFrom", r.state, r.opened_on as "openedOn", r.closed_on as "closedOn",
      count(m.matter_id)::int as matters, (count(*) filter (where m.state = 'closed'))::int as closed,
      (count(*) filter (where ${lateDays} > 0))::int as late
    from supervision_round r left join supervision_matter m on m.round_id = r.round_id where ${condition}
    group by r.round_id order by r.opened_on desc, r.created_at desc, r.round_id`;

const OTHER_EVENTS: Readonly<Record<string, string>> = { opened: '提出', overdue: '超过时限', escalated: '上提一级' };

const titleOf = (event: string): string =>
  MATTER_TRANSITIONS.find((t) => t.action === (event as MatterAction))?.label ?? OTHER_EVENTS[event] ?? event;
