import type { AcceptanceCardData, BenefitAnswer } from './acceptance-card.ts';
import type { AdmissionLetterData } from './admission-letter.ts';
import type { ApplicationFormData } from './application-form.ts';
import type { BatchListData, BatchListRow } from './batch-list.ts';
import type { DecisionCardData } from './decision-card.ts';
import type { ReceiptData } from './receipt.ts';

/** Data of letters about invented persons, for tests and benchmarks. */
const printed = { by: '沂水县人力资源和社会保障局 王晓敏', at: '2020-09-01T02:21:00Z' };
const person = { personName: '阿卜杜热合曼·阿卜杜外力', maskedIdNumber: '371323********1234' };
const check = { checkUrl: 'https://jiqiao.example/c/7K3M-9QXA', checkCode: '7K3M-9QXA' };
const school = { schoolName: '沂蒙山高级技工学校', majorName: '数控加工（数控车工）' };
const waiverClause = '三（四）第一项';

export function anAdmissionLetter(change: Partial<AdmissionLetterData> = {}): AdmissionLetterData {
  const names = ['免学费', '免住宿费', '免教材费', '免费提供勤工俭学岗位', '免费推荐就业岗位', '享受国家助学金'];
  return {
    ...person,
    ...school,
    ...check,
    letterNumber: '沂蒙技录〔2020〕0037号',
    levelName: '高级工',
    studyYears: 3,
    studyForm: '全日制',
    admittingOffice: '临沂市人力资源和社会保障局',
    admittedOn: '2020-08-20',
    reportOn: '2020-09-05',
    reportPlace: '沂水县沂城街道长安中路123号学校招生就业处',
    phone: '0539-2250000',
    bring: ['本通知书', '居民身份证', '户口簿', '毕业证书', '一寸照片4张'],
    freeItems: names.map((name) => ({ name })),
    issuedOn: '2020-08-25',
    printed,
    ...change,
  };
}

export function anApplicationForm(change: Partial<ApplicationFormData> = {}): ApplicationFormData {
  return {
    ...school,
    applicationNumber: '3713232020000037',
    villageOffice: '沂水县高桥镇沭水村村民委员会',
    serialNumber: '12',
    name: person.personName,
    sex: '男',
    ethnicGroup: '维吾尔族',
    assistanceCardNumber: 'FP371323104207-0086',
    idNumber: '371323200405061234',
    phone: '13800000000',
    address: '山东省临沂市沂水县高桥镇沭水村三组45号',
    levelName: '高级工',
    studyYears: 3,
    categories: [
      { name: '初中毕业未能继续升学人员', chosen: true },
      { name: '高中毕业未能继续升学人员', chosen: false },
      { name: '退役士兵', chosen: false },
    ],
    papers: [
      { name: '居民身份证复印件', received: true },
      { name: '户口簿复印件', received: true, note: '首页及本人页' },
      { name: '毕业证书复印件', received: true },
      { name: '扶贫手册复印件', received: false, note: '由扶贫部门名单核对' },
    ],
    guardianName: '阿卜杜外力·买买提',
    assistanceOffice: '高桥镇扶贫工作办公室',
    laborOffice: '高桥镇人力资源社会保障所',
    printed,
    ...change,
  };
}

export function aReceipt(change: Partial<ReceiptData> = {}): ReceiptData {
  return {
    ...person,
    ...school,
    applicationNumber: '3713232020000037',
    papers: anApplicationForm().papers,
    receivedBy: '沂水县高桥镇沭水村村民委员会',
    receivedOn: '2020-09-01',
    askAt: { office: '高桥镇人力资源社会保障所', phone: '0539-2251111', place: '高桥镇政府便民服务中心3号窗口' },
    checkUrl: 'https://jiqiao.example/s/HQ4T-2W8N',
    slipCode: 'HQ4T-2W8N',
    printed,
    ...change,
  };
}

export function aDecisionCard(change: Partial<DecisionCardData> = {}): DecisionCardData {
  const document = '山东省技工院校服务脱贫攻坚工作行动计划';
  const poor = { source: '沂水县建档立卡人口名单', listDate: '2020-08-15', result: 'granted' } as const;
  return {
    ...person,
    ...check,
    language: 'zh',
    reasons: [],
    cardNumber: 'HY202009010037',
    matter: '雨露计划职业教育补助',
    onDate: '2020-09-01',
    outcome: 'granted',
    outcomeText: '户籍为农村建档立卡贫困家庭，子女在技工院校接受全日制教育，按每生每年标准补助到户。',
    sum: {
      lines: [{ item: '2020—2021学年', working: '1人 × 3,000.00元/学年', amountFen: 300_000 }],
      totalFen: 300_000,
    },
    clauses: [{ document, documentNumber: '鲁人社字〔2017〕××号', clause: '三（四）第二项' }],
    facts: [
      { name: '建档立卡贫困家庭', value: '是（在册）', ...poor },
      { name: '农村户籍', value: '是', ...poor },
      {
        name: '接受技工教育',
        value: '全日制在校',
        source: '沂蒙山高级技工学校学籍',
        listDate: '2020-09-01',
        result: 'granted',
      },
    ],
    lacking: [],
    wouldChange: [],
    ruleVersion: 'SD2017-yulu 第3版',
    parameterVersion: '2020-01-01',
    decidedAt: '2020-09-01T02:20:00Z',
    printed,
    ...change,
  };
}

export function aBatchListRow(change: Partial<BatchListRow> = {}): BatchListRow {
  const { name, sex, ethnicGroup, assistanceCardNumber, idNumber, phone, address, schoolName, majorName } =
    anApplicationForm();
  return { name, sex, ethnicGroup, assistanceCardNumber, idNumber, phone, address, schoolName, majorName, ...change };
}

export function aBatchList(change: Partial<BatchListData> = {}): BatchListData {
  return {
    heading: '沂水县精准技能扶贫对象登记汇总表',
    countyName: '沂水县',
    batchNumber: '371323-2020-03',
    compiledOn: '2020-09-01',
    rows: [aBatchListRow(), aBatchListRow({ name: '王小二', ethnicGroup: '汉族', schoolName: '临沂市技师学院' })],
    assistanceOffice: '沂水县扶贫开发领导小组办公室',
    laborOffice: '沂水县人力资源和社会保障局',
    filledBy: '李明',
    phone: '0539-2252222',
    printed,
    ...change,
  };
}

export function aBenefitAnswer(change: Partial<BenefitAnswer> = {}): BenefitAnswer {
  return {
    state: 'granted',
    reason: '全日制、适龄，家庭为建档立卡贫困家庭。',
    clause: waiverClause,
    facts: '沂水县建档立卡人口名单（2020-08-15）',
    decidedOn: '2020-09-06',
    ...change,
  };
}

export function anAcceptanceCard(change: Partial<AcceptanceCardData> = {}): AcceptanceCardData {
  return {
    ...person,
    ...school,
    ...check,
    cardNumber: 'WM20200906-0037',
    studyForm: '全日制',
    studentNumber: '37132320200037',
    registeredOn: '2020-09-06',
    items: {
      tuition: aBenefitAnswer(),
      accommodation: aBenefitAnswer({ state: 'not_applicable', reason: '走读，未发生住宿费。' }),
      textbooks: aBenefitAnswer(),
      workStudy: aBenefitAnswer(),
      jobRecommendation: aBenefitAnswer(),
      nationalGrant: aBenefitAnswer({ state: 'unknown', reason: '助学金名单尚未导入，导入后自动核定。' }),
    },
    others: [
      {
        name: '雨露计划职业教育补助',
        ...aBenefitAnswer({
          reason: '农村建档立卡贫困家庭子女，每学年3,000.00元，补助到户。',
          clause: '三（四）第二项',
        }),
      },
    ],
    phone: '0539-2250001',
    issuedOn: '2020-09-06',
    printed,
    ...change,
  };
}
