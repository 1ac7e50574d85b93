import { expect, test } from 'vitest';
import { HELD_BY, STATES, type ApplicationState } from '../states.ts';
import { WAITING } from './waiting.ts';

test('what waits at a level is exactly what the level holds', () => {
  const states = Object.keys(STATES) as ApplicationState[];
  for (const [level, waiting] of Object.entries(WAITING)) {
    const holder = level === 'institution' ? 'school' : level;
    expect([...waiting].sort()).toEqual(states.filter((s) => HELD_BY[s] === holder).sort());
  }
});
