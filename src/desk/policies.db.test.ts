import { beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../policy/index.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { listPolicies, showPolicy } from './list-policies.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
  await loadPolicy(house.services, 'rules');
});

describe('policies for the public', () => {
  test('every document is listed with issuers and whether it is in force', async () => {
    const { rows } = await listPolicies(house.as(null), {});
    expect(rows.find((p) => p.code === 'SD2017')).toMatchObject({
      inForce: true,
      issuedOn: '2017-12-23',
      validTo: '2020-12-31',
    });
    expect(rows[0]).not.toHaveProperty('hash');
  });
  test('a document opens with its clauses in order, in both languages, and the figures it states with their places', async () => {
    const policy = await showPolicy(house.as(null), { code: 'SD2017' });
    expect(policy.clauses.slice(0, 3).map((c) => c.place)).toEqual(['文头', '引言', '一']);
    for (const clause of policy.clauses) expect(clause.zh.length * clause.en.length).toBeGreaterThan(0);
    expect(policy.figures).toContainEqual(
      expect.objectContaining({ type: 'yearly_day', value: '02-last', place: '三(三)' }),
    );
  });
  test('a document that is not there is not found', async () => {
    await expect(showPolicy(house.as(null), { code: 'XX' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
