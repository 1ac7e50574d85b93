import type { Path, RuleProblem } from '../../policy/index.ts';
import type { Capacity, FieldCondition, FieldType, Measure, RegisterDefinition, RegisterField } from './definition.ts';
import { comparisonOf, parametersOf } from './conditions.ts';
import { addedTo, readBy } from './formulas.ts';
import { fieldTypes } from './field-types.ts';
import { relationFaults } from './relation-faults.ts';
import { TOTAL } from './totals.ts';

/** What definitions may name beyond themselves; what is left out is not checked. */
export type Surroundings = {
  obligations?: ReadonlySet<string>;
  parameters?: ReadonlySet<string>;
  /** Facts that each rule of the law reads. */
  rules?: ReadonlyMap<string, ReadonlySet<string>>;
};

type Report = (path: Path, code: string, message: string) => RuleProblem;

/** Faults that a schema cannot see: names that nothing bears, comparisons that cannot be made, stages that lead nowhere. */
export function definitionFaults(
  definition: RegisterDefinition,
  all: ReadonlyMap<string, RegisterDefinition>,
  surroundings: Surroundings,
  report: Report,
): RuleProblem[] {
  const faults: RuleProblem[] = [];
  const say = (path: Path, code: string, message: string) => faults.push(report(path, code, message));
  const fields = fieldTypes(definition);
  const named = (path: Path, key: string | undefined, types?: readonly FieldType[]) => {
    if (key === undefined) return;
    const type = fields.get(key);
    if (type === undefined)
      say(path, 'REGISTER_FIELD', `${path.join('.')}：没有字段 ${key}，应为其中之一：${[...fields.keys()].join('、')}`);
    else if (types && !types.includes(type))
      say(path, 'REGISTER_FIELD', `${path.join('.')}：字段 ${key} 的类型是 ${type}，应为 ${types.join(' 或 ')}`);
  };
  const condition = (path: Path, tree: FieldCondition | undefined, of = definition) => {
    if (tree) faults.push(...conditionFaults(path, tree, of, all, surroundings, report));
  };
  const keys = definition.fields.map((f) => f.key);
  for (const [i, field] of definition.fields.entries()) {
    if (keys.indexOf(field.key) < i) say(['fields', i, 'key'], 'REGISTER_FIELD_TWICE', `字段 ${field.key} 出现两次`);
    if (field.type === 'record' && !all.has(field.register!))
      say(['fields', i, 'register'], 'REGISTER_UNKNOWN', `没有登记册 ${field.register}`);
    faults.push(...fieldFaults(['fields', i], field, report));
    if (field.pattern !== undefined && !isPattern(field.pattern))
      say(['fields', i, 'pattern'], 'REGISTER_PATTERN', `不是有效的正则表达式：${field.pattern}`);
    condition(['fields', i, 'when'], field.when);
    if (field.formula !== undefined) formula(i, field);
    if (field.copy !== undefined) copied(['fields', i, 'copy'], field.copy);
  }
  named(['place'], definition.place, ['division', 'institution']);
  named(['institution'], definition.institution, ['institution']);
  named(['titleField'], definition.titleField);
  definition.once?.forEach((key, i) => named(['once', i], key));
  definition.list?.forEach((key, i) => named(['list', i], key));
  named(['counts', 'on'], definition.counts?.on, ['date']);
  named(['counts', 'ends'], definition.counts?.ends, ['date']);
  named(['counts', 'quantity'], definition.counts?.quantity, ['integer', 'decimal', 'money']);
  named(['counts', 'person'], definition.counts?.person, ['person']);
  definition.public?.fields.forEach((key, i) => {
    named(['public', 'fields', i], key);
    if (fields.get(key) === 'contact')
      say(['public', 'fields', i], 'REGISTER_FIELD', `字段 ${key} 是本单位联系人，不能公开`);
  });
  named(['public', 'until'], definition.public?.until, ['date']);
  condition(['public', 'when'], definition.public?.when);
  condition(['public', 'named'], definition.public?.named);
  named(['public', 'under'], definition.public?.under, ['record']);
  const stages = new Set(definition.stages?.map((s) => s.code));
  definition.stages?.forEach((stage, i) => {
    condition(['stages', i, 'needs'], stage.needs);
    stage.next.forEach((code, j) => {
      if (!stages.has(code))
        say(['stages', i, 'next', j], 'REGISTER_STAGE', `没有阶段 ${code}，应为其中之一：${[...stages].join('、')}`);
    });
  });
  definition.reminders?.forEach((reminder, i) => {
    condition(['reminders', i, 'when'], reminder.when);
    named(['reminders', i, 'to'], reminder.to, ['contact']);
    if (parametersOf(reminder.when).length > 0)
      say(['reminders', i, 'when'], 'REGISTER_REMINDER', '提醒不分地区检查，条件不能用参数');
  });
  definition.capacity?.forEach((c, i) => capacity(i, c));
  definition.booklet?.fields.forEach((key, i) => named(['booklet', 'fields', i], key));
  if (definition.yearly) {
    parameter(['yearly', 'due'], definition.yearly.due);
    condition(['yearly', 'where'], definition.yearly.where);
  }
  definition.checks?.forEach((check, i) => {
    condition(['checks', i, 'holds'], check.holds);
    condition(['checks', i, 'when'], check.when);
    named(['checks', i, 'field'], check.field);
  });
  definition.rules?.forEach((check, i) => {
    const facts = surroundings.rules?.get(check.rule);
    if (surroundings.rules && !facts) say(['rules', i, 'rule'], 'REGISTER_RULE', `没有规则 ${check.rule}`);
    for (const [fact, key] of Object.entries(check.facts)) {
      named(['rules', i, 'facts', fact], key);
      if (facts && !facts.has(fact))
        say(
          ['rules', i, 'facts', fact],
          'REGISTER_FACT',
          `规则 ${check.rule} 不用事实 ${fact}，应为其中之一：${[...facts].join('、')}`,
        );
    }
  });
  const measure = (path: Path, counted: Measure | undefined) => {
    if (!counted) return;
    const of = counted.register === undefined ? definition : all.get(counted.register);
    if (!of) return say([...path, 'register'], 'REGISTER_UNKNOWN', `没有登记册 ${counted.register}`);
    condition([...path, 'where'], counted.where, of);
    const key = typeof counted.of === 'object' ? Object.values(counted.of)[0]! : undefined;
    if (key !== undefined && !knows(of, key)) say([...path, 'of'], 'REGISTER_FIELD', `没有字段 ${key}`);
    const summed = typeof counted.of === 'object' && !('distinct' in counted.of) ? fieldTypes(of).get(key!) : undefined;
    if (summed !== undefined && !NUMBERS.includes(summed))
      say([...path, 'of'], 'REGISTER_FIELD', `字段 ${key} 的类型是 ${summed}，应为 ${NUMBERS.join(' 或 ')}`);
    if (counted.of === 'persons' && of.counts?.person === undefined)
      say([...path, 'of'], 'REGISTER_PERSONS', '按人计数的登记册应在 counts.person 指明人员字段');
    return undefined;
  };
  definition.figures?.forEach((figure, i) => {
    measure(['figures', i, 'count'], figure.count);
    if (figure.to && 'of' in figure.to) measure(['figures', i, 'to'], figure.to);
    if (figure.to && 'parameter' in figure.to) parameter(['figures', i, 'to', 'parameter'], figure.to.parameter);
    if (figure.by !== 'stage' && figure.by !== 'state' && figure.by !== 'year') named(['figures', i, 'by'], figure.by);
    if (figure.to && 'codes' in figure.to) named(['figures', i, 'to', 'codes'], figure.to.codes, ['code', 'codes']);
    named(['figures', i, 'covers'], figure.covers, ['code', 'codes']);
    named(['figures', i, 'each'], figure.each);
    if (!figure.order?.startsWith('total.')) named(['figures', i, 'order'], figure.order, NUMBERS);
    else if (!knows(definition, figure.order))
      say(['figures', i, 'order'], 'REGISTER_FIELD', `没有合计 ${figure.order}`);
  });
  relationFaults(definition, all, { say, named, condition, parameter });
  condition(['reviewFirst'], definition.reviewFirst);
  definition.obligations.forEach((id, i) => {
    if (surroundings.obligations && !surroundings.obligations.has(id))
      say(['obligations', i], 'OBLIGATION_UNKNOWN', `义务台账没有 ${id}`);
  });
  return faults;

  function capacity(i: number, c: Capacity): void {
    named(['capacity', i, 'of'], c.of, ['record']);
    const other = all.get(definition.fields.find((f) => f.key === c.of)?.register ?? '');
    for (const part of ['limit', 'base'] as const) {
      const key = c[part];
      if (other && key !== undefined && !fieldTypes(other).has(key))
        say(['capacity', i, part], 'REGISTER_FIELD', `登记册 ${other.key} 没有字段 ${key}`);
    }
    c.per?.forEach((key, j) => named(['capacity', i, 'per', j], key));
    named(['capacity', i, 'quantity'], c.quantity, NUMBERS);
    for (const key of Object.keys(c.where ?? {})) named(['capacity', i, 'where', key], key);
    condition(['capacity', i, 'when'], c.when);
    if (c.waiting !== undefined && !stages.has(c.waiting))
      say(
        ['capacity', i, 'waiting'],
        'REGISTER_STAGE',
        `没有阶段 ${c.waiting}，应为其中之一：${[...stages].join('、')}`,
      );
  }

  function copied(path: Path, from: string): void {
    const [own = '', theirs = ''] = from.split('.');
    named(path, own, ['record']);
    const other = all.get(definition.fields.find((f) => f.key === own)?.register ?? '');
    if (other && !fieldTypes(other).has(theirs)) say(path, 'REGISTER_FIELD', `登记册 ${other.key} 没有字段 ${theirs}`);
  }

  function formula(i: number, field: RegisterField): void {
    const path = ['fields', i, 'formula'];
    const days = field.type === 'date' ? addedTo(field.formula!) : null;
    if (field.type === 'date' && days === null)
      say(path, 'REGISTER_FORMULA', '日期的计算应为 plus、months 或 workdays: [日期字段, 数]');
    else if (field.type !== 'date' && !NUMBERS.includes(field.type))
      say(path, 'REGISTER_FORMULA', `计算字段的类型应为 ${NUMBERS.join(' 或 ')} 或 date，不是 ${field.type}`);
    if (days) named(path, days.day, ['date']);
    const { fields: read, dates, parameters } = readBy(days ? { plus: days.added } : field.formula!);
    for (const key of dates) named(path, key, ['date']);
    const above = new Set(keys.slice(0, i));
    for (const key of read) {
      named(path, key, NUMBERS);
      if (definition.fields.some((f) => f.key === key && f.formula !== undefined) && !above.has(key))
        say(path, 'REGISTER_FORMULA', `字段 ${key} 也是计算字段，应写在 ${field.key} 之前`);
    }
    for (const key of parameters) parameter(path, key);
  }

  function parameter(path: Path, key: string): void {
    if (surroundings.parameters && !surroundings.parameters.has(key)) say(path, 'PARAMETER_UNKNOWN', `没有参数 ${key}`);
  }
}

/** Whether a figure or condition may name it: a field, or a total (`total.hours`). */
const knows = (definition: RegisterDefinition, key: string): boolean =>
  fieldTypes(definition).has(key) || definition.totals?.some((t) => `${TOTAL}.${t.key}` === key) === true;

const NUMBERS: readonly FieldType[] = ['integer', 'decimal', 'money'];

function conditionFaults(
  path: Path,
  tree: FieldCondition,
  definition: RegisterDefinition,
  all: ReadonlyMap<string, RegisterDefinition>,
  surroundings: Surroundings,
  report: Report,
): RuleProblem[] {
  const into = (key: string, part: FieldCondition, i?: number) =>
    conditionFaults(i === undefined ? [...path, key] : [...path, key, i], part, definition, all, surroundings, report);
  if (tree.all) return tree.all.flatMap((part, i) => into('all', part, i));
  if (tree.any) return tree.any.flatMap((part, i) => into('any', part, i));
  if (tree.not) return into('not', tree.not);
  const say = (at: string, code: string, message: string) => [report([...path, at], code, message)];
  const written = Object.keys(tree).filter((k) => k !== 'field' && k !== 'listed');
  if (written.length !== 1 || (tree.field === undefined) === (tree.listed === undefined))
    return [report(path, 'REGISTER_CONDITION', '条件应恰好写一个 field 或 listed 和一种比较')];
  const types = fieldTypes(definition);
  if (tree.listed) {
    const other = all.get(tree.listed.register);
    if (!other) return say('listed', 'REGISTER_UNKNOWN', `没有登记册 ${tree.listed.register}`);
    const { by, via } = tree.listed;
    if ((by === undefined) === (via === undefined))
      return say('listed', 'REGISTER_CONDITION', '应恰好写 by（本册字段）或 via（对方登记册指向本记录的字段）');
    if (by !== undefined && !types.has(by)) return say('listed', 'REGISTER_FIELD', `没有字段 ${by}`);
    if (via !== undefined && !other.fields.some((f) => f.key === via && f.register === definition.key))
      return say('listed', 'REGISTER_FIELD', `登记册 ${other.key} 没有指向 ${definition.key} 的字段 ${via}`);
    const strange = tree.listed.same?.find((key) => !types.has(key) || !fieldTypes(other).has(key));
    if (strange !== undefined) return say('listed', 'REGISTER_FIELD', `两个登记册没有共同的字段 ${strange}`);
    return tree.listed.where
      ? conditionFaults([...path, 'listed', 'where'], tree.listed.where, other, all, surroundings, report)
      : [];
  }
  const [own = '', theirs] = tree.field!.split('.');
  if (own === TOTAL && knows(definition, tree.field!))
    return operandFaults(path, tree, definition, surroundings, report);
  if (!types.has(own))
    return say('field', 'REGISTER_FIELD', `没有字段 ${own}，应为其中之一：${[...types.keys()].join('、')}`);
  if (theirs !== undefined) {
    const register = definition.fields.find((f) => f.key === own)?.register;
    const other = register === undefined ? undefined : all.get(register);
    if (!other) return say('field', 'REGISTER_FIELD', `字段 ${own} 不指向其他登记册的记录`);
    if (!fieldTypes(other).has(theirs)) return say('field', 'REGISTER_FIELD', `登记册 ${register} 没有字段 ${theirs}`);
  }
  return operandFaults(path, tree, definition, surroundings, report);
}

function operandFaults(
  path: Path,
  leaf: FieldCondition,
  definition: RegisterDefinition,
  surroundings: Surroundings,
  report: Report,
): RuleProblem[] {
  const { op, operand } = comparisonOf(leaf);
  const at = [...path, op];
  const unknown = parametersOf(leaf).filter((key) => surroundings.parameters?.has(key) === false);
  if (unknown.length > 0) return [report(at, 'PARAMETER_UNKNOWN', `没有参数 ${unknown.join('、')}`)];
  if (typeof operand === 'object' && 'field' in operand && !fieldTypes(definition).has(operand.field))
    return [report(at, 'REGISTER_FIELD', `没有字段 ${operand.field}`)];
  const asked = definition.fields.find((f) => f.key === leaf.field);
  if (asked && NUMBERS.includes(asked.type) && typeof operand === 'string')
    return [report(at, 'REGISTER_OPERAND', `字段 ${asked.key} 的类型是 ${asked.type}，应与数字比较，不是“${operand}”`)];
  const codes = asked?.codes?.map((c) => c.code);
  const literals = Array.isArray(operand) ? operand : typeof operand === 'string' ? [operand] : [];
  const strange = codes ? literals.filter((code: string) => !codes.includes(code)) : [];
  return strange.length > 0
    ? [report(at, 'REGISTER_CODE', `${leaf.field} 没有代码 ${strange.join('、')}，应为其中之一：${codes!.join('、')}`)]
    : [];
}

/** Bounds the wrong way round, a choice that stands twice. */
function fieldFaults(path: Path, { min, max, codes = [] }: RegisterField, report: Report): RuleProblem[] {
  const faults: RuleProblem[] = [];
  if (min !== undefined && max !== undefined && min > max)
    faults.push(report([...path, 'min'], 'REGISTER_RANGE', `min ${min} 大于 max ${max}，应不大于它`));
  for (const [i, { code }] of codes.entries())
    if (codes.findIndex((c) => c.code === code) < i)
      faults.push(report([...path, 'codes', i, 'code'], 'REGISTER_CODE_TWICE', `代码 ${code} 出现两次，应各不相同`));
  return faults;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
