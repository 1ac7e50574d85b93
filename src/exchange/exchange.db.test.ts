import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { issueDiplomas, withdrawCertificate } from '../certification/certificates.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { storeUpload } from '../platform/routes/store-upload.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import { at, openTrainingHouse, registered } from '../training/testing-class.ts';
import { admitClient } from './admit-client.ts';
import { endClient } from './end-client.ts';
import { listChecks, listClients } from './list-clients.ts';
import { verifyByKey } from './verify-by-key.ts';
import { verifyFile } from './verify-file.ts';

const house = await openTrainingHouse();
const province = anActor('province_hr_officer', PLACES.province, { unitId: '00000000-0000-7000-8000-0000000000e1' });
const other = anActor('city_hr_officer', PLACES.otherCity, { unitId: '00000000-0000-7000-8000-0000000000e2' });
const TODAY = '2020-09-01';
const on = (actor: Actor | null, day = TODAY): Context => ({
  ...house.as(actor),
  clock: fixedClock(`${day}T09:00:00+08:00`),
});
const admitted = (actor = province, validTo = '2020-12-31') =>
  admitClient(on(actor), { department: '省教育厅', purpose: '高校专升本资格核验（协议）', validTo });
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );
let names: string[] = [];

/** Two diplomas of one school, DIP-000 and DIP-001. */
beforeAll(async () => {
  const school = await house.institution('核验技师学院', 'technical_school');
  const { personIds } = await registered(house, 2);
  await house.owner(
    `insert into access_grant (person_id, unit_id, reason, valid_from, granted_by) select p, u.unit_id, 'student', '2020-01-01', 'test' from unnest($1::uuid[]) p, unit u where u.institution_id = $2`,
    [personIds, school],
  );
  const { rows } = await house.owner('select person_id, name from person where person_id = any($1::uuid[])', [
    personIds,
  ]);
  const nameOf = new Map(rows.map((r) => [r.person_id as string, r.name as string]));
  names = personIds.map((id) => nameOf.get(id)!);
  await issueDiplomas(on(at(school, 'school_officer')), {
    classLevel: 'senior',
    issuedOn: '2020-07-01',
    rows: personIds.map((personId, i) => ({ personId, major: '焊接加工', number: `DIP-00${i}` })),
  });
});

const asked = () => [
  { number: 'dip 000', name: names[0]! },
  { number: 'DIP-001', name: names[1]! },
  { number: 'DIP-999', name: names[1]! },
];

describe('other departments verify certificates by key', () => {
  test('[FYP14-17-04] of three numbers with one wrong two are valid and one is invalid, and three lines stand in the log', async () => {
    const { clientId, key } = await admitted();
    const answer = await verifyByKey(on(null), { key, checks: asked() });
    expect([answer.valid, answer.invalid]).toEqual([2, 1]);
    expect(answer.results).toEqual([
      { outcome: 'valid', issuer: '核验技师学院', occupation: '焊接加工', level: '高级工班', issuedOn: '2020-07-01' },
      { outcome: 'valid', issuer: '核验技师学院', occupation: '焊接加工', level: '高级工班', issuedOn: '2020-07-01' },
      { outcome: 'not_found' },
    ]);
    const log = await listChecks(on(province), { clientId });
    expect([log.total, log.rows.map((r) => [r.via, r.outcome]).toSorted()]).toEqual([
      3,
      [
        ['interface', 'not_found'],
        ['interface', 'valid'],
        ['interface', 'valid'],
      ],
    ]);
    expect(log.rows.every((r) => r.number.includes('***'))).toBe(true);
    const [line] = (await listClients(on(province), {})).rows;
    expect(line).toMatchObject({ clientId, checks: 3, invalid: 1, keyEnd: key.slice(-4), state: 'open', own: true });
  });

  test('the same three as a file come back row by row, with three more lines and who gave it in', async () => {
    const { clientId } = await admitted();
    const text = `名单,,\r\n序号,证书编号,姓名\r\n${asked()
      .map((a, i) => `${i + 1},${a.number},${a.name}`)
      .join('\r\n')}\r\n`;
    const upload = (body: string) =>
      storeUpload(on(province), { name: '名单.csv', stream: Readable.from([Buffer.from(body)]), purpose: 'exchange' });
    const { fileId } = await upload(text);
    const download = await verifyFile(on(province), { clientId, fileId });
    const lines = (download.body as Buffer).toString().replace('\uFEFF', '').trim().split('\r\n');
    expect(lines.map((l) => l.split(',')[2])).toEqual(['核验结果', '有效', '有效', '查无此证']);
    const log = await listChecks(on(province), { clientId });
    expect([log.total, new Set(log.rows.map((r) => r.via))]).toEqual([3, new Set(['file'])]);
    const without = await upload('序号,姓名\r\n1,甲\r\n');
    expect(await failing(verifyFile(on(province), { clientId, fileId: without.fileId }))).toBe(
      'EXCHANGE_FILE_UNREADABLE',
    );
  });

  test('a withdrawn certificate and a wrong name are told apart from a valid one; nothing of the holder is told', async () => {
    const { key } = await admitted();
    const { rows } = await house.owner(
      `select certificate_id, institution_id from certificate where number = 'DIP-001'`,
    );
    const { certificate_id: certificateId, institution_id: school } = rows[0] as Record<string, string>;
    await withdrawCertificate(on(at(school!, 'school_officer')), { certificateId: certificateId!, reason: '登记有误' });
    const checks = [asked()[1]!, { number: 'DIP-000', name: names[1]! }];
    const answer = await verifyByKey(on(null), { key, checks });
    expect(answer.results.map((r) => r.outcome)).toEqual(['withdrawn', 'not_found']);
    expect(JSON.stringify(answer)).not.toContain(names[1]);
  });

  test('a key that is unknown, over or ended answers nothing and writes nothing', async () => {
    const lines = async () => (await house.owner('select count(*)::int as n from exchange_check')).rows[0]!.n as number;
    const { clientId, key } = await admitted(province, '2020-10-01');
    const before = await lines();
    const ask = (day: string, given = key) => failing(verifyByKey(on(null, day), { key: given, checks: asked() }));
    expect([await ask('2020-10-02'), await ask(TODAY, 'jqk_guessed')]).toEqual([
      'EXCHANGE_KEY_INVALID',
      'EXCHANGE_KEY_INVALID',
    ]);
    expect(await failing(endClient(on(other), { clientId, reason: '不是本单位的' }))).toBe('NOT_FOUND');
    expect(await endClient(on(province), { clientId, reason: '协议终止' })).toEqual({ ended: true });
    expect(await endClient(on(province), { clientId, reason: '协议终止' })).toEqual({ ended: false });
    expect(await ask(TODAY)).toBe('EXCHANGE_KEY_INVALID');
    expect(await lines()).toBe(before);
    expect(await failing(admitted(province, '2020-08-31'))).toBe('EXCHANGE_DAYS_INVALID');
    const { rows } = await house.owner('select key_hash, key_end from exchange_client where client_id = $1', [
      clientId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});
