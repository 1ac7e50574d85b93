import { describe, expect, it } from 'vitest';
import { officialName } from './names.ts';

describe('names of officials in the demonstration', () => {
  it('stay the same for one post and differ between the posts of one office', () => {
    const office = '菏泽市曹县扶贫开发领导小组办公室';
    const three = (['county_poverty_officer', 'funds_checker', 'funds_approver'] as const).map((role) =>
      officialName(office, role),
    );
    expect(new Set(three).size).toBe(3);
    expect(officialName(office, 'funds_checker')).toBe(three[1]);
    for (const name of three) expect(name).toMatch(/^\p{Script=Han}{2,3}$/u);
  });
});
