import { fixedClock } from '../../../platform/clock.ts';
import { evaluate, factsOf, jurisdictionsOf, lawOf, loadPolicy, readPolicy } from '../../../policy/index.ts';
import { openTestHouse, type TestHouse } from '../../../testing/context.ts';
import { listLawDocuments } from './list-documents.ts';
import { proposeContinuation } from '../proposals/propose-continuation.ts';
import { proposeValue } from '../proposals/propose-value.ts';
import { proposeDocument } from '../proposals/propose-document.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  city,
  checker,
  provinceHr,
  provinceChecker,
  provinceLeader,
  nationHr,
  nationChecker,
  nationLeader,
  village,
  failing,
  upload,
  PDF,
  through,
  zipOf,
} from '../testing-office.ts';

const ROOT = new URL('../../../..', import.meta.url).pathname;
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, `${ROOT}/rules`);
});

const DOCUMENT = `code: SD2021X
title: { zh: 山东省技能帮扶接续通知, en: Shandong notice on going on }
numbers: [鲁人社字〔2021〕8号]
issuers: [山东省人力资源和社会保障厅]
addressees: [各市人力资源社会保障局]
based_on: []
jurisdiction: '37'
issued_on: 2021-02-01
valid: { from: 2021-02-01, to: 2022-12-31 }
clauses:
  - { id: SD2021X-1, place: 一, text: { zh: 愿意参训的接着培训。, en: Training goes on. } }
`;
const PARAMETERS = `parameters:
  - key: sd2021x.rate
    label: { zh: 接续培训补贴, en: subsidy of the notice }
    type: yuan
    levels: [province]
    obligations: []
    versions:
      - { jurisdiction: '37', valid: { from: 2021-02-01, to: 2022-12-31 }, value: 700, operator: exact, status: stated, document: SD2021X, clause: 一 }
`;
const RULE = `key: sd2021x.training
version: 1
kind: benefit
title: { zh: 接续培训补贴, en: subsidy of the notice }
document: SD2021X
clause: 一
jurisdiction: '37'
valid: { from: 2021-02-01, to: 2022-12-31 }
obligations: []
who: { fact: training_completed, eq: true, fails: training_not_completed }
what: { kind: amount, lines: [{ label: { zh: 补贴, en: subsidy }, factors: [{ parameter: sd2021x.rate }] }] }
payee: training_provider
period: event
`;
const folder = (over: Record<string, string> = {}) =>
  zipOf({
    'sd2021x/document.yaml': DOCUMENT,
    'sd2021x/parameters.yaml': PARAMETERS,
    'sd2021x/training.yaml': RULE,
    ...over,
  });
const STUDENT = {
  household_types: ['marginal'],
  registered_on: '2021-08-01',
  student_status: 'active',
  relation_to_head: 'child',
  yulu_paid_this_school_year: false,
};
const legalSource = '鲁人社字〔2021〕8号';

describe('documents as data, without a release', () => {
  it('a folder is checked with file and line, prepared, checked, approved, and decides from then on', async () => {
    const bad = await upload(
      house,
      provinceHr,
      'bad.zip',
      folder({ 'sd2021x/training.yaml': RULE.replace('clause: 一', 'clause: 九') }),
    );
    const refusal = await proposeDocument(house.as(provinceHr), { fileId: bad.fileId, legalSource }).catch(
      (e: { code: string; fields: { path: string; message: string }[] }) => e,
    );
    expect(refusal).toMatchObject({ code: 'LAW_FOLDER_INVALID', fields: [{ path: 'upload/training.yaml:6:9' }] });
    const good = await upload(house, provinceHr, 'good.zip', folder());
    const { proposalId } = await proposeDocument(house.as(provinceHr), { fileId: good.fileId, legalSource });
    await through(house, proposalId, [provinceChecker, provinceLeader]);
    const { rows } = await listLawDocuments(house.as(village), {});
    expect(rows.find((r) => r.code === 'SD2021X')).toMatchObject({ rules: 1, clauses: 1 });
    const fen = await house.system(async (tx) => {
      const { set } = await readPolicy(tx);
      const law = lawOf(set, jurisdictionsOf('371721'));
      const rule = law.rule('sd2021x.training', '2021-03-01')!;
      return evaluate(rule, factsOf({ training_completed: true }), law, '2021-03-01').amount?.totalFen;
    });
    expect(fen).toBe(70000);
    expect(await failing(proposeDocument(house.as(provinceHr), { fileId: good.fileId, legalSource }))).toBe(
      'LAW_FOLDER_INVALID',
    );
  });

  it('is refused for another place, for a file that is no folder, for an office that may not', async () => {
    const good = await upload(house, city, 'good.zip', folder());
    expect(await failing(proposeDocument(house.as(city), { fileId: good.fileId, legalSource }))).toBe(
      'LAW_FOLDER_INVALID',
    );
    const none = await upload(house, provinceHr, 'none.zip', zipOf({ 'readme.yaml': 'a: 1' }));
    expect(await failing(proposeDocument(house.as(provinceHr), { fileId: none.fileId, legalSource }))).toBe(
      'LAW_FOLDER_UNREADABLE',
    );
    const pdf = await upload(house, provinceHr, 'a.zip', PDF);
    expect(await failing(proposeDocument(house.as(provinceHr), { fileId: pdf.fileId, legalSource }))).toBe(
      'LAW_FOLDER_UNREADABLE',
    );
    expect(await failing(proposeDocument(house.as(checker), { fileId: pdf.fileId, legalSource }))).toBe(
      'NOT_PERMITTED',
    );
  });

  it('after the horizon a new case is blocked naming the expired document; a continuation entered by the province opens it again', async () => {
    const enrol = () =>
      house.system(async (tx) => {
        const { set } = await readPolicy(tx);
        const law = lawOf(set, jurisdictionsOf('371721'));
        const rule = law.rule('sd2017.enrolment', '2021-01-04') ?? law.versions('sd2017.enrolment').at(-1)!;
        const facts = factsOf({
          identity_usable: true,
          alive: true,
          birth_date: '2004-05-06',
          household_types: ['out_of_poverty'],
          registered_on: '2014-12-31',
          education_level: 'junior_high',
          school_stage: 'not_at_school',
          veteran: false,
          active_student_status: false,
        });
        return evaluate(rule, facts, law, '2021-01-04');
      });
    const before = await enrol();
    expect([before.outcome, before.terms.basis, before.document.code, before.document.validTo]).toEqual([
      'no',
      'ended',
      'SD2017',
      '2020-12-31',
    ]);
    const notice = {
      of: 'SD2017',
      code: 'SD2017Y',
      title: '关于延续技工院校服务脱贫攻坚政策的通知',
      number: '鲁人社字〔2020〕99号',
      issuer: '山东省人力资源和社会保障厅',
      issuedOn: '2020-12-20',
      until: '2021-12-31',
    };
    expect(await failing(proposeContinuation(house.as(city), notice))).toBe('LAW_CONTINUATION_INVALID');
    expect(await failing(proposeContinuation(house.as(provinceHr), { ...notice, until: '2020-12-31' }))).toBe(
      'LAW_CONTINUATION_INVALID',
    );
    const { proposalId } = await proposeContinuation(house.as(provinceHr), notice);
    expect((await enrol()).outcome).toBe('no');
    await through(house, proposalId, [provinceChecker, provinceLeader]);
    const after = await enrol();
    expect([after.outcome, after.terms.basis, after.document.code, after.clause, after.rule.version]).toEqual([
      'yes',
      'in_force',
      'SD2017Y',
      '一',
      2,
    ]);
    expect(await failing(proposeContinuation(house.as(provinceHr), notice))).toBe('LAW_CONTINUATION_INVALID');
  });

  it('the ministry continues its own document, and without that those already in keep their terms once a place turns the switch on', async () => {
    const yulu = (on: string, enrolled_on: string) =>
      house.system(async (tx) => {
        const { set } = await readPolicy(tx);
        const law = lawOf(set, jurisdictionsOf('371721'));
        const rule = law.rule('n2021.yulu', on) ?? law.versions('n2021.yulu').at(-1)!;
        const facts = factsOf({ ...STUDENT, enrolled_on });
        const { outcome, terms, document } = evaluate(rule, facts, law, on);
        return [outcome, terms.basis, document.code];
      });
    expect(await yulu('2026-03-01', '2024-09-01')).toEqual(['unknown', 'switch_not_set', 'N2021']);
    const { proposalId: kept } = await proposeValue(house.as(provinceHr), {
      key: 'n2021.keep-terms',
      value: true,
      validFrom: '2020-09-01',
      legalSource,
    });
    await through(house, kept, [provinceChecker, provinceLeader]);
    expect(await yulu('2026-03-01', '2024-09-01')).toEqual(['yes', 'kept', 'N2021']);
    expect(await yulu('2026-03-01', '2026-02-01')).toEqual(['no', 'ended', 'N2021']);

    const notice = {
      of: 'N2021',
      code: 'N2021Y',
      title: '关于延续职业技能提升工程的通知',
      issuer: '人力资源社会保障部',
      issuedOn: '2025-12-01',
      until: '2027-12-31',
    };
    expect(await failing(proposeContinuation(house.as(provinceHr), notice))).toBe('LAW_CONTINUATION_INVALID');
    const { proposalId } = await proposeContinuation(house.as(nationHr), notice);
    await through(house, proposalId, [nationChecker, nationLeader]);
    expect(await yulu('2026-03-01', '2026-02-01')).toEqual(['yes', 'in_force', 'N2021Y']);
    expect((await listLawDocuments(house.as(nationHr), {})).rows.filter((d) => d.own).map((d) => d.code)).toContain(
      'N2021Y',
    );
  });
});
