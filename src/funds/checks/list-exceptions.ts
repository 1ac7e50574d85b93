import { sql } from 'kysely';
import { findSetting, insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { HOLD_DAYS, PAY_DAYS } from '../settings.ts';
import { FREE } from './free-items.ts';
import { ListExceptions, type ExceptionKind } from './schema.ts';

/** Something about money that has to be looked at: what, whom it is about, since when, and where it is worked on. */
export type ExceptionRow = {
  kind: ExceptionKind;
  about: string;
  detail: string;
  amountFen: number;
  since: string;
  days: number;
  link: string;
};

/**
 * What the rules of supervision find in the reader's area now, the oldest first: due and not paid in time, held too long, refused by the bank and not mended, sent and not answered, not
 * recovered in time, several persons paid to one account, fees taken for what is free, policies without money. A row goes when its cause is gone. Limits are local; without one nothing is late.
 */
export async function listExceptions(
  ctx: Context,
  input: ListExceptions,
): Promise<{
  rows: ExceptionRow[];
  total: number;
  page: number;
  size: number;
  kinds: { kind: ExceptionKind; count: number }[];
}> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, kind } = ListExceptions.parse(input);
  return read(ctx, async (tx) => {
    const all = await exceptionsOf(tx, ctx, actor);
    const { rows: kinds } = await sql<{
      kind: ExceptionKind;
      count: number;
    }>`select kind, count(*) as count from (${all}) x group by 1 order by 2 desc, 1`.execute(tx);
    const { rows } =
      await sql<ExceptionRow>`select kind, about, detail, fen as "amountFen", since::text as since, ${ctx.clock.today()}::date - since as days, link
      from (${all}) x ${kind ? sql`where kind = ${kind}` : sql``} order by since, kind, link limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const total = kinds.filter((k) => !kind || k.kind === kind).reduce((n, k) => n + k.count, 0);
    return { rows, total, page, size, kinds };
  });
}

async function exceptionsOf(tx: Tx, ctx: Context, actor: Actor) {
  const today = ctx.clock.today();
  const place = actor.divisionCode ?? 0;
  const limit = async (key: string): Promise<number | null> => {
    const value = (await findSetting(tx, place, key, today))?.value;
    return typeof value === 'number' ? value : null;
  };
  const payDays = await limit(PAY_DAYS);
  const holdDays = await limit(HOLD_DAYS);
  const at = (column: string) => insideRanges(column, scopeOf(actor));
  const day = sql`${today}::date`;
  return sql`
    select 'waiting_late' as kind, p.name as about, e.title || ' ' || case when e.period_key ~ '^\\d{4}' then e.period_key else '' end as detail, e.amount_fen as fen, e.due_on as since,
        '/funds/owed?person=' || e.person_id as link
      from entitlement e join person p on p.person_id = e.person_id where ${at('e.village_code')} and e.outcome = 'due' and e.withdrawn_at is null and e.due_on + ${payDays}::integer < ${day}
        and not exists (select 1 from claim_line l join bank_line b on b.person_id = l.person_id and b.line_id = l.line_id and b.outcome = 'paid'
          where l.person_id = e.person_id and l.entitlement_id = e.entitlement_id)
    union all select 'held_late', p.name, array_to_string(l.missing, ','), l.amount_fen, l.held_since, '/funds/claims/' || l.claim_id
      from claim_line l join person p on p.person_id = l.person_id where ${at('l.division_code')} and l.state = 'held' and l.held_since + ${holdDays}::integer < ${day}
    union all select 'failed_open', p.name, b.failure, b.amount_fen, b.answered_on, '/funds/claims/' || l.claim_id
      from bank_line b join claim_line l on l.person_id = b.person_id and l.line_id = b.line_id and l.state = 'ready' join person p on p.person_id = b.person_id
      where ${at('b.division_code')} and b.outcome = 'failed' and not exists (select 1 from bank_line o where o.person_id = b.person_id and o.line_id = b.line_id and not o.failed)
    union all select 'unanswered', k.number, k.lines || ' 笔', k.total_fen, k.written_at::date, '/funds/batches/' || k.batch_id
      from bank_batch k where ${at('k.division_code')} and k.state in ('written', 'answered') and k.written_at::date + ${payDays}::integer < ${day}
    union all select 'recovery_late', p.name, r.reason, r.amount_fen - r.recovered_fen, r.due_on, '/funds/recoveries'
      from recovery r join person p on p.person_id = r.person_id where ${at('r.division_code')} and r.state in ('opened', 'notified') and r.due_on < ${day}
    union all select 'one_account', max(a.holder_name), count(distinct h.household_id) || ' 户', 0::bigint, max(a.valid_from), '/people/' || min(a.person_id::text)
      from payee_account a join person h on h.person_id = a.person_id where ${at('a.village_code')} and a.valid_to is null and h.household_id is not null
      group by a.account_index having count(distinct h.household_id) > 1
    union all select case when f.item = 'course_fee' then 'fee_on_free' else 'charged_first' end, p.name, i.name, f.amount_fen - f.refunded_fen, f.taken_on, '/funds/charged'
      from fee_taken f join person p on p.person_id = f.person_id join institution i on i.institution_id = f.institution_id
      where ${at('f.village_code')} and f.refunded_fen < f.amount_fen and ${FREE}
    union all select 'no_funding', q.item, q.year || ' ' || q.source, 0::bigint, q.opened_at::date, '/funds/budgets'
      from funding_gap q where ${at('q.division_code')} and q.closed_at is null`;
}
