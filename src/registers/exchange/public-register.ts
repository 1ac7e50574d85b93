import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { registerErrors } from '../errors.ts';
import type { RegisterDefinition } from '../definition/definition.ts';
import { PublicRegister } from '../schema.ts';

export type PublicRegisterCard = { key: string; title: Bilingual; note: Bilingual | null; records: number };
export type PublicRecordRow = {
  recordId: string;
  title: string;
  publishedOn: string;
  fields: { title: Bilingual; shown: string }[];
};
/** Counted by a choice among the public fields, where the register has one: the parts sum to the total. */
export type PublicGroup = { title: Bilingual; count: number };
/** A page of a register; `opens` where its records have pages of their own, with what stands under them. */
export type PublicRegisterPage = Page<PublicRecordRow> & {
  title: Bilingual;
  groups: PublicGroup[];
  areas: PublicArea[];
  opens: boolean;
};
/** Areas with entries of their own, for a register that holds place by place. */
export type PublicArea = { code: number; name: string };

/** Registers with a page for everybody, and how much each shows. */
export async function publicRegisters(ctx: Context): Promise<{ rows: PublicRegisterCard[] }> {
  return read(ctx, async (tx) => {
    const { rows } = await sql<{ register: string; n: number }>`
      select register, count(*)::int as n from register_public group by register`.execute(tx);
    const counts = new Map(rows.map((r) => [r.register, r.n]));
    const open = [...(await currentRegisters(tx, ctx)).values()].filter((d) => d.public);
    return {
      rows: open.map((d) => ({ key: d.key, title: d.title, note: d.note ?? null, records: counts.get(d.key) ?? 0 })),
    };
  });
}

/** The public fields of a register's records that hold today, newest first; with a place, those that hold there. @throws REGISTER_NOT_FOUND for a register without a public page */
export async function publicRegister(ctx: Context, input: PublicRegister): Promise<PublicRegisterPage> {
  const { key, name, place, page, size } = PublicRegister.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    if (!definition.public) throw registerErrors.REGISTER_NOT_FOUND();
    const where = sql`register = ${key} and (holds_from is null or holds_from <= ${today}) and (holds_until is null or holds_until > ${today})
      and ${name ? sql`position(${name} in title) > 0` : sql`true`}
      and ${place === undefined ? sql`true` : sql`division_code = any(${placesAbove(place)}::bigint[])`}`;
    const counted = await sql<{ n: number }>`select count(*)::int as n from register_public where ${where}`.execute(tx);
    const { rows } = await sql<{
      record_id: string;
      title: string;
      published_on: string;
      data: Record<string, string>;
    }>`
      select record_id, title, published_on, data from register_public where ${where}
      order by published_on desc, record_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const grouped = publicFields(definition).find((f) => f.type === 'code');
    const groups = grouped
      ? await sql<{ shown: string | null; n: number }>`
          select data ->> ${grouped.key} as shown, count(*)::int as n from register_public where ${where} group by 1`.execute(
          tx,
        )
      : { rows: [] };
    return {
      areas: definition.public.places ? await areasOf(tx, key) : [],
      title: definition.title,
      opens: isNamedByOthers(definition, await currentRegisters(tx, ctx)),
      total: counted.rows[0]!.n,
      page,
      size,
      rows: rows.map((r) => ({
        recordId: r.record_id,
        title: r.title,
        publishedOn: r.published_on,
        fields: [...shownFields(definition, r.data), ...validity(definition, r.data, today)],
      })),
      groups: (grouped?.codes ?? []).map((c) => ({
        title: c.title,
        count: groups.rows.find((g) => g.shown === c.title.zh)?.n ?? 0,
      })),
    };
  });
}

/** Areas below the country in which something of the register is published. */
async function areasOf(tx: Tx, key: string): Promise<PublicArea[]> {
  const { rows } = await sql<PublicArea>`select distinct on (d.code) d.code::float8 as code, d.full_name as name
    from register_public p join division d on d.code = p.division_code where p.register = ${key} and d.code > 0 order by d.code, d.valid_from desc limit 500`.execute(
    tx,
  );
  return rows;
}

/** A place and every area it lies in, up to the whole country. */
const placesAbove = (place: number): number[] =>
  [1, 1e3, 1e6, 1e8, 1e10, 1e12].map((size) => Math.floor(place / size) * size);

/** The fields that everybody may read. */
export const publicFields = (definition: RegisterDefinition) =>
  definition.fields.filter((f) => definition.public?.fields.includes(f.key));

/** Whether what is published still holds on the day, where the register says by which field. */
function validity(definition: RegisterDefinition, data: Record<string, string>, today: string) {
  const until = data[definition.public?.until ?? ''];
  return until === undefined
    ? []
    : [{ title: { zh: '效力', en: 'Validity' }, shown: until >= today ? '有效' : '失效' }];
}

/** Whether public records of some register stand under records of this one. */
const isNamedByOthers = ({ key }: RegisterDefinition, all: ReadonlyMap<string, RegisterDefinition>): boolean =>
  [...all.values()].some((d) => d.fields.some((f) => f.key === d.public?.under && f.register === key));

/** The public fields that a record has, with their words; `but` is left out. */
export const shownFields = (definition: RegisterDefinition, data: Record<string, string>, but?: string) =>
  publicFields(definition)
    .filter((f) => data[f.key] !== undefined && f.key !== but)
    .map((f) => ({ title: f.title, shown: data[f.key] + (f.unit ? ` ${f.unit.zh}` : '') }));
