import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { visible } from './list-audit-entries.ts';
import { AuditEntryId, type AuditEntryView } from '../schema.ts';

type Row = Omit<AuditEntryView, 'at' | 'sealedAt' | 'divisionCode'> & {
  at: Date;
  sealedAt: Date | null;
  divisionCode: number | null;
};

/** One entry whole, with its place in the chain and its hashes. @throws NOT_FOUND outside the actor's scope */
export async function getAuditEntry(ctx: Context, input: AuditEntryId): Promise<AuditEntryView> {
  const actor = authorise(ctx, 'audit.read');
  const { id } = AuditEntryId.parse(input);
  const { rows } = await read(ctx, (tx) =>
    sql<Row>`select e.entry_id as id, e.at, e.user_name as "userName", e.on_behalf_of as "onBehalfOf", u.name as "unitName", e.action,
      e.subject_type as "subjectType", e.subject_id as "subjectId", e.summary, e.person_id as "personId", e.division_code as "divisionCode",
      e.request_id as "requestId", e.ip, e.payload, s.seq, encode(s.entry_hash, 'hex') as "entryHash", encode(s.chain_hash, 'hex') as "chainHash",
      s.sealed_at as "sealedAt"
    from audit_entry e left join unit u on u.unit_id = e.unit_id left join audit_seal s on s.entry_id = e.entry_id
    where e.entry_id = ${id}::uuid and ${visible(actor)}`.execute(tx),
  );
  const row = rows[0];
  if (!row) throw errors.NOT_FOUND();
  return {
    ...row,
    at: row.at.toISOString(),
    sealedAt: row.sealedAt?.toISOString() ?? null,
    divisionCode: row.divisionCode === null ? null : String(row.divisionCode).padStart(12, '0'),
  };
}
