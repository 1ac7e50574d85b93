import type { Path } from '../../policy/index.ts';
import type {
  AskedField,
  FieldCondition,
  FieldType,
  MadeRecords,
  RegisterDefinition,
  RegisterTotal,
} from './definition.ts';
import { fieldTypes } from './field-types.ts';

type Asking = {
  say: (path: Path, code: string, message: string) => void;
  named: (path: Path, key: string | undefined, types?: readonly FieldType[]) => void;
  condition: (path: Path, tree: FieldCondition | undefined, of?: RegisterDefinition) => void;
  parameter: (path: Path, key: string) => void;
};
type All = ReadonlyMap<string, RegisterDefinition>;

/** Faults of what a register has to do with others: totals over their records, records it makes in them, places given by rank. */
export function relationFaults(definition: RegisterDefinition, all: All, ask: Asking): void {
  definition.totals?.forEach((total, i) => totalFaults(['totals', i], total, definition, all, ask));
  definition.makes?.forEach((made, i) => madeFaults(['makes', i], made, definition, all, ask));
  definition.fields.forEach(({ asked, type }, i) => {
    if (asked) askedFaults(['fields', i, 'asked'], asked, type, ask);
  });
  definition.capacity?.forEach(({ rank }, i) => {
    if (!rank) return;
    for (const key of Object.values(rank.facts)) ask.named(['capacity', i, 'rank', 'facts'], key);
    stage(['capacity', i, 'rank', 'to'], rank.to, definition, ask);
  });
}

const TELLING = { assisted: 'yesNo', kinds: 'codes', since: 'date' } as const satisfies Record<string, FieldType>;

function askedFaults(path: Path, { of, on, tells }: AskedField, type: FieldType, ask: Asking): void {
  ask.named([...path, 'of'], of, ['person']);
  ask.named([...path, 'on'], on, ['date']);
  if (type !== TELLING[tells])
    ask.say([...path, 'tells'], 'REGISTER_FIELD', `tells: ${tells} 的字段类型是 ${type}，应为 ${TELLING[tells]}`);
}

function totalFaults(path: Path, total: RegisterTotal, own: RegisterDefinition, all: All, ask: Asking): void {
  const other = all.get(total.register);
  if (!other) return ask.say([...path, 'register'], 'REGISTER_UNKNOWN', `没有登记册 ${total.register}`);
  if ((total.by === undefined) === (total.via === undefined))
    ask.say(path, 'REGISTER_CONDITION', '应恰好写 by（本册字段）或 via（对方登记册指向本记录的字段）');
  ask.named([...path, 'by'], total.by);
  if (total.via !== undefined && !other.fields.some((f) => f.key === total.via && f.register === own.key))
    ask.say([...path, 'via'], 'REGISTER_FIELD', `登记册 ${other.key} 没有指向 ${own.key} 的字段 ${total.via}`);
  for (const key of [total.sum, total.latest])
    if (key !== undefined && !fieldTypes(other).has(key))
      ask.say(path, 'REGISTER_FIELD', `登记册 ${other.key} 没有字段 ${key}`);
  ask.named([...path, 'cap'], total.cap, ['integer', 'decimal', 'money']);
  ask.named([...path, 'short_of'], total.short_of, total.latest ? ['date'] : ['integer', 'decimal', 'money']);
  ask.condition([...path, 'where'], total.where, other);
}

function madeFaults(path: Path, made: MadeRecords, own: RegisterDefinition, all: All, ask: Asking): void {
  if (made.at !== 'entered') stage([...path, 'at'], made.at, own, ask);
  ask.condition([...path, 'when'], made.when);
  if (made.times) ask.parameter([...path, 'times'], made.times.parameter);
  const other = all.get(made.register);
  if (!other) return ask.say([...path, 'register'], 'REGISTER_UNKNOWN', `没有登记册 ${made.register}`);
  for (const [key, value] of Object.entries(made.set)) {
    if (!fieldTypes(other).has(key))
      ask.say([...path, 'set', key], 'REGISTER_FIELD', `登记册 ${other.key} 没有字段 ${key}`);
    if (typeof value !== 'object') continue;
    if ('field' in value) ask.named([...path, 'set', key], value.field);
    if ('between' in value) for (const day of value.between) ask.named([...path, 'set', key], day, ['date']);
  }
}

function stage(path: Path, code: string, own: RegisterDefinition, ask: Asking): void {
  const codes = own.stages?.map((s) => s.code) ?? [];
  if (!codes.includes(code)) ask.say(path, 'REGISTER_STAGE', `没有阶段 ${code}，应为其中之一：${codes.join('、')}`);
}
