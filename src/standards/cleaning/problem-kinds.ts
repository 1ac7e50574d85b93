/** What becomes of a cell or row: repaired alone, kept for a person, not stored, not a data row, stored with a remark. */
export type Decision = 'auto' | 'review' | 'refuse' | 'skip' | 'note';

/** Every kind of mess an import knows, with its decision and what the clerk is told. Data, one line each. */
const kinds = {
  // citizen number
  id_trailing_space: ['auto', '号码后面有空格，已去掉'],
  id_leading_space: ['auto', '号码前面有空格，已去掉'],
  id_inner_space: ['auto', '号码中间有空格或横线，已去掉'],
  id_fullwidth: ['auto', '号码是全角数字，已改为半角'],
  id_quote: ['auto', '号码前有撇号，已去掉'],
  id_lowercase_x: ['auto', '末位小写 x 已改为大写 X'],
  id_15digit: ['auto', '15 位旧号码，已补世纪和校验码；发放资金前须与其他来源核对'],
  id_excel_text_formula: ['auto', '号码写成 ="…" 的形式，已取出号码'],
  id_precision_lost: ['review', '号码按数值保存，15 位以后已变成 0，请填写完整号码'],
  id_sci_text: ['review', '号码变成了科学计数法，请填写完整号码'],
  id_check_wrong: ['review', '号码校验不通过，请核对'],
  id_typo: ['review', '号码有一位数字错误，请核对'],
  id_long: ['review', '号码多于 18 位，请核对'],
  id_missing: ['review', '没有填写号码'],
  id_placeholder: ['review', '号码处填的是文字，不是号码'],
  id_of_other_member: ['review', '号码是同户另一成员的，请核对'],
  id_of_twin: ['review', '号码是双胞胎另一人的，请核对'],
  id_shared: ['review', '两个人用了同一个号码，请核对'],
  register_id_wrong: ['review', '本表号码正确，台账中的号码有误或缺失，请核对台账'],
  id_differs: ['review', '姓名、电话与台账一致，号码是另一个有效号码，请核对证件'],
  id_rescued_by_status_number: ['auto', '证件号残缺，已由学籍号中的完整号码补上'],
  id_disability_certificate: ['auto', '填的是残疾人证号，已取其中的身份证号'],
  // name
  name_inner_space: ['auto', '姓名中间有空格，已去掉'],
  name_outer_space: ['auto', '姓名前后有空格，已去掉'],
  name_dot_variant: ['auto', '姓名中的间隔号已统一为“·”'],
  name_fullwidth: ['auto', '姓名中的全角或兼容字形已统一'],
  name_traditional: ['review', '姓名用了繁体字，请核对'],
  name_rare_lost: ['review', '姓名中的生僻字没有保存下来，请填写'],
  name_homophone: ['review', '姓名与台账有同音字之别，请核对'],
  name_surname_variant: ['review', '姓氏写法与台账不同，请核对'],
  name_suffix: ['auto', '姓名后的备注已去掉'],
  name_former: ['review', '号码相同、名字与台账不同，请核对是否曾用名'],
  name_missing: ['review', '没有填写姓名'],
  name_unreadable: ['refuse', '姓名处不是姓名'],
  // coded values
  sex_variant: ['auto', '性别写法已统一'],
  sex_mismatch: ['review', '性别与号码第 17 位不符，请核对'],
  ethnic_variant: ['auto', '民族写法已统一'],
  relation_alias: ['auto', '与户主关系写法已统一'],
  education_alias: ['auto', '文化程度写法已统一'],
  education_ambiguous: ['review', '文化程度写了两种，请选定一种'],
  in_school_alias: ['auto', '在校生状况写法已统一'],
  health_alias: ['auto', '健康状况写法已统一'],
  labour_skill_alias: ['auto', '劳动技能写法已统一'],
  veteran_variant: ['auto', '是否退役士兵的写法已统一'],
  risk_variant: ['auto', '风险是否消除的写法已统一'],
  residence_alias: ['auto', '户籍类别写法已统一'],
  value_variant: ['auto', '填写的内容已统一写法'],
  value_unknown: ['review', '填写的内容不在可选范围内，请核对'],
  // telephone
  phone_separators: ['auto', '电话中的空格、横线或国家代码已去掉'],
  phone_two_numbers: ['auto', '填了两个电话，第一个作为主要电话'],
  phone_short: ['review', '电话位数不对，请核对'],
  phone_landline: ['note', '不是手机号码，收不到短信'],
  phone_as_number: ['auto', '电话按数值保存，已改为文本'],
  // dates
  date_excel_serial: ['auto', '日期只剩 Excel 序号，已换算'],
  date_month_only: ['auto', '日期只到月份，按月份登记'],
  date_impossible: ['review', '没有这一天或日期写不全，请核对'],
  date_two_digit_year: ['review', '年份只有两位，请填写四位年份'],
  date_order: ['review', '脱贫时间早于识别时间，请核对'],
  date_format: ['auto', '日期写法与本列其他行不同，已统一'],
  date_before_enrolment: ['review', '毕业时间早于入学时间，请核对'],
  date_planned: ['note', '尚在校，毕业时间是预计时间'],
  date_employment_before_graduation: ['note', '就业时间早于毕业时间'],
  date_employment_missing: ['review', '有就业单位但没有就业时间'],
  date_graduation_missing: ['review', '状态为毕业但没有毕业时间'],
  status_overdue: ['review', '已过毕业时间，状态仍为在籍，请核对'],
  // household
  household_type_alias: ['auto', '户类型写法已统一'],
  household_type_multi: ['auto', '一格内有多个户类型，已分开'],
  household_type_missing: ['review', '全户没有填写户类型'],
  head_missing: ['review', '该户没有户主'],
  two_heads: ['review', '一户有两个户主，请核对'],
  fill_down: ['auto', '只在每户第一行填写户信息，已向下补全'],
  merged_cells: ['auto', '户信息为合并单元格，已逐行补全'],
  // place
  village_alias: ['auto', '村（居）名称写法已统一'],
  village_unknown: ['review', '区划代码表中没有这个村（居），请核对'],
  county_wrong: ['review', '该行的县（市、区）与本表不符，请核对'],
  // rows
  shifted_row: ['refuse', '整行向旁边错了一格，本行未导入，请更正后重报'],
  no_identity: ['refuse', '姓名和号码都没有，本行未导入'],
  formula_cell: ['refuse', '单元格是公式，公式不会计算，本行未导入，请改为文本或数值'],
  duplicate_row: ['auto', '与另一行是同一人且内容相同，只保留一行'],
  duplicate_person: ['review', '同一人出现两次且内容不同，请核对'],
  duplicate_in_two_households: ['review', '同一人出现在两户，请核对'],
  blank_row: ['skip', '空行'],
  subtotal_row: ['skip', '小计行'],
  repeated_header: ['skip', '重复的表头'],
  total_row: ['skip', '合计行'],
  footer_row: ['skip', '表尾或说明'],
  block_header: ['skip', '班级或学校的表头'],
  total_wrong: ['note', '表中所写合计与实际人数不符'],
  // against the register and the catalogue
  not_in_register: ['review', '台账中没有此人'],
  school_alias: ['auto', '学校简称已换成全称'],
  school_not_in_catalogue: ['review', '当年目录中没有这所学校'],
  school_not_designated: ['review', '该校不承担精准技能扶贫任务'],
  card_no_wrong: ['review', '扶贫卡编号与台账中的户编号不符'],
  card_no_missing: ['auto', '扶贫卡编号空缺，已按台账补上'],
  // students
  status_number_short: ['note', '学籍号缺少开头的 G'],
  two_status_numbers: ['note', '原学籍已结束，又重新入学'],
  two_active_statuses: ['review', '同时有两个在籍学籍，请核对'],
  level_alias: ['auto', '培养层次写法已统一'],
  mode_alias: ['auto', '学习形式写法已统一'],
  status_alias: ['auto', '学籍状态写法已统一'],
  years_text: ['auto', '学制按文字填写，已换算成年数'],
  major_alias: ['auto', '专业名称写法已统一'],
  // catalogue
  tuition_text: ['auto', '收费标准按文字填写，已换算成元/学年'],
  plan_text: ['auto', '招生计划按文字填写，已换算成人数'],
  plan_missing: ['review', '没有招生计划人数'],
  designated_variant: ['auto', '是否承担任务的写法已统一'],
  duplicate_entry: ['review', '同一学校、专业、层次和招生对象出现两次且内容不同，请核对'],
  level_above_school: ['review', '培养层次高于该类学校的主要办学层次'],
  // training rosters
  two_classes_same_time: ['review', '此人同时在两个班'],
  third_class_in_year: ['review', '当年第三次补贴性培训'],
  current_student: ['review', '全日制在校生'],
  deceased_before_class: ['review', '台账备注开班前已去世'],
  over_working_age: ['review', '开班时已超过劳动年龄'],
  no_labour_capacity: ['review', '台账显示无劳动能力'],
  veteran_not_registered: ['note', '退役士兵，不在建档立卡范围'],
  label_not_in_register: ['review', '名册写建档立卡，台账中不是'],
  label_missed: ['note', '是建档立卡户，名册写的是其他类别'],
  low_attendance: ['note', '出勤不足一半'],
  attended_more_than_held: ['review', '出勤天数多于开班天数'],
  certificate_missing: ['review', '合格但没有证书编号'],
  certificate_number_twice: ['review', '两人证书编号相同'],
  employed_before_class: ['note', '就业早于开班'],
  impossible_hours: ['review', '课时超过天数所能容纳'],
  same_room_same_time: ['review', '两个班同时用一间教室'],
  // survey of wishes
  answer_variant: ['auto', '意愿写法已统一'],
  answer_missing: ['review', '没有填写意愿'],
  answers_contradict: ['review', '愿意和不愿意原因同时填写，请核对'],
  asked_again: ['note', '此人的第二次答复，以较晚日期为准'],
  superseded_by_later_answer: ['note', '此人另有较晚的答复'],
  extra_comma: ['review', '未加引号的逗号多出一列，已试着归位，请核对'],
  embedded_newline: ['auto', '单元格内有换行'],
  two_wishes: ['note', '就读和培训都愿意'],
} as const satisfies Record<string, readonly [Decision, string]>;

/** Stable code of a kind of problem. */
export type ProblemKind = keyof typeof kinds;

/** All kinds, for lists and settings screens. */
export const problemKinds = Object.keys(kinds) as ProblemKind[];

/** What the import does about a kind of problem. */
export function decisionOf(kind: ProblemKind): Decision {
  return kinds[kind][0];
}

/** What the clerk reads about a kind of problem. */
export function messageOf(kind: ProblemKind): string {
  return kinds[kind][1];
}
