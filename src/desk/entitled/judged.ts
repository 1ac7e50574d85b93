import { columnsRead, compileAmount, compileMissing, compileTruth, type CompiledSql } from '../../policy/index.ts';
import { peopleOf } from './area/area-facts.ts';
import { inside, type AreaQuestion, type Places } from './area/places.ts';
import type { PartOfArea } from './area/laws-of-area.ts';

type Compiler = typeof compileTruth;

/** Puts a compiled expression into a larger statement. */
function placed(compile: Compiler, part: PartOfArea, on: string, places: Places, none: string): string {
  if (!part.rule) return none;
  const compiled: CompiledSql = compile(part.rule, part.law, on, { alias: 'f', firstPlace: places.values.length + 1 });
  places.values.push(...compiled.values);
  return compiled.sql;
}

/** One expression for everyone of the area, each by the law of their place. */
function byPlace(compile: Compiler, parts: readonly PartOfArea[], on: string, places: Places, none: string): string {
  const branches = parts.map((part) => ({ ...part, sql: placed(compile, part, on, places, none) }));
  const rest = branches.at(-1)?.sql ?? none;
  if (branches.length <= 1) return rest;
  const when = branches
    .slice(0, -1)
    .map(
      ({ lo, hi, sql }) =>
        `when f.village_code >= ${places.put(lo, 'bigint')} and f.village_code < ${places.put(hi, 'bigint')} then ${sql}`,
    );
  return `case ${when.join('\n      ')} else ${rest} end`;
}

/** Parts that touch the area; the last holds what no other does. */
function touching(parts: readonly PartOfArea[], { areas }: AreaQuestion): readonly PartOfArea[] {
  const covering = parts.findIndex((part) => areas.every((area) => part.lo <= area.lo && area.hi <= part.hi));
  return covering >= 0 ? parts.slice(0, covering + 1) : parts;
}

/**
 * Named queries for a `with` whose last, `judged`, has one row per human of the areas: person_id, village_code, truth (null: open), receives, what is
 * missing, and the sum in fen. Values go into `places`.
 */
export function judgedOf(question: AreaQuestion, key: string, parts: readonly PartOfArea[], places: Places): string {
  const { areas, on } = question;
  const local = touching(parts, question);
  const wanted = new Set(local.flatMap(({ rule, law }) => (rule ? columnsRead(rule, law) : [])));
  const people = peopleOf(question, places, wanted);
  const day = places.put(on, 'date');
  const benefit = places.put(key.slice(key.lastIndexOf('.') + 1), 'text');
  return `${people},
    got as materialized (select distinct coalesce(o.base_id, r.person_id) as person_id from fact_receives r left join other o on o.person_id = r.person_id
      where r.benefit = ${benefit} and ${inside('r.village_code', areas, places)} and r.valid_from <= ${day} and (r.valid_to is null or ${day} < r.valid_to)),
    judged as materialized (select f.person_id, f.village_code, g.person_id is not null as receives,
      ${byPlace(compileTruth, local, on, places, 'false')} as truth,
      ${byPlace(compileMissing, local, on, places, 'null::text[]')} as missing,
      ${byPlace(compileAmount, local, on, places, '0::bigint')} as fen
      from people f left join got g on g.person_id = f.person_id)`;
}

/** The category of a row of `judged`, as SQL; null for who is as they should be. */
export const CATEGORY = `case when j.truth is null then 'not_known' when j.truth and not j.receives then 'should_receive'
  when not j.truth and j.receives then 'not_entitled' end`;
