import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { flushReads } from '../../people/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { pdfFacts } from '../../platform/letters/builders.ts';
import { decisionsOf, loadPolicy } from '../../policy/index.ts';
import { aStudent } from '../../students/builders.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { showLawDocument } from '../law/documents/show-document.ts';
import { decideBenefit } from './index.ts';
import { openDecision } from './open-decision.ts';
import { cardText } from './card-text.ts';
import { printDecision } from './print-decision.ts';

const VILLAGE = 371721104201;
const county = anActor('county_poverty_officer', PLACES.county);
let house: TestHouse;
let catalogue: PublishedCatalogue;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
});

async function listed(person: Parameters<typeof aPerson>[0] = {}, listDate = '2020-06-20'): Promise<string> {
  const row = aPerson({ relation: '之子', ...person });
  return (await publishedRegister(house, [row], { coverage: 'supplement', listDate })).idOf(row);
}
const ask = async (personId: string, benefit: string, on?: string, knownAt?: number) => {
  const answer = await decideBenefit(house.as(county), { personId, benefit, on, knownAt });
  return { ...answer, one: answer.decisions[0]! };
};
const PAPER = {
  personName: '张三',
  maskedIdNumber: '371721********1234',
  lawVersion: 1,
  at: '2020-09-01T02:21:00Z',
  printedBy: '县扶贫办 王晓敏',
  checkUrl: 'https://jiqiao.example/decisions/kept/1',
};
const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );

describe('who may enrol', () => {
  it('answers yes with clause, facts, list and day, in both languages', async () => {
    const { one, match } = await ask(await listed(), 'enrolment');
    expect(one).toMatchObject({
      benefit: 'sd2017.enrolment',
      outcome: 'yes',
      clause: '三(二)',
      documentCode: 'SD2017',
      fails: [],
    });
    expect(match).toEqual({ certainty: 'proved', listDate: '2020-06-20', sender: '测试扶贫办' });
    expect(one.facts).toContainEqual(
      expect.objectContaining({
        fact: 'household_types',
        source: '测试扶贫办',
        date: '2020-06-20',
        value: { zh: '一般脱贫户', en: 'household out of poverty' },
      }),
    );
    expect(one.reasons.en[0]).toContain('Yes: eligible to enrol');
  });

  it('[SD2017-3.2-02] a junior-high graduate with an active status fails on it, the conflicting school is shown, and staff see what would change it', async () => {
    const personId = await listed();
    await aStudent(house, {
      personId,
      institutionId: catalogue.schools.get('测试技师学院')!,
      villageCode: VILLAGE,
      enrolledOn: '2020-08-25',
    });
    const { one } = await ask(personId, 'enrolment');
    expect([one.outcome, one.fails]).toEqual(['no', ['active_status_elsewhere']]);
    expect(one.facts.find((f) => f.fact === 'active_student_status')?.note).toBe('测试技师学院 汽车维修');
    expect(one.reasons.zh.join()).toContain('测试技师学院');
    expect(one.change).toEqual([
      expect.objectContaining({ fact: 'active_student_status', to: { zh: '否', en: 'no' } }),
    ]);
    const pupil = await ask(await listed({ inSchool: '普通高中二年级' }), 'enrolment');
    expect(pupil.one.outcome).toBe('no');
    expect(pupil.one.fails).toContain('still_at_school');
    expect((await ask(personId, 'enrolment', '2020-08-01')).one.outcome).toBe('yes');
  });

  it('[SD2017-3.2-15] a member of 45 of a registered household who is able and wishes it may be trained; without capacity the answer is no and cites the capacity', async () => {
    const wishing = async (labourSkill: string) => {
      const personId = await listed({ birth: '1975-03-04', labourSkill });
      await house.owner(
        `insert into wish (person_id, wish_id, village_code, year, study, train, asked_by, asked_on, source, recorded_by, recorded_at)
         values ($1, gen_random_uuid(), $2, 2020, false, true, 'test', '2020-08-01', 'entered', 'test', now())`,
        [personId, VILLAGE],
      );
      return (await ask(personId, 'training')).one;
    };
    expect(await wishing('普通劳动力')).toMatchObject({ outcome: 'yes', fails: [] });
    const unable = await wishing('无劳动力');
    expect([unable.outcome, unable.fails]).toEqual(['no', ['no_labour_capacity']]);
    expect(unable.reasons.zh.join()).toContain('✗ 劳动技能：无劳动力');
  });

  it('names the paper that settles what nobody knows', async () => {
    const { one } = await ask(await listed({ inSchool: '九年级' }), 'enrolment');
    expect(one.outcome).toBe('unknown');
    expect(one.missing).toEqual([
      expect.objectContaining({
        key: 'graduation_proved',
        paper: expect.objectContaining({ zh: '初中或高中毕业证书' }),
      }),
    ]);
  });
});

describe('on a day, as known then', () => {
  it('answers from the facts of the day asked about, and from what was known at an earlier publication', async () => {
    const row = aPerson({ relation: '之子' });
    const first = await publishedRegister(house, [row], { coverage: 'supplement', listDate: '2020-06-20' });
    const personId = first.idOf(row);
    await publishedRegister(house, [{ ...row, row: row.row + 50_000, householdTypes: ['边缘易致贫户'] }], {
      coverage: 'supplement',
      listDate: '2020-08-01',
    });
    expect((await ask(personId, 'enrolment', '2020-07-01')).one.outcome).toBe('yes');
    expect((await ask(personId, 'enrolment', '2020-08-15')).one.outcome).toBe('no');
    const then = await ask(personId, 'enrolment', '2020-08-15', first.seq);
    expect([then.one.outcome, then.knownAt]).toEqual(['yes', first.seq]);
  });

  it('answers as known on a day: with the lists published up to it, and with nothing before the first', async () => {
    const row = aPerson({ relation: '之子', householdTypes: ['一般脱贫户'] });
    const first = await publishedRegister(house, [row], { coverage: 'supplement', listDate: '2020-05-20' });
    await publishedRegister(house, [{ ...row, householdTypes: ['边缘易致贫户'] }], {
      coverage: 'supplement',
      listDate: '2020-05-21',
    });
    const published = `update source_list set published_at = $1::timestamptz where publication_seq = $2`;
    await house.owner(published, ['2020-06-01T10:00:00+08:00', first.seq]);
    await house.owner(published, ['2020-07-01T23:59:00+08:00', first.seq + 1]);
    const known = async (knownOn: string) =>
      (
        await decideBenefit(house.as(county), {
          personId: first.idOf(row),
          benefit: 'enrolment',
          on: '2020-09-01',
          knownOn,
        })
      ).decisions[0]!.outcome;
    expect([
      await known('2020-05-31'),
      await known('2020-06-01'),
      await known('2020-06-30'),
      await known('2020-07-01'),
    ]).toEqual(['unknown', 'yes', 'yes', 'no']);
  });

  it('answers every eligibility and benefit rule of the place when none is named, and after the end of the document says so', async () => {
    const personId = await listed();
    const all = await decideBenefit(house.as(county), { personId });
    expect(all.decisions.map((d) => d.benefit)).toEqual(
      expect.arrayContaining(['sd2017.enrolment', 'sd2017.training', 'sd2017.yulu', 'sd2017.tuition']),
    );
    expect((await ask(personId, 'enrolment', '2021-03-01')).one).toMatchObject({ outcome: 'no', terms: 'ended' });
  });

  it('[SD2017-0-04] the plan rests on exactly four documents, and every benefit of it that is decided names its clause', async () => {
    const plan = await showLawDocument(house.as(county), { code: 'SD2017' });
    expect(plan.citations.filter((c) => c.role === 'rests_on').map((c) => c.number)).toEqual([
      '鲁发〔2015〕22号',
      '鲁办发〔2017〕56号',
      '人社部发〔2016〕68号',
      '鲁人社发〔2016〕17号',
    ]);
    const places = new Set(plan.contents.map((clause) => clause.place));
    const { decisions } = await decideBenefit(house.as(county), { personId: await listed() });
    const benefits = decisions.filter((d) => d.kind === 'benefit' && d.documentCode === 'SD2017');
    expect(benefits).toHaveLength(11);
    for (const benefit of benefits)
      expect([benefit.benefit, places.has(benefit.clause)]).toEqual([benefit.benefit, true]);
  });

  it('[SD2017-3.4-13] the Yulu card shows the two documents it carries out, and the law is not loaded with either left out', async () => {
    const { one } = await ask(await listed(), 'yulu');
    const numbers = ['国开办发〔2015〕19号', '鲁扶贫组办发〔2016〕1号'];
    expect(one).toMatchObject({ benefit: 'sd2017.yulu', basis: numbers });
    const folder = mkdtempSync(join(tmpdir(), 'jiqiao-basis-'));
    for (const number of numbers) {
      const rules = join(folder, 'rules');
      cpSync(join(import.meta.dirname, '../../../rules'), rules, { recursive: true });
      const file = join(rules, 'sd2017/benefits/yulu.yaml');
      const [kept] = numbers.filter((n) => n !== number);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^basis:.*$/m, `basis: [${kept}]`));
      await expect(loadPolicy(house.services, rules)).rejects.toMatchObject({
        code: 'POLICY_RULES_INVALID',
        fields: [
          {
            path: expect.stringMatching(/^sd2017.benefits.yulu\.yaml:7:\d+$/),
            message: `sd2017.yulu 须以 ${number} 为依据`,
          },
        ],
      });
    }
    rmSync(folder, { recursive: true });
  });

  it('finds a person by exact citizen number in the own area', async () => {
    const row = aPerson();
    const { idOf } = await publishedRegister(house, [row], { coverage: 'supplement' });
    expect((await ask(row.idNumber!, 'enrolment')).personId).toBe(idOf(row));
    const other = anActor('county_poverty_officer', PLACES.otherCounty);
    expect(await failing(decideBenefit(house.as(other), { personId: row.idNumber! }))).toBe('NOT_FOUND');
  });
});

describe('who may ask, and what is kept', () => {
  it('refuses strangers, roles without the right, other counties and unknown matters', async () => {
    const personId = await listed();
    const asked = { personId, benefit: 'enrolment' };
    expect(await failing(decideBenefit(house.as(null), asked))).toBe('NOT_SIGNED_IN');
    expect(await failing(decideBenefit(house.as(anActor('village_clerk', VILLAGE)), asked))).toBe('NOT_PERMITTED');
    expect(await failing(decideBenefit(house.as(anActor('county_hr_officer', PLACES.otherCounty)), asked))).toBe(
      'NOT_FOUND',
    );
    expect(await failing(decideBenefit(house.as(county), { ...asked, benefit: 'nothing' }))).toBe('BENEFIT_UNKNOWN');
  });

  it('the printed card says the same in Chinese and in English, each on one page', async () => {
    const personId = await listed();
    await aStudent(house, {
      personId,
      institutionId: catalogue.schools.get('测试技师学院')!,
      villageCode: VILLAGE,
      enrolledOn: '2019-09-01',
    });
    const on = '2020-08-30';
    for (const [language, name] of [
      ['zh', '资格核验单'],
      ['en', 'decision-card'],
    ] as const) {
      const paper = await printDecision(house.as(county), { personId, benefit: 'yulu', on, language });
      expect(paper.name).toMatch(new RegExp(`^${name}-HY20200830`));
      expect(pdfFacts(paper.body as Uint8Array)).toMatchObject({ pages: 1, size: [595, 842] });
    }
    const [kept, other] = await house.system((tx) => decisionsOf(tx, personId));
    expect(kept!.decision).toEqual(other!.decision);
    const details = { ...PAPER, decisionId: kept!.decisionId };
    const english = cardText(kept!.decision, null, { ...details, language: 'en' });
    expect(english).toMatchObject({
      matter: 'Yulu subsidy',
      outcome: 'granted',
      outcomeText: 'Yes: Yulu subsidy, as of 2020-08-30.',
      sum: { totalFen: 300_000 },
    });
    expect(english.facts.map((f) => f.result)).not.toContain('refused');
    const chinese = cardText(kept!.decision, null, { ...details, language: 'zh' });
    expect([chinese.sum!.totalFen, chinese.facts.length, chinese.reasons.length]).toEqual([
      english.sum!.totalFen,
      english.facts.length,
      english.reasons.length,
    ]);
    expect(english.reasons.join()).not.toMatch(/要求|不小于/);
  });

  it('asking keeps nothing but the reading; printing keeps the decision, an audit entry and the print', async () => {
    const personId = await listed();
    await decideBenefit(house.as(county), { personId });
    await flushReads(house.services.db);
    const kept = () =>
      house.system((tx) =>
        tx.selectFrom('policy_decision').select('decision_id').where('person_id', '=', personId).execute(),
      );
    expect(await kept()).toEqual([]);
    const paper = await printDecision(house.as(county), { personId, benefit: 'yulu' });
    expect(
      Buffer.from(paper.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const [decision] = await kept();
    const reads = await house.system((tx) =>
      tx.selectFrom('read_log').select('act').where('person_id', '=', personId).orderBy('act').execute(),
    );
    expect(reads.map((r) => r.act)).toEqual(['open_file', 'print']);
    const audits = await house.system((tx) =>
      tx.selectFrom('audit_entry').select('action').where('person_id', '=', personId).execute(),
    );
    expect(audits.map((a) => a.action)).toEqual(['decision.print']);
    const opened = await openDecision(house.as(county), { decisionId: decision!.decision_id });
    expect([opened.personId, opened.decision.benefit]).toEqual([personId, 'sd2017.yulu']);
    const neighbour = anActor('county_hr_officer', PLACES.otherCounty);
    expect(await failing(openDecision(house.as(neighbour), { decisionId: decision!.decision_id }))).toBe('NOT_FOUND');
  });
});
