import { sql } from 'kysely';
import { divisionNames } from '../../organizations/index.ts';
import type { AreaRange } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { agreementColumns, agreementsInScope, commitmentsOf, partiesOf, type Agreement } from '../agreements/store.ts';
import { planKinds, type PlanRow, type PlanTable } from './columns.ts';
import { planRowOf } from './plan-row.ts';

export type Planned = { agreement: Agreement; recipient: string; helper: string; values: PlanRow };

/** The rows of a plan table in a scope as they stand, recipients numbered in the order they came in. */
export async function plannedRows(
  tx: Tx,
  scope: { institutionId: string | null; areas: readonly AreaRange[] },
  table: PlanTable,
  today: string,
): Promise<Planned[]> {
  const { rows } =
    await sql<Agreement>`select ${agreementColumns} from agreement a where a.kind = ${planKinds[table]} and a.state <> 'discarded'
    and a.agreement_id in ${agreementsInScope(scope, scope.areas)} order by a.serial nulls last, a.number`.execute(tx);
  const ids = rows.map((r) => r.agreementId);
  const parties = Map.groupBy(await partiesOf(tx, ids), (p) => p.agreementId);
  const commitments = Map.groupBy(await commitmentsOf(tx, ids), (c) => c.agreementId);
  const codes = [...parties.values()].flat().flatMap((p) => [p.divisionCode, Math.floor(p.divisionCode / 1e10) * 1e10]);
  const places = new Map([...(await divisionNames(tx, codes, today))].map(([code, d]) => [code, d.fullName]));
  const serials = new Map<string, number>();
  return rows.map((agreement) => {
    const sides = parties.get(agreement.agreementId) ?? [];
    const recipient = recipientKey(
      table,
      agreement.data,
      sides.find((p) => p.role !== 'helper')!,
    );
    if (!serials.has(recipient)) serials.set(recipient, serials.size + 1);
    const own = { ...agreement, parties: sides, commitments: commitments.get(agreement.agreementId) ?? [], places };
    return {
      agreement,
      recipient,
      helper: sides.find((p) => p.role === 'helper')!.name,
      values: { ...planRowOf(table, own), serial: serials.get(recipient)! },
    };
  });
}

/** What one recipient is in the table: a school, or a school to be built at a place. */
export function recipientKey(
  table: PlanTable,
  data: Readonly<Record<string, unknown>>,
  recipient: { divisionCode: number; name: string },
): string {
  return table === 'annex1' ? `${recipient.divisionCode} ${String(data.school_name)}` : recipient.name;
}

/** The division a clerk wrote: 12 digits, or its full name. Null when there is none. */
export async function placeNamed(tx: Tx, written: string, today: string): Promise<number | null> {
  if (/^\d{12}$/.test(written)) return Number(written);
  const { rows } = await sql<{
    code: number;
  }>`select code from division where full_name = ${written.replaceAll(/\s/g, '')} and valid_from <= ${today}
    and (valid_to is null or valid_to > ${today}) limit 1`.execute(tx);
  return rows[0]?.code ?? null;
}
