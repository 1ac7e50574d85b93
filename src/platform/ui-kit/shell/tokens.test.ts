import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { colours, contrast } from './tokens.ts';

const grounds = [colours.ground, colours.groundQuiet, colours.groundChosen, colours.groundMark, colours.groundAlarm];
const texts = [
  colours.ink,
  colours.inkQuiet,
  colours.inkFaint,
  colours.blue,
  colours.blueDark,
  colours.mark,
  colours.alarm,
];

describe('colours', () => {
  test('every text colour reaches 4.5 : 1 on every ground', () => {
    const low = texts.flatMap((text) =>
      grounds.filter((ground) => contrast(text, ground) < 4.5).map((ground) => [text, ground]),
    );
    expect(low).toEqual([]);
  });
  test('edges of controls reach 3 : 1 on white', () => {
    expect(contrast(colours.edge, colours.ground)).toBeGreaterThanOrEqual(3);
  });
  test('white text is readable on blue and on red', () => {
    for (const ground of [colours.blue, colours.blueDark, colours.alarm]) {
      expect(contrast(colours.ground, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
  test('black on white is 21 : 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
  test('the style sheet has the same colours', () => {
    const css = readFileSync(new URL('./kit.css', import.meta.url), 'utf8');
    const written = Object.fromEntries(
      [...css.matchAll(/--(\w+): (#[0-9a-f]{6});/gu)].map((found) => [found[1], found[2]]),
    );
    expect(written).toEqual(colours);
  });
});
