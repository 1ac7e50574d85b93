import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { aHousehold, aPerson, publishedRegister } from '../people/builders.ts';
import type { Actor, Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { studentStatuses } from '../students/builders.ts';
import { decideBenefits } from '../students/index.ts';
import { anActor } from '../testing/actors.ts';
import type { TestHouse } from '../testing/context.ts';
import { buildBatch } from './bank/build-batch.ts';
import { readReturn } from './bank/read-return.ts';
import { writeBatch } from './bank/write-batch.ts';
import { actOnClaim } from './claims/act-on-claim.ts';
import { recordAccount, recordInstitutionAccount } from './entitlements/record-account.ts';
import { planBudget } from './ledger/plan-budget.ts';

/** What these builders need of a house: a test's, a benchmark's or a long proof's. */
export type MoneyHouse = Pick<TestHouse, 'services' | 'as' | 'owner'>;

/** Values set locally in the law a test stands on: parameter key → YAML of its versions. */
export type LocalValues = Record<string, string>;

const CLAUSES: Record<string, string> = {
  SD2017: '三(四)',
  N2019: '四',
  HA2020: '一(三)',
  N2021: '四(三)',
  FYP14: '四(八)',
};

/** A copy of the rules folder with these parameters set, inside a new temporary folder that the caller removes. */
export function lawWith(values: LocalValues): { folder: string; rules: string } {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-funds-'));
  const rules = join(folder, 'rules');
  cpSync(join(import.meta.dirname, '../../rules'), rules, { recursive: true });
  for (const [key, versions] of Object.entries(values)) {
    const file = join(rules, key.split('.')[0]!, 'parameters.yaml');
    const open = new RegExp(`(- key: ${key.replace('.', '\\.')}\\n[\\s\\S]*?)versions: \\[\\]`);
    const text = readFileSync(file, 'utf8');
    if (!open.test(text)) throw new Error(`${key} has no open versions`);
    writeFileSync(
      file,
      text.replace(open, (_all, head: string) => `${head}versions: [${versions}]`),
    );
  }
  return { folder, rules };
}

/** One version of a local value, as YAML. */
export const valueOf = (place: string, from: string, value: string | number, document: string, to = 'null'): string =>
  `{ jurisdiction: '${place}', valid: { from: ${from}, to: ${to} }, value: ${value}, operator: exact, status: set_locally, document: ${document}, clause: ${CLAUSES[document]} }`;

/** The persons of a county through whose hands money goes: one prepares, one checks, one approves, finance plans and pays. */
export function moneyOffice(house: MoneyHouse, county: number) {
  const as = (role: Parameters<typeof anActor>[0], line: string): Context => house.as(anActor(role, county, { line }));
  return {
    prepare: as('county_poverty_officer', 'poverty'),
    check: as('funds_checker', 'poverty'),
    approve: as('funds_approver', 'poverty'),
    finance: as('finance_officer', 'finance'),
  };
}
export type MoneyOffice = ReturnType<typeof moneyOffice>;

/** A school, training institution or enterprise in the county, with its account. */
export async function anInstitution(
  house: MoneyHouse,
  office: MoneyOffice,
  name: string,
  kind = 'technical_school',
): Promise<string> {
  const institutionId = newId();
  const county = office.prepare.actor!.divisionCode;
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, $2, $3, $4, '2016-01-01')`,
    [institutionId, kind, name, county],
  );
  await recordInstitutionAccount(office.prepare, {
    institutionId,
    holderName: name,
    bank: '农业银行',
    account: anAccount(),
  });
  return institutionId;
}

export type Student = { personId: string; statusId: string; headName: string };

let accounts = 0;
/** A synthetic account number. */
export const anAccount = (): string => `629999${String(++accounts).padStart(13, '0')}`;

/** Families of a village with one child each at the school, the card of the child decided, and (unless told) an account in the head's name. */
export async function families(
  house: MoneyHouse,
  office: MoneyOffice,
  of: {
    school: string;
    count: number;
    village: number;
    enrolledOn?: string;
    account?: boolean;
    types?: string[];
    decide?: boolean;
    listDate?: string;
    child?: Parameters<typeof aPerson>[0];
    /** Who decides the cards and sees the students, if the test acts as the school. */
    officer?: Actor;
  },
): Promise<Student[]> {
  const types = of.types ? { householdTypes: of.types } : {};
  const place = { villageCode: of.village, ...types };
  const homes = Array.from({ length: of.count }, () =>
    aHousehold([place, { relation: '之子', ...place, ...of.child }]),
  );
  const { idOf } = await publishedRegister(house, homes.flat(), {
    coverage: 'supplement',
    areaCode: Math.floor(of.village / 1e6) * 1e6,
    ...(of.listDate ? { listDate: of.listDate } : {}),
  });
  const school = of.officer ?? anActor('school_officer', of.village, { institutionId: of.school, areas: [] });
  const statusIds = await studentStatuses(
    house,
    homes.map((home) => ({
      personId: idOf(home[1]!),
      institutionId: of.school,
      villageCode: of.village,
      grantTo: [school.unitId],
      ...(of.enrolledOn ? { enrolledOn: of.enrolledOn } : {}),
    })),
  );
  if (of.decide !== false) await decideBenefits(house.as(school), { ids: statusIds });
  const students = homes.map((home, i) => ({
    personId: idOf(home[1]!),
    statusId: statusIds[i]!,
    headName: home[0]!.name,
  }));
  if (of.account !== false)
    for (const s of students)
      await recordAccount(office.prepare, {
        personId: s.personId,
        holderName: s.headName,
        bank: '农业银行',
        account: anAccount(),
      });
  return students;
}

/** Grown persons of the register, one a household. */
export async function workers(
  house: MoneyHouse,
  village: number,
  count: number,
  overrides: Parameters<typeof aPerson>[0] = {},
): Promise<string[]> {
  const rows = Array.from({ length: count }, () =>
    aPerson({ villageCode: village, birth: '1985-03-01', ...overrides }),
  );
  const { idOf } = await publishedRegister(house, rows, {
    coverage: 'supplement',
    areaCode: Math.floor(village / 1e6) * 1e6,
  });
  return rows.map(idOf);
}

export type ClassSpec = {
  institutionId: string;
  enterpriseId?: string;
  county: number;
  startsOn: string;
  endsOn: string;
  trainees: readonly { personId: string; result?: string; category?: string; contracted?: boolean; village: number }[];
  feeFen?: number;
  ability?: string;
};

/** A closed class with its roster, each line proved to be the person of the register. Returns the class. */
export async function aClass(house: MoneyHouse, spec: ClassSpec): Promise<string> {
  const classId = newId();
  await house.owner(
    `insert into training_class (class_id, institution_id, location_code, name, trade, starts_on, ends_on, participants, state, kind, closed_on, fee_fen, enterprise_id, details)
     values ($1, $2, $3, '电焊工培训班', '电焊工', $4, $5, $6, 'closed', 'employment', $5, $7, $8, $9)`,
    [
      classId,
      spec.institutionId,
      spec.county,
      spec.startsOn,
      spec.endsOn,
      spec.trainees.length,
      spec.feeFen ?? 0,
      spec.enterpriseId ?? null,
      JSON.stringify(spec.ability ? { ability: spec.ability } : {}),
    ],
  );
  for (const [i, t] of spec.trainees.entries()) {
    const place = [t.personId, spec.institutionId, t.village];
    await house.owner(
      `insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, category, result, fingerprint)
       values ($1, gen_random_uuid(), 1, $4, $2, $3, gen_random_uuid(), $5, $6, $7, $8, $9, '')`,
      [...place, classId, i + 1, spec.startsOn, spec.endsOn, t.category ?? null, t.result ?? '合格'],
    );
    await house.owner(
      `insert into class_trainee (person_id, institution_id, village_code, class_id, state, result, contract_from) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...place,
        classId,
        (t.result ?? '合格') === '缺考' ? 'not_completed' : 'completed',
        t.result ?? '合格',
        t.contracted ? spec.startsOn : null,
      ],
    );
  }
  return classId;
}

/** Money of a source for the office's county. */
export const money = (
  office: MoneyOffice,
  source: string,
  year: number,
  yuan: number,
  documentNo = '财社〔2020〕1号',
) => planBudget(office.finance, { source, year, tier: 'provincial', amountFen: yuan * 100, documentNo });

/** Takes a claim through 经办, 复核 and 审批. */
export async function approved(office: MoneyOffice, claimId: string) {
  await actOnClaim(office.prepare, { claimId, action: 'submit' });
  await actOnClaim(office.check, { claimId, action: 'check' });
  return actOnClaim(office.approve, { claimId, action: 'approve' });
}

/** Puts a file into the store as the actor's unit would have uploaded it. */
export async function uploaded(ctx: Context, bytes: Buffer): Promise<string> {
  const fileId = ctx.newId();
  const stored = await ctx.files.put(Readable.from([bytes]), 10_000_000, fileId);
  await transactionAs(ctx.db, ctx.actor, (tx) =>
    tx
      .insertInto('stored_file')
      .values({
        file_id: fileId,
        sha256: stored.sha256,
        name: 'return.txt',
        media_type: 'text/plain',
        size: stored.size,
        purpose: 'upload',
        unit_id: ctx.actor!.unitId,
        uploaded_by: ctx.actor!.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute(),
  );
  return fileId;
}

/** What a bank would answer: each line of the file with a word. */
export function answer(file: Buffer, wordOf: (line: number) => string): Buffer {
  const rows = file
    .toString('utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((r) => r.split(','));
  const lines = rows.map((c, i) => {
    const [word, reason = ''] = wordOf(i + 1).split('|');
    return { word, text: [c[0], c[1], c[2], c[3], c[5], word, reason].join('|'), yuan: Number(c[5]) };
  });
  const paid = lines.filter((l) => l.word === '成功');
  const sum = paid.reduce((n, l) => n + l.yuan, 0).toFixed(2);
  const trailer = `#合计|${lines.length}|成功${paid.length}|${sum}|失败${lines.length - paid.length}`;
  return iconv.encode(
    ['批次号|序号|户名|账号|金额|状态|原因', ...lines.map((l) => l.text), trailer].join('\r\n'),
    'gb18030',
  );
}

/** Sends what an approved claim has ready to the bank, which pays all of it. */
export async function paidOut(office: MoneyOffice, claimId: string): Promise<number> {
  const { batchId } = await buildBatch(office.finance, { claimId, format: 'separated' });
  const file = Buffer.from((await writeBatch(office.finance, { batchId })).body as Uint8Array);
  const fileId = await uploaded(
    office.finance,
    answer(file, () => '成功'),
  );
  return (await readReturn(office.finance, { batchId, fileId })).paid;
}
