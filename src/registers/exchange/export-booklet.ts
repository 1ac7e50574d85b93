import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { chineseDate, renderPdf, type LetterSource, type Printed } from '../../platform/letters/index.ts';
import { validSql } from '../definition/compile-conditions.ts';
import { registerNamed } from '../definition/definition-store.ts';
import { showField } from '../definition/field-values.ts';
import { registerErrors } from '../errors.ts';
import { scopeSql } from '../records/record-scope.ts';
import { namesOf } from '../records/record-names.ts';
import type { RecordData, RegisterDefinition } from '../definition/definition.ts';
import { ExportBooklet } from '../schema.ts';

type Entry = { title: string; place: string; parts: { name: string; lines: string[] }[] };
type Booklet = { title: string; entries: Entry[]; day: string; unit: string; printed: Printed };

/**
 * The accepted records of a register as a booklet in print, with a table of contents; what is not accepted is not in it. The download is audited.
 * @throws REGISTER_NOT_FOUND for a register that is none to be printed as such
 */
export async function exportBooklet(ctx: Context, input: ExportBooklet): Promise<Download> {
  const actor = authorise(ctx, 'record.read');
  const { key, division } = ExportBooklet.parse(input);
  const day = ctx.clock.today();
  const { title, entries } = await transaction(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    if (!definition.booklet) throw registerErrors.REGISTER_NOT_FOUND({ details: { register: key } });
    const found = await entriesOf(tx, definition, actor, { day, division });
    await audit(tx, ctx, {
      action: 'record.booklet',
      subjectType: 'register_definition',
      subjectId: key,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `汇编${definition.title.zh}：${found.length} 篇`,
    });
    return { title: definition.title.zh, entries: found };
  });
  const printed = { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() };
  const pdf = await renderPdf({
    template: bookletLetter,
    data: { title, entries, day, unit: actor.unitName, printed },
  });
  return new Download(`${title}汇编.pdf`, 'application/pdf', pdf, true);
}

async function entriesOf(
  tx: Tx,
  definition: RegisterDefinition,
  actor: Actor,
  { day, division }: { day: string; division?: number },
): Promise<Entry[]> {
  const { rows } = await sql<{ title: string; data: RecordData; division_code: number }>`
    select r.title, r.data, r.division_code from register_record r
    where r.register = ${definition.key} and r.state = 'accepted' and ${validSql('r', day)} and ${scopeSql('r', definition, actor, division)}
    order by r.division_code, r.title, r.record_id limit 2000`.execute(tx);
  const fields = definition.fields.filter((f) => definition.booklet!.fields.includes(f.key));
  const { names } = await namesOf(
    tx,
    rows.map(({ data }) => ({ fields, data })),
    day,
    rows.map((r) => r.division_code),
  );
  return rows.map((r) => ({
    title: r.title,
    place: names[String(r.division_code).padStart(12, '0')] ?? '全国',
    parts: fields
      .filter((f) => r.data[f.key] !== undefined)
      .map((f) => ({ name: f.title.zh, lines: showField(f, r.data[f.key], names).split(/\n+/) })),
  }));
}

const template = new URL('./booklet.typ', import.meta.url);

/** A booklet: who compiled it and when, what is in it, and each entry under its heading. */
function bookletLetter(booklet: Booklet): LetterSource {
  const { title, entries, day, unit, printed } = booklet;
  return {
    template,
    data: { title: `${title}汇编`, about: `${unit}　${chineseDate(day)}　共 ${entries.length} 篇`, entries },
    subject: title,
    title: `${title}汇编`,
    paper: 'portrait',
    number: '',
    printed,
  };
}
