import { valueWordsOf } from '../../../policy/index.ts';
import type { Parameter, ParameterValue, RuleSet, Validity, ValueRefusal, ValueSource } from '../../../policy/index.ts';

const TOLD: Readonly<Record<Exclude<ValueRefusal['why'], 'outside_bound'>, string>> = {
  unknown_parameter: '没有这个参数',
  wrong_level: '本级不能设定这个参数',
  wrong_type: '值的类型不对',
  unknown_option: '没有这个选项',
  wrong_dates: '截止日期早于开始日期',
  stated_by_document: '文件已写明，不能改动；本地区自己的文件可以新文件调整',
};

/** Why a value may not be set, as a fault of the form; a broken floor or cap is told with its clause. */
export function refusalField(refusal: ValueRefusal): { path: string; message: string } {
  if (refusal.why !== 'outside_bound') return { path: 'value', message: TOLD[refusal.why] };
  const { bound, operator, document, clause } = refusal;
  const word = operator === 'cap' ? '不得高于' : operator === 'exact' ? '应为' : '不得低于';
  return { path: 'value', message: `${word} ${bound}（${document} ${clause}）` };
}

/** The clause that leaves the value to the place: its own, or that of the first rule which fulfils the same duty. */
function citationOf(parameter: Parameter, rules: RuleSet['rules']): { document: string; clause: string } {
  const stated = parameter.versions[0];
  const rule = rules.find((r) => r.obligations.some((id) => parameter.obligations.includes(id)));
  const from = stated ?? parameter.leftOpen ?? rule;
  return { document: from?.document ?? '', clause: from?.clause ?? '' };
}

/** A value as the law writes it down: set by a place, citing the clause that leaves it open. */
export function localValueOf(
  set: RuleSet,
  parameter: Parameter,
  given: { jurisdiction: string; valid: Validity; value: ParameterValue; note: string },
): ValueSource {
  return {
    ...given,
    operator: parameter.versions[0]?.operator ?? 'exact',
    status: 'set_locally',
    ...citationOf(parameter, set.rules),
  };
}

/** A value in words: the codes that `words` names by their Chinese names. */
export function shownValue(value: unknown, words: ReturnType<typeof valueWordsOf> = {}): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const word = (code: unknown): string => words[String(code)]?.zh ?? String(code);
  return Array.isArray(value) ? value.map(word).join('、') : word(value);
}
