import { FACT_NAMES, factDefinition, LISTS, type FactDefinition } from '../facts/facts.ts';

type Schema = Readonly<Record<string, unknown>>;

const DAY: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

/**
 * JSON Schema (2020-12) of the file that `decide --case` reads, made from the facts catalogue so that the two cannot differ.
 * Published as rules/schema/case.schema.json.
 */
export function caseSchema(): Schema {
  const given = FACT_NAMES.filter((name) => !factDefinition(name).completedYearsSince);
  const household = given.filter((name) => factDefinition(name).about === 'household');
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'case.schema.json',
    title: 'One person on one day: the facts from which eligibility and benefits are decided',
    type: 'object',
    additionalProperties: false,
    required: ['date', 'division'],
    properties: {
      $schema: { type: 'string' },
      date: { description: 'The day asked about; facts are as they stood then.', ...DAY },
      division: {
        description:
          'Where the person belongs: 2, 4, 6, 9 or 12 digits; its law and that of the places above it apply.',
        type: 'string',
        pattern: '^\\d{2}(\\d{2}(\\d{2}(\\d{3}(\\d{3})?)?)?)?$',
      },
      benefit: {
        description:
          'A rule (sd2017.yulu) or its last part (yulu); every eligibility and benefit of the place when left out.',
        type: 'string',
        minLength: 1,
      },
      person: factsSchema(given),
      household: factsSchema(household),
      parameters: {
        description: 'Local standards that the question assumes, by parameter key.',
        type: 'object',
        additionalProperties: {
          anyOf: [
            { type: 'number' },
            { type: 'boolean' },
            { type: 'string' },
            { type: 'array', items: { type: 'string' } },
          ],
        },
      },
    },
  };
}

function factsSchema(names: readonly (typeof FACT_NAMES)[number][]): Schema {
  const properties = names.map((name) => [name, factSchema(factDefinition(name))] as const);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

/** A bare value, or a value with the list it comes from and that list's day; null is unknown. */
function factSchema(definition: FactDefinition): Schema {
  const value = { anyOf: [valueSchema(definition), { type: 'null' }] };
  const stated = {
    type: 'object',
    required: ['value'],
    additionalProperties: false,
    properties: { value, source: { type: 'string' }, as_of: DAY, note: { type: 'string' } },
  };
  return {
    description: `${definition.label.zh} · ${definition.label.en} (${LISTS[definition.source].en})`,
    anyOf: [...value.anyOf, stated],
  };
}

function valueSchema({ type, options }: FactDefinition): Schema {
  const codes: Schema = options ? { enum: Object.keys(options) } : { type: 'string' };
  switch (type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer' };
    case 'fen':
      return { description: 'whole fen', type: 'integer', minimum: 0 };
    case 'date':
      return DAY;
    case 'code':
      return codes;
    case 'codes':
      return { type: 'array', uniqueItems: true, items: codes };
  }
}
