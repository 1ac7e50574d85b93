import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { RULES } from '../engine/deciding/result.ts';
import { leansToSame, reasonWords, RULE_WORDS } from './rule-words.ts';

describe('a reason in words', () => {
  it.each([
    [
      'name=equal edit=sub@9 3->8 agree=phone+village',
      ['姓名相同', '名单证件号码第 9 位应为 3，写成了 8', '电话相同', '同村'],
    ],
    ['name=script agree=sex', ['姓名是繁体或异体写法', '性别相同']],
    ['name=equal edit=swap@5 agree=none differ=sex', ['姓名相同', '名单证件号码第 5、6 位颠倒', '性别不同']],
    ['name=equal edit=missing@4 7 agree=county', ['姓名相同', '名单证件号码少了第 4 位的 7', '同县']],
    [
      'name=other id=other agree=birth runner_up=x margin=3',
      ['姓名不同', '证件号码是另一个有效号码', '出生日期相同', '另有一名候选人，相差 3 分'],
    ],
    ['name=equal register_edit=extra@18 1 agree=village', ['姓名相同', '对象库证件号码第 18 位多了一个 1', '同村']],
    ['no_id_no_candidate id=no number', ['没有证件号码']],
    ['valid_id_not_in_register id=valid', ['证件号码有效']],
  ])('%s', (reason, words) => {
    expect(reasonWords(reason)).toEqual(words);
  });

  it('has words for every rule of the engine and never shows a raw code', () => {
    expect(Object.keys(RULE_WORDS).sort()).toEqual([...RULES].sort());
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const word of reasonWords(text)) expect(word).not.toMatch(/[a-z]{3,}/);
      }),
    );
  });
});

it('the answer prepared for the clerk is “the same” unless the names have nothing but the surname in common', () => {
  expect(['name=one-of-three agree=birth', 'name=equal edit=sub@17 3->5', 'agree=phone'].map(leansToSame)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['name=other agree=birth', 'edit=swap@15 name=surname'].map(leansToSame)).toEqual([false, false]);
});
