import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { dayOf, documentOf, lawState } from '../law-state.ts';
import { ListReadings, type Readings } from '../schema.ts';

type Conflict = {
  code: string;
  documents: string[];
  finding_zh: string;
  finding_en: string;
  reading_zh: string;
  reading_en: string;
  switches: string[];
};

/** Conflicts of the documents with the reading chosen and its switches here, successions, and the lists of areas held. @throws NOT_PERMITTED */
export async function listReadings(ctx: Context, input: ListReadings): Promise<Readings> {
  const actor = authorise(ctx, 'policy.read');
  ListReadings.parse(input);
  return read(ctx, async (tx) => {
    const state = await lawState(tx, actor, ctx.clock.today());
    const conflicts = await sql<Conflict>`select * from law_reading order by seq`.execute(tx);
    const successions = await sql<Readings['successions'][number]>`select code, kind, since, note,
      json_build_object('zh', from_zh, 'en', from_en) as "from", json_build_object('zh', to_zh, 'en', to_en) as "to" from law_succession order by seq`.execute(
      tx,
    );
    const areas = await sql<Readings['areas'][number]>`select list, official_count as "officialCount", complete,
      json_build_object('zh', title_zh, 'en', title_en) as title, json_build_object('zh', note_zh, 'en', note_en) as note,
      (select count(*)::int from law_area a where a.list = l.list) as held from law_area_list l order by list desc`.execute(
      tx,
    );
    return {
      conflicts: conflicts.rows.map((c) => ({
        code: c.code,
        documents: c.documents,
        finding: { zh: c.finding_zh, en: c.finding_en },
        reading: { zh: c.reading_zh, en: c.reading_en },
        switches: c.switches.flatMap((key) => {
          const document = documentOf(key, state.set);
          const use = state.law.parameter(key, dayOf(document, state));
          const place = state.set.documents.find((d) => d.code === document)?.jurisdiction ?? '00';
          const here = state.law.jurisdictions.includes(place);
          return use ? [{ key, document, label: use.parameter.label, set: use.version !== null, here }] : [];
        }),
      })),
      successions: successions.rows,
      areas: areas.rows,
    };
  });
}
