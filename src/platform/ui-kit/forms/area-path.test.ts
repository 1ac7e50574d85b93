import { describe, expect, test } from 'vitest';
import { pathTo, stepTowards } from './area-path.ts';
import type { Division } from './area-path.ts';

const division = (code: string, name: string, hasChildren = true): Division => ({ code, name, level: '', hasChildren });
const tree: Record<string, Division[]> = {
  '000000000000': [division('370000000000', '山东省'), division('410000000000', '河南省')],
  '370000000000': [division('370100000000', '济南市'), division('371000000000', '威海市')],
  '370100000000': [division('370112000000', '历城区')],
  '370112000000': [division('370112009000', '港沟街道')],
  '370112009000': [division('370112009200', '某某村委会', false)],
  '410000000000': [division('410100000000', '郑州市'), division('419001000000', '济源市')],
  '419001000000': [],
};
const load = async (parent: string): Promise<Division[]> => tree[parent] ?? [];
const names = (path: Division[]) => path.map((step) => step.name);

describe('path to a division', () => {
  test('a village is reached one level at a time', async () => {
    const path = await pathTo('370112009200', '000000000000', load);
    expect(names(path)).toEqual(['山东省', '济南市', '历城区', '港沟街道', '某某村委会']);
  });
  test('a city under direct county administration has no level between it and the province', async () => {
    expect(names(await pathTo('419001000000', '000000000000', load))).toEqual(['河南省', '济源市']);
  });
  test('an unknown code ends at the nearest division above it', async () => {
    expect(names(await pathTo('370199000000', '000000000000', load))).toEqual(['山东省', '济南市']);
  });
  test('a code whose own digits end in zero is not taken for its neighbour', () => {
    expect(stepTowards(tree['370000000000'] ?? [], '371000000000')?.name).toBe('威海市');
  });
});
