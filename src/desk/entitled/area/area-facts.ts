import { factColumns, type FactName } from '../../../policy/index.ts';
import { columnSql } from './area-columns.ts';
import { sourcesOf } from './area-sources.ts';
import { inside, type AreaQuestion, type Places } from './places.ts';

/**
 * The facts of everyone of the areas on a day as a list of named queries for a `with`: the last, `people`, has a row per human (a record of the
 * roll that is one with a record of the register is told there; `other` says which), person_id, village_code and the facts in `wanted`. Says the same as `factsOfPeople` does of each
 * of them. As known at a publication number where one is given. Row security is that of the reader.
 */
export function peopleOf(question: AreaQuestion, places: Places, wanted: ReadonlySet<FactName>): string {
  const { areas, on, knownAt } = question;
  const day = places.put(on, 'date');
  const known = places.put(knownAt, 'bigint');
  const columns = factColumns()
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => columnSql(name, type));
  const sources = sourcesOf(question, day, known, places).filter(({ facts }) => facts.some((name) => wanted.has(name)));
  const knows = (t: string) =>
    knownAt === null
      ? `${t}.known_to is null`
      : `${t}.known_from <= ${known} and (${t}.known_to is null or ${t}.known_to > ${known})`;
  const statusColumns = `person_id, household_types, identified_on, relation, education, in_school, labour_skill, veteran, residence, doubtful_fields`;
  return `other as materialized (
      select q.person_id, coalesce(n.person_id, l.person_id) as base_id from person q
        left join lateral (select r.person_id from person r where q.id_state = 'valid' and r.id_index = q.id_index and r.id_state = 'valid'
          and r.source = 'assisted_register' and ${inside('r.village_code', areas, places)} limit 1) n on true
        left join lateral (select r.person_id from identity_link k join person r on r.person_id = k.canonical_id and ${inside('r.village_code', areas, places)}
          where n.person_id is null and k.person_id = q.person_id and k.valid and k.canonical_id <> k.person_id
            and not exists (select 1 from identity_link m where m.person_id = k.person_id and (m.recorded_at, m.link_id) > (k.recorded_at, k.link_id))) l on true
      where q.source <> 'assisted_register' and ${inside('q.village_code', areas, places)}),
    ${sources.map((source) => `${source.with},\n    `).join('')}people as (select p.person_id, p.village_code${columns.map((column) => `,\n      ${column}`).join('')}
    from person p
      left join person_status now on now.person_id = p.person_id and now.known_to is null and now.valid_to is null and now.valid_from <= ${day}
        and (${known} is null or now.known_from <= ${known}) and ${inside('now.village_code', areas, places)}
      left join lateral (select ${statusColumns} from person_status h where now.person_id is null and h.person_id = p.person_id
        and (h.valid_to is null or ${day} < h.valid_to) and ${knows('h')} order by (h.valid_from <= ${day}) desc, h.valid_from limit 1) was on true
      cross join lateral (select ${statusColumns
        .split(', ')
        .map((c) => `case when now.person_id is null then was.${c} else now.${c} end as ${c}`)
        .join(', ')}) s
      ${sources.map((source) => source.join).join('\n      ')}
    where ${inside('p.village_code', areas, places)}
      and (p.source = 'assisted_register' or not exists (select 1 from other o where o.person_id = p.person_id and o.base_id is not null)))`;
}
