import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../platform/plain-date.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { understand } from './search-query.ts';

describe('what was typed into the search box', () => {
  test('an application number is known with and without its hyphen, and in full width', () => {
    const text = '3717211042012020-00001';
    for (const typed of [text, '371721104201202000001', ' ３７１７２１１０４２０１２０２０－００００１ '])
      expect(understand(typed)).toEqual({ as: 'application_number', text });
  });
  test('an identity number is known however it is spaced, a 15-digit one as its 18 digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.constantFrom(' ', '-', ''), (sequence, gap) => {
        const id = syntheticCitizenId({ region: '371721', birth: plainDate('2003-05-01'), sex: '男', sequence });
        const typed = `${id.slice(0, 6)}${gap}${id.slice(6, 14)}${gap}${id.slice(14).toLowerCase()}`;
        expect(understand(typed)).toEqual({ as: 'id_number', text: id });
      }),
    );
    expect(understand('371721800501123')).toMatchObject({
      as: 'id_number',
      text: expect.stringMatching(/^37172119800501123[\dX]$/),
    });
  });
  test('anything else is a name', () => {
    for (const typed of ['王秀英', 'wangxiuying', '阿依古丽·麦麦提', '3717'])
      expect(understand(typed)).toEqual({ as: 'name', text: typed });
  });
});
