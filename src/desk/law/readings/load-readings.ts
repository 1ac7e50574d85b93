import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { sql } from 'kysely';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { transactionAs } from '../../../platform/db.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { makeContext, type Services } from '../../../platform/services.ts';

const Words = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const Conflicts = z.object({
  conflicts: z.array(
    z.object({
      code: z.string().regex(/^C\d+$/),
      documents: z.array(z.string()).min(1),
      finding: Words,
      reading: Words,
      switches: z.array(z.string()),
    }),
  ),
});
const Successions = z.object({
  successions: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(['unit', 'fund', 'class']),
      from: Words,
      to: Words,
      since: z.iso.date(),
      note: z.string().optional(),
    }),
  ),
});
const Calls = z.object({
  calls: z.array(
    z.object({
      key: z.string().regex(/^[a-z0-9]+\.[a-z0-9-]+$/),
      document: z.string(),
      obligation: z.string(),
      title: Words,
      level: z.enum(['province', 'city', 'county']),
      lines: z.array(z.enum(['hr', 'poverty'])).min(1),
      needs: z.array(z.enum(['title', 'clause'])),
      yearly: z.boolean(),
      recipients: z.array(z.string().regex(/^\d{2}$/)).default([]),
      addressees: z
        .array(
          z.object({
            title: Words,
            level: z.enum(['province', 'city', 'county', 'institution']),
            line: z.enum(['hr', 'poverty', 'school']),
            divisions: z.array(z.string().regex(/^(\d{2}|\d{4}|\d{6})$/)).min(1),
          }),
        )
        .default([]),
      tasks: z.array(z.object({ key: z.string().regex(/^[a-z0-9_]+$/), title: Words })).default([]),
      standard: z.string().nullable().default(null),
    }),
  ),
});
const Area = z.object({
  list: z.string(),
  code: z.string().regex(/^\d{6}$/),
  name: z.string(),
  valid_from: z.string(),
  valid_to: z.string().transform((v) => (v === '' ? null : v)),
  note: z.string(),
});
const AreaList = z.object({
  list: z.string(),
  title_zh: z.string(),
  title_en: z.string(),
  official_count: z.string().transform((v) => (v === '' ? null : Number(v))),
  complete: z.string().transform((v) => v === 'true'),
  note_zh: z.string(),
  note_en: z.string(),
});

/** Conflicts, successions, calls on offices and lists of areas as the house brings them. @throws ZodError naming what is not of the form */
export async function readReadings(root: string) {
  const yaml = async (name: string): Promise<unknown> =>
    parseYaml(await readFile(join(root, 'rules/readings', name), 'utf8'));
  const csv = async (name: string): Promise<unknown> =>
    parseCsv(await readFile(join(root, 'reference/areas', name), 'utf8'), { columns: true });
  return {
    ...Conflicts.parse(await yaml('conflicts.yaml')),
    ...Successions.parse(await yaml('successions.yaml')),
    ...Calls.parse(await yaml('calls.yaml')),
    areas: z.array(Area).parse(await csv('counties.csv')),
    lists: z.array(AreaList).parse(await csv('lists.csv')),
  };
}

/** Writes them to the tables at start; the same content again changes nothing. An act of the operator. */
export async function loadReadings(services: Services, root: string): Promise<void> {
  const { conflicts, successions, calls, areas, lists } = await readReadings(root);
  const ctx = makeContext(services, null);
  await transactionAs(ctx.db, 'system', async (tx) => {
    const rows = conflicts.map((c, seq) => ({
      ...c,
      seq,
      fz: c.finding.zh,
      fe: c.finding.en,
      rz: c.reading.zh,
      re: c.reading.en,
    }));
    const changed = await sql<{
      code: string;
    }>`insert into law_reading (code, seq, documents, finding_zh, finding_en, reading_zh, reading_en, switches)
      select code, seq, documents, fz, fe, rz, re, switches from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(code text, seq integer, documents text[], fz text, fe text, rz text, re text, switches text[])
      on conflict (code) do update set seq = excluded.seq, documents = excluded.documents, finding_zh = excluded.finding_zh, finding_en = excluded.finding_en,
        reading_zh = excluded.reading_zh, reading_en = excluded.reading_en, switches = excluded.switches
      where (law_reading.finding_zh, law_reading.finding_en, law_reading.reading_zh, law_reading.reading_en, law_reading.switches)
        is distinct from (excluded.finding_zh, excluded.finding_en, excluded.reading_zh, excluded.reading_en, excluded.switches) returning code`.execute(
      tx,
    );
    const follow = successions.map((s, seq) => ({
      ...s,
      seq,
      fz: s.from.zh,
      fe: s.from.en,
      tz: s.to.zh,
      te: s.to.en,
      note: s.note ?? null,
    }));
    await sql`insert into law_succession (code, seq, kind, from_zh, from_en, to_zh, to_en, since, note)
      select code, seq, kind, fz, fe, tz, te, since, note from jsonb_to_recordset(${JSON.stringify(follow)}::jsonb)
        as r(code text, seq integer, kind text, fz text, fe text, tz text, te text, since date, note text)
      on conflict (code) do update set from_zh = excluded.from_zh, to_zh = excluded.to_zh, since = excluded.since, note = excluded.note`.execute(
      tx,
    );
    const asked = calls.map((c, seq) => ({ ...c, seq, tz: c.title.zh, te: c.title.en }));
    await sql`insert into law_call (key, seq, document, obligation, title_zh, title_en, level, lines, needs, yearly, recipients, addressees, tasks, standard)
      select key, seq, document, obligation, tz, te, level, lines, needs, yearly, recipients, addressees, tasks, standard from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as r(key text, seq integer, document text, obligation text, tz text, te text, level text, lines text[], needs text[], yearly boolean, recipients text[], addressees jsonb, tasks jsonb, standard text)
      on conflict (key) do update set seq = excluded.seq, title_zh = excluded.title_zh, title_en = excluded.title_en, lines = excluded.lines, needs = excluded.needs, recipients = excluded.recipients,
        addressees = excluded.addressees, tasks = excluded.tasks, standard = excluded.standard`.execute(tx);
    await sql`insert into law_area_list (list, title_zh, title_en, official_count, complete, note_zh, note_en)
      select * from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb)
        as r(list text, title_zh text, title_en text, official_count integer, complete boolean, note_zh text, note_en text)
      on conflict (list) do update set title_zh = excluded.title_zh, official_count = excluded.official_count, complete = excluded.complete,
        note_zh = excluded.note_zh, note_en = excluded.note_en`.execute(tx);
    await sql`insert into law_area (list, code, name, valid_from, valid_to, note)
      select * from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb)
        as r(list text, code text, name text, valid_from date, valid_to date, note text)
      on conflict (list, code, name) do nothing`.execute(tx);
    if (changed.rows.length === 0) return;
    await audit(tx, ctx, {
      action: 'law.load_readings',
      subjectType: 'law_reading',
      subjectId: 'all',
      summary: `载入政策冲突与取舍${conflicts.length}条、沿革${successions.length}条、地区名单${lists.length}份`,
    });
  });
}
