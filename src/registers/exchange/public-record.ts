import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { PublicRecordId } from '../schema.ts';
import { shownFields, type PublicRecordRow } from './public-register.ts';

/** One record as everybody may read it, with the public records that stand under it, register by register. */
export type PublicRecord = PublicRecordRow & {
  key: string;
  register: Bilingual;
  parts: { key: string; title: Bilingual; rows: PublicRecordRow[] }[];
};

type Row = { record_id: string; register: string; title: string; published_on: string; data: Record<string, string> };
const MOST = 500;

/** The public page of a record: its own fields, then what names it, as results and works under their contest (N2021 三(七)). @throws NOT_FOUND */
export async function publicRecord(ctx: Context, input: PublicRecordId): Promise<PublicRecord> {
  const { recordId } = PublicRecordId.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const { rows } = await sql<Row>`select record_id, register, title, published_on, data from register_public
      where (record_id = ${recordId} or under_id = ${recordId}) and (holds_from is null or holds_from <= ${today}) and (holds_until is null or holds_until > ${today})
      order by record_id <> ${recordId}, published_on, record_id limit ${MOST}`.execute(tx);
    const registers = await currentRegisters(tx, ctx);
    const own = rows.find((r) => r.record_id === recordId);
    const definition = own && registers.get(own.register);
    if (!own || !definition) throw errors.NOT_FOUND();
    const under = [...registers.values()].filter((d) => d.public?.under !== undefined);
    return {
      key: definition.key,
      register: definition.title,
      ...lineOf(own, definition),
      parts: under.flatMap((d) => {
        const { under: by } = d.public!;
        const lines = rows.filter((r) => r.register === d.key && r.record_id !== recordId);
        const told = lines.map((r) => lineOf(r, d, by));
        return told.length === 0 ? [] : [{ key: d.key, title: d.title, rows: told }];
      }),
    };
  });
}

/** `but` is left out: on the page of a contest its results need not name it again. */
const lineOf = (row: Row, definition: Parameters<typeof shownFields>[0], but?: string): PublicRecordRow => ({
  recordId: row.record_id,
  title: row.title,
  publishedOn: row.published_on,
  fields: shownFields(definition, row.data, but),
});
