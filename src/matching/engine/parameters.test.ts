import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseParameters } from './parameters.ts';
import { PARAMETERS_FILE } from './parameters-file.ts';

const yaml = readFileSync(PARAMETERS_FILE, 'utf8');

describe('parameters of a match', () => {
  it('are the values of the file, and come back from their JSON', () => {
    const parameters = parseParameters(yaml);
    expect(parameters).toMatchObject({ margin: 5, points: { place: { other_county: -4 } } });
    expect(parseParameters(JSON.stringify(parameters))).toEqual(parameters);
  });

  it.each([
    [yaml.replace('margin: 5', ''), 'margin'],
    [yaml.replace('margin: 5', 'margin: 5.5'), 'margin'],
    [yaml.replace('phone: 15', 'phone: 150'), 'points.phone'],
    [yaml.replace('household: 4', 'household: four'), 'points.household'],
    [yaml.replace('margin: 5', 'margin: 5\nmargins: 5'), 'margins'],
    [yaml.replace('candidates: 5', 'candidates: 0'), 'candidates'],
    [yaml.replace(/^version.*$/m, "version: ''"), 'version'],
    ['just words', ''],
  ])('that miss a value, have an unknown one or one out of range are refused by its name (%#)', (text, name) => {
    expect(() => parseParameters(text)).toThrow(new RegExp(`不正确：${name.replace('.', '\\.')}$`));
  });
});
