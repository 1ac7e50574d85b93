import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { fundErrors } from '../errors.ts';
import { locked } from '../locked.ts';
import { fundBook } from '../ledger/fund-sources.ts';
import { mine } from '../scope.ts';
import { GiveGrant, ListGrants, UseGrant, type GrantView } from './schema.ts';

const kindOf = (kind: string) => fundBook().grants.find((g) => g.kind === kind);

/** Records money given to an institution for a purpose: a studio, apprenticeship. @throws NOT_FOUND, GRANT_USE_WRONG for a kind that is none */
export async function giveGrant(ctx: Context, input: GiveGrant): Promise<{ grantId: string }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { kind, institutionId, year, title, amountFen, givenOn } = GiveGrant.parse(input);
  if (!kindOf(kind)) throw fundErrors.GRANT_USE_WRONG();
  return transaction(ctx, async (tx) => {
    const place = await tx
      .selectFrom('institution')
      .select('location_code')
      .where('institution_id', '=', institutionId)
      .where((eb) => inAreas(eb, 'location_code', actor))
      .executeTakeFirst();
    if (!place) throw errors.NOT_FOUND();
    const grantId = ctx.newId();
    await tx
      .insertInto('project_grant')
      .values({
        grant_id: grantId,
        kind,
        division_code: place.location_code,
        institution_id: institutionId,
        year,
        title,
        amount_fen: amountFen,
        given_on: givenOn,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.give_grant',
      subjectType: 'project_grant',
      subjectId: grantId,
      institutionId,
      divisionCode: place.location_code,
      summary: `拨付${kindOf(kind)!.title.zh} ${formatYuan(fen(amountFen))}：${title}`,
    });
    return { grantId };
  });
}

/**
 * The institution states what it spent of a grant: only on what the kind allows, never more than was given (N2021 四(三), 三(二)).
 * @throws NOT_FOUND, GRANT_USE_WRONG, GRANT_EXCEEDED
 */
export async function useGrant(ctx: Context, input: UseGrant): Promise<{ leftFen: number }> {
  const actor = authorise(ctx, 'funds.fee');
  const { grantId, code, amountFen, spentOn, note } = UseGrant.parse(input);
  return transaction(ctx, async (tx) => {
    const grant = await locked(
      tx
        .selectFrom('project_grant')
        .selectAll()
        .where('grant_id', '=', grantId)
        .where((eb) => eb.or([eb('institution_id', '=', actor.institutionId), inAreas(eb, 'division_code', actor)])),
    );
    const kind = kindOf(grant.kind);
    const use = kind?.uses.find((u) => u.code === code);
    const allowed = (kind?.uses ?? []).map((u) => u.title.zh).join('、');
    if (!use) throw fundErrors.GRANT_USE_WRONG({ message: `这项经费只能用于${allowed}。`, details: { code } });
    const left = grant.amount_fen - grant.spent_fen;
    if (amountFen > left) throw fundErrors.GRANT_EXCEEDED({ details: { leftFen: left } });
    await sql`insert into grant_use (grant_id, use_no, division_code, institution_id, code, amount_fen, spent_on, note, recorded_by, recorded_at)
      select ${grantId}::uuid, coalesce(max(use_no), 0) + 1, ${grant.division_code}, ${grant.institution_id}::uuid, ${code}, ${amountFen}, ${spentOn}::date, ${note ?? null}::text,
        ${actor.userId}, ${ctx.clock.now().toISOString()}::timestamptz from grant_use where grant_id = ${grantId}`.execute(
      tx,
    );
    await tx
      .updateTable('project_grant')
      .set({ spent_fen: grant.spent_fen + amountFen })
      .where('grant_id', '=', grantId)
      .execute();
    await audit(tx, ctx, {
      action: 'funds.use_grant',
      subjectType: 'project_grant',
      subjectId: grantId,
      institutionId: grant.institution_id,
      divisionCode: grant.division_code,
      summary: `${grant.title}支出 ${formatYuan(fen(amountFen))}：${use.title.zh}`,
    });
    return { leftFen: left - amountFen };
  });
}

export type GrantYear = {
  kind: string;
  year: number;
  amountFen: number;
  /** Against the year before, in tenths of a percent; null without one. */ changePermille: number | null;
};

/** Grants of the reader's area or own institution, what is left of each, and the sums of years against the year before. Money in fen. */
export async function listGrants(
  ctx: Context,
  input: ListGrants,
): Promise<ListPage<GrantView> & { years: GrantYear[] }> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListGrants.parse(input);
  const { kind, year } = asked;
  const own = mine(actor, 'g', 'division_code');
  const where = sql`${own} ${kind ? sql`and g.kind = ${kind}` : sql``} ${year === undefined ? sql`` : sql`and g.year = ${year}`}`;
  return read(ctx, async (tx) => {
    const listed = await listPage<Omit<GrantView, 'kindTitle'>>(tx, asked, {
      counted: sql`project_grant g where ${where}`,
      rows: sql`
      select g.grant_id as "grantId", g.kind, i.name as institution, g.year, g.title, g.amount_fen as "amountFen", g.spent_fen as "spentFen", g.amount_fen - g.spent_fen as "leftFen"
      from project_grant g join institution i on i.institution_id = g.institution_id where ${where} order by g.year desc, g.kind, i.name`,
    });
    const { rows: years } = await sql<GrantYear>`
      select kind, year, fen as "amountFen", round((fen - before) * 1000.0 / nullif(before, 0))::integer as "changePermille" from (
        select g.kind, g.year, sum(g.amount_fen)::bigint as fen, lag(sum(g.amount_fen)::bigint) over (partition by g.kind order by g.year) as before
        from project_grant g where ${own} ${kind ? sql`and g.kind = ${kind}` : sql``} group by 1, 2) y order by kind, year`.execute(
      tx,
    );
    return {
      ...listed,
      rows: listed.rows.map((r) => ({ ...r, kindTitle: kindOf(r.kind)?.title.zh ?? r.kind })),
      years,
    };
  });
}
