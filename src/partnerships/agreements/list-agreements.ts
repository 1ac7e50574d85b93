import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { executionOf, type Execution } from '../engine/execution.ts';
import { ListAgreements } from '../schema.ts';
import { kindOf } from './draft-agreement.ts';
import { agreementColumns, agreementsInScope, commitmentsOf, deedsOf, partiesOf, type Agreement } from './store.ts';

export type AgreementLine = {
  agreementId: string;
  number: string;
  title: string;
  kind: string;
  kindTitle: { zh: string; en: string };
  state: Agreement['state'];
  startsOn: string | null;
  endsOn: string | null;
  parties: { name: string; role: string; officer: string | null; signed: boolean }[];
  rate: number;
  overdue: number;
  nextDue: string | null;
  /** Sides without somebody who answers for them. */
  withoutOfficer: number;
};
export type AgreementBoard = Page<AgreementLine> & { states: Record<string, number> };

/** The board of agreements of one's institution or area: state, execution, overdue nodes, who answers; with how many stand in each state. @throws NOT_FOUND for a division outside */
export async function listAgreements(ctx: Context, input: ListAgreements): Promise<AgreementBoard> {
  const actor = authorise(ctx, 'agreement.read');
  const { page, size, kind, state, division, text } = ListAgreements.parse(input);
  const scope = agreementsInScope(actor, scopeOf(actor, division ?? null));
  const today = ctx.clock.today();
  const of = sql`a.agreement_id in ${scope} and ${kind ? sql`a.kind = ${kind}` : sql`true`} and ${text ? sql`position(${text} in a.title || a.number) > 0` : sql`true`}`;
  return read(ctx, async (tx) => {
    const { rows: counted } = await sql<{
      state: string;
      n: number;
    }>`select a.state, count(*)::int as n from agreement a where ${of} group by 1`.execute(tx);
    const { rows } =
      await sql<Agreement>`select ${agreementColumns} from agreement a where ${of} and ${state ? sql`a.state = ${state}` : sql`true`}
      order by a.number desc limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const ids = rows.map((r) => r.agreementId);
    const parties = Map.groupBy(await partiesOf(tx, ids), (p) => p.agreementId);
    const promised = Map.groupBy(await commitmentsOf(tx, ids), (c) => c.agreementId);
    const deeds = await deedsOf(tx, ids);
    const states = Object.fromEntries(counted.map((c) => [c.state, c.n]));
    const lines = rows.map((a) => {
      const sides = parties.get(a.agreementId) ?? [];
      const own = (promised.get(a.agreementId) ?? []).map((c) => ({ ...c, id: c.commitmentId }));
      const execution = (a.execution as Execution | null) ?? executionOf(own, deeds, today);
      return {
        agreementId: a.agreementId,
        number: a.number,
        title: a.title,
        kind: a.kind,
        kindTitle: kindOf(a.kind).title,
        state: a.state,
        startsOn: a.startsOn,
        endsOn: a.endsOn,
        parties: sides.map((p) => ({ name: p.name, role: p.role, officer: p.officer, signed: p.signedOn !== null })),
        rate: execution.rate,
        overdue: execution.overdue,
        nextDue: execution.nextDue,
        withoutOfficer: sides.filter((p) => p.officer === null).length,
      };
    });
    const total = state ? (states[state] ?? 0) : Object.values(states).reduce((n, c) => n + c, 0);
    return { rows: lines, total, page, size, states };
  });
}
