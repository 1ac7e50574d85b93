import { describe, expect, test } from 'vitest';
import { plainDate } from '../../platform/plain-date.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { registerLookup } from './register-lookup.ts';
import { matchRegister, nameDifference, type MatchQuery, type RegisterPerson } from './register-match.ts';

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

  test('only an equal whole number with an equal name decides', () => {
    const register = registerLookup([person('1', '赵大', zhao), person('2', '赵小', null, { phone: '15400001111' })]);
    expect(matchRegister(query('赵 大', zhao), register).decision).toBe('auto');
    expect(matchRegister(query('赵达', zhao), register)).toMatchObject({
      decision: 'review',
      reason: 'name_homophone',
    });
    expect(matchRegister(query('赵大', qian), register)).toEqual({ decision: 'none', reason: 'not_in_register' });
    const without = query('赵小', null, { idProblem: 'id_missing', phone: '15400001111' });
    expect(matchRegister(without, register)).toMatchObject({
      decision: 'review',
      reason: 'id_missing',
      person: { key: '2' },
    });
    expect(matchRegister(query('赵小', null, { idProblem: 'id_missing' }), register).decision).toBe('none');
    expect(matchRegister(query('赵小', sun, { phone: '15400001111' }), register)).toMatchObject({
      reason: 'register_id_wrong',
    });
  });

  test('names differ in known ways', () => {
    expect(nameDifference('付强', '傅强')).toBe('name_surname_variant');
    expect(nameDifference('孙?', '孙玥')).toBe('name_rare_lost');
    expect(nameDifference('張偉', '张伟')).toBe('name_traditional');
    expect(nameDifference('张改名', '张建国')).toBe('name_former');
  });
});
