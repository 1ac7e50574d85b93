import { describe, expect, test } from 'vitest';
import { plainDate } from '../../platform/plain-date.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { askRegister } from './ask-register.ts';
import { nameDifference, type MatchQuery, type RegisterPerson } from './register-match.ts';

const born = (birth: string, sex: '男' | '女', sequence: number): string =>
  syntheticCitizenId({ region: '410122', birth: plainDate(birth), sex, sequence });
const zhao = born('1970-05-01', '男', 11);
const qian = born('1972-06-02', '女', 22);
const sun = born('2003-07-03', '男', 33);

describe('matching with the register', () => {
  const person = (
    key: string,
    name: string,
    idNumber: string | null,
    more: Partial<RegisterPerson> = {},
  ): RegisterPerson => ({
    key,
    name,
    sex: null,
    idNumber,
    idWritten: '',
    phone: null,
    householdNo: null,
    headName: null,
    villageCode: 0,
    address: null,
    ...more,
  });
  const query = (name: string, idNumber: string | null, more: Partial<MatchQuery> = {}): MatchQuery => ({
    name,
    idNumber,
    idWritten: '',
    idProblem: null,
    phone: null,
    householdNo: null,
    headName: null,
    villageCode: 0,
    address: null,
    ...more,
  });

  test('only an equal whole number with an equal name decides', async () => {
    const ask = askRegister([person('1', '赵大', zhao), person('2', '赵小', null, { phone: '15400001111' })]);
    const answers = await ask([
      query('赵 大', zhao),
      query('赵达', zhao),
      query('赵大', qian),
      query('赵小', null, { idProblem: 'id_missing', phone: '15400001111' }),
      query('赵小', null, { idProblem: 'id_missing' }),
      query('赵小', sun, { phone: '15400001111' }),
    ]);
    expect(answers).toMatchObject([
      { decision: 'auto', person: { key: '1' } },
      { decision: 'review', person: { key: '1' }, reason: 'name_homophone' },
      { decision: 'none', reason: 'not_in_register' },
      { decision: 'review', person: { key: '2' }, reason: 'id_missing' },
      { decision: 'none' },
      { decision: 'review', person: { key: '2' }, reason: 'register_id_wrong' },
    ]);
  });

  test('a household of which a row was refused may miss the person', async () => {
    const ask = askRegister([person('1', '赵大', zhao)], [{ key: 'H7', headName: '赵大', villageCode: 7 }]);
    const child = query('赵小', sun, { headName: '赵大', villageCode: 7 });
    expect(await ask([child])).toEqual([{ decision: 'none', reason: 'register_row_not_usable' }]);
  });

  test('names differ in known ways', () => {
    expect(nameDifference('付强', '傅强')).toBe('name_surname_variant');
    expect(nameDifference('孙?', '孙玥')).toBe('name_rare_lost');
    expect(nameDifference('張偉', '张伟')).toBe('name_traditional');
    expect(nameDifference('张改名', '张建国')).toBe('name_former');
  });
});
