import type { Actor } from '../platform/context.ts';
import { errors } from '../platform/errors.ts';
import { areasHold } from '../organizations/index.ts';

const CITY = 100_000_000;

/** The 12-digit code of the city a code lies in. */
export function cityOfCode(code: number): number {
  return Math.floor(code / CITY) * CITY;
}

/**
 * The city an office works on: the one it names, or its own.
 * @throws NOT_FOUND for a city outside its areas
 */
export function cityOf(actor: Actor, cityCode?: number): number {
  const code = cityCode ?? actor.divisionCode;
  if (code === null || cityOfCode(code) !== code || !areasHold(actor.areas, code)) throw errors.NOT_FOUND();
  return code;
}
