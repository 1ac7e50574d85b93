import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aUnit } from '../../organizations/builders.ts';
import { anActor } from '../../testing/actors.ts';
import { audited, movableClock } from '../../catalogue/testing-city.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { attachScan } from '../report/steps/attach-scan.ts';
import { checkReport } from '../report/steps/check-report.ts';
import { fillReport } from '../report/steps/fill-report.ts';
import { listReports } from '../report/view/list-reports.ts';
import { openDueReports } from './open-season.ts';
import { openReport } from '../report/view/open-report.ts';
import { lockReport } from '../report/steps/lock-report.ts';
import { formOf, printReport } from '../report/view/print-report.ts';
import { reportForm } from '../report/view/report-form.ts';
import { sendReport } from '../report/steps/send-report.ts';
import { signReport } from '../report/steps/sign-report.ts';
import { submitReport } from '../report/steps/submit-report.ts';
import { withdrawAdjustment } from '../report/steps/withdraw-adjustment.ts';
import { aScan, carried, CITIES, openSeasonHouse, reportOf } from './testing-season.ts';

const clock = movableClock('2020-05-20');
const house = await openSeasonHouse({ clock });
await openDueReports(house.as(null));
const { heze, binzhou } = house;
const [first, second] = [...house.schools.values()] as [string, string];
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );

describe('a city’s report on its way', () => {
  it('adjustments stand beside the computed figures with their reason, never in their place, and can be withdrawn but not forgotten', async () => {
    const reportId = await reportOf(house, CITIES.heze, 2020, 'first');
    await adjustReport(heze.prepare, {
      reportId,
      schoolId: first,
      figure: 'E',
      delta: 4,
      reason: '外市代管班级毕业',
      basis: '会议纪要',
    });
    const { adjustmentId } = await adjustReport(heze.prepare, {
      reportId,
      schoolId: second,
      figure: 'E',
      delta: 1,
      reason: '误填',
    });
    expect(
      await codeOf(adjustReport(heze.prepare, { reportId, schoolId: second, figure: 'E', delta: 2, reason: '再填' })),
    ).toBe('REPORT_ADJUSTED_ALREADY');
    await withdrawAdjustment(heze.prepare, { reportId, adjustmentId, reason: '填错学校' });
    await withdrawAdjustment(heze.prepare, { reportId, adjustmentId, reason: '填错学校' });
    const view = await openReport(heze.prepare, { reportId });
    expect(view.table.rows[0]).toMatchObject({ computed: { E: null }, adjusted: { E: 4 }, reported: { E: 4 } });
    expect(view.table.rows[1]).toMatchObject({ adjusted: {}, reported: { E: null } });
    expect(new Map(view.adjustments.map((a) => [a.delta, a.withdrawn]))).toEqual(
      new Map([
        [4, false],
        [1, true],
      ]),
    );
    expect(await audited(house, 'report.adjust', reportId)).toBe(2);
    expect(await audited(house, 'report.withdraw_adjustment', reportId)).toBe(1);
  });

  it('[SD2017-A1-09] without a telephone a report is refused with the field named; filled in, both stand in the foot of the print', async () => {
    const reportId = await reportOf(house, CITIES.binzhou, 2020, 'second');
    await fillReport(binzhou.prepare, { reportId, fillerName: '岑守义', fillerPhone: '', zero: true });
    await expect(submitReport(binzhou.prepare, { reportId })).rejects.toMatchObject({
      code: 'REPORT_CONTACT_REQUIRED',
      fields: [{ path: 'fillerPhone' }],
    });
    await fillReport(binzhou.prepare, { reportId, fillerName: '岑守义', fillerPhone: '0543-5550101', zero: true });
    expect(await submitReport(binzhou.prepare, { reportId })).toMatchObject({ state: 'checking' });
    await checkReport(binzhou.check, { reportId, pass: true });
    await signReport(binzhou.sign, { reportId, pass: true });
    await lockReport(binzhou.prepare, { reportId });
    const form = reportForm(await formOf(binzhou.prepare, binzhou.actor, reportId));
    expect(form.data).toMatchObject({
      filler: '岑守义',
      phone: '0543-5550101',
      mark: '零报告',
      filledOn: '2020年5月20日',
    });
    const template = await readFile(form.template, 'utf8');
    const foot = template.slice(template.indexOf('[总计]'));
    expect(foot).toContain('填表人：#data.filler');
    expect(foot).toContain('联系电话：#data.phone');
  });

  it('three different people fill in, check and sign; a copy of the print is no sealed scan; what was sent is what was signed', async () => {
    const reportId = await reportOf(house, CITIES.heze, 2020, 'first');
    await carried(heze, reportId, 'submit');
    const all = house.as({
      ...heze.actor,
      permissions: new Set([...heze.actor.permissions, 'report.check', 'report.sign']),
    });
    expect(await codeOf(checkReport(all, { reportId, pass: true }))).toBe('REPORT_SAME_PERSON');
    expect(await codeOf(signReport(heze.sign, { reportId, pass: true }))).toBe('REPORT_WRONG_STATE');
    expect(await codeOf(checkReport(heze.check, { reportId, pass: false }))).toBe('REPORT_REASON_REQUIRED');
    await checkReport(heze.check, { reportId, pass: false, reason: '毕业人数请核对' });
    await carried(heze, reportId, 'lock');
    const printed = await printReport(heze.prepare, { reportId });
    const copy = await aScan(heze.prepare, Buffer.from(printed.body as Uint8Array));
    expect(await codeOf(attachScan(heze.prepare, { reportId, fileId: copy }))).toBe('REPORT_SCAN_IS_PRINT');
    const text = await aScan(heze.prepare, Buffer.from('盖章件'));
    expect(await codeOf(attachScan(heze.prepare, { reportId, fileId: text }))).toBe('REPORT_SCAN_UNREADABLE');
    expect(await codeOf(sendReport(heze.prepare, { reportId }))).toBe('REPORT_SCAN_MISSING');
    clock.to('2020-06-15');
    await attachScan(heze.prepare, { reportId, fileId: await aScan(heze.prepare) });
    const before = await openReport(heze.prepare, { reportId });
    expect(await sendReport(heze.prepare, { reportId })).toMatchObject({
      state: 'sent',
      sentOn: '2020-06-15',
      onTime: true,
    });
    const after = await openReport(house.province, { reportId });
    expect(after).toMatchObject({ checksum: before.checksum, standing: 'on_time', live: false, reported: { E: 4 } });
    expect(after.table).toEqual(before.table);
    expect(after.history.map((h) => h.event)).toEqual([
      'open',
      'adjust',
      'adjust',
      'withdraw_adjustment',
      'fill',
      'submit',
      'check_return',
      'fill',
      'submit',
      'check',
      'sign',
      'lock',
      'print',
      'attach',
      'send',
    ]);
  });

  it('a table of nothing but 0 is sent only as an explicit 零报告, and one with figures never', async () => {
    const reportId = await reportOf(house, CITIES.binzhou, 2020, 'first');
    await fillReport(binzhou.prepare, { reportId, fillerName: '岑守义', fillerPhone: '0543-5550101' });
    expect(await codeOf(submitReport(binzhou.prepare, { reportId }))).toBe('REPORT_ZERO_NOT_STATED');
    await carried(binzhou, reportId, 'submit', true);
    expect((await openReport(binzhou.prepare, { reportId })).zero).toBe(true);
    const december = await reportOf(house, CITIES.heze, 2020, 'second');
    await fillReport(heze.prepare, {
      reportId: december,
      fillerName: '韩志远',
      fillerPhone: '0530-5550101',
      zero: true,
    });
    await adjustReport(heze.prepare, { reportId: december, schoolId: first, figure: 'D', delta: 3, reason: '测试' });
    expect(await codeOf(submitReport(heze.prepare, { reportId: december }))).toBe('REPORT_NOT_ZERO');
  });

  it('another city finds nothing, other lines may not act, and of two who do the same only one does', async () => {
    const reportId = await reportOf(house, CITIES.binzhou, 2020, 'first');
    expect(await codeOf(openReport(heze.prepare, { reportId }))).toBe('NOT_FOUND');
    expect(await codeOf(checkReport(heze.check, { reportId, pass: true }))).toBe('NOT_FOUND');
    expect(await codeOf(checkReport(binzhou.prepare, { reportId, pass: true }))).toBe('NOT_PERMITTED');
    const poverty = house.as(anActor('city_poverty_officer', CITIES.binzhou));
    expect((await openReport(poverty, { reportId })).acts).toEqual([]);
    const both = await Promise.all([1, 2].map(() => codeOf(checkReport(binzhou.check, { reportId, pass: true }))));
    expect(both.sort()).toEqual(['REPORT_WRONG_STATE', 'done']);
    expect(await audited(house, 'report.check', reportId)).toBe(1);
    const { rows } = await listReports(binzhou.prepare, { year: 2020 });
    expect(rows.map((r) => [r.half, r.state, r.standing])).toEqual([
      ['second', 'locked', 'pending'],
      ['first', 'signing', 'pending'],
    ]);
  });
});

describe('where a report goes', () => {
  it('[SD2017-0-03] Annex 1 of a city reaches the division that the plan names and no other division of the department', async () => {
    const division = (name: string) =>
      house.system((tx) => aUnit(tx, { level: 'province', line: 'hr', divisionCode: 370_000_000_000, name }));
    await division('山东省人社厅就业促进处');
    const owning = await division('山东省人社厅职业能力建设处');
    await division('山东省人社厅专业技术人员管理处');
    const reportId = await reportOf(house, CITIES.binzhou, 2020, 'second');
    await attachScan(binzhou.prepare, { reportId, fileId: await aScan(binzhou.prepare) });
    await sendReport(binzhou.prepare, { reportId });
    const { rows } = await house.owner(`select kind, to_unit_id from message where link = $1`, [
      `/reports/${reportId}`,
    ]);
    expect(rows).toEqual([{ kind: 'report.sent', to_unit_id: owning }]);
  });
});
