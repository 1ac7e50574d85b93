import { readFileSync, readdirSync } from 'node:fs';
import fc from '../../testing/properties.ts';
import { afterAll, expect, test } from 'vitest';
import { fontCoverages } from '../../platform/letters/fonts.ts';
import { pdfFacts } from '../../platform/letters/builders.ts';
import { createPress } from '../../platform/letters/index.ts';
import type { LetterTemplate } from '../../platform/letters/index.ts';
import { missingCharacters } from '../../platform/letters/missing-glyphs.ts';
import * as builders from './builders.ts';
import * as letters from './index.ts';

const press = createPress();
afterAll(() => press.close());
const facts = async <Data>(template: LetterTemplate<Data>, data: Data) =>
  pdfFacts(await press.renderPdf({ template, data }));
const a4 = [595, 842];
const onePage = { pages: 1, size: a4, archive: '2A', fonts: ['NotoSerifSC-Bold', 'NotoSerifSC-Regular'] };

/** As long as names, schools and addresses get in the registers. */
const longName = '阿卜杜热合曼·阿卜杜外力·买买提吐尔逊·玉素甫江';
const longSchool = '中国人民解放军第一二三四工厂沂蒙山革命老区高级技工学校（沂水校区）';
const longAddress = '山东省临沂市沂水县院东头镇四门洞村民委员会下辖西墙峪自然村第三村民小组门牌第一百二十三号旁';

test('every person’s letter is one A4 page with its fonts embedded', async () => {
  expect(await facts(letters.admissionLetter, builders.anAdmissionLetter())).toMatchObject(onePage);
  expect(await facts(letters.applicationForm, builders.anApplicationForm())).toMatchObject(onePage);
  expect(await facts(letters.receipt, builders.aReceipt())).toMatchObject(onePage);
  expect(await facts(letters.decisionCard, builders.aDecisionCard())).toMatchObject(onePage);
  expect(await facts(letters.acceptanceCard, builders.anAcceptanceCard())).toMatchObject(onePage);
});

test('very long names, schools and addresses are set smaller, on the same page', async () => {
  const long = { personName: longName, schoolName: longSchool, majorName: '工业机器人应用与维护（智能制造方向）' };
  const item = builders.aBenefitAnswer({ reason: '家庭为建档立卡贫困家庭，本人全日制在读且适龄。'.repeat(3) });
  const items = { ...builders.anAcceptanceCard().items, tuition: item, textbooks: item, workStudy: item };
  expect(
    await facts(letters.admissionLetter, builders.anAdmissionLetter({ ...long, reportPlace: longAddress })),
  ).toMatchObject(onePage);
  expect(await facts(letters.receipt, builders.aReceipt({ ...long, receivedBy: longAddress }))).toMatchObject(onePage);
  expect(await facts(letters.acceptanceCard, builders.anAcceptanceCard({ ...long, items }))).toMatchObject(onePage);
  const form = builders.anApplicationForm({
    name: longName,
    schoolName: longSchool,
    address: longAddress,
    guardianName: longName,
  });
  expect(await facts(letters.applicationForm, form)).toMatchObject(onePage);
});

test('a decision with eight sums, six clauses and fourteen facts still is one page', async () => {
  const card = builders.aDecisionCard();
  const full = builders.aDecisionCard({
    outcome: 'unknown',
    sum: { lines: Array.from({ length: 8 }, () => card.sum!.lines[0]!), totalFen: 2_400_000 },
    clauses: Array.from({ length: 6 }, () => card.clauses[0]!),
    facts: Array.from({ length: 14 }, () => card.facts[2]!),
    lacking: [{ fact: '是否全日制', paper: '学籍证明' }],
    wouldChange: ['取得全日制学籍', '家庭列入建档立卡名单', '户籍迁入本省'],
  });
  expect(await facts(letters.decisionCard, full)).toMatchObject(onePage);
});

test('a decision card in English is one page too, its answer and results in English words', async () => {
  const card = builders.aDecisionCard({
    language: 'en',
    matter: 'Yulu plan vocational grant',
    outcomeText: 'Yes: Yulu plan vocational grant, as of 2020-09-01.',
    reasons: Array.from(
      { length: 8 },
      (_, i) => `✓ Condition ${i + 1}: yes (register, 2020-08-15); required to be yes.`,
    ),
    lacking: [{ fact: 'Mode of study', paper: 'the student roll' }],
  });
  expect(letters.decisionCard(card).data).toMatchObject({
    outcomeName: 'Yes',
    onDate: '2020-09-01',
    lacking: ['Mode of study: settled by the student roll'],
    facts: [{ result: 'yes' }, { result: 'yes' }, { result: 'yes' }],
  });
  expect(await facts(letters.decisionCard, card)).toMatchObject(onePage);
});

test('a county list of sixty is A4 landscape on several pages', async () => {
  const rows = Array.from({ length: 60 }, () =>
    builders.aBatchListRow({ name: longName, assistanceCardNumber: 'FP37132310420700860086-000123' }),
  );
  const { pages, size } = await facts(letters.batchList, builders.aBatchList({ rows }));
  expect(size).toEqual([842, 595]);
  expect(pages).toBeGreaterThan(2);
});

test('letters without a waiver, a guardian or a received paper print as well', async () => {
  expect(await facts(letters.admissionLetter, builders.anAdmissionLetter({ freeItems: [] }))).toMatchObject(onePage);
  expect(await facts(letters.applicationForm, builders.anApplicationForm({ guardianName: undefined }))).toMatchObject(
    onePage,
  );
  expect(await facts(letters.receipt, builders.aReceipt({ papers: [] }))).toMatchObject(onePage);
  expect(
    await facts(letters.decisionCard, builders.aDecisionCard({ sum: undefined, outcome: 'refused' })),
  ).toMatchObject(onePage);
  expect((await facts(letters.batchList, builders.aBatchList({ rows: [] }))).pages).toBe(1);
});

test('every character of the templates’ own words is in the fonts', async () => {
  const fonts = await fontCoverages();
  for (const folder of [new URL('./', import.meta.url), new URL('../../platform/letters/', import.meta.url)]) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.typ'))) {
      expect([name, missingCharacters(readFileSync(new URL(name, folder), 'utf8'), fonts)]).toEqual([name, []]);
    }
  }
});

test('dates stand as in official letters and the six items in the order of the clause', () => {
  expect(letters.admissionLetter(builders.anAdmissionLetter({ reportOn: '2020-09-01' })).data.reportOn).toBe(
    '2020年9月1日',
  );
  const { items } = letters.acceptanceCard(builders.anAcceptanceCard()).data as { items: { name: string }[] };
  expect(items.map((item) => item.name)).toEqual([
    '免学费',
    '免住宿费',
    '免教材费',
    '免费提供勤工俭学岗位',
    '免费推荐就业岗位',
    '享受国家助学金',
  ]);
});

test('the persons per school add up to the rows', () => {
  const row = fc.constantFrom('甲校', '乙校', '丙校').map((schoolName) => builders.aBatchListRow({ schoolName }));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const counts = letters.personsBySchool(rows);
      expect(counts.reduce((sum, { persons }) => sum + persons, 0)).toBe(rows.length);
      expect(new Set(counts.map(({ school }) => school)).size).toBe(counts.length);
    }),
  );
});

test('an amount is printed exactly, in yuan with two decimals', () => {
  expect(['0.00', '0.05', '3,000.00', '-1,234,567.89']).toEqual([0, 5, 300_000, -123_456_789].map(letters.yuan));
  fc.assert(
    fc.property(fc.maxSafeInteger(), (fen) => {
      expect(BigInt(letters.yuan(fen).replaceAll(/[,.]/g, ''))).toBe(BigInt(fen));
    }),
  );
  expect(() => letters.yuan(0.5)).toThrow(RangeError);
});
