import type { ProblemKind } from './problem-kinds.ts';

/** The words of one coded column: what is stored, and what clerks write instead. */
export interface Vocabulary {
  /** Reported when another word was written for a known value. */
  alias: ProblemKind;
  /** Reported when two values stand in a cell that holds one; without it the cell holds several, joined by a comma. */
  ambiguous?: ProblemKind;
  /** The stored words, each with other words for it (blanks between words part them). */
  words: Readonly<Record<string, string>>;
  /** Endings that add nothing (初中毕业 is 初中). */
  endings?: RegExp;
  /** Words that mean that nothing is to be stored. */
  nothing?: string;
}

const ethnicGroups =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 ' +
  '布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺';
const ethnicNicknames: Readonly<Record<string, string>> = {
  汉: '漢 漢族 汉人 Han HAN HA 01 汉民族',
  蒙古: '蒙 蒙族 蒙古人 02',
  回: '回回 回民 03',
  藏: '藏民 04',
  维吾尔: '维 维族 维吾尔人 维吾族 05',
  满: '滿族 滿 满洲族 11',
  哈萨克: '哈 哈族',
  柯尔克孜: '柯族',
  朝鲜: '鲜族 朝族 朝鲜人',
  土家: '土家人',
  仫佬: '么佬族',
};

function ethnicWords(): Record<string, string> {
  const words: Record<string, string> = {};
  for (const group of ethnicGroups.split(' ')) words[`${group}族`] = `${group} ${ethnicNicknames[group] ?? ''}`;
  return { ...words, 其他: '其它 其他民族', 外国血统中国籍人士: '外国血统 入籍' };
}

/** GB/T 3304 names of the 56 groups. */
export const ethnicVocabulary: Vocabulary = { alias: 'ethnic_variant', words: ethnicWords(), nothing: '无 / 不详' };

export const sexVocabulary: Vocabulary = {
  alias: 'sex_variant',
  words: { 男: '男性 男士 M m Male male MALE 1 ♂ 先生 nan', 女: '女性 女士 F f Female female FEMALE 2 ♀ 小姐 nv' },
};

export const relationVocabulary: Vocabulary = {
  alias: 'relation_alias',
  words: {
    户主: '本人 本人或户主 本人（户主） 户主本人 户主（本人）',
    配偶: '妻 夫 妻子 丈夫 夫妻 爱人 老婆 老公 媳妇（配偶） 户主配偶 之妻 之夫',
    儿子: '子 男孩 儿 之子 独生子 独子 其他儿子',
    女儿: '闺女 女孩 之女 独生女 独女 其他女儿',
    女: '',
    长子: '大儿子 大儿 大子 老大（子）',
    次子: '二儿子 二儿 二子 老二（子）',
    三子: '三儿子 三儿',
    四子: '四儿子',
    五子: '五儿子',
    长女: '大女儿 大女 大闺女',
    次女: '二女儿 二女 二闺女',
    三女: '三女儿 三闺女',
    四女: '四女儿',
    五女: '五女儿',
    养子或继子: '养子 继子 养子女',
    养女或继女: '养女 继女',
    儿媳: '媳妇 儿媳妇 儿媳女 媳',
    女婿: '婿 姑爷',
    孙子: '孙 孙儿 长孙 次孙',
    孙女: '孙女儿 长孙女 次孙女',
    外孙子: '外孙 外孙儿',
    外孙女: '外孙女儿',
    孙媳妇或外孙媳妇: '孙媳 孙媳妇 外孙媳妇',
    孙女婿或外孙女婿: '孙女婿 孙婿',
    曾孙子或外曾孙子: '曾孙子 曾孙 重孙 重孙子',
    曾孙女或外曾孙女: '曾孙女 重孙女',
    父亲: '父 爸爸 爸 爹 户主父亲',
    母亲: '母 妈妈 妈 娘 户主母亲',
    继父或养父: '继父 养父',
    继母或养母: '继母 养母',
    公公: '',
    婆婆: '',
    岳父: '丈人 老丈人',
    岳母: '丈母娘',
    祖父: '爷爷 爷',
    祖母: '奶奶 奶',
    外祖父: '姥爷 外公',
    外祖母: '姥姥 外婆',
    兄: '哥哥 哥 兄长',
    弟: '弟弟 弟兄',
    姐姐: '姐',
    妹妹: '妹',
    嫂: '嫂子 嫂嫂',
    弟媳: '弟妹 弟媳妇',
    姐夫: '',
    妹夫: '',
    伯父: '大爷 伯伯',
    叔父: '叔叔 叔',
    侄子: '侄儿 侄',
    侄女: '',
    外甥: '',
    外甥女: '',
    其他亲属: '亲属 其他亲戚',
    非亲属: '无亲属关系',
    其他: '其它 其他关系',
  },
  endings: /(?<=.)(?:关系)$/,
  nothing: '无 / -',
};

export const educationVocabulary: Vocabulary = {
  alias: 'education_alias',
  ambiguous: 'education_ambiguous',
  words: {
    文盲或半文盲:
      '文盲 半文盲 不识字 未上学 未上过学 没上过学 无学历 文盲半文盲 文盲、半文盲 文盲/半文盲 文盲或识字很少 识字很少',
    小学: '小学以下 初小 高小 小学及以下',
    初中: '初级中学 普通初中 初中中学',
    高中: '普高 普通高中 高级中学 高中中学',
    中职: '中专 中技 技校 职高 职业高中 职业中专 技工学校 技工 中等专业学校 中等职业学校 中等职业教育 中等专科 中等职业 职专',
    大专: '专科 高职 大学专科 高等职业 高职高专 大专（高职） 专科教育',
    本科及以上: '本科 大学 大学本科 本科以上 研究生 硕士 博士 硕士研究生 博士研究生 大学本科及以上 大本 本科生',
  },
  endings: /(?<=.)(?:毕业|文化|肄业|结业|学历|程度|文化程度|毕业生|生)$/,
  nothing: '无 / - 不详',
};

const grades = '一 二 三 四 五 六'.split(' ');

function inSchoolWords(): Record<string, string> {
  const words: Record<string, string> = {
    学龄前儿童: '学龄前 学前 学前儿童 学前教育 幼儿园 未入学 婴幼儿 幼儿 托儿所 学前班 婴儿',
    小学: `小学生 小学在读 小学在校 在读小学 ${grades.map((g) => `小学${g}年级 ${g}年级`).join(' ')}`,
    七年级: '初一 初中一年级 初中一 七年级学生 初一年级 7年级',
    八年级: '初二 初中二年级 初中二 八年级学生 初二年级 8年级',
    九年级: '初三 初中三年级 初中三 九年级学生 初三年级 9年级',
    非在校生:
      '非在校 否 不在校 未在校 无 已毕业 毕业 非学生 不在读 非在读 已辍学 辍学 未上学 不是 非 离校 N × 0 没有 没上学 不上学 非在校学生',
  };
  const stages: readonly [string, number, string, string][] = [
    ['普通高中', 3, '高中 普高', '高'],
    ['中职', 4, '中专 职高 职业高中 中等职业 职专', '职'],
    ['技师学院', 6, '技校 技工学校 技工院校', ''],
    ['大专', 4, '高职 专科', ''],
    ['本科', 5, '大学 大学本科', ''],
    ['硕士', 3, '研究生 硕士研究生', '研'],
    ['博士', 5, '博士研究生', '博'],
  ];
  for (const [stage, years, others, letter] of stages) {
    for (const grade of grades.slice(0, years)) {
      const forms = others.split(' ').map((other) => `${other}${grade}年级`);
      words[`${stage}${grade}年级`] = [...forms, letter === '' ? '' : `${letter}${grade} ${letter}${grade}年级`].join(
        ' ',
      );
    }
  }
  return words;
}

export const inSchoolVocabulary: Vocabulary = {
  alias: 'in_school_alias',
  words: inSchoolWords(),
  endings: /(?<=.)(?:学生|在读|在校|就读|生)$/,
  nothing: '/ - 不详',
};

export const healthVocabulary: Vocabulary = {
  alias: 'health_alias',
  words: {
    健康: '良好 健康或良好 正常 好 身体健康 健康良好 一般 无病 健全 无疾病',
    长期慢性病: '长期慢病 慢性病 慢病 长期慢性疾病 慢性疾病 患有长期慢性病 患长期慢性病 有慢性病',
    患有大病: '大病 重病 患大病 重大疾病 大病患者 患有重病 患病（大病） 患重病',
    残疾: '残疾人 残 有残疾 身体残疾 残障 残疾（持证） 持证残疾人',
  },
  nothing: '无 / - 不详',
};

export const labourSkillVocabulary: Vocabulary = {
  alias: 'labour_skill_alias',
  words: {
    普通劳动力: '普通劳力 普通 有劳动力 有劳动能力 全劳动力 全劳力 劳动力 正常劳动力 一般劳动力',
    技能劳动力: '技能劳力 技能 有技能 技术劳动力 技能型劳动力 有技能劳动力',
    弱劳动力或半劳动力:
      '弱劳动力 半劳动力 弱劳力 半劳力 弱半劳动力 弱（半）劳动力 弱劳动力半劳动力 弱劳动力/半劳动力 部分劳动能力',
    丧失劳动力: '丧失劳动能力 丧失 丧失劳力 完全丧失劳动能力',
    无劳动力: '无劳动能力 无 无劳力 没有劳动力 没有劳动能力',
  },
  nothing: '/ - 不详',
};

export const residenceVocabulary: Vocabulary = {
  alias: 'residence_alias',
  words: {
    农村: '农村居民 农业 农业户口 农村户口 农业户籍 农村户籍 农户 农民 农 农业家庭户口 农业家庭户 乡村 农业人口',
    城镇: '城镇居民 城市 城市居民 非农 非农业 非农业户口 非农户口 城镇户口 城镇户籍 居民户口 城 非农业家庭户口 非农业家庭户 城市户口 城镇居民户口',
  },
  nothing: '无 / - 不详',
};

/** Types of household, in the order in which they are stored. */
export const householdTypeVocabulary: Vocabulary = {
  alias: 'household_type_alias',
  words: {
    一般脱贫户:
      '一般脱贫 脱贫户 脱贫享受政策户 脱贫 脱贫享受政策 享受政策脱贫户 享受政策户 已脱贫户 已脱贫 稳定脱贫户 已脱贫享受政策户 脱贫（享受政策） 脱贫户（享受政策） 建档立卡脱贫户 脱贫人口 一般脱贫农户',
    脱贫不稳定户: '脱贫不稳定 不稳定脱贫户 脱贫不稳定农户 脱贫监测户 脱贫不稳 不稳定脱贫',
    边缘易致贫户: '边缘户 边缘易致贫 易致贫户 边缘易致贫农户 边缘贫困户 致贫边缘户 边缘',
    突发严重困难户: '突发困难户 突发严重困难 突发严重困难农户 突困户 突发困难 严重困难户',
    低保户:
      '低保 农村低保户 农村低保 城市低保户 城镇低保户 最低生活保障户 最低生活保障 城乡低保 城乡低保户 农村最低生活保障户 低保家庭 享受低保',
    特困供养户:
      '特困 五保户 五保 特困户 特困供养 特困人员 特困供养人员 特困家庭 农村特困 农村五保户 农村五保 分散供养 集中供养 特困救助供养户 特困救助供养人员 农村特困供养户',
  },
  nothing: '/ -',
};

export const levelVocabulary: Vocabulary = {
  alias: 'level_alias',
  words: {
    中级工: '中级 中技 中级工班 中级技工 中级技能 中级班 中技班 四级 四级工 中级技工班',
    高级工: '高级 高技 高级工班 高级技工 高级技能 高级班 高技班 三级 三级工 高级技工班',
    预备技师: '预备技师班 预备 技师预备 预备技师（技师） 预技',
    技师: '技师班 二级 二级技师',
    高级技师: '高级技师班 一级',
  },
  endings: /(?<=..)(?:层次|阶段|培养|教育)$/,
};

/** Whom a course takes: graduates of which school. */
export const baseVocabulary: Vocabulary = {
  alias: 'education_alias',
  words: {
    初中: '初中毕业生 应届初中 应往届初中毕业生 应届初中毕业生 初中及以上 初中毕业及同等学力 初中起点 初中生 应届、往届初中毕业生',
    高中: '高中毕业生 应届高中 应往届高中毕业生 应届高中毕业生 高中（中职）毕业生 高中起点 高中生 高中及以上 高中或中职 高中/中职 高中、中职 应届、往届高中毕业生',
    中职: '中专 中职毕业生 中技毕业生 中职起点',
  },
  endings: /(?<=.)(?:毕业|起点|学历)$/,
};

export const schoolGradeVocabulary: Vocabulary = {
  alias: 'level_alias',
  words: {
    技师学院: '技师 技师院校',
    高级技工学校: '高级技校 高级技工院校 高技',
    技工学校: '普通技工学校 技校 技工院校 普通技校',
  },
};

/** Words for yes and no in one column; `yes` and `no` that need no remark come first. */
export interface YesNoWords {
  alias: ProblemKind;
  /** Words that the column itself asks for. */
  plainYes: string;
  plainNo: string;
  yes: string;
  no: string;
}

const anyYes = '是 是的 √ ✓ ✔ ☑ v V 有 对 1 Y y Yes YES yes TRUE true T 真 ○ ● 确认 属于';
const anyNo = '否 不是 × ✗ ✘ ☒ X x 无 没有 0 N n No NO no FALSE false F 假 非 不 未 不属于';

export const veteranWords: YesNoWords = {
  alias: 'veteran_variant',
  plainYes: '是',
  plainNo: '否',
  yes: `${anyYes} 退役 退役士兵 退役军人 退伍 退伍军人 复员 复员军人 转业 退伍兵 退役士官`,
  no: `${anyNo} 非退役 非退役士兵 非退役军人`,
};

export const riskWords: YesNoWords = {
  alias: 'risk_variant',
  plainYes: '是',
  plainNo: '否',
  yes: `${anyYes} 已消除 消除 风险已消除 已解除 解除 已稳定消除 完全消除`,
  no: `${anyNo} 未消除 没消除 风险未消除 未解除 尚未消除 没有消除`,
};

export const designatedWords: YesNoWords = {
  alias: 'designated_variant',
  plainYes: '是',
  plainNo: '否',
  yes: `${anyYes} 承担 已承担 承担任务`,
  no: `${anyNo} 不承担 未承担`,
};

/** Villages answer 是/否, √/× or 愿意/不愿意 as their form asks; everything else is a variant. */
export const answerWords: YesNoWords = {
  alias: 'answer_variant',
  plainYes: '是 √ 愿意',
  plainNo: '否 × 不愿意',
  yes: `${anyYes} 愿意 愿 想 想去 想参加 想学 要 要参加 参加 同意 可以 愿意参加 愿意就读 有意愿 有 想就读 愿意去 愿意学 行 好`,
  no: `${anyNo} 不愿意 不愿 不想 不去 不想去 不想参加 不参加 不要 不同意 不可以 没意愿 无意愿 无 暂无意愿 不就读 拒绝 不行 不想学 暂不`,
};

/** Levels as a roll of students names them: there 技师 is the class that trains for it (预备技师). */
export const rollLevelVocabulary: Vocabulary = {
  ...levelVocabulary,
  words: {
    中级工: levelVocabulary.words.中级工!,
    高级工: levelVocabulary.words.高级工!,
    预备技师: `${levelVocabulary.words.预备技师} 技师 技师班 技师工班`,
  },
};

/** What a school says of a student, in the words of the national registration system. */
export const studentStateVocabulary: Vocabulary = {
  alias: 'status_alias',
  words: {
    在籍: '在校 在读 注册学籍 在籍在校 已注册 正常 就读 注册 在册 在籍学生 在校生 在读生 已注册学籍 正常在籍 实习 顶岗实习',
    休学: '休学中 办理休学 休学学生 已休学 暂时休学',
    保留学籍: '保留 参军保留学籍 保留学籍（参军） 应征入伍保留学籍 服役 保留学籍（服役） 入伍保留学籍',
    退学: '已退学 自动退学 流失 辍学 离校 劝退 开除 注销 注销学籍 取消学籍 退学离校',
    转出: '已转出 转学 转学转出 转校 转学离校 转出学籍',
    结业: '已结业 结业离校 肄业',
    毕业: '已毕业 毕业离校 正常毕业 毕业生',
  },
};

/** Whether a student studies full time. */
export const studyModeVocabulary: Vocabulary = {
  alias: 'mode_alias',
  words: {
    全日制:
      '是 全日 普通全日制 全日制学生 全日制学习 全日制教育 全日制在校 全制 脱产 全脱产 脱产学习 full-time 全日制（脱产）',
    非全日制:
      '否 非全 非全日 业余 半工半读 函授 非全日制学生 非全日制学习 工学交替 不脱产 半脱产 在职 part-time 弹性学制 非全制',
  },
};

/** What a training class's examination came to. */
export const trainingResultVocabulary: Vocabulary = {
  alias: 'value_variant',
  words: {
    合格: '通过 及格 已合格 考核合格 合格（通过） 过 良好 优秀 优 良 是 √ 鉴定合格 结业 已结业',
    不合格: '未通过 不及格 不通过 考核不合格 未合格 不过 否 ×',
    缺考: '未参加 未考 缺席 未参加考核 弃考 缺考（未参加） 没考 未参考',
  },
};
