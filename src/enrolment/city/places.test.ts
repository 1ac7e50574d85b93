import { expect, it } from 'vitest';
import { placesOf } from './places.ts';

it('a village belongs to a township, a county and a city', () => {
  expect(placesOf(371721104201)).toEqual({
    villageCode: 371721104201,
    townshipCode: 371721104000,
    countyCode: 371721000000,
    cityCode: 371700000000,
  });
});

it('a county directly under the province stands in for the city', () => {
  expect(placesOf(419001101201)).toMatchObject({ countyCode: 419001000000, cityCode: 419001000000 });
});
