import { STANDINGS } from '../../students/schema.ts';

const STATES: Readonly<Record<string, string>> = STANDINGS;
const TITLES: Readonly<Record<string, string>> = {
  householdTypes: '户类型',
  identifiedOn: '识别时间',
  relation: '与户主关系',
  enrolledOn: '入学日期',
  state: '学籍状态',
  graduatedOn: '毕业日期',
  className: '班级',
  startsOn: '开班日期',
  endsOn: '结班日期',
  employer: '就业单位',
  employedOn: '就业日期',
};

/** The facts that counted somebody, in words; what nothing is known of is left out. */
export function factWords(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(TITLES)
    .flatMap(([key, title]) => {
      const value = facts[key];
      if (value === null || value === undefined || value === '') return [];
      const text = Array.isArray(value) ? value.join('、') : String(value);
      return [`${title} ${key === 'state' ? (STATES[text] ?? text) : text}`];
    })
    .join('；');
}
