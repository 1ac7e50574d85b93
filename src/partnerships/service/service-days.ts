import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { definitions } from '../engine/definition-files.ts';
import { daysOf, mergePeriods, monthsOf, type Period } from '../engine/service-period.ts';

export type Service = {
  staffId: string;
  name: string;
  institutionId: string;
  institution: string;
  divisionCode: number;
  basis: string[];
  periods: Period[];
  days: number;
  months: number;
};

/** Kinds of entries whose confirmed time is service, with what it is called. */
export function serviceKinds(): Map<string, string> {
  return new Map([...definitions().entries.values()].flatMap((e) => (e.service ? [[e.kind, e.service]] : [])));
}

/**
 * Confirmed service of people up to a day: periods merged, days and full months. Only what the other side confirmed counts; a stay that goes on
 * counts up to the day. Everybody of the institutions when no one is named; nobody without service is in the answer.
 */
export async function serviceOf(
  tx: Tx,
  asked: { staffIds?: readonly string[]; institutionId?: string | null; from?: string | null; to: string },
): Promise<Service[]> {
  const kinds = serviceKinds();
  const named = asked.staffIds ? sql`s.staff_id = any(${asked.staffIds}::uuid[])` : sql`true`;
  const school = asked.institutionId ? sql`s.institution_id = ${asked.institutionId}::uuid` : sql`true`;
  const { rows } = await sql<{
    staffId: string;
    name: string;
    institutionId: string;
    institution: string;
    divisionCode: number;
    kind: string;
    from: string;
    to: string;
  }>`select s.staff_id as "staffId", s.name,
      s.institution_id as "institutionId", i.name as institution, s.division_code as "divisionCode", e.kind, greatest(e.on_date, ${asked.from ?? '0001-01-01'}::date) as "from",
      least(coalesce(e.ended_on, ${asked.to}::date), ${asked.to}::date) as "to"
    from agreement_entry e join support_staff s using (staff_id) join institution i on i.institution_id = s.institution_id
    where e.kind = any(${[...kinds.keys()]}::text[]) and e.confirmed_at is not null and e.state in ('confirmed', 'open', 'closed') and ${named} and ${school}
      and e.on_date <= ${asked.to}::date and coalesce(e.ended_on, ${asked.to}::date) >= ${asked.from ?? '0001-01-01'}::date order by s.name, s.staff_id, e.on_date`.execute(
    tx,
  );
  return [...Map.groupBy(rows, (r) => r.staffId).values()].map((list) => {
    const periods = mergePeriods(list.map(({ from, to }) => ({ from, to })));
    const { staffId, name, institutionId, institution, divisionCode } = list[0]!;
    return {
      staffId,
      name,
      institutionId,
      institution,
      divisionCode,
      basis: [...new Set(list.map((r) => kinds.get(r.kind)!))],
      periods,
      days: daysOf(periods),
      months: monthsOf(periods),
    };
  });
}
