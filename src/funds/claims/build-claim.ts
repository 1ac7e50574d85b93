import { sql } from 'kysely';
import { insideRanges, rangeOf } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { fundErrors } from '../errors.ts';
import { leftOf, openedBudget, type Budget } from '../ledger/budget-store.ts';
import { accepts, openIn, sourceOf, sourceTitle } from '../ledger/fund-book.ts';
import { fundBook } from '../ledger/fund-sources.ts';
import { addEvent, addLines, countLines, openGap } from './claim-store.ts';
import { BuildClaim } from './schema.ts';
import { checkLegs, type Checked } from './three-way.ts';

export type BuiltClaim = {
  claimId: string | null;
  number: string | null;
  lines: number;
  totalFen: number;
  held: number;
  /** How many lines each missing leg holds. */
  missing: Record<string, number>;
  warnings: string[];
};

/** Most lines of one claim. */
const MOST = 20_000;

type Candidate = { person_id: string; entitlement_id: string; fund: string | null; title: string };

/**
 * Makes a claim of what is due for an item from one budget of the office's place: lines come from entitlements, none is typed. Each line passes the three-way check or is held with the
 * missing legs; where the budget does not reach all, those whom aid must reach first come first and the rest is held for the budget. Without any funding decision the claim is made with a
 * warning and the matter goes on the coordination list. A dry run only counts.
 * @throws FUND_NOT_ALLOWED naming what the rule wants, CLAIM_EMPTY, CLAIM_DUPLICATE, BUDGET_SOURCE_CLOSED
 */
export async function buildClaim(ctx: Context, input: BuildClaim): Promise<BuiltClaim> {
  const actor = authorise(ctx, 'funds.prepare');
  const { item, source, year, basisId, dryRun } = BuildClaim.parse(input);
  const book = fundBook();
  const found = sourceOf(book, source);
  if (!found || !openIn(found, year)) throw fundErrors.BUDGET_SOURCE_CLOSED({ details: { source, year } });
  const divisionCode = actor.divisionCode ?? -1;
  return transaction(ctx, async (tx) => {
    const wanted = { divisionCode, item, today: ctx.clock.today(), basisId };
    const free = dryRun ? null : await lockCandidates(tx, wanted);
    const budget = await openedBudget(tx, ctx, actor, { source, divisionCode, year });
    const due = await candidatesOf(tx, wanted, free);
    refuseOtherFund(due, source);
    if (due.length === 0) await refuseEmpty(tx, divisionCode, item, basisId);
    const checked = await checkLegs(
      tx,
      due.map((d) => d.entitlement_id),
      due.map((d) => d.person_id),
      ctx.clock.today(),
    );
    const lines = withinBudget(budget, checked);
    const summary = summaryOf(lines, budget);
    if (dryRun) return { claimId: null, number: null, ...summary };
    if (budget.planned_fen === 0) await openGap(tx, ctx, actor, { divisionCode, item, source, year });
    const claimId = ctx.newId();
    const sequence = await takeNumbers(tx, `claim.${divisionCode}.${year}`);
    const number = `发${year}-${String(divisionCode).slice(0, 6)}-${String(sequence).padStart(4, '0')}`;
    await tx
      .insertInto('claim')
      .values({
        claim_id: claimId,
        number,
        item,
        title: due[0]!.title,
        division_code: divisionCode,
        budget_id: budget.budget_id,
        source,
        year,
        state: 'draft',
        lines: summary.lines,
        held: summary.held,
        total_fen: summary.totalFen,
        prepared_by: actor.userId,
        prepared_at: ctx.clock.now(),
      })
      .execute();
    await dropHeld(tx, due);
    await addLines(tx, ctx, { claimId, divisionCode }, lines);
    await addEvent(tx, ctx, actor, { claimId, divisionCode, action: 'build', from: null, to: 'draft', reason: null });
    await audit(tx, ctx, {
      action: 'funds.build_claim',
      subjectType: 'claim',
      subjectId: claimId,
      divisionCode,
      summary: `生成发放表 ${number}：${summary.lines} 项，${formatYuan(fen(summary.totalFen))}，暂缓 ${summary.held} 项，${sourceTitle(book, source)}`,
      payload: { item, missing: summary.missing },
    });
    return { claimId, number, ...summary };
  });
}

type Wanted = { divisionCode: number; item: string; today: string; basisId: string | undefined };

/** What is due and in no claim; what another claim held and is decided goes along. */
const candidates = ({ divisionCode, item, today, basisId }: Wanted, only: readonly string[] | null) => sql`
    from entitlement e
      left join claim_line l on l.person_id = e.person_id and l.entitlement_id = e.entitlement_id and l.state <> 'dropped'
      left join claim c on c.claim_id = l.claim_id
    where ${insideRanges('e.village_code', [rangeOf(divisionCode)])} and e.item = ${item} and e.outcome = 'due' and e.withdrawn_at is null and e.due_on <= ${today}
      and e.amount_fen > 0 and (l.line_id is null or (l.state = 'held' and c.state in ('approved', 'closed'))) ${basisId ? sql`and e.basis_id = ${basisId}` : sql``}
      ${only ? sql`and e.entitlement_id = any (${only}::uuid[])` : sql``}
    order by e.flagged desc, e.due_on, e.entitlement_id limit ${MOST}`;

/**
 * Lines up with whoever claims the same entitlements, from whichever budget and office, and with whoever works on the claims that hold them; always in this order, and before the budget.
 * Only what is answered here may be claimed.
 */
async function lockCandidates(tx: Tx, wanted: Wanted): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select e.entitlement_id as id ${candidates(wanted, null)} for no key update of e`.execute(tx);
  const ids = rows.map((r) => r.id);
  await sql`select 1 from claim c where c.claim_id in (select l.claim_id from claim_line l where l.state = 'held' and l.entitlement_id = any (${ids}::uuid[])
    and l.person_id in (select e.person_id from entitlement e where e.entitlement_id = any (${ids}::uuid[]))) order by c.claim_id for no key update`.execute(
    tx,
  );
  return ids;
}

async function candidatesOf(tx: Tx, wanted: Wanted, only: readonly string[] | null): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select e.person_id, e.entitlement_id, e.fund, e.title ${candidates(wanted, only)}`.execute(tx);
  return rows;
}

/** Nothing to claim: because all of it is in a claim already, or because nothing is due. @throws CLAIM_DUPLICATE, CLAIM_EMPTY */
async function refuseEmpty(tx: Tx, divisionCode: number, item: string, basisId?: string): Promise<never> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from entitlement e join claim_line l on l.person_id = e.person_id
      and l.entitlement_id = e.entitlement_id and l.state <> 'dropped'
    where ${insideRanges('e.village_code', [rangeOf(divisionCode)])} and e.item = ${item} and e.outcome = 'due' and e.withdrawn_at is null
      ${basisId ? sql`and e.basis_id = ${basisId}` : sql``}`.execute(tx);
  if (rows[0]!.n > 0) throw fundErrors.CLAIM_DUPLICATE({ details: { item, already: rows[0]!.n } });
  throw fundErrors.CLAIM_EMPTY({ details: { item } });
}

/** @throws FUND_NOT_ALLOWED */
function refuseOtherFund(due: readonly Candidate[], source: string): void {
  const book = fundBook();
  const wanted = [...new Set(due.map((d) => d.fund).filter((fund) => !accepts(book, fund, source)))];
  if (wanted.length === 0) return;
  const names = wanted.map((fund) => sourceTitle(book, fund ?? '')).join('、');
  throw fundErrors.FUND_NOT_ALLOWED({
    message: `这项补助只能从${names}或其接续资金列支，不能从${sourceTitle(book, source)}列支。`,
    fields: [{ path: 'source', message: `应为${names}` }],
    details: { wanted, given: source },
  });
}

/** Ready lines as far as the money left reaches, in order; the rest waits for the budget. Where nothing was decided yet, all go on. */
function withinBudget(budget: Budget, checked: readonly Checked[]): Checked[] {
  if (budget.planned_fen === 0) return [...checked];
  let left = leftOf(budget);
  return checked.map((line) => {
    if (line.missing.length > 0) return line;
    if (line.amount_fen > left) return { ...line, missing: ['budget'] };
    left -= line.amount_fen;
    return line;
  });
}

function summaryOf(lines: readonly Checked[], budget: Budget): Omit<BuiltClaim, 'claimId' | 'number'> {
  const ready = lines.filter((l) => l.missing.length === 0);
  const missing: Record<string, number> = {};
  for (const leg of lines.flatMap((l) => l.missing)) missing[leg] = (missing[leg] ?? 0) + 1;
  return {
    lines: ready.length,
    totalFen: ready.reduce((n, l) => n + l.amount_fen, 0),
    held: lines.length - ready.length,
    missing,
    warnings: budget.planned_fen === 0 ? ['no_funding_decision'] : [],
  };
}

/** Held lines of decided claims give their entitlement to the new claim, and are counted there no more. */
async function dropHeld(tx: Tx, due: readonly Candidate[]): Promise<void> {
  const { rows } = await sql<{
    claim_id: string;
  }>`update claim_line set state = 'dropped', dropped_reason = 'claimed_again'
    where person_id = any (${due.map((d) => d.person_id)}::uuid[]) and entitlement_id = any (${due.map((d) => d.entitlement_id)}::uuid[]) and state = 'held'
    returning claim_id`.execute(tx);
  for (const claimId of new Set(rows.map((r) => r.claim_id))) await countLines(tx, claimId);
}
