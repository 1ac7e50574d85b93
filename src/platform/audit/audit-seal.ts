import { createHash } from 'node:crypto';
import pg from 'pg';

/** What `audit verify` found: the chain is whole, or where and how it is broken, and how much is not yet sealed. */
export type AuditReport = {
  sealed: number;
  unsealed: number;
  oldestUnsealed: string | null;
  lastRoot: { day: string; hash: string } | null;
  faults: {
    kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'root_differs';
    seq: number | null;
    entryId: string | null;
  }[];
};

const LOCK = 7302;
const COLUMNS = `entry_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, user_id, user_name, on_behalf_of, unit_id, request_id, ip, action,
  subject_type, subject_id, person_id, division_code, institution_id, summary, payload::text as payload, payload_salt`;

type EntryRow = Record<string, string | number | null> & { entry_id: string; payload: string; payload_salt: string };

const sha = (...parts: (string | Buffer)[]) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest();

function payloadHash(row: EntryRow): Buffer {
  return sha(row.payload_salt, '\0', row.payload);
}

function entryHash(row: EntryRow, payload: Buffer): Buffer {
  const { payload: _text, payload_salt: _salt, ...rest } = row;
  return sha(JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))), payload);
}

function chainHash(previous: Buffer, seq: number, entry: Buffer): Buffer {
  return sha(previous, Buffer.from(String(seq)), entry);
}

/**
 * Chains every committed entry that has no seal yet, in order of recording, and publishes the root of each finished day.
 * One sealer at a time (advisory lock); runs on the owner's connection because the application role may not write seals.
 * @returns how many entries were sealed
 */
export async function sealAudit(client: pg.ClientBase, today: string, batch = 5000): Promise<number> {
  await client.query('begin');
  try {
    const { rows: lock } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [LOCK]);
    if (!lock[0]?.got) return 0;
    const last = await client.query<{ seq: number; chain_hash: Buffer }>(
      'select seq, chain_hash from audit_seal order by seq desc limit 1',
    );
    let seq = Number(last.rows[0]?.seq ?? 0);
    let chain = last.rows[0]?.chain_hash ?? Buffer.alloc(32);
    const { rows } = await client.query<EntryRow>(
      `select ${COLUMNS} from audit_entry e where not exists (select 1 from audit_seal s where s.entry_id = e.entry_id)
       order by recorded_at, entry_id limit $1`,
      [batch],
    );
    const seals = rows.map((row) => {
      const payload = payloadHash(row);
      const entry = entryHash(row, payload);
      seq += 1;
      chain = chainHash(chain, seq, entry);
      return {
        seq,
        entry_id: row.entry_id,
        entry_hash: entry.toString('hex'),
        payload_hash: payload.toString('hex'),
        chain_hash: chain.toString('hex'),
      };
    });
    if (seals.length > 0) {
      await client.query(
        `insert into audit_seal (seq, entry_id, entry_hash, payload_hash, chain_hash)
         select seq, entry_id, decode(entry_hash, 'hex'), decode(payload_hash, 'hex'), decode(chain_hash, 'hex')
         from jsonb_to_recordset($1::jsonb) as r(seq bigint, entry_id uuid, entry_hash text, payload_hash text, chain_hash text)`,
        [JSON.stringify(seals)],
      );
      await client.query(
        `insert into audit_root (day, last_seq, chain_hash) values ($1, $2, $3)
         on conflict (day) do update set last_seq = excluded.last_seq, chain_hash = excluded.chain_hash, published_at = now()`,
        [today, seq, chain],
      );
    }
    await client.query('commit');
    return seals.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}

/**
 * Walks the whole chain and reports any change, removal, insertion or reordering, and the unsealed tail.
 * A payload that was erased by law keeps its salted hash in the seal, so it is not a fault when payload is '{}' and marked erased.
 */
export async function verifyAudit(client: pg.ClientBase): Promise<AuditReport> {
  const faults: AuditReport['faults'] = [];
  let chain: Buffer = Buffer.alloc(32);
  let expected = 1;
  let after = 0;
  const roots = new Map<number, { day: string; hash: Buffer }>();
  const rootRows = await client.query<{ day: string; last_seq: number; chain_hash: Buffer }>(
    'select day, last_seq, chain_hash from audit_root order by day',
  );
  for (const r of rootRows.rows) roots.set(Number(r.last_seq), { day: r.day, hash: r.chain_hash });
  for (;;) {
    const { rows } = await client.query<
      EntryRow & { seq: number; s_entry: Buffer; s_payload: Buffer; s_chain: Buffer; s_id: string }
    >(
      `select s.seq, s.entry_id as s_id, s.entry_hash as s_entry, s.payload_hash as s_payload, s.chain_hash as s_chain, ${COLUMNS.replace('entry_id,', 'e.entry_id,')}
       from audit_seal s left join audit_entry e on e.entry_id = s.entry_id where s.seq > $1 order by s.seq limit 5000`,
      [after],
    );
    if (rows.length === 0) break;
    for (const { seq, s_entry, s_payload, s_chain, s_id, ...entry } of rows) {
      const at = Number(seq);
      if (at !== expected) faults.push({ kind: 'removed', seq: expected, entryId: null });
      expected = at + 1;
      if (entry.entry_id === null) faults.push({ kind: 'removed', seq: at, entryId: s_id });
      else if (
        !entryHash(entry as EntryRow, s_payload).equals(s_entry) ||
        !payloadHash(entry as EntryRow).equals(s_payload)
      ) {
        faults.push({ kind: 'changed', seq: at, entryId: s_id });
      }
      chain = chainHash(chain, at, s_entry);
      if (!chain.equals(s_chain)) {
        faults.push({ kind: 'reordered', seq: at, entryId: s_id });
        chain = s_chain;
      }
      const root = roots.get(at);
      if (root && !root.hash.equals(s_chain)) faults.push({ kind: 'root_differs', seq: at, entryId: s_id });
      after = at;
    }
  }
  const tail = await client.query<{ n: number; oldest: Date | null; inserted: number }>(
    `select count(*)::int as n, min(recorded_at) as oldest,
       count(*) filter (where recorded_at < (select max(x.recorded_at) - interval '10 minutes' from audit_seal s join audit_entry x on x.entry_id = s.entry_id))::int as inserted
     from audit_entry e where not exists (select 1 from audit_seal s where s.entry_id = e.entry_id)`,
  );
  const t = tail.rows[0]!;
  if (t.inserted > 0) faults.push({ kind: 'inserted', seq: null, entryId: null });
  const lastRoot = rootRows.rows.at(-1);
  for (const [seq, root] of roots) if (seq > after) faults.push({ kind: 'removed', seq, entryId: root.day });
  return {
    sealed: after,
    unsealed: t.n,
    oldestUnsealed: t.oldest ? t.oldest.toISOString() : null,
    lastRoot: lastRoot ? { day: lastRoot.day, hash: lastRoot.chain_hash.toString('hex') } : null,
    faults,
  };
}
