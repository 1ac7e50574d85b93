import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { findChoices } from '../../catalogue/index.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { attachPaper } from '../papers/attach-paper.ts';
import { checkSlip } from '../application/check-slip.ts';
import { compileVillageBatch } from './compile-village-batch.ts';
import { draftApplication } from '../application/draft-application.ts';
import { editApplication } from '../application/edit-application.ts';
import { importAnnex2 } from '../annex2/import-annex2.ts';
import { listApplications } from '../application/list-applications.ts';
import { openApplication } from '../application/open-application.ts';
import { printApplicationForm } from '../application/print-application-form.ts';
import { printReceipt } from '../application/print-receipt.ts';
import { registerApplication } from '../application/register-application.ts';
import { removePaper } from '../papers/remove-paper.ts';
import { sendVillageBatch } from './send-village-batch.ts';
import { slipKey } from '../application/slip-code.ts';
import { aCompleteDraft, aPhoto, aRegistered, aVillage } from '../testing-village.ts';
import { withdrawApplication } from '../application/withdraw-application.ts';

const house = await openTestHouse();
const village = await aVillage(
  house,
  Array.from({ length: 16 }, () => ({})),
);
const clerk = house.as(village.clerk);
let next = 0;
const somebody = () => village.persons[next++]!;

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};
const code = async (work: Promise<unknown>) => (await refusal(work)).code;
const audits = (id: string) =>
  house.system((tx) => tx.selectFrom('audit_entry').select('action').where('subject_id', '=', id).execute());
const messagesTo = (personId: string) =>
  house.system((tx) => tx.selectFrom('message').selectAll().where('to_person_id', '=', personId).execute());

describe('drafting', () => {
  it('fills in everything the register knows, with source and date, and keeps the decision', async () => {
    const personId = somebody();
    const drafted = await draftApplication(clerk, { personId });
    expect(drafted.number).toMatch(/^3717211032982020-\d{5}$/);
    expect(drafted.eligibility).toBe('yes');
    const by = new Map(drafted.fields.map((f) => [f.field, f]));
    expect(by.get('cardNo')?.value).toMatch(/^37172110/);
    expect(by.get('idNumber')?.value).toContain('*');
    expect(drafted.fields.every((f) => f.asOf === '2020-06-20' && f.source === '测试扶贫办')).toBe(true);
    const opened = await openApplication(clerk, { id: drafted.id });
    expect(opened.eligibility).toMatchObject({ outcome: 'yes', listDate: '2020-06-20', certainty: 'proved' });
    expect(opened.stated.cardNo).toBe(by.get('cardNo')?.value);
    expect((await audits(drafted.id)).map((a) => a.action)).toContain('application.draft');
  });

  it('refuses a second live application of the person, and of the same human in another village', async () => {
    const id = syntheticCitizenId({ region: '371721', birth: plainDate('2004-03-04'), sex: '女', sequence: 77 });
    const given = { name: '孙小燕', idNumber: id, ethnic: '汉族' };
    await draftApplication(clerk, { person: { ...given, villageCode: village.code } });
    expect(await code(draftApplication(clerk, { person: { ...given, villageCode: village.code } }))).toBe(
      'APPLICATION_EXISTS',
    );
    const elsewhere = { ...given, name: '孙燕', villageCode: village.code + 1 };
    expect(await code(draftApplication(house.as(village.neighbour), { person: elsewhere }))).toBe(
      'APPLICATION_ELSEWHERE',
    );
  });

  it('lets two clerks who begin at once make one application', async () => {
    const personId = somebody();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => draftApplication(clerk, { personId })));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results)
      if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'APPLICATION_EXISTS' });
  });

  it('does not find a person of another village, and refuses offices that do not register people', async () => {
    expect(await code(draftApplication(house.as(village.neighbour), { personId: village.persons[0]! }))).toBe(
      'NOT_FOUND',
    );
    expect(await code(draftApplication(house.as(village.county), { personId: village.persons[0]! }))).toBe(
      'NOT_PERMITTED',
    );
    expect(await code(draftApplication(house.as(null), { personId: village.persons[0]! }))).toBe('NOT_SIGNED_IN');
  });

  it('somebody the snapshot does not name fails rule 1 with the date of the list', async () => {
    const id = syntheticCitizenId({ region: '371721', birth: plainDate('2003-03-04'), sex: '男', sequence: 61 });
    const person = { name: '周不在册', idNumber: id, ethnic: '汉族', villageCode: village.code };
    const drafted = await draftApplication(clerk, { person });
    expect(drafted).toMatchObject({ eligibility: 'no' });
    expect(drafted.fails).toContain('household_not_registered');
    const opened = await openApplication(clerk, { id: drafted.id });
    expect(opened.eligibility).toMatchObject({ outcome: 'no', listDate: '2020-06-20' });
    expect(opened.greenChannel).toBe(false);
  });

  it('a number with a wrong check digit entered by hand is refused', async () => {
    const right = syntheticCitizenId({ region: '371721', birth: plainDate('2003-03-05'), sex: '男', sequence: 63 });
    const wrong = right.slice(0, 17) + (right[17] === '1' ? '2' : '1');
    const entered = { person: { name: '吴错', idNumber: wrong, villageCode: village.code } };
    expect(await refusal(draftApplication(clerk, entered))).toMatchObject({ code: 'ID_NUMBER_WRONG', kind: 'invalid' });
  });
});

describe('the policy horizon', () => {
  it('[SD2017-2-06] blocks a new application of 2021-01-04 with a message naming the expired policy', async () => {
    const later = await openTestHouse({ clock: fixedClock('2021-01-04T09:00:00+08:00') });
    const there = await aVillage(later, [{}]);
    const error = await refusal(draftApplication(later.as(there.clerk), { personId: there.persons[0]! }));
    expect(error.code).toBe('POLICY_EXPIRED');
    expect(error.message).toContain('山东省技工院校服务脱贫攻坚工作行动计划');
    expect(error.message).toContain('2020-12-31');
  });
});

describe('the choice', () => {
  it('[SD2017-3.2-05] of a catalogue with 12 pairs the picker offers exactly these 12, a thirteenth is refused, and the choice is frozen with its version', async () => {
    const other = await publishedCatalogue(house, {
      cityCode: PLACES.otherCity,
      year: 2019,
      entries: [{ major: '第十三个专业', schoolName: '去年学校' }],
    });
    const offered = await publishedCatalogue(house, {
      cityCode: PLACES.otherCity,
      year: 2020,
      entries: Array.from({ length: 12 }, (_, i) => ({ major: `专业${i}`, schoolName: '滨州测试学校' })),
    });
    const shown = await findChoices(clerk, { year: 2020, cityCode: PLACES.otherCity, size: 200 });
    expect(shown.total).toBe(12);
    expect(shown.rows.map((c) => c.entryKey).sort()).toEqual(offered.entries.map((e) => e.entryKey).sort());
    const { id } = await draftApplication(clerk, { personId: somebody() });
    for (const entry of offered.entries) await editApplication(clerk, { id, entryKey: entry.entryKey });
    const thirteenth = editApplication(clerk, { id, entryKey: other.entries[0]!.entryKey });
    expect(await refusal(thirteenth)).toMatchObject({ code: 'CHOICE_NOT_OFFERED', kind: 'invalid' });
    const stored = await house.system((tx) =>
      tx
        .selectFrom('application')
        .select(['version_id', 'major', 'catalogue_city_code'])
        .where('application_id', '=', id)
        .executeTakeFirst(),
    );
    expect(stored).toEqual({ version_id: offered.versionId, major: '专业11', catalogue_city_code: PLACES.otherCity });
  });
});

describe('papers', () => {
  it('are known by their content, turned into a plain picture, shown to the township and taken off again', async () => {
    const { id } = await draftApplication(clerk, { personId: somebody() });
    const added = await attachPaper(clerk, { id, kind: 'graduation_certificate', fileId: await aPhoto(clerk) });
    expect(added.mediaType).toBe('image/jpeg');
    const proved = () =>
      house.system((tx) =>
        tx.selectFrom('application').select('graduation_proved').where('application_id', '=', id).executeTakeFirst(),
      );
    expect(await proved()).toEqual({ graduation_proved: true });
    expect(await removePaper(clerk, { id, paperId: added.paperId })).toEqual({ removed: true });
    expect(await removePaper(clerk, { id, paperId: added.paperId })).toEqual({ removed: false });
    expect(await proved()).toEqual({ graduation_proved: null });
  });

  it('that are neither picture nor PDF, or not of the category, are refused', async () => {
    const { id } = await draftApplication(clerk, { personId: somebody() });
    const { storeUpload } = await import('../../platform/routes/store-upload.ts');
    const { Readable } = await import('node:stream');
    const text = await storeUpload(clerk, {
      name: '证件.jpg',
      stream: Readable.from(['not a picture']),
      purpose: 'paper',
    });
    expect(await code(attachPaper(clerk, { id, kind: 'id_card', fileId: text.fileId }))).toBe('PAPER_UNREADABLE');
    const photo = await aPhoto(clerk);
    expect(await code(attachPaper(clerk, { id, kind: 'discharge_certificate', fileId: photo }))).toBe(
      'PAPER_KIND_WRONG',
    );
    expect(await code(attachPaper(house.as(village.neighbour), { id, kind: 'id_card', fileId: photo }))).toBe(
      'NOT_FOUND',
    );
  });
});

describe('registering', () => {
  it('names everything that is lacking, and asks for consent', async () => {
    const { id } = await draftApplication(clerk, { personId: somebody() });
    expect(await code(registerApplication(clerk, { id, consent: false }))).toBe('CONSENT_REQUIRED');
    const error = await refusal(registerApplication(clerk, { id, consent: true }));
    expect(error.code).toBe('APPLICATION_INCOMPLETE');
    expect(error.fields?.map((f) => f.path)).toEqual([
      'entryKey',
      'graduationSchool',
      'graduationYear',
      'notContinuing',
      'papers.id_card',
      'papers.household_book',
      'papers.graduation_certificate',
    ]);
  });

  it("[SD2017-3.2-06] is the village's: with consent it is registered there, a township in its own name is refused, entering for a village is marked, and so is a row of a city's Annex 2", async () => {
    const own = await aRegistered(clerk, village, somebody());
    expect(await openApplication(clerk, { id: own })).toMatchObject({
      state: 'village_registered',
      enteredAs: '村（居）报名',
    });
    const township = house.as(village.poverty);
    expect(await code(draftApplication(township, { personId: village.persons[next]! }))).toBe('TOWNSHIP_OWN_NAME');
    const entered = await aCompleteDraft(township, village, somebody(), await aPhoto(township));
    await registerApplication(township, { id: entered, consent: true });
    expect(await openApplication(township, { id: entered })).toMatchObject({ enteredAs: '乡镇代录' });
    expect(await code(editApplication(township, { id: own, cardNo: '1' }))).toBe('ENTERED_BY_VILLAGE');
    const waiting = { state: 'village_registered', enteredAs: 'township_for_village' } as const;
    expect((await listApplications(township, waiting)).rows.map((r) => r.id)).toEqual([entered]);
    const { batchId } = await compileVillageBatch(township, { agree: [entered] });
    expect(await code(sendVillageBatch(township, { id: batchId! }))).toBe('EVIDENCE_REQUIRED');
    const sent = await sendVillageBatch(township, { id: batchId!, evidenceFileId: await aPhoto(township) });
    expect(sent.sent).toBe(1);
    expect(await importedAtCity()).toMatchObject({ enteredAs: '市级名单导入', state: 'city_accepted' });
  });

  /** An application that came as the one row of a city's Annex 2. */
  async function importedAtCity() {
    const person = aPerson({ villageCode: 371727104201, name: '赵平' });
    await publishedRegister(house, [person], { areaCode: 371727000000 });
    const cells = ['赵平', '男', '汉族', person.householdNo, person.idNumber, person.phone, person.address];
    const bytes = Buffer.from(
      `序号,姓名,性别,民族,扶贫卡编号,身份证号,联系电话,家庭详细地址,拟就读技工院校\n1,${cells.join(',')},${village.catalogue.entries[0]!.schoolName}\n`,
    );
    const folder = mkdtempSync(join(tmpdir(), 'jiqiao-village-'));
    const path = join(folder, '附件2.csv');
    writeFileSync(path, bytes);
    const city = house.as(anActor('city_hr_officer', PLACES.city));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const list = await importAnnex2(city, { path, name: '附件2.csv', year: 2020, sha256 });
    rmSync(folder, { recursive: true });
    expect(list).toMatchObject({ rows: 1, accepted: 1 });
    const { rows } = await house.owner('select application_id as id from application where list_id = $1', [
      list.listId,
    ]);
    return openApplication(city, { id: rows[0].id });
  }

  it('twice changes nothing', async () => {
    const id = await aRegistered(clerk, village, somebody());
    const before = await openApplication(clerk, { id });
    await registerApplication(clerk, { id, consent: true });
    expect((await openApplication(clerk, { id })).version).toBe(before.version);
  });

  it('prints the form, and a receipt whose code opens the case to whoever holds it', async () => {
    const id = await aRegistered(clerk, village, somebody());
    const form = await printApplicationForm(clerk, { id });
    expect(
      Buffer.from(form.body as Uint8Array)
        .subarray(0, 4)
        .toString(),
    ).toBe('%PDF');
    await printReceipt(clerk, { id });
    const index = clerk.vault.index('slip', slipKey('test-test-test'));
    await house.owner('update application set slip_index = $1 where application_id = $2', [index, id]);
    const answer = await checkSlip(house.as(null), { code: 'TEST test-TEST' });
    expect(answer).toMatchObject({
      stateName: '已在村（居）报名',
      heldBy: 'village',
      decidedBy: village.clerk.unitName,
    });
    expect(JSON.stringify(answer)).not.toContain('idMask');
    expect(await code(checkSlip(house.as(null), { code: 'WRONGCODE' }))).toBe('NOT_FOUND');
  }, 60_000);
});

describe('withdrawing', () => {
  it('needs the signed statement, ends the case and frees the person for a new one', async () => {
    const personId = somebody();
    const id = await aRegistered(clerk, village, personId);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await code(withdrawApplication(clerk, { id, evidenceFileId: nobody }))).toBe('EVIDENCE_REQUIRED');
    const evidenceFileId = await aPhoto(clerk);
    expect(await withdrawApplication(clerk, { id, evidenceFileId })).toEqual({ state: 'withdrawn' });
    expect(await withdrawApplication(clerk, { id, evidenceFileId })).toEqual({ state: 'withdrawn' });
    expect(await messagesTo(personId)).toHaveLength(1);
    expect((await draftApplication(clerk, { personId })).number).not.toBe('');
  });
});
