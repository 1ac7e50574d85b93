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

/** States of the roll as schools write them. */
const STATES: Readonly<Record<string, string>> = {
  registered: '在籍',
  on_leave: '休学',
  kept_for_service: '保留学籍',
  left: '退学',
  transferred: '转出',
  completed: '结业',
  graduated: '毕业',
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
