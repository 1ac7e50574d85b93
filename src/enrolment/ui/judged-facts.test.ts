import { expect, test } from 'vitest';
import { judgedFacts } from './judged-facts.ts';

test('a fact of the table is not said again in the sentences above it', () => {
  const lines = [
    '按2020年9月1日的情况，符合“技工院校就读资格”。',
    '✓ 户类型：一般脱贫户（曹县扶贫办 2020-06-20 名单）；要求为一般脱贫户或脱贫不稳定户。',
    '？ 毕业学校：未知；要求有值。',
    '依据：《意见》三(二)。',
  ];
  const { judged, others } = judgedFacts(lines, new Set(['户类型']));
  expect([...judged]).toEqual([['户类型', { mark: '✓', need: '为一般脱贫户或脱贫不稳定户' }]]);
  expect(others).toEqual([lines[0], lines[2], lines[3]]);
});
