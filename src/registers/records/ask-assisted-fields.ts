import { askAssistedOf, type AssistedAnswer, type NumberQuestion } from '../../matching/index.ts';
import type { Context } from '../../platform/context.ts';
import { householdTypeCodes } from '../../policy/index.ts';
import type {
  AskedField,
  FieldValue,
  PersonValue,
  RecordData,
  RegisterDefinition,
  RegisterField,
} from '../definition/definition.ts';
import type { Problem } from '../definition/record-problems.ts';

/** A record with what the register of assisted persons answers of it, and what it could not say. */
export type Answered = { data: Record<string, FieldValue>; problems: Problem[] };

const WHY: Partial<Record<AssistedAnswer['reason'], string>> = {
  number_unusable: '没有身份证号，无法核对是否在帮扶名单',
  doubtful: '帮扶名单上号码相同而姓名不同，或该行有疑点，请核对',
  identified_unknown: '帮扶名单没有写识别时间，请核对',
};

/**
 * Asks the register of assisted persons for the fields of records that it answers, all at once; null records are not asked about. What it cannot say is a
 * warning at the person, and the field stays empty.
 */
export async function askAssistedFields(
  ctx: Context,
  definition: RegisterDefinition,
  data: readonly (RecordData | null)[],
): Promise<(Answered | null)[]> {
  const asked = definition.fields.filter((f) => f.asked !== undefined);
  if (asked.length === 0) return data.map(() => null);
  const today = ctx.clock.today();
  const questions = new Map<string, NumberQuestion>();
  const keyOf = (row: RecordData, { of, on }: AskedField): string | null => {
    const person = row[of] as PersonValue | undefined;
    const date = on === undefined ? today : row[on];
    if (!person?.key || typeof date !== 'string') return null;
    const key = `${person.key} ${person.name} ${date}`;
    if (!questions.has(key)) questions.set(key, { index: indexOf(person.key), name: person.name, date });
    return key;
  };
  const keys = data.map((row) => asked.map((f) => (row ? keyOf(row, f.asked!) : null)));
  const said = questions.size === 0 ? [] : await askAssistedOf(ctx, [...questions.values()], definition.title.zh);
  const answers = new Map([...questions.keys()].map((key, i) => [key, said[i]!]));
  return data.map((row, i) => {
    if (row === null) return null;
    const answered: Answered = { data: { ...row }, problems: [] };
    asked.forEach((field, n) => take(answered, field, answers.get(keys[i]![n] ?? '')));
    return answered;
  });
}

function take({ data, problems }: Answered, { key, asked }: RegisterField, answer: AssistedAnswer | undefined): void {
  const { of, tells } = asked!;
  const value = answer ? valueOf(tells, answer) : null;
  if (value === null) delete data[key];
  else data[key] = value;
  const why = WHY[answer?.reason ?? 'number_unusable'];
  if (data[of] !== undefined && why !== undefined && !problems.some((p) => p.path === of))
    problems.push({ path: of, message: why, level: 'warn' });
}

function valueOf(tells: AskedField['tells'], { assisted, householdTypes, identifiedOn }: AssistedAnswer): FieldValue {
  if (tells === 'assisted') return assisted === 'unknown' ? null : assisted === 'yes';
  if (assisted !== 'yes') return null;
  return tells === 'kinds' ? householdTypeCodes(householdTypes) : identifiedOn;
}

/** The blind index behind the key of a person, which has the form of an id. */
const indexOf = (key: string): Buffer => Buffer.from(key.replaceAll('-', ''), 'hex');
