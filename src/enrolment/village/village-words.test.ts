import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { applicationNumber } from '../application/application-number.ts';
import { applicantFacts, type ApplicantRecord } from '../applicants/applicant-facts.ts';
import { checksumOfLines, type BatchLine } from '../county/batch-checksum.ts';
import { lackingOf, type ApplicationContents } from '../application/completeness.ts';
import { checklistOf, papersLacking } from '../papers/paper-checklist.ts';
import { combinedReason, stepOfRound, unionOfDefects, type OfficeAnswer } from '../township/review-round.ts';
import { CATEGORIES, type Category } from '../schema.ts';
import { slipCode, slipKey } from '../application/slip-code.ts';

const categories = Object.keys(CATEGORIES) as Category[];
const defect = fc.record({ field: fc.constantFrom('身份证', '毕业证'), message: fc.constantFrom('不清楚', '缺页') });
const answer = (office: 'poverty' | 'hr'): fc.Arbitrary<OfficeAnswer> =>
  fc.record({
    office: fc.constant(office),
    decision: fc.constantFrom('pass' as const, 'return' as const, 'fail' as const),
    reasonCode: fc.constantFrom(null, 'paper_missing'),
    reason: fc.constantFrom(null, '说明'),
    defects: fc.array(defect, { maxLength: 4 }),
  });

describe('a closed round', () => {
  it('names every defect of every office that did not pass, once', () => {
    fc.assert(
      fc.property(answer('poverty'), answer('hr'), (p, h) => {
        const union = unionOfDefects([p, h]);
        const asked = [p, h].filter((a) => a.decision !== 'pass').flatMap((a) => a.defects);
        for (const d of asked) expect(union).toContainEqual(d);
        expect(union.length).toBe(new Set(asked.map((d) => d.field + d.message)).size);
        expect(combinedReason([p, h]) === null).toBe(p.decision === 'pass' && h.decision === 'pass');
      }),
    );
  });

  it('takes no step while an answer is missing', () => {
    expect(stepOfRound('pending')).toBeNull();
    expect(stepOfRound('returned')).toBe('round_returned');
  });
});

describe('numbers and codes', () => {
  it('give every village, year and sequence its own number', () => {
    const key = fc.tuple(
      fc.integer({ min: 110000000000, max: 659999999999 }),
      fc.integer({ min: 2016, max: 2100 }),
      fc.integer({ min: 1, max: 99_999 }),
    );
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(applicationNumber(...a) === applicationNumber(...b)).toBe(a.join() === b.join());
      }),
    );
  });

  it('read a slip code back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (chance) => {
        const code = slipCode(chance);
        expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
        expect(slipKey(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(slipKey(code));
      }),
    );
  });

  it('change the checksum of a list with any line, and not with its order', () => {
    const line: fc.Arbitrary<BatchLine> = fc.record({
      applicationId: fc.uuid(),
      number: fc.string(),
      personName: fc.string(),
      schoolName: fc.option(fc.string()),
      major: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        expect(checksumOfLines(lines.toReversed())).toBe(checksumOfLines(lines));
        const [first, ...rest] = lines;
        expect(checksumOfLines([{ ...first!, major: `${first!.major}x` }, ...rest])).not.toBe(checksumOfLines(lines));
      }),
    );
  });
});

const complete: ApplicationContents = {
  category: 'junior_high',
  name: '赵平',
  sex: '男',
  ethnic: '汉族',
  idState: 'valid',
  cardNo: 'FP1',
  phone: '15400000001',
  address: '测试村1号',
  entryKey: 'x',
  graduationSchool: '测试中学',
  graduationYear: 2020,
  notContinuing: true,
  veteranCertificate: '退字1号',
  dischargedOn: '2019-12-01',
  papers: ['id_card', 'household_book', 'graduation_certificate', 'discharge_certificate'],
};

describe('completeness', () => {
  it('asks nothing of a complete application of any category, and every needed paper of an empty one', () => {
    for (const category of categories) {
      expect(lackingOf({ ...complete, category }, true)).toEqual([]);
      const needed = checklistOf(category).filter((p) => p.needed);
      expect(papersLacking(category, [])).toEqual(needed);
    }
  });

  it('asks each of the columns of annex 2 by name', () => {
    const columns = ['name', 'sex', 'ethnic', 'cardNo', 'phone', 'address', 'entryKey'] as const;
    for (const column of columns)
      expect(lackingOf({ ...complete, [column]: null }, true).map((f) => f.path)).toEqual([column]);
    expect(lackingOf({ ...complete, idState: 'doubtful' }, true).map((f) => f.path)).toEqual(['idNumber']);
    expect(lackingOf({ ...complete, cardNo: null }, false)).toEqual([]);
  });
});

const record: ApplicantRecord = {
  personId: 'p',
  name: '赵平',
  sex: '男',
  birth: '2003-05-01',
  idState: 'valid',
  died: false,
  register: null,
  covering: null,
  activeSchool: null,
  studyWish: null,
};
const claims = { graduationProved: null, veteranCertificate: null, choiceOffered: null };

describe('facts about an applicant', () => {
  it('are unknown where no list speaks, and false where a complete list is silent', () => {
    expect(applicantFacts(record, claims, '2020-09-01').household_types?.value).toBeNull();
    const covering = { listId: 'l', listDate: '2020-06-20', sender: '县扶贫办' };
    const facts = applicantFacts({ ...record, covering }, claims, '2020-09-01');
    expect(facts.household_types).toEqual({ value: [], source: '县扶贫办', asOf: '2020-06-20' });
  });

  it('never take a doubtful cell for true', () => {
    const register = {
      listId: 'l',
      listDate: '2020-06-20',
      sender: '县扶贫办',
      householdTypes: ['一般脱贫户'],
      identifiedOn: '2014-12-31',
      relation: '户主',
      education: '初中',
      inSchool: '非在校生',
      labourSkill: null,
      veteran: false,
      residence: '农村',
      doubtfulFields: ['household_types', 'education'],
    };
    const facts = applicantFacts({ ...record, register }, claims, '2020-09-01');
    expect([facts.household_types?.value, facts.education_level?.value]).toEqual([null, null]);
    expect(facts.residence?.value).toBe('rural');
  });
});
