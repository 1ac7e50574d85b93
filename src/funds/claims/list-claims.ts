import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { errors } from '../../platform/errors.ts';
import { sourceTitle } from '../ledger/fund-book.ts';
import { fundBook } from '../ledger/fund-sources.ts';
import { ClaimId, ListClaimLines, ListClaims, type ClaimLineView, type ClaimView } from './schema.ts';

type Row = Omit<ClaimView, 'sourceTitle' | 'preparedAt'> & { preparedAt: Date };

const HEAD = sql`select c.claim_id as "claimId", c.number, c.item, c.title, d.full_name as place, c.source, c.year, c.state, c.lines, c.held, c.total_fen as "totalFen",
    (select coalesce(sum(b.amount_fen), 0)::bigint from bank_batch k join bank_line b on b.batch_id = k.batch_id where k.claim_id = c.claim_id and b.outcome = 'paid') as "paidFen",
    c.prepared_at as "preparedAt"
  from claim c left join division d on d.code = c.division_code and d.valid_to is null`;

const viewOf = (row: Row): ClaimView => ({
  ...row,
  sourceTitle: sourceTitle(fundBook(), row.source),
  preparedAt: row.preparedAt.toISOString(),
});

/** Claims of the reader's area, the newest first. Money in fen. */
export async function listClaims(ctx: Context, input: ListClaims): Promise<ListPage<ClaimView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListClaims.parse(input);
  const { state, year } = asked;
  const where = sql.join(
    [
      insideRanges('c.division_code', scopeOf(actor)),
      ...(state ? [sql`c.state = ${state}`] : []),
      ...(year === undefined ? [] : [sql`c.year = ${year}`]),
    ],
    sql` and `,
  );
  return read(ctx, async (tx) => {
    const listed = await listPage<Row>(tx, asked, {
      counted: sql`claim c where ${where}`,
      rows: sql`${HEAD} where ${where} order by c.prepared_at desc, c.claim_id desc`,
    });
    return { ...listed, rows: listed.rows.map(viewOf) };
  });
}

export type ClaimFile = ClaimView & {
  budgetId: string;
  noticeFrom: string | null;
  noticeTo: string | null;
  noticeCode: string | null;
  missing: { leg: string; lines: number; longestDays: number }[];
  events: { action: string; to: string; userName: string; reason: string | null; at: string }[];
  objections: {
    objectionId: string;
    lineNo: number | null;
    text: string;
    contact: string | null;
    receivedAt: string;
    answer: string | null;
    upheld: boolean | null;
  }[];
  /** Whether the reader has done one of the earlier steps and may not do the next. */
  ownStep: boolean;
};

/** A claim with its history, what holds its lines and for how long, and what was said against it. @throws NOT_FOUND */
export async function openClaim(ctx: Context, input: ClaimId): Promise<ClaimFile> {
  const actor = authorise(ctx, 'funds.read');
  const { claimId } = ClaimId.parse(input);
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<Row>`${HEAD} where c.claim_id = ${claimId} and ${insideRanges('c.division_code', scopeOf(actor))}`.execute(
        tx,
      );
    if (!rows[0]) throw errors.NOT_FOUND();
    const claim = await tx.selectFrom('claim').selectAll().where('claim_id', '=', claimId).executeTakeFirstOrThrow();
    const { rows: missing } = await sql<{ leg: string; lines: number; longestDays: number }>`
      select leg, count(*) as lines, max(${ctx.clock.today()}::date - l.held_since)::integer as "longestDays" from claim_line l cross join unnest(l.missing) leg
      where l.claim_id = ${claimId} and l.state = 'held' group by 1 order by 2 desc, 1`.execute(tx);
    const events = await tx
      .selectFrom('claim_event')
      .selectAll()
      .where('claim_id', '=', claimId)
      .orderBy('seq')
      .execute();
    const objections = await tx
      .selectFrom('notice_objection')
      .selectAll()
      .where('claim_id', '=', claimId)
      .orderBy('received_at')
      .execute();
    return {
      ...viewOf(rows[0]),
      budgetId: claim.budget_id,
      noticeFrom: claim.notice_from,
      noticeTo: claim.notice_to,
      noticeCode: claim.notice_code,
      missing,
      events: events.map((e) => ({
        action: e.action,
        to: e.to_state,
        userName: e.user_name,
        reason: e.reason,
        at: e.at.toISOString(),
      })),
      objections: objections.map((o) => ({
        objectionId: o.objection_id,
        lineNo: o.line_no,
        text: o.text,
        contact: o.contact,
        receivedAt: o.received_at.toISOString(),
        answer: o.answer,
        upheld: o.upheld,
      })),
      ownStep: [claim.prepared_by, claim.checked_by].includes(actor.userId),
    };
  });
}

/** The lines of a claim in their order: who, how much, to which account, and where each stands. @throws NOT_FOUND */
export async function listClaimLines(ctx: Context, input: ListClaimLines): Promise<ListPage<ClaimLineView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListClaimLines.parse(input);
  const { claimId, state } = asked;
  const standing = sql`case when l.state = 'held' then 'held' when b.outcome = 'failed' and not l.payee_account = any (b.accounts) then 'mended'
    else coalesce(b.outcome, 'ready') end`;
  const from = sql`claim_line l
    left join lateral (select (array_agg(outcome order by outcome = 'failed'))[1] as outcome, (array_agg(failure order by outcome = 'failed', answered_on desc))[1] as failure,
      array_agg(payee_account) as accounts from bank_line b where b.person_id = l.person_id and b.line_id = l.line_id) b on true`;
  const where = sql`l.claim_id = ${claimId} and l.state <> 'dropped' and ${insideRanges('l.division_code', scopeOf(actor))} ${state ? sql`and ${standing} = ${state}` : sql``}`;
  return read(ctx, async (tx) => {
    const own =
      await sql`select 1 from claim c where c.claim_id = ${claimId} and ${insideRanges('c.division_code', scopeOf(actor))}`.execute(
        tx,
      );
    if (own.rows.length === 0) throw errors.NOT_FOUND();
    return listPage<ClaimLineView>(tx, asked, {
      // Where lines stand is asked of all of them only where it narrows the list.
      counted: sql`${state ? from : sql`claim_line l`} where ${where}`,
      rows: sql`
      select l.line_id as "lineId", l.line_no as "lineNo", l.person_id as "personId", p.name, p.id_mask as "idMask", e.period_key as period, l.amount_fen as "amountFen",
        l.payee_name as "payeeName", l.payee_mask as "payeeMask", ${standing} as standing, l.missing, l.held_since::text as "heldSince", b.failure
      from ${from} join person p on p.person_id = l.person_id join entitlement e on e.person_id = l.person_id and e.entitlement_id = l.entitlement_id
      where ${where} order by l.line_no`,
    });
  });
}
