import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { read, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { publicTextsOf } from './law/documents/text-store.ts';
import { ListPolicies, PolicyCode, type PolicyFigure, type PolicyLine, type PolicyView } from './schema.ts';

/** Documents of the law as last loaded; those given on request only, or withheld, are not for the public pages. */
const CURRENT = sql`(select i.hash from policy_version_item i where i.version_seq = (select max(version_seq) from policy_version))`;

type DocumentRow = Omit<PolicyLine, 'inForce' | 'begun'> & { hash: string; disclosure: PolicyView['disclosure'] };
type Listed = PolicyLine & Pick<DocumentRow, 'hash' | 'disclosure'>;

async function documents(tx: Tx, today: string): Promise<Listed[]> {
  const { rows } =
    await sql<DocumentRow>`select d.code, d.hash, d.title_zh as "titleZh", d.title_en as "titleEn", d.numbers, d.issuers,
      d.issued_on as "issuedOn", d.valid_from as "validFrom", d.valid_to as "validTo", d.definition ->> 'disclosure' as disclosure
    from policy_document d where d.hash in ${CURRENT} and coalesce(d.definition ->> 'disclosure', 'active') = 'active' order by coalesce(d.issued_on, d.valid_from) desc, d.code`.execute(
      tx,
    );
  return rows.map((r) => ({
    ...r,
    begun: r.validFrom <= today,
    inForce: r.validFrom <= today && (r.validTo === null || today <= r.validTo),
  }));
}

/** Every policy document the program works by, newest first; for anybody. */
export async function listPolicies(ctx: Context, input: ListPolicies): Promise<{ rows: PolicyLine[] }> {
  ListPolicies.parse(input);
  const rows = await read({ ...ctx, actor: null }, (tx) => documents(tx, ctx.clock.today()));
  return { rows: rows.map(({ hash: _hash, disclosure: _class, ...line }) => line) };
}

/** One document in plain words: its clauses, and the figures it states with where they stand. For anybody. @throws NOT_FOUND */
export async function showPolicy(ctx: Context, input: PolicyCode): Promise<PolicyView> {
  const { code } = PolicyCode.parse(input);
  return read({ ...ctx, actor: null }, async (tx) => {
    const found = (await documents(tx, ctx.clock.today())).find((d) => d.code === code);
    if (!found) throw errors.NOT_FOUND();
    const { hash, ...line } = found;
    const clauses = await sql<
      PolicyView['clauses'][number]
    >`select clause_id as id, place, text_zh as zh, text_en as en from policy_clause
      where code = ${code} and hash = ${hash} order by seq`.execute(tx);
    const figures =
      await sql<PolicyFigure>`select p.label_zh as "labelZh", p.label_en as "labelEn", p.type, v.value, p.unit, v.operator, v.clause as place,
        v.valid_from as "validFrom", v.valid_to as "validTo"
      from policy_parameter p join policy_parameter_value v on v.key = p.key and v.hash = p.hash
      where p.hash in ${CURRENT} and v.document = ${code} and v.status = 'stated' and p.type in ('integer', 'yuan', 'yearly_day')
      order by v.clause, p.key, v.valid_from`.execute(tx);
    return { ...line, clauses: clauses.rows, figures: figures.rows, texts: await publicTextsOf(tx, code) };
  });
}
