import { beforeEach, expect, test } from 'vitest';
import { changeRecord } from '../../registers/records/change-record.ts';
import { createRecord } from '../../registers/records/create-record.ts';
import { setStage } from '../../registers/records/set-stage.ts';
import { keepersOf } from '../../registers/testing-entering.ts';
import { cityOffice, figuresOf, registersHouse } from '../../registers/testing-registers.ts';
import { movedClock } from '../../supervision/testing-offices.ts';

const clock = movedClock('2020-12-16');
const house = await registersHouse({ clock });
const { school, enter } = await keepersOf(house);

beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

test('[N2019-4.8] inputs of 2,000,000 in 2019 and 2,600,000 in 2020 are +30.0%, and the helper that gave 0 is listed', async () => {
  const given = (helper: string, amount: number, receivedOn: string) => ({
    helper,
    department: 'finance',
    school: '曹县技工学校',
    amount,
    received_on: receivedOn,
  });
  const rows = [
    given('山东省济南市', 2_000_000, '2019-06-01'),
    given('山东省济南市', 2_600_000, '2020-06-01'),
    given('山东省青岛市', 0, '2020-12-01'),
  ];
  await enter('n2019-helper-inputs', 3, (i) => rows[i]!);
  const { input, none } = await figuresOf(house, 'n2019-helper-inputs', { on: '2020-12-31' });
  expect(input).toMatchObject({ value: 2_600_000, before: { value: 2_000_000, changed: 30 } });
  expect([none!.value, none!.names.map((n) => n.title)]).toEqual([1, ['山东省青岛市']]);
});

test('[N2019-4.9] a gift of equipment worth 350,000 with 12 assets is accepted by the school: 12 asset lines stand and 设备投入 comes to 350,000', async () => {
  const data = {
    name: '数控设备',
    helper: '济南市技师学院',
    form: 'kind',
    purpose: 'equipment',
    value: 350_000,
    given_on: '2020-09-01',
  };
  const [gift] = await enter('n2019-helper-gifts', 1, () => data);
  const accept = () => setStage(house.as(school), { recordId: gift!, stage: 'accepted' });
  await expect(accept()).rejects.toMatchObject({ message: expect.stringContaining('资产清单') });
  const signed = { ...data, accepted_by: '许静', accepted_on: '2020-09-10' };
  await changeRecord(house.as(school), { recordId: gift!, data: signed });
  await expect(accept()).rejects.toMatchObject({ message: expect.stringContaining('资产清单') });
  await enter('n2019-helper-assets', 12, (i) => ({
    name: `ZC2020${i}`,
    what: '数控车床',
    gift: gift!,
    value: i < 11 ? 30_000 : 20_000,
  }));
  await accept();
  const { accepted, waiting } = await figuresOf(house, 'n2019-helper-gifts', { by: school });
  expect(accepted!.groups.filter((g) => g.value > 0)).toMatchObject([{ title: '设备投入', value: 350_000 }]);
  expect(waiting!.value).toBe(0);
  const { assets, value } = await figuresOf(house, 'n2019-helper-assets', { by: school });
  expect([assets!.value, value!.value]).toEqual([12, 350_000]);
});

test('[FYP14-8-13] of 40 schools 37 have a filed distribution rule in force: the 3 missing are named; nothing is filed without the consent of the staff', async () => {
  const filed = { document: '办发〔2020〕1号', consent_on: '2020-03-01', filed_on: '2020-03-10', from: '2020-04-01' };
  const of = [{}, { ...filed, from: '2021-01-01' }, { ...filed, until: '2020-12-01' }];
  await enter('fyp14-pay-rules', 40, (i) => ({ name: `院校${i}`, ...(i < 3 ? of[i] : filed) }), { by: cityOffice });
  const figures = await figuresOf(house, 'fyp14-pay-rules', { by: cityOffice });
  expect(figures.filed).toMatchObject({ value: 37, to: 40, share: 92.5 });
  expect(figures.missing!.names.map((n) => n.title).toSorted()).toEqual(['院校0', '院校1', '院校2']);
  const unheard = createRecord(house.as(cityOffice), {
    key: 'fyp14-pay-rules',
    data: { name: '院校99', ...filed, consent_on: '2020-03-20' },
  });
  await expect(unheard).rejects.toMatchObject({ code: 'RECORD_INVALID', fields: [{ path: 'consent_on' }] });
});
