import { describe, expect, it } from 'vitest';
import { nameSyllables } from './chinese-name.ts';
import { canSoundAlike, nameCharacters } from './name-characters.ts';
import { foldCharacter } from './script-folding.ts';

describe('name characters', () => {
  it('hold the folding of every character of the table', () => {
    const { fold } = nameCharacters();
    const differing = [];
    for (let code = 0x3400; code < 0xa000; code++) {
      const folded = foldCharacter(String.fromCharCode(code));
      if (folded.length === 1 && folded.charCodeAt(0) !== fold[code]) differing.push(String.fromCharCode(code));
    }
    expect(differing).toEqual([]);
  });

  it('know the sound under which standards files a character', () => {
    const { sound, syllables, further } = nameCharacters();
    const differing = [];
    for (let code = 0x4e00; code < 0xa000; code += 7) {
      const [syllable] = nameSyllables(`王${String.fromCharCode(code)}`).slice(1);
      if (syllable === undefined) continue;
      const readings = [sound[code]!, ...(further.get(code) ?? [])].map((n) => syllables[n]);
      if (!readings.includes(syllable)) differing.push(String.fromCharCode(code));
    }
    expect(differing).toEqual([]);
  });

  it('say which characters can sound alike, in any reading and script', () => {
    const alike = (a: string, b: string): boolean => canSoundAlike(a.charCodeAt(0), b.charCodeAt(0));
    expect([alike('付', '傅'), alike('单', '善'), alike('萧', '肖'), alike('國', '国'), alike('伟', '炜')]).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect([alike('明', '民'), alike('王', '李')]).toEqual([false, false]);
  });
});
