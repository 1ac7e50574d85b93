import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import type { Actor, AreaRange } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { AgreementState } from '../engine/transitions.ts';

export type Agreement = {
  agreementId: string;
  kind: string;
  number: string;
  title: string;
  state: AgreementState;
  divisionCode: number;
  institutionId: string | null;
  startsOn: string | null;
  endsOn: string | null;
  inForceOn: string | null;
  endedOn: string | null;
  sightFrom: string | null;
  sightTo: string | null;
  serial: number | null;
  data: Record<string, unknown>;
  renews: string | null;
  execution: unknown;
  version: number;
};
export type Party = {
  agreementId: string;
  seq: number;
  role: string;
  institutionId: string | null;
  institutionKind: string | null;
  divisionCode: number;
  name: string;
  leads: boolean;
  officer: string | null;
  officerPhone: string | null;
  responsibleUnit: string | null;
  signedOn: string | null;
  signedName: string | null;
  signedFile: string | null;
};
export type Commitment = {
  agreementId: string;
  commitmentId: string;
  kind: string;
  title: string;
  code: string | null;
  quantity: number;
  unit: string;
  dueOn: string | null;
  partySeq: number | null;
};
export type Section = {
  agreementId: string;
  section: string;
  words: string;
  confirmed: Record<string, { on: string; by: string }>;
};
export type AgreementEvent = {
  eventId: string;
  entryId: string | null;
  action: string;
  fromState: string | null;
  toState: string | null;
  reason: string | null;
  data: Record<string, unknown>;
  userName: string;
  unitName: string;
  at: string;
};

/** Columns of an agreement, for statements that name the table `a`. */
export const agreementColumns = sql`a.agreement_id as "agreementId", a.kind, a.number, a.title, a.state, a.division_code as "divisionCode",
  a.institution_id as "institutionId", a.starts_on as "startsOn", a.ends_on as "endsOn", a.in_force_on as "inForceOn", a.ended_on as "endedOn",
  a.sight_from as "sightFrom", a.sight_to as "sightTo", a.serial, a.data, a.renews, a.execution, a.version`;

/** Agreements of the reader: a side is their institution, or lies in their areas. The areas pick the index; row security stands behind. */
export function agreementsInScope({ institutionId }: Pick<Actor, 'institutionId'>, areas: readonly AreaRange[]) {
  const own = institutionId === null ? sql`false` : sql`p.institution_id = ${institutionId}::uuid`;
  return sql`(select p.agreement_id from agreement_party p where ${own} or ${insideRanges('p.division_code', areas)})`;
}

/** One agreement, locked until the transaction ends. @throws NOT_FOUND */
export async function lockAgreement(tx: Tx, agreementId: string): Promise<Agreement> {
  const { rows } =
    await sql<Agreement>`select ${agreementColumns} from agreement a where a.agreement_id = ${agreementId}::uuid for update`.execute(
      tx,
    );
  if (!rows[0]) throw errors.NOT_FOUND({ details: { agreementId } });
  return rows[0];
}

/** One agreement as it stands. @throws NOT_FOUND */
export async function findAgreement(tx: Tx, agreementId: string): Promise<Agreement> {
  const { rows } =
    await sql<Agreement>`select ${agreementColumns} from agreement a where a.agreement_id = ${agreementId}::uuid`.execute(
      tx,
    );
  if (!rows[0]) throw errors.NOT_FOUND({ details: { agreementId } });
  return rows[0];
}

export async function partiesOf(tx: Tx, agreementIds: readonly string[]): Promise<Party[]> {
  if (agreementIds.length === 0) return [];
  const { rows } =
    await sql<Party>`select p.agreement_id as "agreementId", p.seq, p.role, p.institution_id as "institutionId", i.kind as "institutionKind",
      p.division_code as "divisionCode", p.name, p.leads, p.officer, p.officer_phone as "officerPhone", p.responsible_unit as "responsibleUnit",
      p.signed_on as "signedOn", p.signed_name as "signedName", p.signed_file as "signedFile"
    from agreement_party p left join institution i using (institution_id) where p.agreement_id = any(${agreementIds}::uuid[]) order by p.agreement_id, p.seq`.execute(
      tx,
    );
  return rows;
}

export async function commitmentsOf(tx: Tx, agreementIds: readonly string[]): Promise<Commitment[]> {
  if (agreementIds.length === 0) return [];
  const { rows } =
    await sql<Commitment>`select agreement_id as "agreementId", commitment_id as "commitmentId", kind, title, code, quantity::float8 as quantity,
      unit, due_on as "dueOn", party_seq as "partySeq" from agreement_commitment
    where agreement_id = any(${agreementIds}::uuid[]) and removed_at is null order by agreement_id, kind, due_on, commitment_id`.execute(
      tx,
    );
  return rows;
}

export async function sectionsOf(tx: Tx, agreementIds: readonly string[]): Promise<Section[]> {
  if (agreementIds.length === 0) return [];
  const { rows } =
    await sql<Section>`select agreement_id as "agreementId", section, words, confirmed from agreement_section
    where agreement_id = any(${agreementIds}::uuid[]) order by agreement_id, section`.execute(tx);
  return rows;
}

/** Confirmed deeds that fulfil a commitment, by commitment. */
export async function deedsOf(tx: Tx, agreementIds: readonly string[]) {
  if (agreementIds.length === 0) return [];
  const { rows } = await sql<{
    commitmentId: string;
    quantity: number;
    on: string;
  }>`select commitment_id as "commitmentId",
      coalesce(quantity, 1)::float8 as quantity, coalesce(ended_on, on_date) as "on" from agreement_entry
    where agreement_id = any(${agreementIds}::uuid[]) and commitment_id is not null and confirmed_at is not null
      and state not in ('returned', 'declined', 'cancelled', 'withdrawn')`.execute(tx);
  return rows;
}

export async function eventsOf(tx: Tx, agreementId: string): Promise<AgreementEvent[]> {
  const { rows } =
    await sql<AgreementEvent>`select e.event_id as "eventId", e.entry_id as "entryId", e.action, e.from_state as "fromState",
      e.to_state as "toState", e.reason, e.data, e.user_name as "userName", e.unit_name as "unitName", e.at
    from agreement_event e where e.agreement_id = ${agreementId}::uuid order by e.at desc, e.event_id desc limit 200`.execute(
      tx,
    );
  return rows;
}
