import { newId } from '../../platform/ids.ts';

/** Where the records of the matrix belong: a village of 曹县, 菏泽; their neighbour's offices are another city's (and for a province another province's). */
export const OWN = {
  province: 370000000000,
  city: 371700000000,
  county: 371721000000,
  township: 371721103000,
  village: 371721103201,
} as const;
export const NEIGHBOUR = {
  province: 410000000000,
  city: 371600000000,
  county: 371602000000,
  township: 371602100000,
  village: 371602100201,
} as const;

export const OWN_SCHOOL = newId();
export const OTHER_SCHOOL = newId();

/** The unit of every own actor, for records that belong to a unit and not to an area. */
export const OWN_UNIT = newId();
